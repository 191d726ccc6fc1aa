"""Registration of the package with Django."""

from importlib import import_module

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """The package `gateways/webhooks`."""

    name = "xuncheng.gateways.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        """Have the relay give each act to this door."""
        import_module(f"{self.name}.taking")
