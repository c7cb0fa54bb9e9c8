from importlib import import_module

from django.apps import AppConfig


class RelationshipsConfig(AppConfig):
    name = "thegither.capabilities.relationships"
    label = "relationships"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the permissions, so that pages and templates can ask for them."""
        import_module(f"{self.name}.rules")
