from django.apps import AppConfig


class Funding(AppConfig):
    name = "marram.funding"
    label = "funding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from marram.funding.intake import offer_layouts
        from marram.funding.panels import spend

        offer_layouts()
        spend.hang()
