from django.apps import AppConfig


class Board(AppConfig):
    name = "marram.board"
    label = "board"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from marram.board.intake import offer_layouts
        from marram.board.panels import business, measures, readings, reports
        from marram.foundation.panels import hang

        offer_layouts()
        hang("records.subjects", reports.named)
        hang("records.closed", reports.closed)
        hang("records.subjects", business.named)
        hang("records.subjects", readings.named)
        hang("records.closed", business.closed)
        hang("indicators.indicator", measures.reported)
        business.hang()
