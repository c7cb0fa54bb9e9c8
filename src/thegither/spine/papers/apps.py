from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "thegither.spine.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"
