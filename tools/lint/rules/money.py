"""Money: amounts are exact decimals, never floats.

0.1 + 0.2 is not 0.3 in floats; a late fee of 3 per cent a day adds such dust up until a notice names a sum
that the file does not. What is named after money is a `Decimal` in CNY with two places.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tools.lint.model import Finding, Rule, Source, is_program
from tools.lint.names import dotted

_MONEY = re.compile(r"(^|_)(amount|fine|fee|price|money)s?(_|$)")
_FLOATS = frozenset({"float", "FloatField"})
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def _check(source: Source) -> Iterator[Finding]:
    lines = {line for part in _about_money(source) for line in _floats(part)}
    return (Finding(line, "money is a Decimal, never a float.") for line in lines)


def _about_money(source: Source) -> Iterator[ast.AST]:
    """What belongs to a name that speaks of money: of the module, a function, a field, a variable, an argument."""
    if _MONEY.search(source.path.stem):
        yield source.tree
        return
    for node in ast.walk(source.tree):
        if any(_MONEY.search(name) for name in _names(node)):
            # Of a function its body and its answer; a parameter is judged by its own name.
            yield from [*node.body, *filter(None, [node.returns])] if isinstance(node, _Function) else [node]


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, _Function):
        return [node.name]
    if isinstance(node, ast.arg | ast.keyword):
        return [node.arg or ""]
    if isinstance(node, ast.AnnAssign):
        return [dotted(node.target).rpartition(".")[2]]
    if isinstance(node, ast.Assign):
        return [dotted(target).rpartition(".")[2] for target in node.targets]
    return []


def _floats(part: ast.AST) -> Iterator[int]:
    """The lines with a number, type, conversion or field in floating point."""
    for node in ast.walk(part):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno
        if isinstance(node, ast.Name | ast.Attribute) and dotted(node).rpartition(".")[2] in _FLOATS:
            yield node.lineno


RULE = Rule("money", is_program, _check)
