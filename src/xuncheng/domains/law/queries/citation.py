"""Reading what an officer types as a citation: 行政处罚法第五十七条, 处罚法57, 57条 行政处罚法, 第57条第2款.

The short form of `Basis` is read too: 行政处罚法 57(1)(4); of several articles the first counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xuncheng.domains.law.numerals import NUMERAL, read_number

_N = f"[{NUMERAL}]"
_PLACE = rf"第?(?P<article>{_N}+)条(?:之(?P<inserted>{_N}+))?(?:第?(?P<paragraph>{_N}+)款)?(?:第?[（(]?{_N}+[）)]?项)?"
_KINDS = ("法", "法典", "条例", "规定", "办法", "细则", "规则", "决定", "标准", "解释")
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<title>.*?){_PLACE}",
        rf"{_PLACE}(?P<title>.*)",
        rf"(?P<title>.*(?:{'|'.join(_KINDS)}))第?(?P<article>{_N}+)(?:[之-](?P<inserted>{_N}+))?"
        rf"(?:[（(](?P<paragraph>{_N}*)[）)])?(?:[-;（()）]|{_N})*",
    )
)
_NOISE = re.compile(r"中华人民共和国|[\s《》〈〉“”\"、，,:：的]")


@dataclass(frozen=True, slots=True)
class Citation:
    """One article as it was typed: part of a title (empty where none was typed), numbers, paragraph (款) or 0."""

    title: str
    article: int
    inserted: int
    paragraph: int

    @property
    def certain(self) -> bool:
        """Whether what was typed can only be a citation, so that its words are not worth a search."""
        return not self.title or self.title.endswith(_KINDS)


def read_citation(query: str) -> Citation | None:
    """The citation that the query is, or None where it is no citation but words."""
    typed = _NOISE.sub("", query)
    for form in _FORMS:
        if match := form.fullmatch(typed):
            numbers = (
                read_number(match[name]) if match[name] else 0
                for name in ("article", "inserted", "paragraph")
            )
            return Citation(match["title"], *numbers)
    return None
