"""Registration of the package with Django."""

from django.apps import AppConfig


class PatrolConfig(AppConfig):
    """The package `domains/patrol`."""

    name = "xuncheng.domains.patrol"
    label = "patrol"
