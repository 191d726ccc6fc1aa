"""Registration of the package with Django."""

from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    """The package `domains/subjects`."""

    name = "xuncheng.domains.subjects"
    label = "subjects"
