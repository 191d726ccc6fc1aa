"""Registration of the package with Django."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """The package `foundation/exports`."""

    name = "xuncheng.foundation.exports"
    label = "exports"
