from django.apps import AppConfig


class Sources(AppConfig):
    name = "marram.sources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from marram.foundation.panels import hang
        from marram.sources import panels
        from marram.sources.intake import offer_all

        offer_all()
        hang("records.subjects", panels.named)
        hang("records.closed", panels.closed)
