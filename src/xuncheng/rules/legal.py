"""Words that every rule speaks: a sentence in two languages, a legal basis, a refusal of bad input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


@dataclass(frozen=True)
class Text:
    """One sentence or label for a person, Chinese first."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh


class PartyKind(StrEnum):
    """Who the case is about: the law sets other amounts for a citizen than for an organisation."""

    PERSON = "person"
    ORGANISATION = "organisation"

    @property
    def label(self) -> Text:
        """Word for screens and documents."""
        return _PARTY_LABELS[self]


_PARTY_LABELS = {
    PartyKind.PERSON: Text("公民", "citizen"),
    PartyKind.ORGANISATION: Text("法人或者其他组织", "legal person or other organisation"),
}

_DIGITS = "零一二三四五六七八九"
_PLACES = ("千", "百", "十", "")


def chinese_number(number: int) -> str:
    """Write a number of 0 to 9999 as statutes write it: 57 is 五十七, 105 is 一百零五, 10 is 十.

    Raises `RuleError` (`number_out_of_range`) outside that span.
    """
    if not 0 <= number <= 9999:
        raise RuleError(
            "number_out_of_range", Text(f"数字{number}超出范围", f"Number {number} is out of range")
        )
    words = ""
    for digit, place in zip(f"{number:04}", _PLACES, strict=True):
        words += f"{_DIGITS[int(digit)]}{place}" if digit != "0" else "零"
    words = re.sub("零+", "零", words).strip("零") or "零"
    return words.removeprefix("一") if words.startswith("一十") else words


# An article, "之N" for one inserted later, then its paragraph and items, singly or as a range: 41(2)(2)-(4).
_ARTICLE = re.compile(r"(?P<article>\d+)(?:之(?P<inserted>\d+))?(?P<parts>(?:-?\(\d*\))*)")
_PART = re.compile(r"(?P<range>-?)\((?P<number>\d*)\)")


@dataclass(frozen=True)
class Basis:
    """The legal basis (依据) of a rule: a statute and where in it.

    `article` is written article(paragraph)(item): "57", "57(2)", "57(1)(4)", several items "40(1)(1)(3)",
    a range "41(2)(2)-(4)", items of an article without numbered paragraphs "9()(1)", an inserted article
    "133之1", several articles "21;23;24(2)". Anything else is refused at once with `RuleError`
    (`citation_unreadable`), so that a wrong citation never reaches a printed decision.
    """

    statute: str
    article: str

    def __post_init__(self) -> None:
        _articles(self.article)

    @property
    def label(self) -> str:
        """The basis as a Chinese document cites it: 行政处罚法第五十七条第一款第四项."""
        return self.statute + _articles(self.article)


# A page of a case cites some hundred articles, of the few that the procedures name; input names others, without end.
@lru_cache(maxsize=4096)
def _articles(written: str) -> str:
    return "、".join(_article(one, written) for one in written.split(";"))


def _article(one: str, written: str) -> str:
    match = _ARTICLE.fullmatch(one.strip())
    if match is None or match["parts"].startswith("-"):
        raise _unreadable(written)
    article = f"第{chinese_number(int(match['article']))}条"
    inserted = f"之{chinese_number(int(match['inserted']))}" if match["inserted"] else ""
    return article + inserted + "".join(_parts(match["parts"]))


def _unreadable(written: str) -> RuleError:
    return RuleError(
        "citation_unreadable",
        Text(f"无法识别的条款引用：{written}", f"Citation cannot be read: {written}"),
        field="article",
    )


def _parts(written: str) -> Iterator[str]:
    """Words for the bracketed parts: the first names the paragraph (款), all later ones are items (项)."""
    unit = "款"
    follows_item = False
    for part in _PART.finditer(written):
        if part["range"]:
            yield "至"
        elif follows_item:
            yield "、"
        follows_item = unit == "项"
        if part["number"]:
            yield f"第{chinese_number(int(part['number']))}{unit}"
        # The far end of a range is of the same kind as its near end; what follows it is one level down.
        unit = unit if written[part.end() : part.end() + 1] == "-" else "项"


@dataclass(eq=False)
class RuleError(Exception):
    """Input that a rule cannot accept.

    `code` is stable and for machines; `message` is a sentence for a person; `field` names the input that is
    wrong, if one is; `basis` names the articles behind the rule, if the law is the reason.
    """

    code: str
    message: Text
    field: str | None = None
    basis: tuple[Basis, ...] = ()

    def __str__(self) -> str:
        articles = "、".join(basis.label for basis in self.basis)
        return f"{self.code}: {self.message.zh}" + (f"（{articles}）" if articles else "")
