"""The act `import.take`: the next rows of an import become records or parties, each with where it came from in its trail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, cast
from uuid import UUID

from django.contrib.gis.geos import Point
from django.db import connection
from django.db.models import Model
from uuid_utils.compat import uuid7

from xuncheng.domains.legacy.commands.shared import AT_ONCE, fitting_of, note_faults, rows_of_import
from xuncheng.domains.legacy.fitting import CHANGED, FRESH, KNOWN, REFUSED, Draft
from xuncheng.domains.legacy.models import DONE, RUNNING, OldRecord, Origin, TableImport
from xuncheng.domains.legacy.reading import TableRow
from xuncheng.domains.subjects.commands import add_parties
from xuncheng.domains.subjects.queries import Party, keys_by_identity
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.many import enter_each
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.identity import Sex, parse_resident_id
from xuncheng.rules.importing.rows import Taken
from xuncheng.rules.importing.targets import PROPER, TARGETS, Goes
from xuncheng.rules.legal import Text


@act("import.take", Text("导入数据行", "Take rows in"), on="source")
def take(
    deed: Deed,
    source: TableImport,
    count: Annotated[int, field("行数", "Rows", "number", ge=1)] = AT_ONCE,
    origin: Annotated[str, field("来源", "Where it came from", "text", max_length=600)] = "",
) -> TableImport:
    """Take in the next rows; of an import that is all or none, all of them at once, so that an interruption leaves none.

    `origin` stands empty here; in the trail of what each row becomes it says which row of which file that is.
    """
    if source.state != RUNNING:
        raise Refused("import_elsewhere", Text("该表格现在不在导入中", "The table is not being taken in now"))
    _one_at_a_time(source)
    rows = rows_of_import(source)
    upto = source.total if source.whole else min(source.total, source.done + count)
    fates: Counter[str] = Counter()
    for first in range(source.done, upto, AT_ONCE):
        fates += _take_in(deed, source, rows[first : min(upto, first + AT_ONCE)])
    source.done = upto
    source.added += fates[FRESH]
    source.known += fates[KNOWN] + fates[CHANGED]
    source.refused += fates[REFUSED]
    if source.done == source.total:
        source.state, source.ended_at = DONE, deed.at
    source.save(update_fields=["done", "added", "known", "refused", "state", "ended_at"])
    deed.outputs |= {"upto": upto, "added": fates[FRESH], "refused": fates[REFUSED]}
    return source


def _one_at_a_time(source: TableImport) -> None:
    """Let no other import of the same former system look at what is there until this act is done."""
    key = f"legacy/{source.target}/{source.mapping_name}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _take_in(deed: Deed, source: TableImport, rows: Sequence[TableRow]) -> Counter[str]:
    drafts = fitting_of(deed, source).fit(rows)
    source.faults.filter(row__range=(rows[0].number, rows[-1].number)).delete()
    note_faults(source, drafts)
    fresh = [draft for draft in drafts if draft.fate == FRESH]
    made = _MAKERS[TARGETS[source.target].goes](deed, source, fresh)
    Origin.objects.bulk_create(
        (_origin(source, draft, row.pk) for draft, row in zip(fresh, made, strict=True)), batch_size=AT_ONCE
    )
    enter_each(deed, ((row, _told(source, draft)) for draft, row in zip(fresh, made, strict=True)))
    return Counter(draft.fate for draft in drafts)


def _origin(source: TableImport, draft: Draft, subject: UUID) -> Origin:
    return Origin(
        id=uuid7(), source=source, row=draft.row.number, target=source.target, system=source.mapping_name, key=draft.row.key,
        digest=draft.row.digest, subject=subject,
    )  # fmt: skip


def _told(source: TableImport, draft: Draft) -> Mapping[str, Any]:
    """What the trail of a row's object says of where it came from."""
    mapping = f"映射“{source.mapping_name}”第{source.mapping_version}版"
    origin = f"{source.file_name} 第{draft.row.number}行，{mapping}，文件SHA-256 {source.sha256}"
    return {"import": str(source.pk), "row": draft.row.number, "digest": draft.row.digest, "origin": origin}  # fmt: skip


def _records(deed: Deed, source: TableImport, drafts: Sequence[Draft]) -> Sequence[Model]:
    parties = keys_by_identity(deed.actor, [draft.taken.text("party_identity") for draft in drafts])
    made = [_record(source, draft, parties) for draft in drafts]
    OldRecord.objects.bulk_create(made, batch_size=AT_ONCE)
    return made


def _record(source: TableImport, draft: Draft, parties: Mapping[str, UUID]) -> OldRecord:
    taken = draft.taken
    return OldRecord(
        id=uuid7(), kind=source.target, number=taken.text("number"), title=taken.text("title"), day=cast(date, taken.day("day")),
        ended_on=taken.day("ended_on"), outcome=taken.text("outcome"), amount=taken.amount("amount"),
        party_name=taken.text("party_name"), party_identity=taken.text("party_identity"),
        party_id=parties.get(taken.text("party_identity")), place=taken.text("place"),
        point=Point(*taken.position, srid=4326) if taken.position else None, more=_more(taken), kept=taken.kept,
        area_path=draft.area_path,
    )  # fmt: skip


def _more(taken: Taken) -> dict[str, str]:
    return {
        name: value.isoformat() if isinstance(value, date) else f"{value:f}" if isinstance(value, Decimal) else value
        for name, value in taken.values.items()
        if value is not None and name not in PROPER
    }  # fmt: skip


def _parties(deed: Deed, _: TableImport, drafts: Sequence[Draft]) -> Sequence[Model]:
    made = [_party(draft) for draft in drafts]
    add_parties(deed, made)
    return made


def _party(draft: Draft) -> Party:
    taken = draft.taken
    identity = taken.text("identity")
    is_person = taken.text("kind") == "person"
    return Party(
        id=uuid7(), kind=taken.text("kind"), name=taken.text("name"), identity=identity, born_on=taken.day("born_on"),
        sex=_sex(identity) if is_person and identity else "", representative=taken.text("representative"),
        address=taken.text("address"), phone=taken.text("phone"), area_path=draft.area_path,
    )  # fmt: skip


def _sex(identity: str) -> str:
    sex: Sex = parse_resident_id(identity).sex
    return sex.label.zh


_MAKERS = {Goes.RECORDS: _records, Goes.PARTIES: _parties}
