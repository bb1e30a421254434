from django.apps import AppConfig


class Places(AppConfig):
    name = "marram.places"
    default_auto_field = "django.db.models.BigAutoField"
