"""Registration of the package with Django."""

from django.apps import AppConfig


class BackchannelConfig(AppConfig):
    """The package `gateways/backchannel`."""

    name = "xuncheng.gateways.backchannel"
    label = "backchannel"
