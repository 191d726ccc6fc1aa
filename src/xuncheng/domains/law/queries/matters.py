"""Reading matters: the list, the search, and which version of one applies to an act."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.expressions import RawSQL

from xuncheng.domains.law.concepts import candidates, concepts_of
from xuncheng.domains.law.models import Matter, MatterVersion
from xuncheng.domains.law.queries.citation import read_citation
from xuncheng.domains.law.queries.readable import matters_readable_by
from xuncheng.domains.law.queries.terms import counts_of
from xuncheng.foundation.trail.refusal import Refused, not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Basis, PartyKind, Text
from xuncheng.rules.matter import OLD_LAW_UNLESS_LIGHTER, Version, choose_version
from xuncheng.rules.penalty import Circumstance


class Page(NamedTuple):
    """A piece of the list of matters, each with its versions newest first, and where the next piece begins."""

    items: Sequence[Matter]
    next: str | None
    counted: int


@dataclass(frozen=True, slots=True)
class ChosenVersion:
    """The version of a matter that applies to an act, and why; `certain` is False where a lawyer must confirm."""

    version: MatterVersion
    reason: Text
    certain: bool
    basis: tuple[Basis, ...] = OLD_LAW_UNLESS_LIGHTER


def choose_matter_version(
    matter: Matter,
    act_ended_on: date,
    decision_on: date,
    party: PartyKind,
    circumstance: Circumstance | None = None,
) -> ChosenVersion:
    """The version for an act that ended on one day and is decided on another (行政处罚法第三十七条).

    Raises `Refused` (`matter_not_applicable`) where the act may not be punished under this matter, because
    nothing was in force then or nothing is any more.
    """
    versions = {str(version.pk): version for version in matter.versions.all()}
    choice = choose_version(
        [_as_rule(key, version) for key, version in versions.items()],
        act_ended_on,
        decision_on,
        party,
        circumstance,
    )
    if choice.version is None:
        raise Refused("matter_not_applicable", choice.reason, basis=choice.basis)
    return ChosenVersion(versions[choice.version.key], choice.reason, choice.certain, choice.basis)


def _as_rule(key: str, version: MatterVersion) -> Version:
    cited = "、".join(basis.label for basis in version.penalty_basis) or version.matter.code
    return Version(
        key, cited, version.effective_from, version.effective_until, version.fine_rule, version.penalty_kinds
    )


def search_matters(
    viewer: Viewer, *, q: str = "", domain: str = "", cursor: str = "", limit: int = 50
) -> Page:
    """Matters by code, or those that fit the words best; a code or a cited article finds its matters."""
    found = matters_readable_by(viewer)
    if domain:
        found = found.filter(domain=domain)
    if q.strip():
        return _best(found, q.strip(), limit)
    counted = found.count()
    rows = list(_with_versions(found.filter(code__gt=cursor).order_by("code"))[: limit + 1])
    return Page(rows[:limit], rows[limit - 1].code if len(rows) > limit else None, counted)


def matter_by_code(viewer: Viewer, code: str) -> Matter:
    """One matter with all its versions. Raises `Refused` (404) where there is none."""
    matter = _with_versions(matters_readable_by(viewer).filter(code=code)).first()
    if matter is None:
        raise not_found(Text("该执法事项", "matter"))
    return matter


def matter_with_code(viewer: Viewer, code: str) -> QuerySet[Matter, Any]:
    """The key of a matter as a condition of lists: looked up once, so that the list can be read from its index."""
    return matters_readable_by(viewer).filter(code=code).values("pk")[:1]


def matters_with_codes(viewer: Viewer, codes: Collection[str]) -> list[UUID]:
    """The keys of matters as a condition of lists, looked up first for the same reason."""
    return list(matters_readable_by(viewer).filter(code__in=codes).values_list("pk", flat=True))


def matters_with_keys(viewer: Viewer, keys: Collection[UUID]) -> QuerySet[Matter]:
    """The matters with these keys."""
    return matters_readable_by(viewer).filter(pk__in=keys).defer("tokens")


def matters_in_force(viewer: Viewer, codes: Collection[str], on: date) -> QuerySet[Matter]:
    """Of the matters with these codes those of which some version is in force on that day."""
    begun = Q(versions__effective_from__isnull=True) | Q(versions__effective_from__lte=on)
    not_ended = Q(versions__effective_until__isnull=True) | Q(versions__effective_until__gte=on)
    return matters_readable_by(viewer).filter(begun, not_ended, code__in=codes).distinct().defer("tokens")


def _with_versions(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    # lint: own door: versions of matters that came through theirs
    newest_first = MatterVersion.objects.order_by("-effective_from")
    return matters.defer("tokens").prefetch_related(Prefetch("versions", newest_first))


def _best(found: QuerySet[Matter], q: str, limit: int) -> Page:
    """Matters that fit what was typed; there are few matters, so a search has one page."""
    fitting = _by_code(found, q) or _by_citation(found, q) or _by_words(found, q)
    keys = list(dict.fromkeys(fitting))
    matters = {matter.pk: matter for matter in _with_versions(found.filter(pk__in=keys[:limit]))}
    return Page([matters[key] for key in keys[:limit]], None, len(keys))


def _by_code(found: QuerySet[Matter], q: str) -> list[UUID]:
    return list(found.filter(code__istartswith=q).order_by("code").values_list("pk", flat=True))


def _by_citation(found: QuerySet[Matter], q: str) -> list[UUID]:
    """Matters that cite the article, as duty or as penalty."""
    citation = read_citation(q)
    if citation is None or not citation.title:
        return []
    article = rf"\m{citation.article}\M"
    cites = RawSQL(
        "EXISTS (SELECT FROM law_matter_version v, jsonb_array_elements(v.violated || v.penalised) c"
        " WHERE v.matter_id = law_matter.id AND c ->> 0 LIKE %s AND regexp_replace(c ->> 1, '\\([^)]*\\)', '', 'g') ~ %s)",
        (f"%{'%'.join(citation.title)}%", article),
    )
    return list(found.annotate(cites=cites).filter(cites=True).order_by("code").values_list("pk", flat=True))


def _by_words(found: QuerySet[Matter], q: str) -> list[UUID]:
    """Matters that have any of the concepts, those with the most first; or whose name holds the text."""
    concepts = [concept for concept in concepts_of(q, counts_of(candidates(q))) if concept.alternatives]
    if not concepts:
        return list(found.filter(name_zh__icontains=q).order_by("code").values_list("pk", flat=True))
    has = " + ".join("(tokens @@ %s::tsquery)::int" for _ in concepts)
    score = RawSQL(f"{has} + 2 * (name_zh LIKE %s)::int", (*(one.tsquery() for one in concepts), f"%{q}%"))  # noqa: S611 # built from placeholders only
    return list(
        found.annotate(score=score)
        .filter(score__gt=0)
        .order_by("-score", "code")
        .values_list("pk", flat=True)
    )
