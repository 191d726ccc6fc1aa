"""The procedure tables as a page to read: what is generated into docs/procedures.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.invariants import Invariant
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure
from xuncheng.rules.procedure.periods import PERIODS, Clock
from xuncheng.rules.procedure.rulebook import NO_ACT, OTHERS, RULEBOOK, Line
from xuncheng.rules.procedure.tables import BESIDE, TABLES
from xuncheng.rules.procedure.together import TOGETHER, added, in_use, label_of
from xuncheng.rules.procedure.universe import DOABLE
from xuncheng.rules.procedure.walk import ENDS, EVERY_CASE_ENDS
from xuncheng.rules.procedure.worlds import UNIVERSES

TOP = """# 办案程序 Procedures

本页由程序表生成，与程序实际执行的规则一致。This page is generated from the procedure tables that the program runs on.

每一行为都列出拒绝办理的情形：因案件或者日期、因办理人、因填写内容；没有任何一种情形的，方可办理。各情形的依据见各表之后。
Each act lists when it is refused: for the case or the day, for the person, for what is entered. It is lawful when none of
these is so. The legal basis of each refusal stands below the table.
"""

ACT_HEAD = (
    "行为 Act", "因案件拒绝 Refused for the case", "因办理人拒绝 Refused for the person",
    "因填写内容拒绝 Refused for what is entered", "起算期限 Periods started", "制作文书 Documents", "依据 Basis",
)  # fmt: skip
CONDITION_HEAD = ("行为 Act", "拒绝的情形 Refused when")
GUARD_HEAD = ("情形 Code", "答复 What a person is told", "依据 Basis")
PERIOD_HEAD = ("期限 Period", "长度 Length", "遇休息日 On a rest day", "依据 Basis")
INVARIANT_HEAD = ("编号 Code", "任何案件都保持 What every case keeps", "行为 Acts")
RULEBOOK_HEAD = ("编号 Line", "任何案件不得 No case may", "依据 Basis", "由何保证 What keeps it")


def procedures_page(documents: Mapping[str, Text]) -> str:
    """The whole page, in Markdown; `documents` gives the titles of the documents that acts make."""
    parts = [
        TOP,
        *(_procedure(table, documents) for table in (*TABLES, *BESIDE)),
        _periods(),
        _rulebook(),
        _invariants(),
    ]
    return "\n".join(parts)


def _procedure(procedure: Procedure, documents: Mapping[str, Text]) -> str:
    acts = _table(ACT_HEAD, (_act(rule, documents) for rule in procedure.acts))
    guards = {guard.code: guard for rule in procedure.acts for guard in rule.guards()}
    guards |= {guard.code: guard for asked in procedure.conditions.values() for guard in asked}
    refusals = _table(GUARD_HEAD, (_guard(guards[code]) for code in sorted(guards)))
    since = f"{procedure.since}起施行的版本 `{procedure.version}` (in force since {procedure.since})"
    below = f"### {procedure.label.zh}的拒绝情形 Refusals of the {procedure.label.en}\n"
    return "\n".join(
        (f"## {_both(procedure.label)}\n", f"{since}\n", acts, *_conditions(procedure), below, refusals)
    )


def _conditions(procedure: Procedure) -> Iterator[str]:
    """What a procedure beside others asks of their acts."""
    if not procedure.conditions:
        return
    rows = ((f"`{act}`", _refusals(guards)) for act, guards in procedure.conditions.items())
    yield f"### {procedure.label.zh}对其他程序行为的条件 What it asks of acts of other procedures\n"
    yield _table(CONDITION_HEAD, rows)


def _act(rule: ActRule, documents: Mapping[str, Text]) -> tuple[str, ...]:
    name = f"{_both(rule.label)} `{rule.name}`"
    started = _lines(_both(PERIODS[clock].label) for clock in rule.starts)
    made = _lines(_both(documents[kind]) for kind in rule.makes)
    return (
        name, _refusals(rule.requires), _refusals(rule.by), _refusals(rule.checks), started, made, _bases(rule.basis)
    )  # fmt: skip


def _guard(guard: Guard) -> tuple[str, ...]:
    return f"`{guard.code}`", f"{guard.message.zh}<br>{guard.message.en}", _bases(guard.basis)


def _periods() -> str:
    rows = (
        (_both(c.label), _length(c), "顺延 moves on" if c.of_party else "不顺延 stays", _bases(c.basis))
        for c in PERIODS.values()
    )
    return "\n".join(("## 期限 Periods\n", _table(PERIOD_HEAD, rows)))


def _length(clock: Clock) -> str:
    unit = clock.unit.label
    if clock.amount is not None:
        return f"{clock.amount}{unit.zh} {clock.amount} {unit.en}"
    if not clock.figure:
        return "由行为指定 named by the act"
    mark = "" if clock.confirmed else "，**未经确认 unconfirmed**"
    return f"按本地参数 `{clock.figure}`，以{unit.zh}计 (in {unit.en}){mark}"


def _rulebook() -> str:
    """Every line of the rulebook, with the invariants that prove it, or whatever else keeps it."""
    proved = {make().procedure.label.zh: (name, make().invariants) for name, make in UNIVERSES.items()}
    proved |= {label_of(name).zh: (name, added(name)) for name in in_use()}
    rows = [(line.code, _both(line.says), _bases(line.basis), _keeping(line, proved)) for line in RULEBOOK]
    rows += [(_span(numbers), _both(about), "", _both(NO_ACT)) for numbers, about in OTHERS]
    return "\n".join((
        "## 规则 Rulebook\n",
        "每一行规则由下列不变式证明，或者由所述其他方式保证。Each line is proved by the invariants named, or kept as said.\n",
        _table(RULEBOOK_HEAD, rows),
    ))  # fmt: skip


def _keeping(line: Line, proved: Mapping[str, tuple[str, tuple[Invariant, ...]]]) -> str:
    if line.kept:
        return _both(line.kept)
    return _lines(
        f"{label}：{'、'.join(line.proved_by(invariants))}"
        for label, (name, invariants) in proved.items()
        if name in line.tables
    )


def _span(numbers: range) -> str:
    first, last = numbers[0], numbers[-1]
    return f"I-{first}" if first == last else f"I-{first}–I-{last}"


def _invariants() -> str:
    parts = [
        "## 不变式 Invariants\n",
        "对每张表走遍全部可达状态加以证明：`xuncheng explore`；逐项拿掉条件和结果，看证明能否发现：`xuncheng explore --mutants`。",
        "Proved by walking every state that the table can reach; each refusal and each result is left out in turn to see it found.\n",
    ]
    for make in UNIVERSES.values():
        universe = make()
        names = {rule.name for rule in universe.procedure.acts}
        rows = [_invariant(one, names) for one in (*universe.invariants, DOABLE)]
        rows.append((ENDS, _both(EVERY_CASE_ENDS), "全部 all"))
        parts += [f"### {_both(universe.procedure.label)}\n", _table(INVARIANT_HEAD, rows)]
    for name in in_use():
        acts = {rule.name for rule in TOGETHER[name]().procedure.acts}
        rows = [_invariant(one, acts) for one in added(name)]
        parts += [f"### {_both(label_of(name))}\n", _table(INVARIANT_HEAD, rows)]
    return "\n".join(parts)


def _invariant(one: Invariant, names: set[str]) -> tuple[str, ...]:
    return one.code, _both(one.says), _lines(f"`{act}`" for act in sorted(one.acts & names)) or "全部 all"


def _refusals(guards: Iterable[Guard]) -> str:
    return _lines(f"{guard.message.zh} `{guard.code}`" for guard in guards)


def _bases(bases: Iterable[Basis]) -> str:
    return _lines(basis.label for basis in bases)


def _both(text: Text) -> str:
    return f"{text.zh} {text.en}"


def _lines(words: Iterable[str]) -> str:
    return "<br>".join(words)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(_row(cells) for cells in _with_head(head, rows)) + "\n"


def _with_head(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    yield head
    yield ("---",) * len(head)
    yield from rows


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
