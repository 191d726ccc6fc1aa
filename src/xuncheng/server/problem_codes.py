"""Every code with which the program refuses something, gathered from where it is written.

The guards of the procedure tables and the life of goods in custody are asked themselves; all other refusals are read from
the source, since each is written where it is raised, and so are the articles that they name there. `docs/problems.md` and the
OpenAPI document list them from here.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import xuncheng
from xuncheng.rules.custody import STEPS
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.model import ActRule
from xuncheng.rules.procedure.tables import BESIDE, TABLES
from xuncheng.rules.reporting.road import TRANSITIONS
from xuncheng.server.problems import BY_STATUS

ROOT = Path(xuncheng.__file__).parent
REFUSED, RULE = "Refused", "RuleError"
STATUS = {REFUSED: 409, RULE: 422}
"""The status of a refusal that names none."""

BY_LAW = 409


@dataclass(frozen=True, order=True)
class Code:
    """One code: its HTTP status, its sentences (… stands for what is filled in), its articles, and its package."""

    code: str
    status: int
    zh: str
    en: str
    basis: tuple[str, ...] = ()
    where: str = ""


@cache
def codes() -> tuple[Code, ...]:
    """All codes, sorted; one that is refused with several sentences stands several times."""
    alike: dict[Code, set[str]] = defaultdict(set)
    for one in (*of_the_law(), *of_the_custody(), *of_the_road(), *of_the_source(), *_of_statuses()):
        alike[replace(one, where="")].add(one.where)
    return tuple(sorted(replace(one, where=", ".join(sorted(places))) for one, places in alike.items()))


def of_the_law(acts: Collection[ActRule] | None = None) -> list[Code]:
    """The codes of the guards of some acts, or of all procedure tables."""
    rules = acts if acts is not None else (rule for table in (*TABLES, *BESIDE) for rule in table.acts)
    guards = {guard.code: guard for rule in rules for guard in rule.guards()}
    guards |= {
        guard.code: guard
        for one in BESIDE
        for name, asked in one.conditions.items()
        if acts is None or any(rule.name == name for rule in acts)
        for guard in asked
    }
    return [
        Code(code, BY_LAW, guard.message.zh, guard.message.en, _labels(guard.basis), "rules/procedure")
        for code, guard in sorted(guards.items())
    ]


def of_the_custody() -> list[Code]:
    """The codes of what each act on goods asks of them besides their state; without articles of its own it takes the act's."""
    return sorted(
        Code(ask.code, BY_LAW, ask.message.zh, ask.message.en, _labels(ask.basis or step.basis), "rules")
        for step in STEPS.values()
        for ask in step.asks
    )


def of_the_road() -> list[Code]:
    """The codes of what each step of a report asks of it: its state first, then its guards."""
    guards = {guard.code: guard.message for row in TRANSITIONS.values() for guard in row.asks}
    guards["report_elsewhere"] = Text("案源目前为“…”，不能…", "The report is …; “…” is not possible")
    return [
        Code(code, BY_LAW, said.zh, said.en, where="rules/reporting") for code, said in sorted(guards.items())
    ]


def _labels(basis: Iterable[Basis]) -> tuple[str, ...]:
    return tuple(one.label for one in basis)


def _of_statuses() -> Iterator[Code]:
    for status, (code, message) in BY_STATUS.items():
        yield Code(code, status, message.zh, message.en, where="server")


