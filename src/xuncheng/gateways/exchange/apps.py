"""Registration of the package with Django."""

from importlib import import_module

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """The package `gateways/exchange`."""

    name = "xuncheng.gateways.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Let subscriptions answer work orders in the forms of this door."""
        import_module(f"{self.name}.telling")
