"""Closing and archiving. Archiving makes the cover and the index, and builds the bundle that proves the file."""

from __future__ import annotations

from typing import Annotated

from xuncheng.domains.cases.archive import seal_bundle
from xuncheng.domains.cases.commands.shared import case_act, done_at, make, words
from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import finishing as papers
from xuncheng.domains.cases.papers import investigating
from xuncheng.domains.cases.papers.parts import penalty_words, taken_up_by
from xuncheng.domains.documents.catalogue import missing_documents
from xuncheng.domains.documents.queries import Document, in_file, in_order_of_file
from xuncheng.domains.intake.commands import conclude_report
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.beside.remedy.state import fallen

DECISIONS = ("decision", "spot_decision", "no_penalty_decision")


@case_act("case.close")
def close_case(
    deed: Deed, case: Case, opinion: Annotated[str, words("审批意见", "Opinion")] = "同意结案。"
) -> Case:
    """Close a case that is wholly performed (结案); its report can now be answered."""
    decision = in_file(case.pk).filter(kind__in=DECISIONS).last()
    filed = done_at(case, "case.file")
    make(deed, case, "closing_approval", papers.closing_approval(deed, case, filed, decision, opinion))
    if case.report and not done_at(
        case, "case.close"
    ):  # a case that was sent back closes again; its report was answered
        conclude_report(deed.following("report.conclude", case.report.pk), case.report, outcome=_result(case))
    return case


@case_act("case.archive")
def archive_case(deed: Deed, case: Case) -> Case:
    """Archive the closed case: cover, index, and the bundle that anyone can verify (归档). Art. 47."""
    if case.facts.decided or case.facts.unpunished:
        make(deed, case, "evidence_list", investigating.evidence_list(case))
    file = in_order_of_file(in_file(case.pk))
    _check_complete(case, file)
    filed = done_at(case, "case.file")
    make(deed, case, "case_cover", papers.case_cover(deed, case, filed, file, _result(case)))
    make(deed, case, "case_index", papers.case_index(deed, case, file, case.handler.user.name))
    seal_bundle(deed, case)
    return case


def _check_complete(case: Case, file: list[Document]) -> None:
    """A file that ends with a decision holds every mandatory document (第四十七条)."""
    if not (case.facts.decided or case.facts.unpunished):
        return
    present = {document.kind for document in file} | {"case_cover", "case_index"}
    missing = missing_documents(case.procedure, present)
    if missing:
        raise Refused(
            "file_incomplete", Text("案卷文书不齐，不得归档", "The file is incomplete"), 409, (Basis("行政处罚法", "47"),),
            tuple(Text("或".join(k.title.zh for k in kinds), " or ".join(k.title.en for k in kinds)) for kinds in missing),
        )  # fmt: skip


def _result(case: Case) -> str:
    facts = case.facts
    if facts.decided:
        return f"给予{penalty_words(facts.decided.kinds, facts.decided.amount)}的行政处罚。"
    if facts.unpunished:
        return "不予行政处罚。"
    if fallen(facts.remedies):
        return "行政处罚决定已被撤销。"
    if facts.terminated:
        return f"{taken_up_by(case) or '终止调查'}。"
    return "不予立案。"
