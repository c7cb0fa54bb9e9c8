from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "thegither.capabilities.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"
