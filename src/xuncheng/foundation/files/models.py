"""Files: contents addressed by their SHA-256, the names they were given, and uploads under way."""

from __future__ import annotations

from django.db import models
from uuid_utils.compat import uuid7


class Blob(models.Model):
    """One content, kept once however often it is uploaded. The bytes lie in the store under `sha256`."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.BigIntegerField(help_text="bytes")
    type = models.CharField(
        max_length=100, help_text="media type, found from the content, never from the name"
    )
    capture = models.JSONField(
        default=dict,
        help_text="what a photo or a recording says of itself: when, where, with what it was taken",
    )

    class Meta:
        db_table = "files_blob"


class StoredFile(models.Model):
    """A file somebody gave or the program made: a name on a content, and what it is attached to.

    Until it is attached it lies in no area and only who uploaded it sees it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    area_path = models.CharField(max_length=60, blank=True, db_collation="C")
    uploaded_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    attached_type = models.CharField(max_length=30, blank=True, help_text="kind of object, as in the trail")
    attached_to = models.UUIDField(null=True, help_text="key of the object")
    at = models.DateTimeField(help_text="when the server had the whole file")

    class Meta:
        db_table = "files_storedfile"
        indexes = (
            models.Index(fields=["attached_to"], name="file_attached_to"),
            models.Index(fields=["area_path"], name="file_area"),
            models.Index(
                fields=["at"],
                name="file_bound_to_nothing",
                condition=models.Q(attached_to=None, area_path=""),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A resumable upload (tus 1.0.0). How far it has come is the size of its part file, nowhere else.

    A finished upload becomes the stored file of the same key; the row stays until it expires, to answer a
    client that missed the last answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    length = models.BigIntegerField(help_text="bytes the whole file will have")
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sha256 = models.CharField(
        max_length=64, blank=True, help_text="known once the content is whole and stored"
    )
    type = models.CharField(max_length=100, blank=True, help_text="media type, known at the same time")
    capture = models.JSONField(default=dict, help_text="what it says of itself, known at the same time")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "files_upload"
        indexes = (
            models.Index(fields=["expires_at"], name="upload_expires"),
            models.Index(fields=["owner"], name="upload_owner"),
        )
