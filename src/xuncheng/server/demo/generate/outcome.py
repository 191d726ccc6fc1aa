"""The script of an ordinary case from the prior notice to the archive: rights, review, decision, performance."""

from __future__ import annotations

from datetime import date
from typing import Any

from xuncheng.domains.cases.commands import deciding, hearing, rights, serving, sparing
from xuncheng.domains.cases.commands.deciding import View
from xuncheng.domains.cases.commands.hearing import Speech
from xuncheng.domains.documents.drawn import ON_PAPER
from xuncheng.domains.publication import commands as publication
from xuncheng.domains.remedies.commands import correcting
from xuncheng.rules.masking import publishable
from xuncheng.rules.procedure.conditions import hearing_due, review_due
from xuncheng.rules.procedure.sparing import NoPenaltyGround
from xuncheng.server.demo.generate.counsel import contested
from xuncheng.server.demo.generate.course import Course
from xuncheng.server.demo.generate.evidence import circumstances_for, closed, paid, rechecked
from xuncheng.server.demo.generate.keeping import confiscated
from xuncheng.server.demo.generate.ordinary import File, investigated
from xuncheng.server.demo.generate.script import Script

_WAYS = {"electronic": "electronic", "left": "left", "announcement": "announcement", "post": "post"}
"""Ways of service by the turn that asks for one; in person otherwise."""
_PROOFS = {
    "left": {"reason": "left", "witnesses": "service_witness"}, "post": {"tracking": "service_mail"},
    "announcement": {"reason": "announcement", "media": "service_media"},
}  # fmt: skip
"""What proves a way of service, and the texts that it is told in."""

_SIGNED = {"direct": {"refusal": ON_PAPER}, "left": {"witness_refusal": ON_PAPER}}
"""What is said of the signature of the receiver or the witness, by the way of service."""

_POSTS = ("局长", "副局长", "副局长", "执法监督专员")


def penalised(c: Course) -> Script:
    """From the report to the archived case."""
    file = yield from investigated(c)
    if file is None:
        return
    if "extension" in c.turns:
        yield from _extended(c, file)
    if "no_penalty" in c.turns:
        yield from _spared(c, file)
        return
    yield from _notified(c, file)
    yield from _heard(c, file)
    yield from _reviewed(c, file)
    decision = yield from _decided(c, file)
    yield from _served(c, file, decision)
    announced = file.effective > c.clock.today
    if not announced:
        yield from _published(c, file)
    yield from _performed(c, file)
    if "reconsideration" in c.turns:
        yield from contested(c, file)
    if file.case.facts.correct_first:
        c.clock.field(1, 4)
        yield from rechecked(c, file.case, corrected=True)
    c.clock.after(file.effective)
    if announced:  # only now it counts as served
        yield from _published(c, file)
    yield from confiscated(c, file.case)
    fined = f"已依法作出罚款{file.penalty.amount}元的处罚决定，违法行为已改正。"
    yield from closed(
        c, file.case, file.report, c.town.texts.case["revoked"] if "revoked" in c.turns else fined
    )


def _extended(c: Course, file: File) -> Script:
    """The limit for the decision is extended once, when it is nearly over."""
    c.clock.office(40, 50)
    reasons = c.town.texts.case["extension"]
    yield c.act(c.head, deciding.extend_deadline, case=file.case, reasons=reasons)
    c.clock.office(4, 12)


def _spared(c: Course, file: File) -> Script:
    """No penalty: the party is a child, or the violation was slight and corrected."""
    texts = c.town.texts.case
    child = c.party == "child"
    c.clock.office(1, 4)
    decision = yield c.act(
        c.head, sparing.waive_penalty, case=file.case, education=texts["education"],
        no_penalty_ground=NoPenaltyGround.UNDER_14 if child else NoPenaltyGround.SLIGHT, harmless=True,
        explanation=texts["child"] if child else texts["slight"], refusal=ON_PAPER,
    )  # fmt: skip
    yield from _served(c, file, decision)
    yield from closed(c, file.case, file.report, "经调查，依法决定不予行政处罚，已对当事人进行教育。")


