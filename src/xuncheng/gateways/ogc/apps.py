"""Registration of the package with Django."""

from django.apps import AppConfig


class OgcConfig(AppConfig):
    """The package `gateways/ogc`."""

    name = "xuncheng.gateways.ogc"
    label = "ogc"
