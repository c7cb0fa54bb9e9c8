from importlib import import_module

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "thegither.capabilities.assessments"
    label = "assessments"

    def ready(self) -> None:
        """Name the permissions, so that pages and templates can ask for them."""
        import_module(f"{self.name}.rules")
