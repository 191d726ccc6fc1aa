"""The register of those who send reports under numbers of their own."""

from __future__ import annotations

from typing import Annotated

from django.conf import settings

from xuncheng.domains.intake.models import Sender
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.sources import SOURCE_TABLE

NUMBERED = {code: source.label for code, source in SOURCE_TABLE.items() if source.numbered}
"""Sources whose senders number what they send."""


Name = Annotated[str, field("名称", "Name", "text", min_length=2, max_length=100)]
Contact = Annotated[str, field("联系方式", "Contact", "text", max_length=100)]


@act("sender.register", Text("登记来件单位", "Register a sender"))
def register_sender(
    deed: Deed,
    code: Annotated[
        str, field("代码", "Code", "text", min_length=2, max_length=40, pattern=r"^[a-z0-9_-]+$")
    ],
    name: Name,
    source: Annotated[str, field("来源类别", "Source", "choice", choices=NUMBERED)],
    contact: Contact = "",
) -> Sender:
    """Register a platform or body that sends reports, so that each of its numbers stands for one report."""
    if source not in NUMBERED:
        raise invalid(
            FieldError("source", Text("请选择有来件编号的来源", "Choose a source that numbers what it sends"))
        )
    if Sender.objects.filter(code=code).exists():
        raise invalid(FieldError("code", Text("该代码已被使用", "That code is in use")))
    return Sender.objects.create(
        id=deed.id,
        code=code,
        name=name.strip(),
        source=source,
        contact=contact.strip(),
        area_path=f"{settings.LOCALITY.area_code}.",
    )


@act("sender.change", Text("变更来件单位", "Change a sender"), on="sender")
def change_sender(deed: Deed, sender: Sender, name: Name, contact: Contact = "") -> Sender:
    """Call a sender otherwise, or say whom to turn to there. Its code and source stay: its account and its reports rest on them."""
    sender.name, sender.contact = name.strip(), contact.strip()
    sender.save(update_fields=["name", "contact"])
    return sender


def retired() -> Refused:
    """That a sender sends no more already."""
    return Refused("sender_retired", Text("该来件单位已停用", "That sender was retired already"))


@act("sender.retire", Text("停用来件单位", "Retire a sender"), on="sender")
def retire_sender(deed: Deed, sender: Sender) -> Sender:
    """Let a sender send no more; what it sent goes on, and is answered."""
    if sender.retired_at:
        raise retired()
    sender.retired_at = deed.at
    sender.save(update_fields=["retired_at"])
    return sender
