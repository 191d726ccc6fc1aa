"""Registration of the package with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The package `domains/documents`."""

    name = "xuncheng.domains.documents"
    label = "documents"