def of_the_source() -> Iterator[Code]:
    """The codes that stand in the source as the first argument of a refusal."""
    for path in sorted(ROOT.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if REFUSED in text or RULE in text:
            where = path.parent.relative_to(ROOT).parts[:2]
            yield from _in_module(ast.parse(text), "/".join(where), _names_of(path))


def _names_of(path: Path) -> dict[str, Any]:
    """What a module of ours knows by name."""
    name = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")
    return vars(import_module(name))


def _in_module(module: ast.Module, where: str, names: dict[str, Any]) -> Iterator[Code]:
    makers = STATUS | dict(_makers(module))
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and call.args and (default := makers.get(_name(call.func))):
            code = _text(call.args[0])
            if code.isidentifier():
                yield replace(_code(code, call, default, where), basis=_articles(call, names))


def _makers(module: ast.Module) -> Iterator[tuple[str, int]]:
    """What else makes a refusal in this module, with its status: derived classes, functions that return one."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and _name(node.returns) in STATUS and _takes_code(node):
            yield node.name, _default_status(node) or STATUS[_name(node.returns)]
        if isinstance(node, ast.ClassDef):
            derived = next((STATUS[_name(base)] for base in node.bases if _name(base) in STATUS), 0)
            yield from ((name, derived) for name in (node.name, "__init__") if derived)


def _takes_code(function: ast.FunctionDef) -> bool:
    return bool(function.args.args) and function.args.args[0].arg == "code"


def _default_status(function: ast.FunctionDef) -> int | None:
    """The number by default, of which a maker of refusals has only the status."""
    numbers = [one.value for one in function.args.defaults if isinstance(one, ast.Constant)]
    return next((number for number in numbers if isinstance(number, int)), None)


def _code(code: str, call: ast.Call, default: int, where: str) -> Code:
    status = next((kw.value for kw in call.keywords if kw.arg == "status"), None)
    numbers = [status, *call.args[2:]]
    told = next(
        (n.value for n in numbers if isinstance(n, ast.Constant) and isinstance(n.value, int)), default
    )
    zh, en = _sentences(call)
    return Code(code, told, zh, en, where=where)


def _articles(call: ast.Call, names: dict[str, Any]) -> tuple[str, ...]:
    """The articles that a refusal names, where they are written out; none where they are reckoned from the case at hand."""
    given = next((kw.value for kw in call.keywords if kw.arg == "basis"), None)
    given = given or next((arg for arg in call.args[2:] if not isinstance(arg, ast.Constant)), None)
    try:
        return _labels(_value(given, names))
    except (KeyError, TypeError, AttributeError):
        return ()


def _value(node: ast.expr | None, names: dict[str, Any]) -> Any:
    """What an expression of names, texts, tuples and calls stands for. Raises KeyError for a name that the module lacks."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return names[name]
        case ast.Tuple(elts=parts):
            return tuple(_value(part, names) for part in parts)
        case ast.Call(func=ast.Name(id=name), args=given, keywords=[]):
            return names[name](*(_value(one, names) for one in given))
    raise TypeError("not written out")


def _sentences(call: ast.Call) -> tuple[str, str]:
    """The sentence in both languages: of a `Text`, or of two plain arguments; empty where it is made elsewhere."""
    given = call.args[1:3]
    if given and isinstance(given[0], ast.Call) and _name(given[0].func) == "Text":
        given = given[0].args
    words = [_text(one) for one in given[:2]]
    return (words[0], words[1]) if len(words) == 2 and all(words) else ("", "")


def _text(node: ast.expr) -> str:
    """A piece of text as it stands in the source; what is filled in becomes …"""
    match node:
        case ast.Constant(value=str() as value):
            return value
        case ast.JoinedStr(values=parts):
            return "".join(_text(part) or "…" for part in parts)
    return ""


def _name(node: ast.expr | None) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def as_markdown() -> str:
    """The list as a page of the documentation."""
    law, other = ([one for one in codes() if bool(one.basis) is by_law] for by_law in (True, False))
    return "\n".join((_HEAD, *_table(law), _MIDDLE, *_table(other), ""))


def _table(rows: Iterable[Code]) -> Iterator[str]:
    yield "| code | status | 中文 | English | 依据 / basis | package |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for one in rows:
        yield f"| `{one.code}` | {one.status} | {one.zh} | {one.en} | {'、'.join(one.basis)} | {one.where} |"


_HEAD = """# Refusals

Whatever the API refuses, it answers with a problem (RFC 9457) whose member `code` is one of these. Codes are
stable; sentences may change. … stands for what is filled in; where no sentence stands here, it is made from
the input at hand. This page is written by `xuncheng problems docs/problems.md`, and a test compares it.

## By law

Refused because the law forbids the act now, on this case, to this person or with this input. `basis` names the
articles and `missing` what would have to be there first.
"""

_MIDDLE = """
## By the program
"""
