"""Registration of the package with Django."""

from django.apps import AppConfig


class LegacyConfig(AppConfig):
    """The package `domains/legacy`."""

    name = "xuncheng.domains.legacy"
    label = "legacy"
