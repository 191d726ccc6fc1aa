"""Showing where in an article the words stand: HTML-escaped text with <mark>, shortened to what matters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from xuncheng.domains.law.concepts import Alternative
from xuncheng.domains.law.words import MARKS

_SHOWN = 600
"""Characters of an article that a list of hits shows."""
_GAP = "……"
_ITEM = re.compile(r"[（(][一二三四五六七八九十0-9]+[）)]")


def highlight(text: str, alternatives: Iterable[Alternative]) -> str:
    """The text with the words marked of each alternative that it has; a long text is cut to what has marks."""
    pattern = _pattern(alternatives, text)
    return "\n".join(_mark(part, pattern) if part else _GAP for part in _shortened(text, pattern))


def highlight_paragraph(text: str, number: int) -> str:
    """The whole text with one paragraph (款) marked; items (项) belong to the paragraph before them."""
    parts, paragraph = [], 0
    for line in text.splitlines():
        paragraph += not _ITEM.match(line)
        parts.append(f"<mark>{escape(line)}</mark>" if paragraph == number else escape(line))
    return "\n".join(parts)


def _pattern(alternatives: Iterable[Alternative], text: str) -> re.Pattern[str]:
    """Any word of those alternatives whose words all stand in the text."""
    whole = (together for together in alternatives if all(_form(word).search(text) for word in together))
    marked = {word for together in whole for word in together}
    longest_first = sorted(marked, key=len, reverse=True)
    return re.compile("|".join(_form(word).pattern for word in longest_first) or "(?!)", re.IGNORECASE)


def _form(word: str) -> re.Pattern[str]:
    return MARKS.get(word) or re.compile(re.escape(word), re.IGNORECASE)


def _mark(text: str, pattern: re.Pattern[str]) -> str:
    done, start = [], 0
    for match in pattern.finditer(text):
        done += [escape(text[start : match.start()]), f"<mark>{escape(match[0])}</mark>"]
        start = match.end()
    return "".join([*done, escape(text[start:])])


def _shortened(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Paragraphs to show, in order, with an empty text where some are left out."""
    paragraphs = text.splitlines()
    if len(text) <= _SHOWN:
        return paragraphs
    shown: list[str] = []
    room = _SHOWN
    for index, paragraph in enumerate(paragraphs):
        if room > 0 and (index == 0 or pattern.search(paragraph)):
            kept = _around(paragraph, pattern, room)
            shown.append(kept)
            room -= len(kept)
        elif not shown or shown[-1]:
            shown.append("")
    return shown


def _around(paragraph: str, pattern: re.Pattern[str], room: int) -> str:
    """The paragraph, or as much of it around its first marked word as there is room for."""
    if len(paragraph) <= room:
        return paragraph
    first = pattern.search(paragraph)
    start = max(0, (first.start() if first else 0) - room // 3)
    return ("…" if start else "") + paragraph[start : start + room] + "…"
