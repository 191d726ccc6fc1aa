"""Registration of the package with Django."""

from django.apps import AppConfig


class CustodyConfig(AppConfig):
    """The package `domains/custody`."""

    name = "xuncheng.domains.custody"
    label = "custody"
