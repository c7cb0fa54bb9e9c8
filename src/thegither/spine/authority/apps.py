from importlib import import_module

from django.apps import AppConfig


class AuthorityConfig(AppConfig):
    name = "thegither.spine.authority"
    label = "authority"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the permissions, so that pages and templates can ask for them."""
        import_module(f"{self.name}.rules")
