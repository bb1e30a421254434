from django.apps import AppConfig


class Records(AppConfig):
    name = "marram.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from marram.foundation import events, panels
        from marram.records.panels import history
        from marram.records.reactions import keep_event

        events.listen(events.Event, keep_event)
        panels.hang("history", history)
