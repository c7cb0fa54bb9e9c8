from importlib import import_module

from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "thegither.spine.contact"
    label = "contact"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("thegither.spine.contact.rules")
