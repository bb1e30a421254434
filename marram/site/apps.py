from django.apps import AppConfig


class Site(AppConfig):
    name = "marram.site"
    label = "site"
