from django.urls import path

from marram.design import views


app_name = "design"
urlpatterns = [path("", views.gallery, name="gallery")]
