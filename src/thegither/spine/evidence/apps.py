from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "thegither.spine.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"
