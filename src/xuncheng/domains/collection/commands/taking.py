"""Taking in a bank's file: whole, or not at all."""

from __future__ import annotations

from typing import Annotated

from django.conf import settings
from procrastinate.contrib.django import app

from xuncheng.domains.collection.models import BankFile, BankLine, CollectingBank
from xuncheng.domains.collection.queries.banks import readable_by
from xuncheng.foundation.files.commands import attach
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.queries import read_bytes
from xuncheng.foundation.people.numbering import next_number
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.collecting import TELLING
from xuncheng.rules.collection_file import CollectedFile, Fault, FaultyFile, read_file
from xuncheng.rules.legal import Text

MOST_FAULTS = 200
"""How many faulty lines one refusal names."""
_AT_ONCE = 2000

OneFile = Annotated[
    list[StoredFile], field("代收文件（CSV）", "File of the bank (CSV)", "files", min_length=1, max_length=1)
]


@act("bankfile.take", Text("接收代收文件", "Take in a bank's file"), basis=TELLING)
def take_file(deed: Deed, file: OneFile) -> BankFile:
    """Take in a daily file of a collecting bank; its lines are then settled one by one in the background.

    Raises `Refused`: `bank_file_taken` for a content that was taken before, `bank_batch_taken` for another content under
    the same bank, day and batch, `bank_file_faulty` naming each faulty line, `bank_unknown`.
    """
    stored = file[0]
    _check_new(stored.blob_id)
    told = _read(stored)
    bank = readable_by(deed.actor).filter(code=told.bank).first()
    if bank is None:
        raise Refused("bank_unknown", Text(f"没有登记代码为{told.bank}的代收机构", f"No bank {told.bank} is registered"))  # fmt: skip
    if told.day > deed.day:
        raise _faulty([Fault(1, Text("清分日期晚于今天", "The day of the file lies ahead"))])
    _check_batch(bank, told)
    _check_serials(bank, told)
    return _keep(deed, stored, bank, told)


def _check_new(sha256: str) -> None:
    known = BankFile.objects.filter(sha256=sha256).first()
    if known:
        raise Refused(
            "bank_file_taken",
            Text(f"这份文件已接收（{known.number}），没有重复入账", f"This file was taken already ({known.number}); nothing was done"),
            basis=TELLING,
        )  # fmt: skip


def _read(stored: StoredFile) -> CollectedFile:
    if stored.blob.type not in ("text/csv", "text/plain"):
        raise invalid(FieldError("file", Text("请上传CSV文件", "The file is a CSV table")))
    try:
        return read_file(read_bytes(stored.blob_id))
    except FaultyFile as faulty:
        raise _faulty(faulty.faults) from faulty


def _faulty(faults: list[Fault]) -> Refused:
    return Refused(
        "bank_file_faulty",
        Text(f"文件有{len(faults)}处错误，整份未接收", f"The file has {len(faults)} faults; nothing of it was taken"),
        422,
        errors=tuple(FieldError("file", fault.text) for fault in faults[:MOST_FAULTS]),
    )  # fmt: skip


def _check_batch(bank: CollectingBank, told: CollectedFile) -> None:
    known = BankFile.objects.filter(bank=bank, day=told.day, batch=told.batch).first()
    if known:
        raise Refused(
            "bank_batch_taken",
            Text(
                f"{bank.name}{told.day}第{told.batch}批已接收（{known.number}），内容不同的文件应当用新的批次",
                f"Batch {told.batch} of {told.day} was taken already ({known.number}); another content needs another batch",
            ),
        )


def _check_serials(bank: CollectingBank, told: CollectedFile) -> None:
    serials = {line.serial: line.number for line in told.lines}
    known = BankLine.objects.filter(bank=bank, serial__in=list(serials)).values_list("serial", "file__number")
    if found := sorted((serials[serial], serial, number) for serial, number in known):
        raise _faulty([
            Fault(at, Text(f"流水号{serial}以前已报送（{number}）", f"Serial {serial} came before ({number})"))
            for at, serial, number in found
        ])  # fmt: skip


def _keep(deed: Deed, stored: StoredFile, bank: CollectingBank, told: CollectedFile) -> BankFile:
    serial = next_number("bankfile", settings.LOCALITY.area_code, told.day.year)
    taken = BankFile(
        id=deed.id, number=f"代收{told.day.year}-{serial:05}", bank=bank, day=told.day, batch=told.batch, file=stored,
        sha256=stored.blob_id, lines=len(told.lines), total=told.total, waiting=len(told.lines), taken_at=deed.at,
        area_path=bank.area_path,
    )  # fmt: skip
    taken.save(force_insert=True)
    attach(deed, stored, "bankfile", taken.pk, bank.area_path)
    BankLine.objects.bulk_create(
        (
            BankLine(
                file=taken, bank=bank, position=line.number, serial=line.serial, payment_number=line.payment_number,
                payer=line.payer, amount=line.amount, paid_on=line.paid_on, receipt=line.receipt, kind=line.kind.value,
                area_path=bank.area_path,
            )
            for line in told.lines
        ),
        batch_size=_AT_ONCE,
    )  # fmt: skip
    deed.afterwards.append(lambda: _settle_later(taken))
    return taken


def _settle_later(taken: BankFile) -> None:
    app.configure_task("collection.settle_file").defer(file=str(taken.pk))
