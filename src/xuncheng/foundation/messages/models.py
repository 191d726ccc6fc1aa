"""The outbox of events and the notifications made from them."""

from django.db import models
from uuid_utils.compat import uuid7


class OutboxEvent(models.Model):
    """An act that others still have to hear of. Written with the act, deleted when it was passed on."""

    id = models.BigAutoField(primary_key=True)
    chain = models.UUIDField()
    seq = models.IntegerField()
    name = models.CharField(max_length=60)

    class Meta:
        db_table = "messages_outbox"


class FailedEvent(models.Model):
    """An event that a subscriber could not take, set aside so that the ones behind it are not held up."""

    id = models.BigIntegerField(primary_key=True, help_text="its place in the outbox")
    chain = models.UUIDField()
    seq = models.IntegerField()
    name = models.CharField(max_length=60)
    error = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "messages_failed"


class Notification(models.Model):
    """A message to one person about one object, shown in the program."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    recipient = models.ForeignKey(
        "people.User", on_delete=models.CASCADE, related_name="notifications", db_index=False
    )
    event = models.UUIDField(help_text="the act that caused it: one act notifies a person once")
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    body_zh = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    link = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "messages_notification"
        constraints = (
            models.UniqueConstraint(fields=["event", "recipient"], name="one_notification_per_act"),
        )
        indexes = (
            models.Index(fields=["recipient", "-at", "-id"], name="notification_newest"),
            models.Index(fields=["recipient"], condition=models.Q(read_at=None), name="notification_unread"),
        )
