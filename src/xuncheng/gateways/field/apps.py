"""Registration of the package with Django."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """The package `gateways/field`."""

    name = "xuncheng.gateways.field"
    label = "field"
