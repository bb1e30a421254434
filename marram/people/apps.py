from django.apps import AppConfig


class People(AppConfig):
    name = "marram.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from marram.people import reactions

        reactions.listen()
