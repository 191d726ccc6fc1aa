"""What is proposed for a report's judgement and dispatch (执法判定、分派): by the locality's rules and by the classifier, with reasons.

What is asked about is a report on file, or one that is still being typed. Nothing is filled in by it: whoever judges takes a
proposal, or another matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from xuncheng.domains.intake import queries
from xuncheng.domains.intake.classifier.current import NAME, propose
from xuncheng.domains.intake.classifier.current import Proposed as Learnt
from xuncheng.domains.intake.models import Report
from xuncheng.domains.law.queries import matters_in_force
from xuncheng.domains.powers.queries import able
from xuncheng.foundation.people.models import Team, TeamKind
from xuncheng.foundation.people.queries import teams_readable_by
from xuncheng.foundation.places.queries import grid_at, street_names
from xuncheng.foundation.places.streets import STREET_PATH_LENGTH
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.schemas import coded, words
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.judgement import (
    STREETS_OWN,
    TARGETS,
    Noticed,
    Proposal,
    Reason,
    Target,
    area_path,
    proposals,
)
from xuncheng.rules.working_hours import Limit

WAITING: Mapping[str, frozenset[Target]] = {
    "submitted": frozenset(Target),
    "verified": frozenset(Target),
    "judged": frozenset({Target.STREET, Target.TEAM, Target.LIMIT}),
}
"""What is proposed in each state: what is settled is not proposed any more."""

ACTS = {Target.MATTER: "report.judge", Target.TEAM: "report.dispatch", Target.LIMIT: "report.dispatch"}
"""By which act a proposal is taken; where a report lies is settled by its place."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The report about which is asked. `matter`: None as long as it is not judged."""

    noticed: Noticed
    targets: frozenset[Target]
    matter: UUID | None = None

    @classmethod
    def of(cls, report: Report) -> Asked:
        """What is asked about a report on file; of one that lies in a street the street is not asked."""
        noticed = Noticed(report.text, report.address, report.area_path, report.source)
        targets = WAITING.get(report.status, frozenset()) - _known(report.area_path)
        return cls(noticed, targets, report.matter_id)

    @classmethod
    def typed(cls, text: str, address: str, point: tuple[float, float] | None, source: str) -> Asked:
        """What is asked about a report that is being typed."""
        hit = grid_at(*point) if point else None
        path = hit.path if hit else ""
        return cls(Noticed(text, address, path, source), WAITING["submitted"] - _known(path))


def _known(path: str) -> frozenset[Target]:
    return frozenset({Target.STREET}) if len(path) >= STREET_PATH_LENGTH else frozenset()


@dataclass(frozen=True, slots=True)
class Taken:
    """What an act enters where the proposal is taken: the value of its field, and its name for a person."""

    value: str
    name: Text


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of the proposals on later judgements were right, of that matter or of all."""

    right: int
    of: int
    of_matter: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal with what it stands for here and now."""

    proposal: Proposal
    taken: Taken
    taken_from: str = ""
    precision: Precision | None = None


def may_judge(viewer: Viewer, report: Report) -> bool:
    """Whether the viewer judges or dispatches there: nobody else is shown what is proposed."""
    day = today()
    return queries.is_inside(viewer, report) and any(
        viewer.may(act, report.area_path, day) for act in set(ACTS.values())
    )


def judges_somewhere(viewer: Viewer) -> bool:
    """Whether the viewer judges reports at all."""
    return viewer.may_somewhere(ACTS[Target.MATTER], today())


def proposed(viewer: Viewer, asked: Asked) -> list[Shown]:
    """What is proposed, of each kind the likeliest first. To be asked inside `reading`.

    What a rule names and does not exist here, or not any more, is left out.
    """
    found = [
        one for one in proposals(settings.LOCALITY.judgement, asked.noticed) if one.target in asked.targets
    ]
    by_target = {target: [one for one in found if one.target is target] for target in Target}
    return [
        *_learnt(viewer, asked),
        *_with(by_target[Target.MATTER], lambda codes: _matters(viewer, codes)),
        *_with(by_target[Target.STREET], _streets),
        *_teams(viewer, asked, by_target[Target.TEAM]),
        *_with(by_target[Target.LIMIT], _limits),
    ]


