"""Registration of the package with Django."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The package `domains/intake`."""

    name = "xuncheng.domains.intake"
    label = "intake"
