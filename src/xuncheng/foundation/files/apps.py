"""Registration of the package with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The package `foundation/files`."""

    name = "xuncheng.foundation.files"
    label = "files"
