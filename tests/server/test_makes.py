"""Each act names the documents that its command may make: so it is read from the source."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from types import FunctionType
from typing import Any

import pytest

from xuncheng.domains.documents.catalogue import KINDS
from xuncheng.domains.documents.commands import issue
from xuncheng.foundation.trail.acts import REGISTER, Act


def called(function: FunctionType, seen: set[FunctionType]) -> Iterator[FunctionType]:
    """The function and whatever of the program it calls by name, down to the making of a document."""
    function = inspect.unwrap(function)  # type: ignore[assignment] # it stays a function
    if function in seen or function is issue or not function.__module__.startswith("xuncheng.domains."):
        return
    seen.add(function)
    yield function
    for name in ast.walk(tree(function)):
        target = resolved(function, name)
        if isinstance(target, FunctionType) and not hasattr(target, "act"):
            yield from called(target, seen)


def tree(function: FunctionType) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


def resolved(function: FunctionType, node: ast.AST) -> Any:
    if isinstance(node, ast.Name):
        return function.__globals__.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return getattr(function.__globals__.get(node.value.id), node.attr, None)
    return None


def made(function: FunctionType) -> Iterator[str]:
    """The kinds that stand in a function which makes a document, other than those that it reads."""
    nodes = list(ast.walk(tree(function)))
    makers = [
        node for node in nodes if isinstance(node, ast.Call) and name_of(node.func) in ("make", "issue")
    ]
    readers = [
        node for node in nodes if isinstance(node, ast.Call) and name_of(node.func) not in ("make", "issue")
    ]
    read = {one for call in readers for one in ast.walk(call) if not makes_inside(call, one)}
    if makers:
        words = (node for node in nodes if isinstance(node, ast.Constant) and node not in read)
        yield from (node.value for node in words if isinstance(node.value, str) and node.value in KINDS)


def makes_inside(call: ast.Call, node: ast.AST) -> bool:
    """Whether the node lies in a making that lies in the call."""
    inner = (
        one for one in ast.walk(call) if isinstance(one, ast.Call) and name_of(one.func) in ("make", "issue")
    )
    return any(node in ast.walk(one) for one in inner)


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def documents_of(spec: Act) -> set[str]:
    functions = called(spec.command, set())  # type: ignore[arg-type] # a function
    return {kind for function in functions for kind in made(function)}


def test_the_source_is_read_rightly() -> None:
    assert documents_of(REGISTER["decision.make"]) >= {"decision", "spot_decision", "statement_record"}
    assert documents_of(REGISTER["party.register"]) == set()


@pytest.mark.parametrize("name", sorted(REGISTER))
def test_an_act_names_what_it_makes(name: str) -> None:
    spec = REGISTER[name]
    assert documents_of(spec) - set(spec.makes) == set()
