"""Who works here: organisations, teams, users, officers with their certificates, roles and grants."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.contrib.postgres.fields import ArrayField
from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.rules.procedure.model import Person


class OrganisationKind(models.TextChoices):
    """Place of an organisation in the tree."""

    BUREAU = "bureau", "局"
    DEPARTMENT = "department", "科室"
    STREET = "street", "街道（镇）"


class TeamKind(models.TextChoices):
    """What a team is there for."""

    ENFORCEMENT = "enforcement", "综合行政执法队"
    SUBORDINATE = "subordinate", "直属执法队"
    INSPECTION = "inspection", "督察队"


class UserKind(models.TextChoices):
    """Who or what signs in: a person, or a program that only ever comes by its tokens."""

    PERSON = "person", "人员"
    SERVICE = "service", "服务账号"


class TokenScope(models.TextChoices):
    """What of its user's rights a token opens."""

    FULL = "full", "全部"
    READ = "read", "只查看"
    ACTS = "acts", "只办理所列行为"
    ACTS_AND_READ = "acts_read", "查看并办理所列行为"


class Language(models.TextChoices):
    """Language in which the program speaks to a user."""

    ZH = "zh", "中文"
    EN = "en", "English"


class Organisation(models.Model):
    """The bureau, its departments and the streets, as a tree.

    `path` holds the codes from the bureau down, each ended by a dot, so that an organisation lies under
    another iff its path starts with the other's. `short` is the word that stands in document numbers.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    short = models.CharField(max_length=20)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=120, unique=True, db_collation="C")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "people_organisation"
        ordering = ("path",)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A unit of officers (执法队) that belongs to an organisation and covers an area."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=20, choices=TeamKind.choices)
    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "people_team"
        ordering = ("code",)
        indexes = (models.Index(fields=["area_path"], name="team_area"),)

    def __str__(self) -> str:
        return self.name


class User(AbstractBaseUser):
    """A person who can sign in, or a program (service account). Auxiliaries (协管员) are users without a certificate.

    `area_path` is the area of the team, or else of the organisation. Rows change only inside acts, the
    password too; when somebody was last here stands in the trail, so there is no `last_login`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=10, choices=UserKind.choices, default=UserKind.PERSON)
    username = models.CharField(max_length=40, unique=True, help_text="lower case")
    name = models.CharField(max_length=50)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ZH)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="users")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="users")
    area_path = models.CharField(max_length=60, db_collation="C")
    is_active = models.BooleanField(default=True)
    external_id = models.CharField(
        max_length=200,
        blank=True,
        db_default="",
        help_text="the key that the system which provisions users gave him",
    )
    gone_there = models.BooleanField(
        default=False, db_default=False, help_text="the system which provisions users deleted him"
    )
    last_login = None

    objects = BaseUserManager["User"]()

    USERNAME_FIELD = "username"
    FACT_RELATIONS = ("grants__role",)

    class Meta:
        db_table = "people_user"
        indexes = (models.Index(fields=["area_path"], name="user_area"),)
        constraints = (
            models.UniqueConstraint(
                fields=["external_id"], condition=~models.Q(external_id=""), name="user_external_id"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password. Unlike Django's, it never rewrites the hash outside an act."""
        return check_password(raw_password, self.password)

    def as_fact(self, on: date) -> Person:
        """The user as the procedure tables see him on that day: by the roles that he holds."""
        held = (grant for grant in self.grants.all() if grant.covers(on))
        return Person(id=str(self.pk), roles=frozenset(grant.role.code for grant in held))


class Officer(models.Model):
    """A person with an enforcement certificate (执法证), valid from `certified_since` to `certified_until`.

    An officer has the key of the user he is, so that a person is the same wherever the law asks whether
    two are. Administrative Penalty Law, art. 42(1): only certified officers enforce.
    """

    id = models.UUIDField(primary_key=True)
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="officer")
    certificate_number = models.CharField(max_length=40, unique=True)
    certified_since = models.DateField()
    certified_until = models.DateField(help_text="last day of validity; a withdrawn certificate ends early")
    delegated = models.BooleanField(
        default=False, help_text="of a body to which the agency delegated its penalties (行政处罚法第二十条)"
    )
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "people_officer"
        constraints = (
            models.CheckConstraint(condition=models.Q(id=models.F("user_id")), name="officer_is_his_user"),
        )
        indexes = (models.Index(fields=["area_path"], name="officer_area"),)

    def __str__(self) -> str:
        return self.user.name

    def certified(self, on: date) -> bool:
        """Whether the certificate is valid on that day."""
        return self.certified_since <= on <= self.certified_until

    def as_fact(self, on: date) -> Person:
        """The officer as the procedure tables see him on that day."""
        return Person(id=str(self.id), certified=self.certified(on), own=not self.delegated)


class Role(models.Model):
    """A set of acts under one name. `reads` says whether it opens the business of the area it is held in."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.SlugField(max_length=40, unique=True)
    label_zh = models.CharField(max_length=50)
    label_en = models.CharField(max_length=80)
    acts = ArrayField(models.CharField(max_length=60))
    reads = models.BooleanField(default=True)
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "people_role"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.label_zh


class Grant(models.Model):
    """One role for one user in one area and all below it, from `since` to `until` (None: open-ended)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="grants")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    area_path = models.CharField(max_length=60, db_collation="C")
    since = models.DateField()
    until = models.DateField(
        null=True, help_text="last day; a grant that was ended early ends the day before"
    )
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "people_grant"

    def covers(self, on: date) -> bool:
        """Whether the role is held on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


class ApiToken(models.Model):
    """The key of a program that works for a user. Only the SHA-256 of the secret is kept.

    It opens no more than its user may do: of that what `scope` says, the `acts` that are named, inside `limit_path`.
    After a rotation the secret from before (`old_digest`) is good until `old_until`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    old_digest = models.CharField(max_length=64, unique=True, null=True)
    old_until = models.DateTimeField(null=True)
    scope = models.CharField(max_length=10, choices=TokenScope.choices, default=TokenScope.FULL)
    acts = ArrayField(models.CharField(max_length=60), default=list)
    limit_path = models.CharField(
        max_length=60, blank=True, db_collation="C", help_text="empty: all of its user's areas"
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    area_path = models.CharField(max_length=60, db_collation="C")

    secret: str | None = None
    """The secret itself, on the row as it was just issued and nowhere else."""

    class Meta:
        db_table = "people_apitoken"


class TokenUse(models.Model):
    """When a token was last used, to the minute: a technical note, no business of the bureau."""

    token = models.OneToOneField(ApiToken, primary_key=True, on_delete=models.CASCADE, related_name="use")
    at = models.DateTimeField()

    class Meta:
        db_table = "people_tokenuse"


class OidcClient(models.Model):
    """A system that signs in with our users. Its secret and its tokens are kept by the provider, under `client_id`.

    Who signs in at one of the bureau's own (`first_party`) is not asked whether he agrees to be named there.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    client_id = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=60)
    redirect_uris = ArrayField(models.URLField(max_length=300))
    logout_uris = ArrayField(models.URLField(max_length=300), default=list)
    backchannel_uri = models.CharField(
        max_length=300, blank=True, db_default="", help_text="where it is told that somebody is gone"
    )
    confidential = models.BooleanField(
        default=True, help_text="keeps a secret; a program in the browser keeps none"
    )
    first_party = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True)
    area_path = models.CharField(max_length=60, db_collation="C")

    secret: str | None = None
    """The secret itself, on the row as it was just made and nowhere else."""

    class Meta:
        db_table = "people_oidcclient"


class Numbering(models.Model):
    """The last number given out for one kind of thing, organisation and year."""

    pk = models.CompositePrimaryKey("kind", "holder", "year")
    kind = models.CharField(max_length=40)
    holder = models.CharField(max_length=120, help_text="code of the organisation")
    year = models.IntegerField()
    last = models.IntegerField()

    class Meta:
        db_table = "people_numbering"


class SavedFilter(models.Model):
    """A list as somebody narrowed and sorted it, kept under a name: his own, or his organisation's as well."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    listing = models.CharField(max_length=60, help_text="the list, as the screen names it")
    name = models.CharField(max_length=40)
    query = models.JSONField(
        help_text="the filters that are set, and the sorting, as the address of the list has them"
    )
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    shared_with = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    dropped_at = models.DateTimeField(null=True)
    area_path = models.CharField(max_length=60, db_collation="C", help_text="where its owner works")

    class Meta:
        db_table = "people_saved_filter"
        constraints = (
            models.UniqueConstraint(
                fields=["owner", "listing", "name"],
                condition=models.Q(dropped_at=None),
                name="one_saved_filter_of_a_name",
            ),
        )
        indexes = (
            models.Index(
                fields=["shared_with", "listing"],
                condition=models.Q(dropped_at=None, shared_with__isnull=False),
                name="saved_filter_shared",
            ),
        )
