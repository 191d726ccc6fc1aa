"""Registration of the package with Django."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """The package `domains/law`."""

    name = "xuncheng.domains.law"
    label = "law"
