from django.apps import AppConfig


class Indicators(AppConfig):
    name = "marram.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from marram.indicators.actions.carrying import ObservationStore
        from marram.indicators.intake import offer_layouts
        from marram.records.vocabulary import offer_store

        offer_layouts()
        offer_store(ObservationStore())
