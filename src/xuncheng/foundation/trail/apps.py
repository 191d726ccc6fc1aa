"""Registration of the package with Django."""

from django.apps import AppConfig
from django.db.models import CharField

from xuncheng.foundation.trail.prefix import Begins


class TrailConfig(AppConfig):
    """The package `foundation/trail`."""

    name = "xuncheng.foundation.trail"
    label = "trail"

    def ready(self) -> None:
        """Let every text column be asked what it begins with."""
        CharField.register_lookup(Begins)
