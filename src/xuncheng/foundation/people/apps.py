"""Registration of the package with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The package `foundation/people`."""

    name = "xuncheng.foundation.people"
    label = "people"
