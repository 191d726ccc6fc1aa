"""Registration of the package with Django."""

from django.apps import AppConfig


class RemediesConfig(AppConfig):
    """The package `domains/remedies`."""

    name = "xuncheng.domains.remedies"
    label = "remedies"
