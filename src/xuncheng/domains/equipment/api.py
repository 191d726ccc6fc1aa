"""HTTP for terminals: list, file, page. What is done with them are acts."""

from __future__ import annotations

from ninja import Router

from xuncheng.domains.equipment import page, queries, schemas
from xuncheng.domains.equipment.queries import Terminal
from xuncheng.foundation.people.listing import Column, Listing
from xuncheng.foundation.people.registers import Register, add_register
from xuncheng.rules.legal import Text

router = Router(tags=["terminals"])

_TERMINALS: Register[Terminal] = Register(
    one="terminal", called=Text("该终端", "terminal"), detail=schemas.TerminalOut,
    door=queries.readable_by, shown=page.terminal_page,
    listing=Listing(
        name="terminals", title="Terminals", query=schemas.TerminalQuery, page=schemas.TerminalList,
        about="One's own terminals and those of the users whom the viewer administers, the last seen first unless asked otherwise",
        found=lambda viewer, query: queries.matching(viewer, query.filter()), sortings=queries.SORTINGS, shown=page.terminal_items,
        columns=(
            Column("终端名称", "Terminal", "name"),
            Column("使用人", "User", "user"),
            Column("机构", "Organisation", "organisation"),
            Column("执法队", "Team", "team"),
            Column("资产编号", "Inventory no.", "asset"),
            Column("SIM卡号", "Card", "sim"),
            Column("系统与浏览器", "Platform", "platform"),
            Column("应用版本", "Version", "app_version"),
            Column("状态", "State", "state"),
            Column("登记时间", "Registered", "registered_at"),
            Column("最近在线", "Last seen", "seen_at"),
            Column("在线分钟数", "Minutes on line", "minutes"),
            Column("使用次数", "Calls", "calls"),
            Column("办理行为数", "Acts done", "acts"),
        ),
    ),
)  # fmt: skip
add_register(router, _TERMINALS)
