"""The table of reference data, the most needed first. Each starts from the door of its aggregate; another kind is one row more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from django.contrib.gis.db.models.functions import AsGeoJSON
from django.db.models import Count, Max, Q, QuerySet

from xuncheng.domains.cases import queries as cases
from xuncheng.domains.intake import queries as intake
from xuncheng.domains.intake.privacy import masked, words_of
from xuncheng.domains.law import queries as law
from xuncheng.domains.legacy import queries as legacy
from xuncheng.domains.powers import queries as powers
from xuncheng.domains.subjects import queries as subjects
from xuncheng.foundation.people.models import Officer as Certified
from xuncheng.foundation.people.queries import in_scope, officers_readable_by
from xuncheng.foundation.places.models import Address, Area
from xuncheng.foundation.places.queries import addresses_in, areas
from xuncheng.foundation.trail.days import today
from xuncheng.gateways.field.reference.source import Changed, Item, Officer, Source
from xuncheng.rules.field.clock import LONGEST
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.road import OPEN

DECIMALS = 6
"""Of a degree: a tenth of a metre."""


# --- my work -------------------------------------------------------------------------------------------------


def _reports(officer: Officer) -> QuerySet[intake.Report]:
    """Open reports that wait for the officer or his team, and those of his own."""
    mine = Q(officer=officer.viewer.id) | Q(submitted_by=officer.viewer.id)
    if officer.team:
        mine |= Q(team=officer.team)
    return intake.readable_by(officer.viewer).filter(mine, status__in=OPEN)


def _report_items(_: Officer, rows: Sequence[intake.Report]) -> list[Item]:
    return [
        {
            "id": row.pk, "number": row.number, "text": words_of(row), "status": row.status, "source": row.source, "street": row.street,
            "address": masked(row, row.address), **_point(row.point), "submitted_at": row.submitted_at, "due_at": row.due_at,
            "matter": row.matter_id, "team": row.team_id, "officer": row.officer_id,
        }
        for row in rows
    ]  # fmt: skip


def _cases(officer: Officer) -> QuerySet[cases.Case]:
    """Cases of the officer that are not closed."""
    mine = Q(handler=officer.viewer.id) | Q(partner=officer.viewer.id)
    return cases.readable_by(officer.viewer).filter(mine, closed_on=None)


def _case_items(_: Officer, rows: Sequence[cases.Case]) -> list[Item]:
    return [
        {
            "id": row.pk, "number": row.number, "cause": row.cause, "procedure": row.procedure, "stage": row.stage,
            "matter": row.matter_id, "matter_version": row.matter_version_id, "party": row.party_id, "party_name": row.party.name,
            "handler": row.handler_id, "partner": row.partner_id, "report": row.report_id, "place": row.place, **_point(row.point),
            "due_on": row.due_on, "next_act": row.next_act, "waits_for": row.waits_for, "opened_at": row.opened_at,
        }
        for row in rows
    ]  # fmt: skip


# --- the law -------------------------------------------------------------------------------------------------


def _matters(officer: Officer) -> QuerySet[law.Matter]:
    return law.matters_readable_by(officer.viewer).defer("tokens").prefetch_related("versions", "benchmarks")


_VERSION = (
    "effective_from", "effective_until", "violated", "penalised", "kinds", "orders", "fine_min", "fine_max", "fine_basis", "subject_zh",
    "subject_en", "correction_order", "seizure", "verification",
)  # fmt: skip
_BENCHMARK = ("title", "confirmed", "effective_from", "effective_until", "bands")


def _matter_items(_: Officer, rows: Sequence[Any]) -> list[Item]:
    return [
        {
            "id": row.pk, "code": row.code, "name": {"zh": row.name_zh, "en": row.name_en}, "domain": row.domain,
            "versions": [{"id": one.pk} | _plain(one, _VERSION) for one in row.versions.all()],
            "benchmarks": [{"id": one.pk} | _plain(one, _BENCHMARK) for one in row.benchmarks.all()],
        }
        for row in rows
    ]  # fmt: skip


def _articles(officer: Officer) -> QuerySet[law.Article]:
    return law.articles_cited(officer.viewer, today(), LONGEST)


def _article_items(_: Officer, rows: Sequence[Any]) -> list[Item]:
    return [
        {
            "id": row.pk, "statute": row.version.statute.short_title, "title": row.version.statute.title, "label": row.label,
            "number": row.number, "inserted": row.inserted, "text": row.text,
            **_plain(row.version, ("effective_from", "effective_until", "version_date")),
        }
        for row in rows
    ]  # fmt: skip


def _powers(officer: Officer) -> QuerySet[powers.Power]:
    """What the officer's organisation may take up; a department's bureau counts as well."""
    bodies = [key for key in (officer.organisation, officer.parent) if key]
    return powers.powers().filter(Q(ends=None) | Q(ends__gte=today() - LONGEST), organisation__in=bodies)


def _power_items(_: Officer, rows: Sequence[powers.Power]) -> list[Item]:
    names = ("matter_id", "matter_code", "organisation_id", "kinds", "begins", "ends", "listed_from")
    return [{"id": row.pk} | _plain(row, names) for row in rows]


# --- the area ------------------------------------------------------------------------------------------------


def _people(officer: Officer) -> QuerySet[Certified]:
    """Officers of the area: with whom one works together."""
    return officers_readable_by(officer.viewer).select_related("user")


def _person_items(_: Officer, rows: Sequence[Certified]) -> list[Item]:
    return [
        {
            "id": row.pk, "name": row.user.name, "team": row.user.team_id, "organisation": row.user.organisation_id,
            **_plain(row, ("certificate_number", "certified_since", "certified_until", "delegated")),
        }
        for row in rows
    ]  # fmt: skip


def _areas(officer: Officer) -> QuerySet[Area]:
    """The areas that the officer sees, with their boundaries."""
    shape = AsGeoJSON("geometry", precision=DECIMALS)
    return areas().filter(in_scope(officer.viewer, "path")).defer("geometry").annotate(shape=shape)


def _area_items(_: Officer, rows: Sequence[Any]) -> list[Item]:
    return [
        {
            "id": row.pk, "code": row.code, "name": row.name, "kind": row.kind, "path": row.path,
            "geometry": orjson.Fragment(row.shape) if row.shape else None,
        }
        for row in rows
    ]  # fmt: skip


def _addresses(officer: Officer) -> QuerySet[Address]:
    return addresses_in(in_scope(officer.viewer))


def _address_items(_: Officer, rows: Sequence[Address]) -> list[Item]:
    return [{"id": row.pk, "name": row.name, **_point(row.point), "path": row.area_path} for row in rows]


def _parties(officer: Officer) -> QuerySet[subjects.Party]:
    return subjects.readable_by(officer.viewer)


def _party_items(officer: Officer, rows: Sequence[subjects.Party]) -> list[Item]:
    """Parties with the violations that were decided before."""
    decided = cases.readable_by(officer.viewer).filter(
        party__in=[row.pk for row in rows], decided_on__isnull=False
    )
    counted = (
        decided.order_by()
        .values("party")
        .annotate(number=Count("pk"), last=Max("decided_on"), fined=Max("amount"))
    )
    earlier = {one["party"]: one for one in counted}
    nothing: Item = {"number": 0, "last": None, "fined": None}
    return [_party_item(row, earlier.get(row.pk, nothing)) for row in rows]


def _party_item(row: subjects.Party, earlier: Any) -> Item:
    return subjects.shown(row) | {
        "violations": earlier["number"], "last_decided_on": earlier["last"], "highest_fine": earlier["fined"], "path": row.area_path,
    }  # fmt: skip


def _parties_of_cases(officer: Officer, changed: Changed) -> set[UUID]:
    """The parties whose cases have gone on."""
    found = cases.readable_by(officer.viewer).filter(pk__in=changed.get("case", ()))
    return set(found.order_by().values_list("party", flat=True))


def _records(*kinds: str) -> Any:
    def found(officer: Officer) -> QuerySet[legacy.OldRecord]:
        return legacy.records_readable_by(officer.viewer).filter(kind__in=kinds)

    return found


def _record_items(_: Officer, rows: Sequence[legacy.OldRecord]) -> list[Item]:
    names = (
        "kind",
        "number",
        "title",
        "day",
        "ended_on",
        "outcome",
        "amount",
        "party_name",
        "place",
        "street",
    )
    return [{"id": row.pk} | _plain(row, names) | _point(row.point) for row in rows]


def _plain(row: Any, names: Sequence[str]) -> Item:
    return {name: getattr(row, name) for name in names}


def _point(point: Any) -> Item:
    return {"lon": point.x, "lat": point.y} if point else {"lon": None, "lat": None}


SOURCES: tuple[Source[Any], ...] = (
    Source("reports", Text("我的案源", "my reports"), 1, _reports, _report_items, own="report"),
    Source("cases", Text("我的案件", "my cases"), 1, _cases, _case_items, own="case"),
    Source("matters", Text("执法事项与裁量基准", "matters and benchmarks"), 2, _matters, _matter_items,
           types=frozenset({"matter", "matterversion", "benchmark"})),
    Source("powers", Text("权责清单", "power list"), 2, _powers, _power_items, types=frozenset({"handdown", "powerlist", "power"})),
    Source("people", Text("执法人员", "officers"), 2, _people, _person_items, types=frozenset({"user", "officer"})),
    Source("articles", Text("法规条文", "articles of the law"), 3, _articles, _article_items,
           types=frozenset({"statute", "statuteversion", "matter", "matterversion"})),
    Source("areas", Text("区域与网格", "areas and grids"), 3, _areas, _area_items, types=frozenset({"area", "areaimport"})),
    Source("parties", Text("当事人及以往违法", "parties with earlier violations"), 4, _parties, _party_items, own="party",
           types=frozenset({"case"}), also=_parties_of_cases),
    Source("structures", Text("违法建设台账", "illegal structures"), 5, _records("structure"), _record_items, own="oldrecord"),
    Source("addresses", Text("地名地址", "addresses"), 6, _addresses, _address_items, own="address"),
    Source("records", Text("其他历史档案", "other historic records"), 7, _records("case", "report", "goods"), _record_items,
           own="oldrecord"),
)  # fmt: skip
"""In the order in which they are pulled."""