def _with(
    found: Sequence[Proposal], names: Callable[[Sequence[str]], Mapping[str, Taken]]
) -> Iterator[Shown]:
    """The proposals whose value has a name; all are looked up at once."""
    named = names([one.value for one in found]) if found else {}
    for one in found:
        if one.value in named:
            yield Shown(one, named[one.value])


def _matters(viewer: Viewer, codes: Sequence[str]) -> dict[str, Taken]:
    return {
        one.code: Taken(str(one.pk), Text(one.name_zh, one.name_en))
        for one in matters_in_force(viewer, codes, today())
    }


def _streets(codes: Sequence[str]) -> dict[str, Taken]:
    names = street_names()
    paths = {code: area_path(code) for code in codes}
    return {
        code: Taken(path, Text(names[path], names[path])) for code, path in paths.items() if path in names
    }


def _limits(written: Sequence[str]) -> dict[str, Taken]:
    hours, now = settings.LOCALITY.hours, timezone.now()
    limits = {one: Limit.read(one) for one in written}
    return {one: Taken(limit.ends(now, hours).isoformat(), limit.label) for one, limit in limits.items()}


def _teams(viewer: Viewer, asked: Asked, found: Sequence[Proposal]) -> Iterator[Shown]:
    """Teams that cover the place and, once the matter is known, whose organisation may take it up."""
    here = asked.noticed.area_path
    if not found or not here:
        return
    teams = teams_readable_by(viewer).select_related("organisation")
    covering = [one for one in teams if here.startswith(one.area_path)]
    if asked.matter:
        holding = able([one.organisation for one in covering], asked.matter, today())
        covering = [one for one in covering if one.organisation_id in holding]
    for one in found:
        for team in covering:
            if _is_meant(one.value, team, here):
                yield Shown(one, Taken(str(team.pk), Text(team.name, team.name)))


def _is_meant(value: str, team: Team, here: str) -> bool:
    if value != STREETS_OWN:
        return team.code == value
    return team.area_path == here[:STREET_PATH_LENGTH] and team.kind == TeamKind.ENFORCEMENT


def _learnt(viewer: Viewer, asked: Asked) -> Iterator[Shown]:
    """What the classifier proposes, with how often it was right on later judgements."""
    found = propose(asked.noticed.text) if Target.MATTER in asked.targets else None
    if found:
        points = round(found.probability * 100)
        proposal = Proposal(Target.MATTER, found.matter, points, (Reason(NAME, points, _told(found)),))
        precision = Precision(found.right, found.of, found.of_matter)
        for one in _with([proposal], lambda codes: _matters(viewer, codes)):
            yield replace(one, taken_from=f"{NAME}:{found.version}", precision=precision)


def _told(found: Learnt) -> Text:
    of = Text("同类建议", "such proposals") if found.of_matter else Text("全部建议", "all proposals")
    return Text(
        f"判定分类器第{found.version}版，概率{found.probability:.0%}；此前{of.zh}{found.of}件，{found.right}件与判定一致",
        f"classifier, version {found.version}, probability {found.probability:.0%}; of {found.of} {of.en} before, {found.right} were right",
    )


def shown_out(one: Shown) -> dict[str, Any]:
    """A proposal as the API says it."""
    proposal, precision = one.proposal, one.precision
    return {
        "target": coded(proposal.target.value, TARGETS), "code": proposal.value, "value": one.taken.value, "name": words(one.taken.name),
        "points": proposal.points, "act": ACTS.get(proposal.target), "taken_from": one.taken_from or f"rule:{proposal.reasons[0].rule}",
        "reasons": [{"points": reason.points, "label": words(reason.label)} for reason in proposal.reasons],
        "precision": asdict(precision) if precision else None,
    }  # fmt: skip
