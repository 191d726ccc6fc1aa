"""Registration of the package with Django."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    """The package `domains/money`."""

    name = "xuncheng.domains.money"
    label = "money"
