"""A decision as it would be published: what the head sees before he publishes it, and what is kept when he does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from xuncheng.domains.cases.papers.parts import day, penalty_words
from xuncheng.domains.cases.queries import Case, given_of, officers_of
from xuncheng.domains.custody.queries.items import keys_of
from xuncheng.domains.documents.queries import Document, corrections_of, in_file, latest
from xuncheng.domains.publication.models import About, Publication
from xuncheng.rules.legal import Basis
from xuncheng.rules.masking import mask_account, masked_party, names_in

CHANGED = "处罚内容已依法变更，以此处公示的为准。"
CORRECTED = "该决定书的文字已依法更正，以此处公示的为准。"
DEMOLISH = "责令限期拆除"
PUBLISH, UPDATE = "公示", "更新公示"
"""What approvals say that approve what is shown."""

PERSONS = frozenset({
    "agent", "applicant", "buyer", "holder", "payer", "performer", "person", "receiver", "recipient", "recorder", "signer", "speaker",
    "witness", "witnesses",
})  # fmt: skip
"""Under what names acts on a case take the names of persons."""

OF_GOODS = frozenset({"buyer", "giver", "receiver", "witnesses"})
"""Under what names acts on the goods of a case take them."""

BY_NAME = frozenset({"interview.record", "panel.discuss"})
"""In which acts `name` is that of a person; in others it is that of goods, which the public may read."""

HOMES = frozenset({"address"})
"""Under what names they take where somebody lives."""


@dataclass(frozen=True, slots=True)
class Known:
    """Everybody whom a case names, and where they live."""

    persons: frozenset[str]
    homes: frozenset[str]

    def masked(self, words: str) -> str:
        """Words as they may be published, with nothing of anybody known in them."""
        return mask_account(words, self.persons, self.homes)


def known_to(case: Case) -> Known:
    """Everybody whom the records of the case name but an organisation that is its party: by its party, its officers and its trail.

    So are those whom the chains of its goods name, and who reported it. Who paid stands in the case's own trail; money that the
    bank could not match to it, and fees that are charged apart, are none of its matters.
    """
    party, goods = case.party, keys_of(case)
    organisation = party.kind == "organisation"
    persons = {
        party.representative if organisation else party.name,
        *officers_of(case, *goods),
        *_reporter(case),
    }
    homes = set() if organisation else {party.address}
    for act, given in given_of(case, *goods):
        for name, value in _named(given):
            persons |= set(names_in(value)) if names_person(act, name) else set()
            homes |= {value} if name in HOMES else set()
    return Known(frozenset(persons - {party.name} if organisation else persons), frozenset(homes))


def _reporter(case: Case) -> tuple[str, ...]:
    return names_in(case.report.reporter_name) if case.report else ()


def names_person(act: str, field: str) -> bool:
    """Whether what an act takes under that name, at whatever depth, is the name of a person."""
    return field in PERSONS | OF_GOODS or (field == "name" and act in BY_NAME)


def _named(value: Any, name: str = "") -> list[tuple[str, str]]:
    """Every word that was entered, with the name under which it was, at whatever depth."""
    if isinstance(value, str):
        return [(name, value)]
    if isinstance(value, dict):
        return [pair for key, inner in value.items() for pair in _named(inner, key)]
    return [pair for inner in value for pair in _named(inner, name)] if isinstance(value, list) else []


def decision_of(case: Case) -> Document | None:
    """The newest penalty decision of the case; None where there is none."""
    return latest(case.pk, "decision")


def order_of(case: Case) -> Document | None:
    """The newest order to demolish of the case; None where there is none."""
    return latest(case.pk, "demolition_order")


def account_of(case: Case, document: Document, words: str = "") -> str:
    """The facts to be shown, before masking: those given, or the summary of the case, as the document was corrected since."""
    return words.strip() or corrected(case.summary, corrections_of(document))


def corrected(account: str, corrections: list[Document]) -> str:
    """Words as those corrections put them right."""
    for correction in corrections:
        account = account.replace(correction.data["wrong"], correction.data["right"])
    return account


def masked(case: Case, document: Document, words: str = "") -> Publication:
    """The decision as it would be published today, not saved, without its days. What it says is masked."""
    row, decided = _masked(case, document, words), case.facts.decided
    row.basis = _articles(case.matter_version.penalty_basis)
    row.penalty = penalty_words(decided.kinds, decided.amount) if decided else ""
    row.amount = case.facts.fine or None
    row.note = (CHANGED if any(one.result == "changed" for one in case.facts.remedies) else "") + row.note
    return row


def masked_order(case: Case, document: Document, words: str = "") -> Publication:
    """The same of the order to demolish."""
    row = _masked(case, document, words)
    row.about, row.penalty, row.basis = About.ORDER, DEMOLISH, _articles((Basis("城乡规划法", "64"),))
    return row


_READS = {About.DECISION: masked, About.ORDER: masked_order}
"""How each kind of what is shown reads."""


def _masked(case: Case, document: Document, words: str) -> Publication:
    party = masked_party(case.party.kind, case.party.name, case.party.identity)
    version = case.matter_version
    return Publication(
        case=case, document=document, number=document.number, decided_on=day(document.made_at),
        agency=settings.LOCALITY.bureau.zh, party_kind=case.party.kind, party=party.name, credit_code=party.credit_code,
        left_out=list(party.left_out), matter_code=case.matter.code, matter_name=case.matter.name_zh, cause=case.cause,
        account=known_to(case).masked(account_of(case, document, words)),
        violated=_articles(version.violated_basis or version.penalty_basis), note=CORRECTED if corrections_of(document) else "",
        area_path=case.area_path,
    )  # fmt: skip


def updated(row: Publication, case: Case, words: str = "") -> Publication:
    """What is shown as it would read once brought up to date, not saved: its facts as given, or as corrected since."""
    approved = _said_last(row)
    recent = [one for one in corrections_of(row.document) if approved is None or one.made_at > approved]
    return _READS[About(row.about)](case, row.document, words.strip() or corrected(row.account, recent))


def _said_last(row: Publication) -> datetime | None:
    """When what is shown was approved last."""
    approvals = in_file(row.case_id).filter(
        kind="publication_approval", data__decision_number=row.number, data__measure__in=(PUBLISH, UPDATE)
    )
    last = approvals.last()
    return last.made_at if last else None


def _articles(bases: tuple[Basis, ...]) -> list[dict[str, Any]]:
    return [{"statute": one.statute, "article": one.article, "label": one.label} for one in bases]
