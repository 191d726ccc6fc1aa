"""The page of a case: everything that a reviewer reads, in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings

from xuncheng.domains.cases import queries
from xuncheng.domains.cases.chain_of_custody import chain_of, custody_of
from xuncheng.domains.cases.doubts import doubts
from xuncheng.domains.cases.enforcement_page import enforcement_sections
from xuncheng.domains.cases.execution_page import execution_section
from xuncheng.domains.cases.models import Case, EvidenceKind, EvidenceState
from xuncheng.domains.cases.owing import Dues, dues
from xuncheng.domains.cases.papers.parts import penalty_words
from xuncheng.domains.cases.signatures import missing_words, signatures_out
from xuncheng.domains.documents.queries import Document, in_file, with_signatures
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.queries import attached_to, copies_of, file_out
from xuncheng.foundation.places.queries import street_names, street_out
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.queries import version_of, versions_of
from xuncheng.foundation.trail.schemas import basis_out, coded, possible_out, urgency, words
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.identity import mask_id
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.seizure.checks import CLOCK as TERM
from xuncheng.rules.procedure.beside.seizure.state import IN_HAND
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.periods import PERIODS
from xuncheng.rules.procedure.stages import LABELS
from xuncheng.rules.procedure.tables import label_of

NEAR = timedelta(days=queries.NEAR_DAYS)

Row = dict[str, Any]


def item(case: Case, streets: dict[str, str]) -> Row:
    """A case as lists show it."""
    clock = PERIODS.get(case.due_clock)
    return {
        "id": case.pk, "number": case.number, "title": f"{case.party.name}{case.cause}案",
        "procedure": {"code": case.procedure, **words(label_of(case.procedure))}, "stage": coded(case.stage, LABELS),
        "matter": {"code": case.matter.code, "name": case.matter.name_zh},
        "party": {"id": case.party_id, "name": case.party.name},
        "street": street_out(case.street, streets),
        "handler": {"id": case.handler_id, "name": case.handler.user.name}, "opened_at": case.opened_at,
        "due": case.due_on, "due_label": words(clock.label) if clock else None, "urgency": urgency(case.due_on, NEAR),
        "amount": case.amount,
    }  # fmt: skip


def case_page(case: Case, viewer: Viewer) -> Row:
    """The whole page of a case."""
    due, file = dues(case, today()), list(with_signatures(in_file(case.pk)))
    return {
        **item(case, street_names()),
        "report": {"id": case.report.pk, "number": case.report.number} if case.report else None,
        "place": case.place, "happened_on": case.happened_on, "facts": {"sections": list(_sections(case, due))},
        "clocks": list(_clocks(case)), "evidence": list(_evidence(case, viewer)),
        "documents": _documents(case, viewer, file),
        "payments": [_payment(row) for row in queries.payments_of(case).values(*_PAYMENT)],
        "possible_acts": [possible_out(verdict) for verdict in queries.possible_acts(case, viewer)],
        "timeline": [_by_its_table(case, entry) for entry in timeline(case.pk)],
        "version": version_of(case.pk), "unusual": [words(text) for text in (*missing_words(file), *_unusual(case))],
        "dues": _dues(due), "bundle": _bundle(case), "next_act": case.next_act, "waits_for": case.waits_for,
    }  # fmt: skip


_PAYMENT = ("id", "purpose", "amount", "way", "receipt", "payer", "paid_on")
PURPOSES = {"fine": Text("罚款", "Fine"), "behalf": Text("代履行费用", "Cost of a performance on behalf")}


def _dues(due: Dues) -> Row:
    return {
        "owed": due.owed,
        "instalment": due.instalment,
        "late_fee": due.late_fee.amount if due.late_fee else None,
    }


def _payment(row: Row) -> Row:
    return row | {"purpose": coded(row["purpose"], PURPOSES)}


def _by_its_table(case: Case, entry: Row) -> Row:
    """An entry of the trail with the label and the articles of the case's own procedure."""
    rule = case.table.rule(entry["act"])
    return entry | {"label": words(rule.label), "basis": basis_out(rule.basis)} if rule else entry


def _bundle(case: Case) -> Row | None:
    file = case.bundle
    return {"id": file.pk, "name": file.name, "size": file.blob.size} if file else None


