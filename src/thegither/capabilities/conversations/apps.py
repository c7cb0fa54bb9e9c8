from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "thegither.capabilities.conversations"
    label = "conversations"
