"""Reports (案源): anything that may become a case; who sends them and follows up, and the tasks of those who handle one together."""

from __future__ import annotations

from django.contrib.gis.db.models import PointField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Now
from uuid_utils.compat import uuid7

from xuncheng.foundation.places.streets import street_of_area
from xuncheng.rules.reporting.duplicates import CELL_ROW, CELLS_A_DEGREE
from xuncheng.rules.reporting.road import OPEN, Standing

_IS_OPEN, _HAS_MATTER = models.Q(status__in=OPEN), models.Q(matter__isnull=False)
_COUNT = models.PositiveSmallIntegerField
_HAS_CALLER = models.Q(caller__gt="")
_HAS_PLACE = models.Q(address__gt="", cell__isnull=False)
_IS_OPEN_TO_ALL, _HAS_SERVICE = models.Q(open_to_all=True), models.Q(service__gt="")


# By an operator that the database trusts under row-level security, as it does not trust those of geometries: an index finds
# what is near although each row is asked for its scope.
_CELL = (
    f"(floor(ST_X(%(expressions)s) * {CELLS_A_DEGREE})::bigint * {CELL_ROW}"
    f" + floor(ST_Y(%(expressions)s) * {CELLS_A_DEGREE})::bigint)"
)


def _listing(*fields: str, name: str, condition: models.Q | None = None) -> models.Index:
    """The index of one list, in its order, with what row-level security asks of a row: so rows are counted from it alone."""
    return models.Index(fields=fields, name=name, condition=condition, include=["area_path", "submitted_by"])


