"""Registration of the package with Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The package `foundation/places`."""

    name = "xuncheng.foundation.places"
    label = "places"
