from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "thegither.ui"
    label = "ui"
