"""Reading powers: who holds what on a day, the published lists, and how two of them differ.

They are public: everybody reads all of them, signed in or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, QuerySet

from xuncheng.domains.law.queries import Matter
from xuncheng.domains.powers.models import HandDown, Power, PowerLine, PowerList
from xuncheng.foundation.people.models import Organisation, OrganisationKind
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.refusal import Refused, not_found
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.powers import KINDS, Comparison, Key, Line, PowerKind, compare

__all__ = [
    "BY_MATTER",
    "NEWEST_DECISION",
    "HandDown",
    "Power",
    "PowerFilter",
    "PowerLine",
    "PowerList",
    "able",
    "check_held",
    "compared",
    "decision",
    "decisions",
    "grouped",
    "holders",
    "holds",
    "lines",
    "list_in_force",
    "lists",
    "matching",
    "offices_of",
    "one_list",
    "open_lines",
    "whose",
]

BY_MATTER = {"matter": Sorting("matter_code", descending=False, text=True)}
NEWEST_DECISION = {"-decided_on": Sorting("decided_on", descending=True)}


@dataclass(frozen=True, slots=True)
class PowerFilter:
    """What the catalogue is narrowed by; empty values narrow nothing. On `day` a power may be used."""

    organisation: str = ""
    matter: str = ""
    kind: str = ""
    day: date | None = None
    q: str = ""


def powers() -> QuerySet[Power]:
    """All powers, also those that are over or not listed yet."""
    # lint: own door: powers are public (行政处罚法第二十四条): nobody's scope narrows them
    return Power.objects.all()


def lists() -> QuerySet[PowerList]:
    """All published lists, the newest first."""
    # lint: own door: published for everybody
    return PowerList.objects.all()


def decisions() -> QuerySet[HandDown]:
    """All decisions that handed powers down."""
    # lint: own door: such a decision is published
    return HandDown.objects.all()


def in_use(on: date) -> Q:
    """The condition that a power may be used on that day: listed by then, begun, and not over."""
    return Q(listed_from__lte=on, begins__lte=on) & (Q(ends=None) | Q(ends__gte=on))


def matching(wanted: PowerFilter) -> QuerySet[Power]:
    """Powers that fit the filter, each with its organisation, matter and decision."""
    found = powers().select_related("organisation", "matter", "hand_down").defer("matter__tokens")
    exact = {"organisation__code": wanted.organisation, "matter_code": wanted.matter}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.kind:
        found = found.filter(kinds__contains=[wanted.kind])
    if wanted.day:
        found = found.filter(in_use(wanted.day))
    if wanted.q:
        found = found.filter(Q(matter__name_zh__contains=wanted.q) | Q(matter_code__istartswith=wanted.q))
    return found


def holds(organisation: Organisation, matter: UUID, day: date, kind: str = "") -> bool:
    """Whether an organisation may take up a matter on that day; a department by what its bureau holds.

    Of an installation that had published no list by then nothing is asked: what it may do is not known here.
    """
    found = powers().filter(in_use(day), organisation__in=_bodies(organisation), matter=matter)
    if kind:
        found = found.filter(kinds__contains=[kind])
    return found.exists() or list_in_force(day) is None


def able(organisations: Iterable[Organisation], matter: UUID, day: date) -> set[UUID]:
    """Of some organisations the keys of those that hold a matter on that day, as `holds` says it, all asked at once."""
    found = list(organisations)
    bodies = {one.pk: _bodies(one) for one in found}
    if list_in_force(day) is None:
        return set(bodies)
    asked = {key for keys in bodies.values() for key in keys}
    rows = powers().filter(in_use(day), organisation__in=asked, matter=matter)
    holding = set(rows.values_list("organisation", flat=True))
    return {key for key, keys in bodies.items() if holding.intersection(keys)}


def _bodies(organisation: Organisation) -> list[UUID]:
    """In whose name an organisation acts: its own, a department also in that of its bureau."""
    above = organisation.parent_id if organisation.kind == OrganisationKind.DEPARTMENT else None
    return [key for key in (organisation.pk, above) if key]


def holders(matter: UUID, day: date, place: str, kind: str = "") -> list[Organisation]:
    """The organisations that hold a matter on that day and whose area covers the place, the widest first."""
    found = powers().filter(in_use(day), matter=matter).select_related("organisation")
    if kind:
        found = found.filter(kinds__contains=[kind])
    covering = {power.organisation for power in found if place.startswith(power.organisation.area_path)}
    return sorted(covering, key=lambda one: one.path)


def whose(matter: UUID, day: date, place: str) -> Text:
    """By whom a matter is held on that day at that place, as part of a sentence."""
    return _instead([one.name for one in holders(matter, day, place)])


def check_held(organisation: Organisation, matter: Matter, day: date, place: str, kind: str = "") -> None:
    """Refuse what an organisation does not hold on that day (`not_in_power_list`), saying who does at that place."""
    if holds(organisation, matter.pk, day, kind):
        return
    names = [one.name for one in holders(matter.pk, day, place, kind)]
    raise _refused(organisation, matter, kind, names)


def _refused(organisation: Organisation, matter: Matter, kind: str, names: Sequence[str]) -> Refused:
    label, office = KINDS.get(kind, Text("任何", "any act")), organisation.name
    instead = _instead(names)
    coerced = (Basis("行政强制法", "17(2)"),) if kind == PowerKind.COERCION else ()
    if organisation.kind == OrganisationKind.STREET:
        return Refused(
            "not_in_power_list",
            Text(
                f"“{matter.name_zh}”的{label.zh}职权没有下放到{office}，不在其现行权责清单内；{instead.zh}",
                f"“{matter.name_en}” ({label.en}) was not handed down to this street by the power list in force; {instead.en}",
            ),
            basis=(*coerced, Basis("行政处罚法", "24")),
        )
    return Refused(
        "not_in_power_list",
        Text(
            f"“{matter.name_zh}”的{label.zh}职权不在{office}现行权责清单内；{instead.zh}",
            f"“{matter.name_en}” ({label.en}) is not in the power list of this office; {instead.en}",
        ),
        basis=(*coerced, Basis("行政处罚法", "23")),
    )


def _instead(names: Sequence[str]) -> Text:
    if not names:
        return Text("目前没有负责该处的单位持有", "nobody holds it at that place")
    return Text(f"现由{'、'.join(names)}行使", f"it is held by {', '.join(names)}")


def list_in_force(day: date) -> PowerList | None:
    """The newest list that had been published by that day."""
    return lists().filter(published_on__lte=day).first()


def one_list(key: UUID) -> PowerList:
    """One published list. Raises `Refused` (`not_found`)."""
    found = lists().filter(pk=key).first()
    if found is None:
        raise not_found(Text("该版权责清单", "power list"))
    return found


def decision(key: UUID) -> HandDown:
    """One decision. Raises `Refused` (`not_found`)."""
    found = decisions().filter(pk=key).first()
    if found is None:
        raise not_found(Text("该决定", "decision"))
    return found


def lines(listed: UUID, *, organisation: str = "", q: str = "") -> QuerySet[PowerLine]:
    """Lines of one list."""
    # lint: own door: the lines of a published list are public
    found = PowerLine.objects.filter(power_list=listed)
    if organisation:
        found = found.filter(organisation_code=organisation)
    if q:
        found = found.filter(Q(matter_name_zh__contains=q) | Q(matter_code__istartswith=q))
    return found


def grouped(found: QuerySet[PowerLine]) -> QuerySet[PowerLine, tuple[str, str, str, list[str]]]:
    """Matters of some lines, each once, with the codes of the organisations that hold it."""
    by_matter = found.order_by("matter_code").values("matter_code", "matter_name_zh", "matter_name_en")
    offices = by_matter.annotate(offices=ArrayAgg("organisation_code", distinct=True))
    return offices.values_list("matter_code", "matter_name_zh", "matter_name_en", "offices")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two lists, their lines by key, and how the later differs from the earlier."""

    before: PowerList
    after: PowerList
    lines_before: Mapping[Key, PowerLine]
    lines_after: Mapping[Key, PowerLine]
    difference: Comparison


