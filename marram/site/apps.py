from django.apps import AppConfig


class Site(AppConfig):
    name = "marram.site"
    label = "site"

    def ready(self) -> None:
        from marram.people.vocabulary import offer_roles
        from marram.site.roles import ROLES

        offer_roles(ROLES)
