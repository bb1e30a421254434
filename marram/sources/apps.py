from django.apps import AppConfig


class Sources(AppConfig):
    name = "marram.sources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from marram.sources.intake import offer_all

        offer_all()
