from django.apps import AppConfig


class Strategy(AppConfig):
    name = "marram.strategy"
    label = "strategy"

    def ready(self) -> None:
        from marram.strategy.intake import offer_layouts
        from marram.strategy.panels import measures, rounds
        from marram.strategy.views.private_links import keep_out_of_logs

        offer_layouts()
        keep_out_of_logs()
        rounds.hang()
        measures.hang()
