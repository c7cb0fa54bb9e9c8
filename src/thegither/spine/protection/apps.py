from importlib import import_module

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "thegither.spine.protection"
    label = "protection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module(f"{self.name}.rules")
