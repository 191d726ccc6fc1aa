"""Tables taken in, what is wrong with their rows, where each row went, and the register of historic records (历史档案)."""

from __future__ import annotations

from django.contrib.gis.db.models import PointField
from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.foundation.places.streets import street_of_area
from xuncheng.rules.legal import Text

CHECKING, CHECKED, RUNNING, DONE, UNDONE = "checking", "checked", "running", "done", "undone"
STATES = {
    CHECKING: Text("检查中", "being checked"),
    CHECKED: Text("已检查，待导入", "checked, to be taken in"),
    RUNNING: Text("导入中", "being taken in"),
    DONE: Text("已导入", "taken in"),
    UNDONE: Text("已撤销", "undone"),
}
"""How far an import is."""


def _listing(*fields: str, name: str) -> models.Index:
    """The index of one list, in its order, with what row-level security asks of a row: so rows are counted from it alone."""
    return models.Index(fields=fields, name=name, include=["area_path"])


class TableImport(models.Model):
    """One file taken in by one mapping. The file is kept as it was given, the mapping as it was written.

    `done` counts the rows that were dealt with: an interrupted import goes on after them. `asked_by` is null where it was begun
    by the command line.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    target = models.CharField(max_length=20)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", db_index=False)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, help_text="of the file")
    mapping = models.TextField(help_text="as it was written (TOML)")
    mapping_name = models.CharField(max_length=100)
    mapping_version = models.CharField(max_length=100)
    mapping_sha256 = models.CharField(max_length=64)
    whole = models.BooleanField(default=False, help_text="all rows or none")
    state = models.CharField(max_length=10, default=CHECKING)
    total = models.PositiveIntegerField(help_text="rows of the table that hold something")
    done = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0, help_text="rows that were there already")
    refused = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "legacy_import"
        indexes = (_listing("-begun_at", "-id", name="import_newest"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=list(STATES)), name="import_state_known"),
            models.CheckConstraint(condition=models.Q(done__lte=models.F("total")), name="import_within_table"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.file_name

    @property
    def stage(self) -> str:
        """How far it is, by the name that all objects of acts share."""
        return self.state

    @property
    def number(self) -> str:
        """What it is called in lists of other things."""
        return self.file_name


class RowFault(models.Model):
    """What is wrong with one cell of a row, or what is to be known of the row. It never holds what stood in the cell of a secret field."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    source = models.ForeignKey(TableImport, on_delete=models.CASCADE, related_name="faults", db_index=False)
    row = models.PositiveIntegerField(help_text="number of the row in the table, as a spreadsheet counts")
    field = models.CharField(max_length=40, blank=True)
    heading = models.CharField(max_length=100, blank=True)
    code = models.CharField(max_length=40)
    message_zh = models.CharField(max_length=500)
    message_en = models.CharField(max_length=500)

    class Meta:
        db_table = "legacy_fault"
        indexes = (models.Index(fields=["source", "row", "id"], name="fault_of_import"),)

    def __str__(self) -> str:
        return f"{self.row} {self.message_zh}"


class Origin(models.Model):
    """Where something came from: which row of which import. `subject` is the key of what the row became.

    By `system` (the mapping's name) and `key` a row is known again, so that nothing is taken in twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    source = models.ForeignKey(TableImport, on_delete=models.PROTECT, related_name="origins", db_index=False)
    row = models.PositiveIntegerField()
    target = models.CharField(max_length=20)
    system = models.CharField(max_length=100)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 over the row as it stood in the table")
    subject = models.UUIDField()
    withdrawn = models.BooleanField(default=False)

    class Meta:
        db_table = "legacy_origin"
        constraints = (
            models.UniqueConstraint(
                fields=["target", "system", "key"], condition=models.Q(withdrawn=False), name="one_row_of_each_key"
            ),
        )  # fmt: skip
        indexes = (
            models.Index(fields=["source", "row"], name="origin_of_import"),
            models.Index(fields=["subject"], name="origin_of_subject"),
        )

    def __str__(self) -> str:
        return f"{self.source_id} {self.row}"


class OldRecord(models.Model):
    """A historic record (历史档案): closed business of a former system. No procedure judges it and nothing can be done with it.

    `more` holds fields of its target that have no column, by name; `kept` what else of the row was kept, by heading.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=20, help_text="target of its import")
    number = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=200)
    day = models.DateField(help_text="when it was received, filed, found or taken")
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=2000, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, help_text="fine, CNY")
    party_name = models.CharField(max_length=120, blank=True)
    party_identity = models.CharField(max_length=20, blank=True)
    party = models.ForeignKey("subjects.Party", null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    point = PointField(srid=4326, null=True, spatial_index=False)
    more = models.JSONField(default=dict)
    kept = models.JSONField(default=dict)
    withdrawn = models.BooleanField(default=False, help_text="its import was undone")
    area_path = models.CharField(max_length=60, db_collation="C")
    street = street_of_area()

    class Meta:
        db_table = "legacy_record"
        indexes = (
            _listing("-day", "-id", name="record_newest"),
            _listing("kind", "-day", "-id", name="record_newest_of_kind"),
            _listing("street", "-day", "-id", name="record_newest_of_street"),
            _listing("street", "kind", "-day", "-id", name="record_newest_of_both"),
            models.Index(fields=["number"], name="record_by_number", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["party_name"], name="record_by_party", opclasses=["varchar_pattern_ops"]),
        )

    def __str__(self) -> str:
        return self.number or self.title
