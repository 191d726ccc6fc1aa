"""Registration of the package with Django."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """The package `foundation/messages`."""

    name = "xuncheng.foundation.messages"
    label = "messages"