def compared(before: UUID, after: UUID) -> Compared:
    """How two published lists differ. Raises `Refused` (`not_found`)."""
    one, other = one_list(before), one_list(after)
    old, new = _by_key(lines(one.pk)), _by_key(lines(other.pk))
    return Compared(one, other, old, new, compare(_as_rules(old), _as_rules(new)))


def _by_key(found: QuerySet[PowerLine]) -> dict[Key, PowerLine]:
    """The lines by organisation and matter; of two spans of one power the later."""
    return {(line.organisation_code, line.matter_code): line for line in found.order_by("begins")}


def _as_rules(found: Mapping[Key, PowerLine]) -> dict[Key, Line]:
    return {key: Line(frozenset(one.kinds), one.document, one.begins, one.ends) for key, one in found.items()}


def open_lines(listed: PowerList, on: date, *, organisation: str = "", q: str = "") -> QuerySet[PowerLine]:
    """Lines of a list that hold on a day: also what was withdrawn since it was published is left out."""
    found = lines(listed.pk, organisation=organisation, q=q).filter(
        Q(ends=None) | Q(ends__gte=on), begins__lte=on
    )
    standing = powers().filter(
        in_use(on), matter_code=OuterRef("matter_code"), organisation__code=OuterRef("organisation_code")
    )
    return found.filter(Exists(standing))


def offices_of(listed: PowerList) -> list[Organisation]:
    """The organisations that stand in a list, as the tree has them."""
    codes = lines(listed.pk).values("organisation_code")
    # lint: own door: the names of offices that stand in a public list
    return list(Organisation.objects.filter(code__in=codes).order_by("path"))
