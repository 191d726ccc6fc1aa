"""What is published of penalty decisions, a row of its own each: everybody reads these rows and never the case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from xuncheng.foundation.places.streets import street_of_area


class PublicationState(models.TextChoices):
    """What became of the publication of a decision."""

    PUBLISHED = "published", "公示中"
    WITHDRAWN = "withdrawn", "已撤回"
    EXEMPT = "exempt", "不予公示"


OPEN = (PublicationState.PUBLISHED, PublicationState.WITHDRAWN)
"""States that everybody may see; row-level security repeats it."""

CONTENT = ("party", "credit_code", "matter_code", "matter_name", "cause", "account", "penalty", "note")
"""What is gone from a row once it is withdrawn, besides the articles, the photos and the sum."""


class About(models.TextChoices):
    """What is published: the decision of a case, or the order to demolish that went with it."""

    DECISION = "decision", "处罚决定"
    ORDER = "order", "限期拆除决定"


class Publication(models.Model):
    """A decision as it is shown (行政处罚法第四十八条), masked when it was published; or that it is not shown, and why.

    A row that is withdrawn keeps the number of the decision and why it was withdrawn, and nothing of what it said. `day` is
    when it was published, or exempt, `updated_on` when what is shown was last brought up to date. A document has at most one row
    that is shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    about = models.CharField(max_length=10, choices=About.choices, default=About.DECISION)
    state = models.CharField(max_length=10, choices=PublicationState.choices)
    number = models.CharField(max_length=60, help_text="number of the decision")
    decided_on = models.DateField()
    agency = models.CharField(max_length=120)
    party_kind = models.CharField(max_length=15)
    party = models.CharField(max_length=120, blank=True, help_text="masked")
    credit_code = models.CharField(max_length=18, blank=True)
    matter_code = models.CharField(max_length=20, blank=True)
    matter_name = models.CharField(max_length=200, blank=True)
    cause = models.CharField(max_length=200, blank=True)
    account = models.TextField(blank=True, help_text="the facts, masked")
    violated = models.JSONField(default=list, help_text="articles violated: statute and article")
    basis = models.JSONField(default=list, help_text="articles on which the penalty rests")
    penalty = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, help_text="fine, CNY")
    note = models.CharField(max_length=300, blank=True)
    photos = models.JSONField(default=list, help_text="redacted copies: file, name, sha256, type, size")
    left_out = models.JSONField(default=list, help_text="what was masked, by name")
    day = models.DateField()
    shown_until = models.DateField(null=True, help_text="last day on which it is shown")
    updated_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    explanation = models.TextField(blank=True, help_text="why it was withdrawn: public")
    ground = models.CharField(max_length=20, blank=True, help_text="why it is not published")
    reasons = models.TextField(blank=True, help_text="the same in words: not public")
    area_path = models.CharField(max_length=60, db_collation="C")
    street = street_of_area()

    class Meta:
        db_table = "publication_publication"
        constraints = (
            models.UniqueConstraint(
                fields=["document"], condition=Q(state="published"), name="one_shown_publication"
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | (Q(shown_until__isnull=False) & ~Q(party="") & ~Q(penalty="")),
                name="shown_whole_and_for_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn")
                | (
                    Q(**dict.fromkeys(CONTENT, ""), violated=[], basis=[], photos=[], amount=None)
                    & ~Q(explanation="")
                    & Q(withdrawn_on__isnull=False)
                ),
                name="withdrawn_says_nothing_but_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="exempt") | (~Q(ground="") & ~Q(reasons="") & Q(account="")),
                name="exempt_for_a_reason",
            ),
        )
        indexes = (
            models.Index(fields=["case"], name="publication_of_case"),
            models.Index(
                fields=["-day", "-id"],
                condition=Q(state__in=["published", "withdrawn"]),
                name="publication_open",
                include=["area_path"],
            ),
            models.Index(fields=["-day", "-id"], name="publication_newest", include=["area_path"]),
            models.Index(
                fields=["street", "-day", "-id"], name="publication_newest_of_street", include=["area_path"]
            ),
        )

    def __str__(self) -> str:
        return self.number
