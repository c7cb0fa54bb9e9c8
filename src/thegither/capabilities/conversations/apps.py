from importlib import import_module

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "thegither.capabilities.conversations"
    label = "conversations"

    def ready(self) -> None:
        """Name the permissions, so that pages and templates can ask for them."""
        import_module(f"{self.name}.rules")
