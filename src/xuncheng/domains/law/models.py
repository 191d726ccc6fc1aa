"""Statutes with their versions and articles, and the matters (执法事项) that a bureau enforces.

The law is public: no area narrows it, every signed-in viewer reads all of it. `area_path` is empty on every
row because an act on the law is an act everywhere.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.penalty import Band, FineRule, PenaltyKind, Scale, parse_fine


class Level(models.TextChoices):
    """Rank of a statute (立法法第九十八条至第一百零二条), highest first."""

    LAW = "law", "法律"
    ADMINISTRATIVE_REGULATION = "administrative_regulation", "行政法规"
    LOCAL_REGULATION = "local_regulation", "地方性法规"
    MINISTRY_RULE = "ministry_rule", "部门规章"
    LOCAL_RULE = "local_rule", "地方政府规章"
    OTHER = "other", "其他规范性文件"


class Statute(models.Model):
    """One statute through all its versions, known by its short title (行政处罚法)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    title = models.CharField(max_length=200, help_text="as promulgated: 中华人民共和国行政处罚法")
    short_title = models.CharField(max_length=200, unique=True, help_text="as cited: 行政处罚法")
    level = models.CharField(max_length=30, choices=Level.choices)
    issuer = models.CharField(max_length=200, blank=True)
    repealed_on = models.DateField(null=True, help_text="first day on which it no longer applies")
    repealed_by = models.CharField(max_length=200, blank=True, help_text="what repealed it: 生态环境法典1242")
    area_path = models.CharField(max_length=60, db_collation="C", blank=True)

    class Meta:
        db_table = "law_statute"
        indexes = (models.Index(fields=["level", "short_title"], name="statute_by_level"),)


class StatuteVersion(models.Model):
    """The text of a statute as one passage or amendment left it. Older versions stay beside newer ones."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, related_name="versions")
    version_date = models.DateField(null=True, help_text="day on which it was passed or last amended")
    effective_from = models.DateField(null=True, help_text="first day in force, where the text says so")
    effective_until = models.DateField(null=True, help_text="last day in force; null while no end is known")
    source = models.CharField(max_length=300, help_text="file it was read from, inside the imported folder")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of that file")
    preamble = models.TextField(blank=True, help_text="passage and amendments, one a line")
    repeals = models.JSONField(default=list, help_text="[short title, ISO day] of each statute it repeals")
    area_path = models.CharField(max_length=60, db_collation="C", blank=True)

    class Meta:
        db_table = "law_statute_version"
        indexes = (models.Index(fields=["statute", "-version_date"], name="version_newest"),)

    def covers(self, on: date) -> bool:
        """Whether this version is in force on that day; not before it was passed, where its text tells no start."""
        begins = self.effective_from or self.version_date or date.min
        return begins <= on <= (self.effective_until or date.max)


class Article(models.Model):
    """One article (条) of one version, with its words for search: those of its text, of the headings above it
    (weight B), and of the names of the matters that cite it (weight C).

    A text without numbered articles is kept as one article with number 0 and the label 全文.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    version = models.ForeignKey(StatuteVersion, on_delete=models.CASCADE, related_name="articles")
    position = models.PositiveIntegerField(help_text="1, 2, 3 … through the whole text")
    number = models.PositiveIntegerField(help_text="57 for 第五十七条")
    inserted = models.PositiveSmallIntegerField(default=0, help_text="1 for 第五十七条之一, otherwise 0")
    label = models.CharField(max_length=40)
    chapter = models.CharField(max_length=300, blank=True, help_text="headings above it, joined by “ / ”")
    text = models.TextField()
    tokens = SearchVectorField()

    class Meta:
        db_table = "law_article"
        constraints = (
            models.UniqueConstraint(fields=["version", "position"], name="one_article_per_position"),
        )
        indexes = (
            models.Index(fields=["version", "number", "inserted"], name="article_by_number"),
            GinIndex(fields=["tokens"], name="article_words"),
        )


ALL_ARTICLES = ""
"""The term under which the number of all articles is kept."""


class TermFrequency(models.Model):
    """In how many articles a word stands. Counted with each import; it only serves ranking."""

    term = models.CharField(primary_key=True, max_length=200, db_collation="C")
    articles = models.PositiveIntegerField()

    class Meta:
        db_table = "law_term_frequency"


class Verification(models.TextChoices):
    """How far a row of the matter table was checked against the text of the law."""

    YES = "yes", "已核对原文"
    PENALTY_ONLY = "penalty_only", "仅核对罚则"
    SECONDARY = "secondary", "据转引资料"
    INFERRED = "inferred", "推定"


