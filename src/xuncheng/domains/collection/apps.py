"""Registration of the package with Django."""

from django.apps import AppConfig


class CollectionConfig(AppConfig):
    """The package `domains/collection`."""

    name = "xuncheng.domains.collection"
    label = "collection"
