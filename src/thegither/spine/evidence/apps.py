from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "thegither.spine.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext

        from thegither.spine.evidence.figures import speak_with
        from thegither.spine.evidence.guard import stand_guard

        speak_with(gettext)
        stand_guard()
