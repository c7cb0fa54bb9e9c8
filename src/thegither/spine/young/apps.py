from importlib import import_module

from django.apps import AppConfig


class YoungConfig(AppConfig):
    name = "thegither.spine.young"
    label = "young"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module(f"{self.name}.rules")
