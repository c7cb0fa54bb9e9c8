from importlib import import_module

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "thegither.spine.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module(f"{self.name}.rules")
