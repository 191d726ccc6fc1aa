"""Registration of the package with Django."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """The package `domains/monitoring`."""

    name = "xuncheng.domains.monitoring"
    label = "monitoring"
