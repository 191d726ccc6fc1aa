"""The database's own locks on the tables of this package: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import (
    only_in_acts,
    open_to_program,
    readable_in_scope,
    readable_where,
)

OF_ITS_SUBSCRIPTION = ("EXISTS (SELECT FROM webhooks_subscription AS s WHERE s.id = subscription_id)",)
"""Shown with the subscription, whose own rule narrows this look as well."""


class Migration(migrations.Migration):
    dependencies = [("webhooks", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        only_in_acts("webhooks_subscription"),
        readable_in_scope("webhooks_subscription"),
        open_to_program("webhooks_secret"),
        readable_where("webhooks_secret", OF_ITS_SUBSCRIPTION),
        open_to_program("webhooks_delivery"),
        readable_where("webhooks_delivery", OF_ITS_SUBSCRIPTION),
    ]