class Sender(models.Model):
    """A platform or body that sends reports and gives each a number of its own. One that was retired sends no more."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    source = models.CharField(max_length=20, help_text="where its reports come from, by the table of sources")
    contact = models.CharField(max_length=100, blank=True, help_text="whom to turn to there")
    retired_at = models.DateTimeField(null=True)
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "intake_sender"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Report(models.Model):
    """One notice of something on the street, and how far it has come.

    Each list of reports has the index that begins with what it is narrowed by and goes on in its order; no foreign
    key has one of its own besides, since every index is written with every report.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    number = models.CharField(max_length=30, unique=True)
    text = models.TextField()
    source = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    area_path = models.CharField(max_length=60, db_collation="C")
    street = street_of_area()
    point = PointField(srid=4326, null=True, spatial_index=False)
    cell = models.GeneratedField(
        expression=models.Func(models.F("point"), template=_CELL, output_field=models.BigIntegerField()),
        output_field=models.BigIntegerField(null=True),
        db_persist=True,
        help_text="where it lies, coarsely: what is near is looked for by it",
    )
    address = models.CharField(max_length=200, blank=True)
    reporter_name = models.CharField(max_length=50, blank=True)
    reporter_phone = models.CharField(max_length=20, blank=True)
    caller = models.CharField(
        max_length=64,
        blank=True,
        db_default="",
        help_text="keyed hash of the telephone: by it earlier calls are found",
    )
    submitted_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    submitted_at = models.DateTimeField()
    matter = models.ForeignKey(
        "law.Matter", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    team = models.ForeignKey(
        "people.Team", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    officer = models.ForeignKey(
        "people.Officer", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    due_at = models.DateTimeField(null=True, help_text="by when the next step is due")
    sender = models.ForeignKey(Sender, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    sender_number = models.CharField(
        max_length=60, blank=True, db_default="", help_text="the number that its sender gave it"
    )
    sender_due_at = models.DateTimeField(null=True, help_text="by when its sender asks for the result")
    returns = _COUNT(default=0, db_default=0, help_text="how often a team sent it back as not its own")
    reworks = _COUNT(
        default=0, db_default=0, help_text="how often a check failed, so that it was handled again"
    )
    late = _COUNT(default=0, db_default=0, help_text="how many steps were done after their limit")
    open_tasks = _COUNT(default=0, db_default=0, help_text="joint tasks that are neither done nor released")
    urges = _COUNT(default=0, db_default=0, help_text="how often its sender urged")
    duplicates = _COUNT(default=0, db_default=0, help_text="how many reports are merged into it")
    asked_until = models.DateTimeField(null=True, help_text="until when an extension is asked for")
    asked_because = models.TextField(blank=True, db_default="")
    extended = models.CharField(
        max_length=100,
        blank=True,
        db_default="",
        help_text="the states in which an extension was granted, by spaces",
    )
    supervised_until = models.DateTimeField(
        null=True, help_text="by when an order of a head is to be answered"
    )
    supervision = models.TextField(blank=True, db_default="", help_text="the last order of a head")
    supervision_answer = models.TextField(blank=True, db_default="", help_text="what was answered to it")
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged", db_index=False
    )
    before_merge = models.CharField(
        max_length=20, blank=True, db_default="", help_text="the state in which it was merged"
    )
    before_merge_due = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True, help_text="when it was last found to be true (核实)")
    checked_at = models.DateTimeField(null=True, help_text="when a check last found it settled (核查)")
    outcome = models.TextField(blank=True, help_text="what was done on the spot, or what became of the case")
    answer = models.TextField(blank=True, help_text="what the reporter was told")
    closed_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(
        db_default=Now(), help_text="when the server learnt of the last act on it"
    )
    service = models.CharField(
        max_length=40,
        blank=True,
        db_default="",
        help_text="what it was reported as, by the locality's open311.toml",
    )
    attributes = models.JSONField(
        null=True, help_text="what the service's form asked, and the answers; private"
    )
    media_url = models.CharField(
        max_length=500,
        blank=True,
        db_default="",
        help_text="where the sender says that a picture is; never fetched",
    )
    reporter_email = models.CharField(max_length=254, blank=True, db_default="")
    reporter_account = models.CharField(
        max_length=100, blank=True, db_default="", help_text="the reporter's account with the sender"
    )
    reporter_device = models.CharField(max_length=100, blank=True, db_default="")
    open_to_all = models.BooleanField(db_default=False, help_text="anybody may read it, masked (Open311)")
    words = SearchVectorField(
        db_default="",
        editable=False,
        help_text="what it is found by: see `searching`",
    )

    class Meta:
        db_table = "intake_report"
        indexes = (
            _listing("-submitted_at", "-id", name="report_newest"),
            _listing("street", "-submitted_at", "-id", name="report_newest_of_street"),
            _listing("status", "-submitted_at", "-id", name="report_newest_by_status"),
            _listing("street", "status", "-submitted_at", "-id", name="report_newest_by_both"),
            _listing("due_at", "id", name="report_by_due"),
            _listing("street", "due_at", "id", name="report_by_due_of_street"),
            _listing("status", "due_at", "id", name="report_due", condition=_IS_OPEN),
            _listing("street", "status", "due_at", "id", name="report_due_of_street", condition=_IS_OPEN),
            _listing("status", "source", "-submitted_at", "-id", name="report_newest_open_by_source", condition=_IS_OPEN),
            _listing("source", "-submitted_at", "-id", name="report_newest_by_source"),
            models.Index(
                fields=["team", "due_at", "id"], condition=models.Q(status="dispatched"), name="report_due_of_team",
            ),
            models.Index(
                fields=["officer"], condition=models.Q(status="dispatched", officer__isnull=False), name="report_of_officer",
            ),
            _listing("matter", "-submitted_at", "-id", name="report_newest_of_matter", condition=_HAS_MATTER),
            _listing("matter", "status", "-submitted_at", "-id", name="report_newest_of_matter_by", condition=_HAS_MATTER),
            _listing("street", "matter", "-submitted_at", "-id", name="report_newest_of_matter_there", condition=_HAS_MATTER),
            models.Index(fields=["submitted_by", "-submitted_at", "-id"], name="report_newest_of_reporter"),
            GistIndex(fields=["point"], name="report_point"),
            # Written at once: what waits to be written would be read through by every search.
            GinIndex(fields=["words"], name="report_by_words", fastupdate=False),
            models.Index(fields=["cell", "-submitted_at"], name="report_newest_of_cell", condition=models.Q(cell__isnull=False)),
            models.Index(fields=["caller", "-submitted_at", "-id"], name="report_newest_of_caller", condition=_HAS_CALLER),
            models.Index(fields=["address"], name="report_by_address", opclasses=["text_pattern_ops"], condition=_HAS_PLACE),
            # Few reports at a time are supervised, or wait for an extension: their lists are small.
            _listing("due_at", "id", name="report_supervised", condition=models.Q(supervised_until__isnull=False)),
            _listing("due_at", "id", name="report_asking", condition=models.Q(asked_until__isnull=False)),
            # What figures count, and lists are narrowed by: marks that few reports bear.
            _listing("-submitted_at", "-id", name="report_newest_returned", condition=models.Q(returns__gt=0)),
            _listing("-submitted_at", "-id", name="report_newest_reworked", condition=models.Q(reworks__gt=0)),
            _listing("-submitted_at", "-id", name="report_newest_late", condition=models.Q(late__gt=0)),
            _listing("-submitted_at", "-id", name="report_newest_merged", condition=models.Q(merged_into__isnull=False)),
            _listing("-submitted_at", "-id", name="report_newest_unjudged", condition=models.Q(matter__isnull=True)),
            models.Index(fields=["merged_into", "id"], condition=models.Q(merged_into__isnull=False), name="report_merged"),
            models.Index(fields=["-submitted_at", "-id"], name="report_open_newest", condition=_IS_OPEN_TO_ALL),
            models.Index(fields=["service", "-submitted_at", "-id"], name="report_open_of_service", condition=_IS_OPEN_TO_ALL),
            models.Index(fields=["-updated_at", "-id"], name="report_open_changed", condition=_IS_OPEN_TO_ALL),
            models.Index(fields=["submitted_by", "-updated_at", "-id"], name="report_changed_of_sender", condition=_HAS_SERVICE),
        )  # fmt: skip
        constraints = (
            # Lists of what presses narrow by the limit alone, since only what is open has one.
            models.CheckConstraint(
                condition=models.Q(due_at__isnull=True) | models.Q(status__in=OPEN), name="report_due_while_open",
            ),
            models.UniqueConstraint(
                fields=["sender", "sender_number"], condition=models.Q(sender__isnull=False), name="report_once_of_sender",
            ),
            models.CheckConstraint(
                condition=models.Q(sender__isnull=True) | ~models.Q(sender_number=""), name="report_sender_numbers",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | models.Q(status__in=("merged", "answered")), name="report_merged_stands_so",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def stage(self) -> str:
        """Where the report stands, by the name that all objects of acts share."""
        return self.status

    @property
    def standing(self) -> Standing:
        """All of it that the road looks at."""
        return Standing(
            self.status, self.open_tasks, self.asked_until is not None, frozenset(self.extended.split()),
            self.supervised_until is not None, self.duplicates > 0, self.before_merge,
        )  # fmt: skip


class TaskState(models.TextChoices):
    """How far a joint task is."""

    OPEN = "open", "办理中"
    DONE = "done", "已反馈"
    RELEASED = "released", "已解除"


class Task(models.Model):
    """What one further team or organisation does about a report (联动处置), with a limit and a result of its own.

    The team to which the report was dispatched leads (主办) and has no row here.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="tasks")
    team = models.ForeignKey(
        "people.Team", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    work = models.TextField(blank=True, help_text="what they are asked to do")
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    ordered_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    result = models.TextField(blank=True, help_text="what was done, or why it was released")
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "intake_task"
        ordering = ("ordered_at", "id")
        indexes = (
            models.Index(
                fields=["team", "due_at", "id"], condition=models.Q(state="open"), name="task_due_of_team"
            ),
            models.Index(fields=["due_at", "id"], condition=models.Q(state="open"), name="task_due"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(team__isnull=False, organisation__isnull=True)
                | models.Q(team__isnull=True, organisation__isnull=False),
                name="task_of_one",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", ended_at__isnull=True) | (~models.Q(state="open") & models.Q(ended_at__isnull=False)),
                name="task_ended_once_not_open",
            ),
            models.UniqueConstraint(
                fields=["report", "team"], condition=models.Q(state="open", team__isnull=False), name="task_open_of_team",
            ),
            models.UniqueConstraint(
                fields=["report", "organisation"], condition=models.Q(state="open", organisation__isnull=False),
                name="task_open_of_organisation",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.team or self.organisation)


class FollowUp(models.Model):
    """What the sender of a report, or whoever reported it, said later on: an urging, a supplement, that he withdraws it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="follow_ups", db_index=False)
    kind = models.CharField(max_length=12, help_text="the act, without `report.`")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "intake_follow_up"
        ordering = ("at", "id")
        indexes = (models.Index(fields=["report", "at", "id"], name="follow_up_of_report"),)

    def __str__(self) -> str:
        return self.text


class Classifier(models.Model):
    """One version of what was learnt from the judgements of reports, and how its proposals did on later ones. It never changes.

    The newest is in use. `measures` is what `classifier/learning.py` says of a training: sizes and days of the slices, the curve of
    thresholds, each matter.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    cut_off = models.DateField(help_text="the first day of which it knows nothing")
    threshold = models.FloatField(
        null=True, help_text="the probability from which it proposes; none: it proposes nothing"
    )
    measures = models.JSONField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64, help_text="of its file, checked when it is loaded")
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "intake_classifier"
        ordering = ("-number",)

    def __str__(self) -> str:
        return str(self.number)
