from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "thegither.thread"
    label = "thread"
