from django.apps import AppConfig


class Packs(AppConfig):
    name = "marram.packs"
    label = "packs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from marram.packs import panels

        panels.hang()
