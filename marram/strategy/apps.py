from django.apps import AppConfig


class Strategy(AppConfig):
    name = "marram.strategy"
    label = "strategy"

    def ready(self) -> None:
        from marram.strategy.intake import offer_layouts

        offer_layouts()
