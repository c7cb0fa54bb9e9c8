from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "thegither.ui"
    label = "ui"

    def ready(self) -> None:
        """Before any form is built, forms learn what they say of a wrong answer."""
        from thegither.ui.wording import speak_plainly

        speak_plainly()
