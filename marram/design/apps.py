from django.apps import AppConfig


class Design(AppConfig):
    name = "marram.design"
    label = "design"
