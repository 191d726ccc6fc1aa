"""Languages: whatever a person reads stands in Chinese and in English.

A sentence in one language is a blank or a riddle on the other screen. `Text` holds both; a sentence that is
put into a refusal without it has only one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tools.lint.model import Finding, Rule, Source, is_program
from tools.lint.names import dotted

_PAIRED = {"Text": 0, "field": 0}
"""Calls that take a sentence in Chinese and then the same in English, and at which place the pair begins."""
_REFUSING = frozenset({"Refused", "RuleError", "FieldError", "invalid", "not_found"})
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")


def _check(source: Source) -> Iterator[Finding]:
    for call in source.calls():
        name = dotted(call.func).rpartition(".")[2]
        if name in _PAIRED:
            yield from _pair(call, _PAIRED[name])
        if name in _REFUSING and any(_CHINESE.search(_said(value) or "") for value in _values(call)):
            yield Finding(call.lineno, f"the sentence of {name} stands in one language: use Text(zh, en).")


def _pair(call: ast.Call, place: int) -> Iterator[Finding]:
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    zh, en = (*call.args[place : place + 2], None, None)[:2]
    chinese, english = _said(named.get("zh", zh)), _said(named.get("en", en))
    if chinese == english == "":
        return  # no sentence at all
    if chinese is not None and _lacks(chinese, _CHINESE):
        yield Finding(call.lineno, "the Chinese sentence is empty or not in Chinese.")
    if english is not None and _lacks(english, _LETTER):
        yield Finding(call.lineno, "the English sentence is empty or not in English.")


def _lacks(sentence: str, script: re.Pattern[str]) -> bool:
    """Whether a sentence has words, or is empty, but has none in this script; figures alone pass."""
    other = _LETTER if script is _CHINESE else _CHINESE
    return not script.search(sentence) and (bool(other.search(sentence)) or not sentence.strip())


def _said(value: ast.expr | None) -> str | None:
    """What a literal says; None for what is no literal, or whose words are all filled in later."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        return (
            "".join(str(part.value) for part in value.values if isinstance(part, ast.Constant)).strip()
            or None
        )
    return None


def _values(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


RULE = Rule("languages", is_program, _check)