def _notified(c: Course, file: File) -> Script:
    """The prior notice and its service."""
    c.clock.office(1, 3)
    notice = yield c.act(
        c.handler, rights.give_notice, case=file.case, kinds=file.penalty.kinds, amount=file.penalty.amount,
        reasons=c.town.texts.of_case("reasons", c.chance), factors=circumstances_for(file.case.facts, file.penalty.amount),
    )  # fmt: skip
    yield from _served(c, file, notice)


def _heard(c: Course, file: File) -> Script:
    """The party speaks, gives it up, or lets the periods pass; asks for a hearing or not."""
    effective = file.effective
    timer = c.town.locality.timer
    offered = hearing_due(file.case.facts, file.penalty)
    if offered and "hearing" in c.turns:
        yield from _hearing(c, file)
    if "statement" in c.turns or "waiver" in c.turns:
        c.clock.after(max(effective, c.clock.today))
        yield from _statement(c, file)
    else:
        c.clock.after(timer("statement", effective))
    if offered and "hearing" not in c.turns:
        if "waiver" in c.turns:
            yield c.act(c.handler, hearing.waive_hearing, case=file.case, signed=True, refusal=ON_PAPER)
        c.clock.after(timer("hearing_request", effective))


def _statement(c: Course, file: File) -> Script:
    if "waiver" in c.turns:
        yield c.act(c.handler, rights.waive_statement, case=file.case, signed=True, refusal=ON_PAPER)
        c.clock.minutes(5, 20)
        return
    texts = c.town.texts.case
    yield c.act(c.handler, rights.hear_statement, case=file.case, manner="written", statement=c.topic.defence)
    c.clock.office(1, 3)
    adopted = c.chance.random() < 0.4
    yield c.act(
        c.handler, rights.recheck_statement, case=file.case, adopted="partly" if adopted else "not",
        review=texts["adopted" if adopted else "not_adopted"],
    )  # fmt: skip


def _hearing(c: Course, file: File) -> Script:
    """Asked for in time, convened with seven full working days between, held and reported on by a reviewer."""
    c.clock.office(1, 2)
    yield c.act(c.handler, hearing.request_hearing, case=file.case)
    c.clock.office(0, 2)
    day = c.clock.workday_after(c.clock.timer("hearing_notice"))
    recorder = c.town.reviewers[-1].name
    place = "示范区城市管理综合行政执法局听证室"
    yield c.act(
        c.handler, hearing.convene_hearing, case=file.case, hearing_on=day, presider=c.reviewer, recorder=recorder,
        place=place,
    )  # fmt: skip
    c.clock.on(day, 9, 30)
    begun = c.clock.now
    c.clock.minutes(60, 130)
    speeches = [
        Speech(speaker=row["speaker"], words=row["words"].format(defence=c.topic.defence))
        for row in c.town.texts.case["speeches"]
    ]
    yield c.act(
        c.reviewer, hearing.hold_hearing, case=file.case, absent=False, recorder=recorder, started_at=begun,
        speeches=speeches, place=place, refusal=ON_PAPER,
    )  # fmt: skip
    c.clock.office(1, 2)
    told = {
        name: words.format(defence=c.topic.defence)
        for name, words in c.town.texts.case["hearing_report"].items()
    }
    yield c.act(c.reviewer, hearing.report_on_hearing, case=file.case, **told)


def _reviewed(c: Course, file: File) -> Script:
    """Legality review and collective discussion, where they are due."""
    facts, texts = file.case.facts, c.town.texts.case
    heard = hearing_due(facts, file.penalty) and "hearing" in c.turns
    if review_due(facts) or heard:
        c.clock.office(1, 3)
        if "review_returned" in c.turns:
            faults = {"evidence": "证据清单要素不全"}
            opinion = texts["review_failed"]
            yield c.act(
                c.reviewer,
                deciding.review_legality,
                case=file.case,
                passed=False,
                opinion=opinion,
                faults=faults,
            )
            c.clock.office(1, 3)
        opinion = texts["review_passed"]
        yield c.act(c.reviewer, deciding.review_legality, case=file.case, passed=True, opinion=opinion)
    if facts.grave:
        c.clock.office(1, 4)
        yield _panel(c, file)


