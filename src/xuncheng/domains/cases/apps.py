"""Registration of the package with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The package `domains/cases`."""

    name = "xuncheng.domains.cases"
    label = "cases"
