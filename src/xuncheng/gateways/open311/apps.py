"""Registration of the package with Django."""

from django.apps import AppConfig


class Open311Config(AppConfig):
    """The package `gateways/open311`."""

    name = "xuncheng.gateways.open311"
    label = "open311"
