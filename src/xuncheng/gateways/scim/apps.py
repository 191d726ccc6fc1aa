"""Registration of the package with Django."""

from django.apps import AppConfig


class ScimConfig(AppConfig):
    """The package `gateways/scim`."""

    name = "xuncheng.gateways.scim"
    label = "scim"
