from django.apps import AppConfig


class Sources(AppConfig):
    name = "marram.sources"
    default_auto_field = "django.db.models.BigAutoField"