class CorrectionOrder(models.TextChoices):
    """How an order to correct (责令改正) stands to the penalty (行政处罚法第二十八条)."""

    PRECONDITION = "precondition", "逾期不改正方可处罚"
    WITH_PENALTY = "with_penalty", "责令改正并处罚"
    NO = "no", "条文未规定责令改正"


class Matter(models.Model):
    """One violation (执法事项) that the bureau enforces, known by its code."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.CharField(max_length=20, unique=True)
    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=200)
    domain = models.CharField(max_length=40, db_index=True)
    tokens = SearchVectorField(help_text="words of its name and domain")
    area_path = models.CharField(max_length=60, db_collation="C", blank=True)

    class Meta:
        db_table = "law_matter"


class MatterVersion(models.Model):
    """What the law says of a matter during one span of days. A case is pinned to one of these.

    `violated` and `penalised` hold citations as [statute, article] pairs, readable by `Basis`; an empty list
    means that the article was not read yet. `kinds` are values of `PenaltyKind`, each with its condition
    behind a colon where there is one (fine:optional, stop_business:serious). Amounts are CNY; both are empty
    where the fine is no span of CNY, and `fine_basis` then says how it is measured.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="versions")
    effective_from = models.DateField(null=True, help_text="first day in force; null: before the records")
    effective_until = models.DateField(null=True, help_text="last day in force; null: still in force")
    violated = models.JSONField(default=list)
    penalised = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    orders = models.JSONField(default=list, help_text="orders and measures beside the penalty: 限期拆除")
    fine_min = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    fine_max = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    fine_basis = models.CharField(max_length=200)
    subject_zh = models.CharField(max_length=80, help_text="whom the duty binds")
    subject_en = models.CharField(max_length=80)
    correction_order = models.CharField(max_length=20, choices=CorrectionOrder.choices)
    seizure = models.CharField(max_length=200, help_text="whether seizure is allowed, and by which article")
    verification = models.CharField(max_length=20, choices=Verification.choices)
    area_path = models.CharField(max_length=60, db_collation="C", blank=True)

    class Meta:
        db_table = "law_matter_version"
        constraints = (
            models.UniqueConstraint(
                fields=["matter", "effective_from"], nulls_distinct=False, name="one_version_per_start"
            ),
        )

    @property
    def verified(self) -> bool:
        """Whether duty and penalty were read in the text of the law; otherwise screens say “unconfirmed”."""
        return self.verification == Verification.YES

    @property
    def penalty_kinds(self) -> frozenset[PenaltyKind]:
        """The kinds of penalty that the article allows in some circumstance."""
        return frozenset(PenaltyKind(kind.partition(":")[0]) for kind in self.kinds)

    @property
    def fine_rule(self) -> FineRule:
        """The fine as the penalty rules reckon with it."""
        low, high = (f"{amount.normalize():f}" if amount is not None else "" for amount in self._span)
        return parse_fine(low, high, self.fine_basis)

    @property
    def _span(self) -> tuple[Decimal | None, Decimal | None]:
        return self.fine_min, self.fine_max

    @property
    def violated_basis(self) -> tuple[Basis, ...]:
        """The articles that lay down the duty."""
        return tuple(Basis(*pair) for pair in self.violated)

    @property
    def penalty_basis(self) -> tuple[Basis, ...]:
        """The articles that lay down the penalty."""
        return tuple(Basis(*pair) for pair in self.penalised)

    def covers(self, on: date) -> bool:
        """Whether this version is in force on that day."""
        return (self.effective_from or date.min) <= on <= (self.effective_until or date.max)


class Benchmark(models.Model):
    """The published bands (裁量基准) of one matter during one span of days (行政处罚法第三十四条).

    `bands` holds them, the lightest first: step (0 the ordinary one), name_zh, name_en, low, high, scale. A case keeps the
    sums that follow from those in force when it began.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="benchmarks", db_index=False)
    title = models.CharField(max_length=200, help_text="the document in which it was published")
    confirmed = models.BooleanField(help_text="whether the legal section checked it against that document")
    effective_from = models.DateField(null=True, help_text="first day in force; null: before the records")
    effective_until = models.DateField(null=True, help_text="last day in force; null: still in force")
    bands = models.JSONField()
    area_path = models.CharField(max_length=60, db_collation="C", blank=True)

    class Meta:
        db_table = "law_benchmark"
        constraints = (
            models.UniqueConstraint(
                fields=["matter", "effective_from"], nulls_distinct=False, name="one_benchmark_per_start"
            ),
        )

    @property
    def as_bands(self) -> tuple[Band, ...]:
        """The bands as the penalty rules reckon with them."""
        return tuple(
            Band(
                str(row["step"]), Text(row["name_zh"], row["name_en"]), Decimal(row["low"]), Decimal(row["high"]),
                Scale(row["scale"]), row["step"],
            )
            for row in self.bands
        )  # fmt: skip
