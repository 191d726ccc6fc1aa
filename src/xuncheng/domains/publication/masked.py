"""A decision as it would be published: what the head sees before he publishes it, and what is kept when he does."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from xuncheng.domains.cases.papers.parts import day, penalty_words
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.documents.queries import Document, latest
from xuncheng.domains.publication.models import Publication
from xuncheng.rules.legal import Basis
from xuncheng.rules.masking import mask_account, masked_party

CHANGED = "处罚内容已依法变更，以此处公示的为准。"


def decision_of(case: Case) -> Document | None:
    """The newest penalty decision of the case; None where there is none."""
    return latest(case.pk, "decision")


def account_of(case: Case, words: str = "") -> str:
    """The facts as they may be shown: those given, or the summary of the case, with nothing of a person left in them."""
    party = case.party
    persons = [party.representative if party.kind == "organisation" else party.name]
    own = [party.address] if party.kind == "person" else []
    return mask_account(words.strip() or case.summary, persons, own)


def masked(case: Case, document: Document, words: str = "") -> Publication:
    """The row as it would be published today, not saved, without its days. What it says is masked."""
    party = masked_party(case.party.kind, case.party.name, case.party.identity)
    decided, version = case.facts.decided, case.matter_version
    changed = any(one.result == "changed" for one in case.facts.remedies)
    return Publication(
        case=case, document=document, number=document.number, decided_on=day(document.made_at),
        agency=settings.LOCALITY.bureau.zh, party_kind=case.party.kind, party=party.name, credit_code=party.credit_code,
        left_out=list(party.left_out), matter_code=case.matter.code, matter_name=case.matter.name_zh, cause=case.cause,
        account=account_of(case, words),
        violated=_articles(version.violated_basis or version.penalty_basis), basis=_articles(version.penalty_basis),
        penalty=penalty_words(decided.kinds, decided.amount) if decided else "", amount=case.facts.fine or None,
        note=CHANGED if changed else "", area_path=case.area_path,
    )  # fmt: skip


def _articles(bases: tuple[Basis, ...]) -> list[dict[str, Any]]:
    return [{"statute": one.statute, "article": one.article, "label": one.label} for one in bases]
