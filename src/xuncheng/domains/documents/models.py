"""Statutory documents, each made by an act and never changed afterwards; and how they were served."""

from __future__ import annotations

from datetime import date

from django.db import models
from uuid_utils.compat import uuid7


class Document(models.Model):
    """One document of a case file: its number, what it says, and the PDF that was issued.

    `data` is what the template was filled with; together with `template_version` it makes the same PDF again. The
    database refuses to change or delete a document: what is wrong in one, another corrects; who else signs it, a
    `Countersignature` says. `file` stays the PDF as it was issued.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=100)
    subject_type = models.CharField(max_length=30)
    subject_id = models.UUIDField(help_text="the case or other object in whose file it lies")
    data = models.JSONField()
    template_version = models.CharField(max_length=20)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField()
    made_by_act = models.UUIDField()
    made_at = models.DateTimeField()
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrections",
        help_text="the earlier document in which this one puts something right",
    )  # fmt: skip
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "documents_document"
        indexes = (models.Index(fields=["subject_id", "made_at"], name="documents_of_subject"),)

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def as_fact(self, on: date) -> str:
        """A document as the procedure tables see it: its kind."""
        return self.kind


class Service(models.Model):
    """How and when a document was served (送达). Civil Procedure Law, art. 87–95."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="service")
    way = models.CharField(max_length=20)
    receiver = models.CharField(max_length=100)
    served_at = models.DateTimeField()
    effective_on = models.DateField(help_text="the day from which periods run")
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "documents_service"


class Signatory(models.Model):
    """An officer named in a document whose act another did: he is to sign it himself. Administrative Penalty Law, art. 42(1)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="signatories", db_index=False
    )
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "documents_signatory"
        constraints = (
            models.UniqueConstraint(fields=["document", "officer"], name="documents_signatory_once"),
        )
        indexes = (models.Index(fields=["officer", "-id"], name="documents_signatory_officer"),)


class Countersignature(models.Model):
    """That a signatory signed: a further revision of the document's PDF, with his signature appended.

    `file` begins with the very bytes of the revision whose SHA-256 is `extends`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="signature")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", db_index=False)
    extends = models.CharField(
        max_length=64, help_text="SHA-256 of the revision that the signature is appended to"
    )
    made_by_act = models.UUIDField()
    made_at = models.DateTimeField()
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "documents_countersignature"
