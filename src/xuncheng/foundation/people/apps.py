"""Registration of the package with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The package `foundation/people`."""

    name = "xuncheng.foundation.people"
    label = "people"

    def ready(self) -> None:
        """Listen to the sign-in once all models are there."""
        from xuncheng.foundation.people import accounts

        accounts.watch()
