from importlib import import_module

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "thegither.capabilities.decisions"
    label = "decisions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the permissions, so that pages and templates can ask for them."""
        import_module(f"{self.name}.rules")