def _clocks(case: Case) -> Iterator[Row]:
    """The periods that run for somebody; what only bars something until its end is told where that is (公示)."""
    figures = settings.LOCALITY.figures
    for name, due in case.facts.running():
        clock = PERIODS[name]
        if clock.bar:
            continue
        pressing = urgency(due, NEAR)
        over = pressing == "overdue"
        yield {
            "name": name, "label": words(clock.label), "due": due,
            "urgency": "none" if over and clock.just_ends else pressing,
            "state": ("ended" if clock.just_ends else "overdue") if over else "running", "basis": basis_out(clock.basis),
            "unconfirmed": bool(clock.figure) and not figures[clock.figure].confirmed,
        }  # fmt: skip


def _evidence(case: Case, viewer: Viewer) -> Iterator[Row]:
    items = list(queries.evidence_of(case))
    files = _hanging(attached_to(viewer, [one.pk for one in items]))
    copies = _hanging(copies_of(viewer, [file.pk for several in files.values() for file in several]))
    custody, versions = custody_of(case, items), versions_of(one.pk for one in items)
    for one in items:
        yield {
            "id": one.pk, "kind": {"code": one.kind, "zh": EvidenceKind(one.kind).label, "en": one.kind}, "title": one.title,
            "proves": one.proves, "collected_at": one.collected_at, "place": one.place,
            "point": {"lon": one.point.x, "lat": one.point.y, "area": one.point_area} if one.point else None,
            "version": versions.get(one.pk, 0), "officers": [{"id": o.pk, "name": o.user.name} for o in one.officers.all()],
            "state": {"code": one.state, "zh": EvidenceState(one.state).label, "en": one.state}, "note": one.note,
            "files": [{**file_out(file), "copies": [_copy(copy) for copy in copies[file.pk]]} for file in files[one.pk]],
            "doubts": [words(text) for text in doubts(case, one, files[one.pk])],
            "custody": list(chain_of(one, custody)),
        }  # fmt: skip


def _hanging(found: Iterable[StoredFile]) -> dict[Any, list[StoredFile]]:
    """Files by what they hang on."""
    files: dict[Any, list[StoredFile]] = defaultdict(list)
    for file in found:
        files[file.attached_to].append(file)
    return files


def _copy(file: StoredFile) -> Row:
    """A redacted copy, with who made it and when."""
    return {
        **file_out(file),
        "made_by": file.uploaded_by.name if file.uploaded_by else "",
        "made_at": file.at,
    }


def _documents(case: Case, viewer: Viewer, file: list[Document]) -> list[Row]:
    """The documents of the file; of a correction what it corrects, of what was corrected by which; and who signs each."""
    named: dict[UUID | None, Row] = {
        one.pk: {"id": one.pk, "title": one.title, "number": one.number} for one in file
    }
    rows = []
    for one in file:
        corrections = [named[other.pk] for other in file if other.corrects_id == one.pk]
        related = {"corrects": named.get(one.corrects_id), "corrected_by": corrections}
        rows.append(_document(one) | related | signatures_out(case, viewer, one, file))
    return rows


def _document(document: Document) -> Row:
    service = getattr(document, "service", None)
    return {
        "id": document.pk, "kind": document.kind, "number": document.number, "title": document.title,
        "made_at": document.made_at, "pages": document.pages,
        "served": {"way": service.way, "at": service.served_at, "effective_on": service.effective_on} if service else None,
    }  # fmt: skip


def _row(zh: str, en: str, value: object, **more: Any) -> Row:
    return {"label": {"zh": zh, "en": en}, "value": str(value), **more}


def _given(value: str) -> dict[str, str]:
    """What is known of the party, or that it is not."""
    return {"value": value} if value else {"value": "未提供", "value_en": "not given"}


def _sections(case: Case, due: Dues) -> Iterator[Row]:
    """The facts as the page tells them: the violation, the party, the law, the penalty."""
    party, version, facts = case.party, case.matter_version, case.facts
    yield {
        "title": {"zh": "违法事实", "en": "The violation"},
        "rows": [
            _row("案由", "Cause", case.cause), _row("地点", "Place", case.place),
            _row("违法日期", "Day of the violation", case.happened_on), _row("简要案情", "What happened", case.summary),
        ],
    }  # fmt: skip
    yield {
        "title": {"zh": "当事人", "en": "The party"},
        "rows": [
            _row("姓名或者名称", "Name", party.name), _row("类型", "Kind", party.get_kind_display(), value_en=party.kind),
            _row("证件号码", "Number", **_given(party.identity and mask_id(party.identity))),
            _row("地址", "Address", **_given(party.address)),
        ],
    }  # fmt: skip
    unread, why = not version.verified, case.matter_reason
    yield {
        "title": {"zh": "适用依据", "en": "The law"},
        "rows": [
            _row("违反条款", "Violated", "、".join(b.label for b in version.violated_basis), unconfirmed=unread),
            _row("处罚依据", "Penalty", "、".join(b.label for b in version.penalty_basis), unconfirmed=unread),
            _row("法定幅度", "Range", f"{facts.fine_min:,.2f}—{facts.fine_max:,.2f}元", value_en=_range(facts.fine_min, facts.fine_max)),
            _row(
                "版本适用理由", "Why this version", why["zh"], value_en=why["en"], unconfirmed=not why["certain"]
            ),
            *_thresholds(case.procedure, facts),
        ],
    }  # fmt: skip
    if facts.decided:
        yield {
            "title": {"zh": "处罚决定", "en": "The decision"},
            "rows": [
                _row("处罚内容", "Penalty", penalty_words(facts.decided.kinds, facts.decided.amount)),
                # The section on execution says it where there is one
                *(() if facts.executions else _paid(facts)),
            ],
        }  # fmt: skip
    yield from execution_section(case, due)
    yield from enforcement_sections(facts)


