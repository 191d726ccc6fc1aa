"""Registration of the package with Django."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """The package `domains/publication`."""

    name = "xuncheng.domains.publication"
    label = "publication"
