"""Registration of the package with Django."""

from django.apps import AppConfig


class PowersConfig(AppConfig):
    """The package `domains/powers`."""

    name = "xuncheng.domains.powers"
    label = "powers"