def _paid(facts: Facts) -> Iterator[Row]:
    yield _row("已缴", "Paid", f"{facts.paid:,.2f}元", value_en=f"CNY {facts.paid:,.2f}")
    yield _row("未缴", "Owed", f"{facts.owed:,.2f}元", value_en=f"CNY {facts.owed:,.2f}")


def _thresholds(procedure: str, facts: Facts) -> Iterator[Row]:
    """The fines above which more is due in the ordinary procedure: figures of the locality, confirmed or not."""
    if procedure != "ordinary":
        return
    figures = settings.LOCALITY.figures
    for name, over in (
        (f"hearing_over_{facts.party}", facts.hearing_over),
        ("grave_over", figures["grave_over"].value),
    ):
        label, confirmed = figures[name].label, figures[name].confirmed
        yield _row(
            label.zh, label.en, f"{over:,.2f}元", value_en=f"CNY {over:,.2f}", unconfirmed=not confirmed
        )


def _range(low: Decimal, high: Decimal) -> str:
    return f"CNY {low:,.2f} to {high:,.2f}"


_UNUSUAL: tuple[tuple[Callable[[Facts], bool], Text], ...] = (
    (
        lambda f: f.age == "minor",
        Text("当事人为未成年人，应当从轻或者减轻处罚", "The party is a minor: the penalty must be lighter"),
    ),
    (
        lambda f: f.age == "child" or not f.capable,
        Text("当事人依法不予处罚", "The party may not be penalised"),
    ),
    (
        lambda f: f.correct_first,
        Text("该事项应当先责令改正，逾期不改方可处罚", "An order to correct must fail first"),
    ),
    (
        lambda f: f.fined_before and f.decided is None,
        Text("同一违法行为已处罚款，不得再次罚款", "The same act was fined before: not again"),
    ),
    (
        lambda f: f.grave,
        Text(
            "案情复杂或者重大，应当法制审核并集体讨论",
            "Complex or major: legality review and discussion are due",
        ),
    ),
    (
        lambda f: f.public_interest,
        Text("涉及重大公共利益，应当法制审核", "Major public interest: a legality review is due"),
    ),
    (
        lambda f: any(one.state == "failed" or one.lapsed(TERM, today()) for one in f.seizures),
        Text("查封、扣押不得继续，应当立即解除并退还", "A seizure may not go on: release and return at once"),
    ),
    (
        lambda f: any(one.state == "urgent" for one in f.seizures),
        Text("紧急查封、扣押待补办批准（二十四小时内）", "An urgent seizure waits for approval (24 hours)"),
    ),
    (
        lambda f: any(one.state in IN_HAND for one in f.seizures),
        Text(
            "本案有查封、扣押的物品，了结前不得结案",
            "Objects are sealed or seized: settle them before closing",
        ),
    ),
    (lambda f: f.hearing not in ("", "due"), Text("本案涉及听证程序", "A hearing is part of this case")),
    (lambda f: bool(f.recused), Text("本案有人员回避", "Somebody was recused")),
    (lambda f: f.extensions > 0, Text("办案期限已延长", "The limit was extended")),
    (lambda f: f.review == "failed", Text("法制审核未通过", "The legality review was not passed")),
    (lambda f: f.suspended, Text("案件已中止", "The case is suspended")),
    (lambda f: f.paid_late, Text("罚款逾期缴纳", "The fine was paid late")),
)


def _unusual(case: Case) -> list[Text]:
    facts = case.facts
    return [text for applies, text in _UNUSUAL if applies(facts)]
