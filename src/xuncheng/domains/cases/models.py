"""Penalty cases, their evidence and their payments."""

from __future__ import annotations

from django.contrib.gis.db.models import PointField
from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.foundation.places.streets import street_of_area
from xuncheng.foundation.trail.governed import Governed


def _listing(*fields: str, name: str) -> models.Index:
    """The index of one list, in its order, with what row-level security asks of a row: so rows are counted from it alone."""
    return models.Index(fields=fields, name=name, include=["area_path"])


class Case(Governed):
    """A penalty case (案件) under one of the procedures. What the law looks at stands in its facts.

    Indexes are as in reports: one for each list, none for foreign keys besides.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    number = models.CharField(max_length=60, unique=True)
    cause = models.CharField(max_length=200, help_text="案由")
    area_path = models.CharField(max_length=60, db_collation="C")
    street = street_of_area()
    report = models.ForeignKey(
        "intake.Report", null=True, on_delete=models.PROTECT, related_name="cases", db_index=False
    )
    matter_version = models.ForeignKey(
        "law.MatterVersion", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    matter = models.ForeignKey("law.Matter", on_delete=models.PROTECT, related_name="+", db_index=False)
    matter_reason = models.JSONField(
        help_text="why this version of the matter applies (zh, en), and whether that is certain"
    )
    party = models.ForeignKey(
        "subjects.Party", on_delete=models.PROTECT, related_name="cases", db_index=False
    )
    handler = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    partner = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    summary = models.TextField(help_text="what happened, as the officers put it")
    place = models.CharField(max_length=200)
    point = PointField(srid=4326, null=True, spatial_index=False)
    happened_on = models.DateField(help_text="day of the violation, or its last day")
    discovered_on = models.DateField()
    opened_at = models.DateTimeField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, help_text="fine decided, CNY")
    decided_on = models.DateField(null=True, help_text="day on which a penalty was last decided")
    check_code = models.CharField(
        max_length=8,
        help_text="查询码: the digits on the party's papers that, with a number, open the case to him on the portal",
    )
    bundle = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        db_table = "cases_case"
        indexes = (
            _listing("-opened_at", "-id", name="case_newest"),
            _listing("street", "-opened_at", "-id", name="case_newest_of_street"),
            _listing("stage", "-opened_at", "-id", name="case_newest_by_stage"),
            _listing("street", "stage", "-opened_at", "-id", name="case_newest_by_both"),
            models.Index(
                fields=["waits_for", "due_on", "id"], condition=~models.Q(waits_for=""), name="case_waiting"
            ),
            models.Index(
                fields=["street", "waits_for", "due_on", "id"],
                condition=~models.Q(waits_for=""),
                name="case_waiting_of_street",
            ),
            models.Index(
                fields=["handler", "due_on", "id"],
                condition=~models.Q(waits_for=""),
                name="case_waiting_of_handler",
            ),
            _listing("due_on", "id", name="case_by_due"),
            _listing("street", "due_on", "id", name="case_by_due_of_street"),
            _listing("handler", "-opened_at", "-id", name="case_newest_of_handler"),
            _listing("matter", "-opened_at", "-id", name="case_newest_of_matter"),
            models.Index(
                fields=["decided_on", "id"],
                condition=models.Q(decided_on__isnull=False),
                name="case_by_decision",
                include=["area_path"],
            ),
            models.Index(
                fields=["street", "decided_on", "id"],
                condition=models.Q(decided_on__isnull=False),
                name="case_by_decision_of_street",
                include=["area_path"],
            ),
            models.Index(fields=["party"], name="case_of_party"),
            models.Index(fields=["report"], name="case_of_report"),
        )

    def __str__(self) -> str:
        return self.number


class EvidenceKind(models.TextChoices):
    """The eight kinds of evidence (行政处罚法第四十六条第一款)."""

    DOCUMENT = "document", "书证"
    OBJECT = "object", "物证"
    AUDIOVISUAL = "audiovisual", "视听资料"
    ELECTRONIC = "electronic", "电子数据"
    WITNESS = "witness", "证人证言"
    PARTY = "party", "当事人的陈述"
    OPINION = "opinion", "鉴定意见"
    RECORD = "record", "勘验笔录、现场笔录"


class EvidenceState(models.TextChoices):
    """Whether an item was found true (第四十六条第二款)."""

    COLLECTED = "collected", "待审查"
    RECORDED = "recorded", "监控记录待审核"
    ACCEPTED = "accepted", "已采信"
    EXCLUDED = "excluded", "已排除"


class Evidence(models.Model):
    """One item of evidence. Its files hang on it by `files.StoredFile.attached_to`."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=15, choices=EvidenceKind.choices)
    title = models.CharField(max_length=100)
    proves = models.CharField(max_length=300, help_text="what it is to prove (证明内容)")
    collected_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    point = PointField(
        srid=4326, null=True, spatial_index=False, help_text="where it was taken, as the officers say"
    )
    point_area = models.CharField(
        max_length=100, blank=True, help_text="name of the smallest area there, on the day it was taken"
    )
    officers = models.ManyToManyField("people.Officer", related_name="+")
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(
        "monitoring.Device",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="the monitoring device that it is from",
    )
    state = models.CharField(max_length=10, choices=EvidenceState.choices, default=EvidenceState.COLLECTED)
    note = models.CharField(max_length=300, blank=True, help_text="why it was excluded")
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "cases_evidence"
        indexes = (
            models.Index(fields=["case", "collected_at"], name="evidence_of_case"),
            models.Index(
                fields=["device", "-collected_at", "-id"],
                condition=~models.Q(device=None),
                name="evidence_of_device",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Payment(models.Model):
    """Money received on a decision, with the number of the finance department's receipt."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payments")
    purpose = models.CharField(
        max_length=10,
        default="fine",
        help_text="fine (with its late fee), or behalf: the cost of a performance on his behalf",
    )
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    way = models.CharField(max_length=15)
    receipt = models.CharField(max_length=40)
    payer = models.CharField(max_length=120)
    paid_on = models.DateField()
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "cases_payment"
        constraints = (
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="payment_is_positive"),
            models.UniqueConstraint(fields=["receipt"], name="one_payment_per_receipt"),
        )
        indexes = (models.Index(fields=["paid_on", "way"], name="payment_of_day"),)


class Deadline(models.Model):
    """One period that runs in a case, with its last day: a row for each, so that all cases' periods can be listed together.

    The database keeps these rows itself, whenever a case's facts change (see migrations 0008 and 0016): nobody writes them. What
    only bars something until its end (`Clock.bar`) has no row.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deadlines", db_index=False)
    clock = models.CharField(max_length=40, help_text="name of the period in rules.procedure.periods")
    due_on = models.DateField()
    handler = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = models.CharField(max_length=60, db_collation="C")
    street = street_of_area()

    class Meta:
        db_table = "cases_deadline"
        indexes = (
            models.Index(fields=["case"], name="deadline_of_case"),
            _listing("due_on", "id", name="deadline_by_day"),
            _listing("street", "due_on", "id", name="deadline_by_day_of_street"),
            _listing("handler", "due_on", "id", name="deadline_by_day_of_handler"),
            _listing("clock", "due_on", "id", name="deadline_by_day_of_clock"),
        )

    def __str__(self) -> str:
        return f"{self.clock} {self.due_on}"


class HearingState(models.TextChoices):
    """How far a hearing (听证) is. An adjourned one is followed by another; one is void once a new notice or the case's end overtook it."""

    REQUESTED = "requested", "已申请，待通知"
    SET = "set", "已通知"
    HELD = "held", "已举行"
    ABSENT = "absent", "当事人缺席"
    ADJOURNED = "adjourned", "已改期"
    WAIVED = "waived", "已放弃"
    VOID = "void", "不再举行"


class Hearing(models.Model):
    """One hearing of a case, from the party's request to its end (行政处罚法第六十三条、第六十四条): what the schedule lists."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings", db_index=False)
    state = models.CharField(max_length=10, choices=HearingState.choices)
    day = models.DateField(
        help_text="day of the hearing; before one is set, the first for which it could be set when it was asked for"
    )
    starts_at = models.DateTimeField(null=True, help_text="when it begins, once it is set")
    place = models.CharField(max_length=200, blank=True)
    presider = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recorder = models.CharField(max_length=50, blank=True)
    requested_on = models.DateField(null=True)
    notified_on = models.DateField(null=True, help_text="day on which the party was told of it")
    ended_on = models.DateField(
        null=True, help_text="day on which it was held, given up, adjourned or became void"
    )
    area_path = models.CharField(max_length=60, db_collation="C")
    street = street_of_area()

    class Meta:
        db_table = "cases_hearing"
        indexes = (
            models.Index(fields=["case"], name="hearing_of_case"),
            _listing("day", "id", name="hearing_by_day"),
            _listing("street", "day", "id", name="hearing_by_day_of_street"),
            _listing("state", "day", "id", name="hearing_by_day_of_state"),
            _listing("presider", "day", "id", name="hearing_by_day_of_presider"),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.day}"
