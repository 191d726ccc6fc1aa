"""Registration of the package with Django."""

from django.apps import AppConfig


class EquipmentConfig(AppConfig):
    """The package `domains/equipment`."""

    name = "xuncheng.domains.equipment"
    label = "equipment"
