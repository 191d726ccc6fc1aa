"""The pieces that most documents of a case share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, prefetch_related_objects

from xuncheng.domains.cases.models import Case, Evidence, EvidenceState
from xuncheng.domains.law.queries import benchmark_in_force
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.rules.legal import Basis
from xuncheng.rules.penalty import Factor, Grade, PenaltyKind, Weighing
from xuncheng.rules.procedure.beside.discretion.table import weighed
from xuncheng.rules.procedure.beside.transfer.table import state_of
from xuncheng.rules.procedure.facts import ZERO

Fields = dict[str, Any]


def day(moment: datetime) -> date:
    """The calendar day in China."""
    return moment.astimezone(SHANGHAI).date()


def party(case: Case) -> Fields:
    """The party as a document names it."""
    one = case.party
    shared = {"name": one.name, "address": one.address or "未提供", "phone": one.phone or None}
    if one.kind == "person":
        return {
            **shared,
            "kind": "person",
            "sex": one.sex or None,
            "born": one.born_on,
            "id_number": one.identity or None,
        }
    return {
        **shared, "kind": "organisation", "credit_code": one.identity or None,
        "representative": one.representative or "未提供",
    }  # fmt: skip


def officer(one: Officer) -> Fields:
    """An officer with the number of the certificate."""
    return {"name": one.user.name, "certificate": one.certificate_number}


def officers(ones: Iterable[Officer]) -> list[Fields]:
    """Several officers."""
    team = list(ones)
    prefetch_related_objects(team, "user")
    return [officer(one) for one in team]


def handlers(case: Case) -> list[Fields]:
    """The two officers in charge."""
    return officers((case.handler, case.partner))


def citations(bases: Iterable[Basis]) -> list[Fields]:
    """Articles as documents cite them."""
    return [{"statute": basis.statute, "article": basis.article} for basis in bases]


def opinion(words: str, name: str, at: datetime) -> Fields:
    """What somebody wrote in a box of a form."""
    return {"words": words, "name": name, "at": at}


def own_opinion(deed: Deed, words: str) -> Fields:
    """What the actor writes himself."""
    return opinion(words, deed.actor.name, deed.at)


def handlers_opinion(case: Case, words: str, at: datetime) -> Fields:
    """What the officer in charge proposed."""
    return opinion(words, case.handler.user.name, at)


def contact(case: Case) -> Fields:
    """Whom the party may turn to."""
    agency = settings.LOCALITY.agency
    return {"name": case.handler.user.name, "phone": agency["phone"], "address": agency["address"]}


def remedies() -> Fields:
    """Where the party may turn against the agency."""
    return dict(settings.LOCALITY.remedies)


def payment() -> Fields:
    """Where fines are paid."""
    return dict(settings.LOCALITY.payment)


def violated(case: Case) -> list[Fields]:
    """The articles that were violated; where a statute only says what it penalises, the article that does."""
    version = case.matter_version
    return citations(version.violated_basis or version.penalty_basis)


_KINDS = {"document": "书证", "object": "物证", "audiovisual": "视听资料", "electronic": "电子数据", "witness": "证人证言",
          "party": "当事人的陈述", "opinion": "鉴定意见", "record": "勘验笔录、现场笔录"}  # fmt: skip


def _not_excluded(case: Case) -> QuerySet[Evidence]:
    found = Evidence.objects.filter(case=case).exclude(state=EvidenceState.EXCLUDED)
    return found.order_by("collected_at", "id")


def evidence_files(case: Case) -> list[Fields]:
    """The electronic files of the evidence that was not excluded, by the item's place in `evidence` and their digest."""
    keys = list(_not_excluded(case).values_list("pk", flat=True))
    files = StoredFile.objects.filter(attached_to__in=keys).order_by("id")
    return [
        {"item": place, "name": file.name, "sha256": file.blob_id}
        for place, key in enumerate(keys, start=1)
        for file in files
        if file.attached_to == key
    ]


def evidence(case: Case) -> list[Fields]:
    """The evidence that was not excluded."""
    items = _not_excluded(case)
    return [
        {
            "name": item.title, "kind": _KINDS[item.kind], "proves": item.proves, "source": item.place,
            "collected_on": day(item.collected_at),
        }
        for item in items
    ]  # fmt: skip


