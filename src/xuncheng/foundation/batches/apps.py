"""Registration of the package with Django."""

from django.apps import AppConfig


class BatchesConfig(AppConfig):
    """The package `foundation/batches`."""

    name = "xuncheng.foundation.batches"
    label = "batches"
