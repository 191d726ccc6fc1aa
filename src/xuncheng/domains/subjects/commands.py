"""Acts on parties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from xuncheng.domains.subjects.models import Party, PartyKind
from xuncheng.foundation.places.queries import area_exists
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.identity import parse_credit_code, parse_mobile, parse_resident_id
from xuncheng.rules.legal import Text

KINDS = {
    "person": Text("公民", "citizen"),
    "organisation": Text("法人或者其他组织", "legal person or other organisation"),
}


@act("party.register", Text("登记当事人", "Register a party"))
def register_party(
    deed: Deed,
    kind: Annotated[str, field("类型", "Kind", "choice", choices=KINDS)],
    name: Annotated[str, field("姓名或者名称", "Name", "text", min_length=1, max_length=120)],
    area_path: Annotated[str, field("所在区域", "Area", "ref", ref="area", max_length=60)],
    identity: Annotated[
        str,
        field(
            "身份证号或者统一社会信用代码", "Resident ID or credit code", "text", max_length=20, secret=True
        ),
    ] = "",
    representative: Annotated[
        str, field("法定代表人（负责人）", "Representative", "text", max_length=50)
    ] = "",
    address: Annotated[str, field("地址", "Address", "text", max_length=200)] = "",
    phone: Annotated[str, field("联系电话", "Telephone", "text", max_length=20, secret=True)] = "",
    born_on: Annotated[date | None, field("出生日期（无身份证号时填写）", "Date of birth", "date")] = None,
    capable: Annotated[bool, field("能够辨认和控制自己的行为", "Can control his acts", "bool")] = True,
) -> Party:
    """Register whom a case is about.

    Raises `Refused` (`invalid_input`) for an unknown kind or area, and what `rules.identity` raises for a number
    whose check digit is wrong (GB 11643, GB 32100).
    """
    if kind not in KINDS:
        raise invalid(FieldError("kind", Text("请选择当事人类型", "Choose the kind of party")))
    if not area_exists(area_path):
        raise invalid(FieldError("area_path", Text("没有这个区域", "There is no such area")))
    party = Party(
        kind=PartyKind(kind), name=name.strip(), representative=representative.strip(), address=address.strip(),
        phone=parse_mobile(phone, "phone") if phone.startswith("1") else phone.strip(),
        capable=capable, area_path=area_path, born_on=born_on,
    )  # fmt: skip
    _identify(party, identity)
    party.save(force_insert=True)
    return party


def _identify(party: Party, written: str) -> None:
    if not written:
        return
    if party.kind == PartyKind.ORGANISATION:
        party.identity = parse_credit_code(written, "identity").number
        return
    resident = parse_resident_id(written, "identity")
    party.identity, party.born_on = resident.number, resident.birth
    party.sex = resident.sex.label.zh


def add_parties(deed: Deed, parties: Sequence[Party]) -> None:
    """Add parties that came in together, inside the act that brought them in; it enters each into its trail."""
    Party.objects.bulk_create(parties, batch_size=500)
