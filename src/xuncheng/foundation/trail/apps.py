"""Registration of the package with Django."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """The package `foundation/trail`."""

    name = "xuncheng.foundation.trail"
    label = "trail"
