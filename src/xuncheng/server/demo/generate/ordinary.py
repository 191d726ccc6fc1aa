"""The script of a case under the ordinary procedure (普通程序), from the report to the end of the investigation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from xuncheng.domains.cases.commands import closing, deciding, investigating, opening
from xuncheng.domains.cases.commands.investigating import Exchange
from xuncheng.domains.documents.drawn import ON_PAPER
from xuncheng.rules.procedure.facts import Penalty
from xuncheng.server.demo.generate.behalf import to_be_done_for_him
from xuncheng.server.demo.generate.course import Course
from xuncheng.server.demo.generate.evidence import (
    closed,
    fine_between,
    found,
    inspected,
    ordered,
    rechecked,
    signed_by_both,
)
from xuncheng.server.demo.generate.evidence import opening as told_at_opening
from xuncheng.server.demo.generate.people import Somebody
from xuncheng.server.demo.generate.reports import answered, taken_up
from xuncheng.server.demo.generate.script import Script
from xuncheng.server.demo.generate.seizing import preserved_and_returned, seized_and_returned

_SHARES = {"heavy": (0.62, 0.95), "": (0.0, 0.4)}
"""How far up the range the fine lies, in a heavy case and in others."""


NOTHING = Penalty(frozenset())
"""What is to be decided before anything was proposed."""


@dataclass
class File:
    """A case on its way: its row, its party, its evidence, and what is to be decided.

    `effective` is the day from which the periods of the document served last run.
    """

    report: Any
    case: Any
    who: Somebody
    evidence: list[Any]
    penalty: Penalty = NOTHING
    effective: date = date.min


def investigated(c: Course) -> Script:
    """As far as the report of the investigation; returns the file, or None where the case ended before."""
    report = yield from taken_up(c)
    who, row = yield from found(c, report)
    case = yield c.outside(
        opening.propose_case, happened_on=c.clock.today, public_interest="public_interest" in c.turns,
        complex_facts="complex" in c.turns, **told_at_opening(c, report, who, row),
    )  # fmt: skip
    c.clock.minutes(4, 15)
    file = File(report, case, who, [])
    file.evidence.append((yield from inspected(c, case, who)))
    until = yield from ordered(c, case, days=c.chance.randint(3, 8) if case.facts.correct_first else 2)
    if not (yield from _filed(c, file)):
        return None
    yield from _turned(c, file)
    yield from _questioned(c, file)
    if "termination" in c.turns:
        yield from _terminated(c, file)
        return None
    c.clock.after(until)
    unmet = case.facts.correct_first or "behalf" in c.turns
    yield from rechecked(c, case, corrected=not unmet)
    if "behalf" in c.turns:
        yield from to_be_done_for_him(c, case)
    file.penalty = _penalty(c, case)
    yield from _concluded(c, file)
    return file


def _filed(c: Course, file: File) -> Script:
    """The head files the case, or declines to; says whether it was filed."""
    texts = c.town.texts
    c.clock.office(0, 2)
    if "declined" not in c.turns:
        yield c.act(
            c.head, opening.file_case, case=file.case, opinion=texts.of_case("opinions_file", c.chance)
        )
        return True
    yield c.act(
        c.head, opening.decline_case, case=file.case, opinion=texts.of_case("opinions_decline", c.chance)
    )
    c.clock.office(1, 5)
    yield c.act(c.handler, closing.archive_case, case=file.case)
    yield from answered(c, file.report, "case_answers", "经审查，决定不予立案，已对当事人进行教育。")
    return False


def _turned(c: Course, file: File) -> Script:
    """What may come between: an officer steps back, the investigation rests."""
    texts = c.town.texts.case
    if "recusal" in c.turns:
        c.clock.office(1, 2)
        replacement = next(one for one in c.crew.officers if one not in c.officers)
        yield c.act(
            c.head, investigating.decide_recusal, case=file.case, officer=c.officers[1], replacement=replacement,
            applicant=file.who.name, ground=texts["recusal_ground"], reasons=texts["recusal_reasons"],
        )  # fmt: skip
        c.officers[1] = replacement
    if "seizure" in c.turns or "seizure_extended" in c.turns:
        yield from seized_and_returned(c, file.case, file.who)
    if "preservation" in c.turns:
        yield from preserved_and_returned(c, file.case, file.who)
    if "suspension" in c.turns:
        c.clock.office(2, 5)
        yield c.act(c.head, deciding.suspend_case, case=file.case, reason=texts["suspension"])
        c.clock.office(8, 25)
        yield c.act(c.head, deciding.resume_case, case=file.case, reason=texts["resumption"])


def _questioned(c: Course, file: File) -> Script:
    """The party is questioned, the photographs become evidence, and all of it is reviewed."""
    texts, who = c.town.texts.case, file.who
    c.clock.office(1, 5)
    begun = c.clock.now
    c.clock.minutes(25, 70)
    facts, defence = c.says(c.topic.facts, party=who.name), c.topic.defence
    exchanges = [
        Exchange(question=row["question"], answer=row["answer"].format(facts=facts, defence=defence))
        for row in texts["exchanges"]
    ]
    name = who.details.get("representative", who.name)
    spoken = yield from signed_by_both(c, file.case, c.act(
        c.handler, investigating.record_interview, case=file.case, officers=list(c.officers), certificates_shown=True,
        name=name, id_number=who.details["identity"], address="示范区示范路", exchanges=exchanges, started_at=begun,
        relation="法定代表人" if who.kind == "organisation" else "当事人本人", place="综合行政执法队询问室",
        refusal=ON_PAPER,
    ))  # fmt: skip
    c.clock.minutes(10, 40)
    photo = texts["photographs"][1]
    picture = yield c.photograph(c.handler, photo["title"])
    item = yield c.act(
        c.handler, investigating.collect_evidence, case=file.case, officers=list(c.officers), certificates_shown=True,
        lawful=True, kind="audiovisual", title=photo["title"], proves=photo["proves"], files=[picture],
    )  # fmt: skip
    file.evidence += [spoken, item]
    c.clock.office(0, 2)
    yield c.act(c.handler, investigating.review_evidence, case=file.case, accepted=list(file.evidence))


def _terminated(c: Course, file: File) -> Script:
    c.clock.office(2, 10)
    reason = c.town.texts.of_case("termination", c.chance)
    yield c.act(c.head, deciding.terminate_case, case=file.case, reason=reason)
    yield from closed(c, file.case, file.report, "因法定事由终止调查。")


def _penalty(c: Course, case: Any) -> Penalty:
    facts = case.facts
    if c.party in ("minor", "child"):
        return Penalty(frozenset({"fine"}), facts.fine_min)
    least, most = _SHARES["heavy" if "heavy" in c.turns else ""]
    low = max(facts.fine_min, Decimal(200))
    kinds = {"fine", *({"confiscate_goods"} if "confiscation" in c.turns else ())}
    return Penalty(frozenset(kinds) & facts.kinds, fine_between(c, low, facts.fine_max, least, most))


def _concluded(c: Course, file: File) -> Script:
    texts = c.town.texts
    c.clock.office(1, 4)
    established = c.says(c.topic.facts, party=file.who.name)
    proposal = texts.case["proposal"].format(penalty=f"罚款{file.penalty.amount}元")
    yield c.act(
        c.handler, investigating.conclude_investigation, case=file.case, course=texts.case["course"],
        established=established, proposal=proposal, circumstances=texts.of_case("circumstances", c.chance),
    )  # fmt: skip