def penalties(kinds: Iterable[str], amount: Decimal) -> list[Fields]:
    """The penalty by the names that the law gives its kinds (第九条)."""
    return [
        {"name": PenaltyKind(kind).label.zh, "amount": amount if kind == "fine" else None}
        for kind in sorted(kinds)
    ]


def penalty_words(kinds: Iterable[str], amount: Decimal) -> str:
    """The penalty as one phrase."""
    return "、".join(
        f"{PenaltyKind(kind).label.zh}{amount:,.2f}元" if kind == "fine" else PenaltyKind(kind).label.zh
        for kind in sorted(kinds)
    )


def discretion(
    case: Case,
    kinds: Iterable[str] = (),
    amount: Decimal = ZERO,
    factors: frozenset[Factor] = frozenset(),
    departure: str = "",
    circumstances: str = "",
) -> Fields:
    """How the circumstances weighed: by the benchmark, where a fine is under one; and what was written of them (裁量说明)."""
    words = circumstances or "没有从轻、减轻或者从重处罚的情节。"
    weighing = weighed(case.facts, factors) if "fine" in kinds else None
    benchmark = benchmark_in_force(case.matter, day(case.opened_at)) if weighing else None
    if weighing is None or benchmark is None:
        return {"band": "一般", "circumstances": words}
    account = weighing_words(weighing)
    if not weighing.holds(amount):
        account += f"罚款{amount:,.2f}元超出上述幅度，理由是：{departure}"
    return {
        "benchmark": benchmark.title, "band": f"{weighing.grade.label}（{_sums(weighing.grade)}）",
        "circumstances": f"{_ended(account)}{circumstances}",
    }  # fmt: skip


def weighing_words(weighing: Weighing) -> str:
    """The computation in words: the ordinary band, what lightens and aggravates by which article, the band that follows."""
    told = [f"一般档次为{_sums(weighing.base)}"]
    for name, factors in (("从重", weighing.heavier), ("从轻", weighing.lighter)):
        if factors:
            cited = "、".join(
                f"{one.label.zh}（《{one.basis.statute}》{Basis('', one.basis.article).label}）"
                for one in factors
            )
            told.append(f"{name}情节：{cited}")
    found = "没有从轻、从重情节" if len(told) == 1 else ""
    told += [found] if found else []
    return "；".join(told) + f"；适用{weighing.grade.label}档次，罚款幅度为{_sums(weighing.grade)}。"


def _sums(grade: Grade) -> str:
    return f"{grade.low:,.2f}元以上{grade.high:,.2f}元以下"


def _ended(words: str) -> str:
    return words if words.endswith(("。", "！", "？")) else f"{words}。"


_TAKEN_UP = {
    "accepted": "已移送公安机关立案",
    "delivered": "已移送公安机关立案",
    "taken": "已移送有管辖权的机关",
}


def taken_up_by(case: Case) -> str:
    """That the case was transferred and taken up elsewhere, in words; empty where it was not."""
    return _TAKEN_UP.get(state_of(case.facts), "")


def notice_account(case: Case) -> str:
    """How the party was told and heard, from the facts of the case."""
    facts = case.facts
    told = "已依法告知当事人拟作出的行政处罚内容及事实、理由、依据，并告知其享有的权利。"
    heard = {
        "rechecked": "当事人进行了陈述申辩，本机关已充分听取并复核。",
        "waived": "当事人书面放弃陈述申辩权利。",
    }.get(facts.statement, "当事人在规定期限内未提出陈述申辩。")
    hearing = {
        "reported": "应当事人要求举行了听证，听证主持人提交了听证报告。",
        "waived": "当事人放弃听证。",
        "offered": "当事人未在规定期限内要求听证。",
    }
    return told + heard + hearing.get(facts.hearing, "")


def unit(case: Case) -> str:
    """The unit that handles the case: the team of its handler, or where he works."""
    person = case.handler.user
    found = person.team or person.organisation
    return found.name if found else "承办机构"