def _panel(c: Course, file: File) -> Any:
    members = list(c.town.heads)
    chair = members[0]
    views = [
        View(name=one.name, post=post, view=c.town.texts.of_case("view", c.chance), vote="agree")
        for one, post in zip(members, _POSTS, strict=False)
    ]
    began = c.clock.now
    c.clock.minutes(20, 50)
    return c.act(
        chair, deciding.discuss_case, case=file.case, members=members, kinds=file.penalty.kinds,
        amount=file.penalty.amount, views=views, recorder=c.town.reviewers[-1].name, began=began, ended=c.clock.now,
    )  # fmt: skip


def _decided(c: Course, file: File) -> Script:
    texts = c.town.texts
    c.clock.office(1, 4)
    minor = c.party == "minor"
    decision = yield c.act(
        c.head, deciding.decide, case=file.case, kinds=file.penalty.kinds, amount=file.penalty.amount,
        factors=circumstances_for(file.case.facts, file.penalty.amount), ground="lighter" if minor else "",
        opinion=texts.of_case("opinions_decide", c.chance),
        circumstances=texts.case["minor"] if minor else texts.of_case("circumstances", c.chance),
    )  # fmt: skip
    return decision


def _published(c: Course, file: File) -> Script:
    """The decision is shown to everybody for as long as it may be; that of a minor is not."""
    c.clock.minutes(20, 60)
    if not publishable(file.case.facts.party, file.case.facts.age):
        yield c.act(
            c.head,
            publication.exempt_decision,
            case=file.case,
            ground="minor",
            reasons=c.town.texts.case["exempt_minor"],
        )
        return
    until = c.town.locality.timer("publication_most", c.clock.today)
    yield c.act(c.head, publication.publish_decision, case=file.case, shown_until=until, checked=True)
    if "corrected" in c.turns:
        yield from _corrected(c, file)


def _corrected(c: Course, file: File) -> Script:
    """A slip of the pen in the decision is corrected, and what is shown of it follows."""
    c.clock.office(2, 4)
    yield c.act(c.head, correcting.correct_decision, case=file.case, **c.town.texts.case["corrected"])
    c.clock.office(0, 2)
    yield c.act(c.head, publication.update_publication, case=file.case, checked=True)


def _performed(c: Course, file: File) -> Script:
    """The party pays; or the bureau finds its decision wrong before, takes it back, and what is shown of it with it."""
    if "revoked" not in c.turns:
        yield from paid(c, file.case, file.penalty.amount, c.town.locality.timer("payment", file.effective))
        return
    texts = c.town.texts.case
    c.clock.office(3, 6)
    yield c.act(c.head, correcting.revoke_decision, case=file.case, reasons=texts["revocation"])
    c.clock.office(0, 2)
    yield c.act(c.head, publication.withdraw_publication, case=file.case, explanation=texts["withdrawal"])


def _served(c: Course, file: File, document: Any) -> Script:
    """A document reaches the party."""
    texts = c.town.texts.case
    way = next((way for turn, way in _WAYS.items() if turn in c.turns), "direct")
    c.clock.office(0, 3)
    if way == "electronic" and file.effective == date.min:  # it was not agreed to for an earlier document
        yield c.act(
            c.handler, serving.record_consent, case=file.case, electronic=True, signed_on=c.clock.today,
            address=texts["service_address"], phone=texts["service_phone"], channels=texts["service_channel"],
            refusal=ON_PAPER,
        )  # fmt: skip
    yield c.act(
        c.handler, serving.serve_document, case=file.case, document=document, way=way, receiver=file.who.name,
        received_on=c.clock.today, **_SIGNED.get(way, {}),
        **{name: texts[text] for name, text in _PROOFS.get(way, {}).items()},
    )  # fmt: skip
    file.effective = c.clock.timer("announcement") if way == "announcement" else c.clock.today
