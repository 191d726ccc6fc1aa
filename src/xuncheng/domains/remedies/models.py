"""Remedies of cases, papers of supervision, and the registers of the legal section."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.foundation.places.streets import street_of_area


class Remedy(models.Model):
    """One reconsideration, suit or own revocation of a decision (行政复议, 行政诉讼).

    What the law looks at stands in the facts of the case, in its state of the same `key`; `state`, `stopped` and `due_on`
    repeat it so that lists can use indexes. `late` notes that it was lodged after its period.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    key = models.PositiveSmallIntegerField(help_text="its place among those of the case, from 1")
    kind = models.CharField(max_length=16)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    applicant = models.CharField(max_length=120, blank=True)
    body = models.CharField(max_length=120, blank=True, help_text="reviewing body or court")
    body_number = models.CharField(max_length=60, blank=True, help_text="number of the body's file")
    lodged_on = models.DateField()
    received_on = models.DateField(help_text="day on which it reached the agency")
    late = models.BooleanField(default=False)
    state = models.CharField(max_length=12)
    stopped = models.BooleanField(default=False)
    due_on = models.DateField(null=True)
    due_clock = models.CharField(max_length=40, blank=True)
    counsel = models.ForeignKey(
        "Lawyer", null=True, on_delete=models.PROTECT, related_name="remedies", db_index=False
    )
    outcome = models.CharField(max_length=20, blank=True)
    outcome_number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True)
    refund = models.DecimalField(max_digits=14, decimal_places=2, default=0, help_text="to be paid back, CNY")
    refunded_on = models.DateField(null=True)
    voucher = models.CharField(max_length=40, blank=True)
    area_path = models.CharField(max_length=60, db_collation="C")
    street = street_of_area()

    class Meta:
        db_table = "remedies_remedy"
        constraints = (models.UniqueConstraint(fields=["case", "key"], name="one_remedy_per_key"),)
        indexes = (
            models.Index(fields=["due_on", "id"], name="remedy_by_due", include=["area_path"]),
            models.Index(
                fields=["street", "due_on", "id"], name="remedy_by_due_of_street", include=["area_path"]
            ),
        )


class Supervision(models.Model):
    """A paper of supervision over enforcement (督办函, 意见书, 决定书), to be answered in its time."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=24)
    number = models.CharField(max_length=60)
    sender = models.CharField(max_length=120)
    subject = models.CharField(max_length=300)
    case = models.ForeignKey(
        "cases.Case", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    received_on = models.DateField()
    reply_by = models.DateField()
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True)
    area_path = models.CharField(max_length=60, db_collation="C")
    street = street_of_area()

    class Meta:
        db_table = "remedies_supervision"
        indexes = (
            models.Index(fields=["reply_by", "id"], name="supervision_by_term", include=["area_path"]),
            models.Index(
                fields=["street", "reply_by", "id"], name="supervision_of_street", include=["area_path"]
            ),
        )


class LawFirm(models.Model):
    """A law firm that advises the bureau, for the terms of its engagements."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=120)
    licence = models.CharField(max_length=40, help_text="number of its practice licence")
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "remedies_lawfirm"
        constraints = (models.UniqueConstraint(fields=["licence"], name="one_firm_per_licence"),)

    def __str__(self) -> str:
        return self.name


class Engagement(models.Model):
    """A term for which a firm is engaged, both days included. The database keeps a firm's terms from overlapping."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    firm = models.ForeignKey(LawFirm, on_delete=models.PROTECT, related_name="engagements", db_index=False)
    since = models.DateField()
    until = models.DateField()
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "remedies_engagement"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="engagement_begins_first"
            ),
            ExclusionConstraint(
                name="one_engagement_at_a_time",
                expressions=[
                    ("firm", RangeOperators.EQUAL),
                    (
                        models.Func("since", "until", models.Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"


class Lawyer(models.Model):
    """A lawyer of such a firm."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    firm = models.ForeignKey(LawFirm, on_delete=models.PROTECT, related_name="lawyers")
    name = models.CharField(max_length=50)
    licence = models.CharField(max_length=40)
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "remedies_lawyer"
        constraints = (models.UniqueConstraint(fields=["licence"], name="one_lawyer_per_licence"),)

    def __str__(self) -> str:
        return self.name


class Errand(models.Model):
    """What is asked of a lawyer and answered once: the shape that a contract's review and legal advice share."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    title = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=50)
    asker = models.UUIDField(null=True, help_text="key of whoever asked")
    lawyer = models.ForeignKey(Lawyer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    area_path = models.CharField(max_length=60, db_collation="C")
    street = street_of_area()

    class Meta:
        abstract = True


class Contract(Errand):
    """A contract before its signature: who with, for how much, and what the review says (合同审查)."""

    counterparty = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    passed = models.BooleanField(null=True)

    class Meta:
        db_table = "remedies_contract"
        indexes = (
            models.Index(fields=["-asked_at", "-id"], name="contract_newest", include=["area_path"]),
            models.Index(
                fields=["street", "-asked_at", "-id"], name="contract_of_street", include=["area_path"]
            ),
        )


class Advice(Errand):
    """A question to the legal section or its counsel, and the answer (法律咨询)."""

    question = models.TextField()

    class Meta:
        db_table = "remedies_advice"
        indexes = (
            models.Index(fields=["-asked_at", "-id"], name="advice_newest", include=["area_path"]),
            models.Index(
                fields=["street", "-asked_at", "-id"], name="advice_of_street", include=["area_path"]
            ),
        )
