"""Registration of the package with Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The package `domains/portal`."""

    name = "xuncheng.domains.portal"
    label = "portal"
