from django.apps import AppConfig


class Strategy(AppConfig):
    name = "marram.strategy"
    label = "strategy"
