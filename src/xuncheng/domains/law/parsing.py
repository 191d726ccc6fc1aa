"""Reading one statute from a Markdown file.

The form: a first heading with the title, one line for each passage or amendment (2021年1月22日 …修订), the
mark `<!-- INFO END -->`, then headings for parts and chapters, and paragraphs, where each article begins with
第…条. What does not fit is either refused (`Unreadable`) or kept with a note; nothing is dropped in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from xuncheng.domains.law.models import Level
from xuncheng.domains.law.numerals import NUMERAL, read_days, read_number
from xuncheng.rules.legal import Text

_END_OF_HEAD = "<!-- INFO END -->"
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff"))
_HEADING = re.compile(r"(#{2,6})\s*(.*)")
_ARTICLE = re.compile(rf"第([{NUMERAL}]+)条(?:之([{NUMERAL}]+))?(?=[\s　]|$)[\s　]*")
_PART_NUMBER = re.compile(rf"(第[{NUMERAL}]+(?:分编|[编章节]))")
_FILE_DATE = re.compile(r"[(（](\d{4}-\d{2}-\d{2})[)）]")

_LEVEL_BY_ISSUER = (
    (Level.LAW, re.compile("全国人民代表大会")),
    (Level.LOCAL_REGULATION, re.compile("[省市区州县旗].{0,8}(?:人民代表大会|人大常委会)")),
    (Level.LOCAL_RULE, re.compile("[省市区]人民政府")),
    (Level.ADMINISTRATIVE_REGULATION, re.compile("国务院|政务院|中央军事?委")),
    (
        Level.MINISTRY_RULE,
        re.compile("(?:部|委员会|总局|局|署|行|办公室)(?:.{0,10}令|.{0,12}会议|发布|公布|制定|.{0,4}发)"),
    ),
)
_LEVEL_BY_FOLDER = (
    (Level.ADMINISTRATIVE_REGULATION, "行政法规"),
    (Level.LOCAL_REGULATION, "地方性法规"),
    (Level.MINISTRY_RULE, "部门规章"),
    (Level.LOCAL_RULE, "地方政府规章"),
    (Level.LAW, "法"),
)

_IN_FORCE_FROM = re.compile(
    rf"自[{NUMERAL}]{{4}}年[{NUMERAL}]{{1,3}}月[{NUMERAL}]{{1,3}}日起(?:施行|实施|执行|生效)"
)
_ON_PROMULGATION = re.compile("自(?:公布|发布|颁布|通过|印发)之日起(?:施行|实施|执行|生效)")
_TITLES_REPEALED = re.compile(
    "((?:《[^》]+》(?:[（(][^）)]*[）)])?[、和及与以]*)+)(?:也|均|即)?同时(?:废止|失效)"
)
_BODY = re.compile("(?:委员会|大会|常委会|国务院|政务院|人民政府|中央军委|部|局|署|院|办公室)$")
_TITLE = re.compile("《([^》]+)》")


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article as it stands in the file; number 0 for text outside the numbered articles."""

    number: int
    inserted: int
    label: str
    chapter: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a file that a person should look at."""

    code: str
    message: Text


@dataclass(frozen=True, slots=True)
class StatuteText:
    """What one file says. `repeals` pairs the short title of each repealed statute with the day."""

    title: str
    level: Level
    issuer: str
    version_date: date | None
    effective_from: date | None
    preamble: str
    repeals: tuple[tuple[str, date], ...]
    articles: tuple[ArticleText, ...]
    notes: tuple[Note, ...]


@dataclass(eq=False)
class Unreadable(Exception):
    """A file that is no statute: why, for a machine and for a person."""

    code: str
    message: Text


def short_title(title: str) -> str:
    """The title as it is cited: without the name of the state, 行政处罚法."""
    return title.replace("中华人民共和国", "") or title


def read_statute(path: str, text: str) -> StatuteText:
    """Read one statute. `path` may give its date (行政处罚法(2021-01-22).md) and, by its folder, its level.

    Raises `Unreadable` (`no_title`, `no_text`).
    """
    title, preamble, body = _split(text)
    articles = _articles(body)
    if not articles:
        raise Unreadable("no_text", Text("标题之后没有正文", "Nothing follows the title"))
    version_date = _version_date(path, preamble)
    effective_from = _effective_from(articles, preamble, version_date)
    return StatuteText(
        title=title,
        level=_level(path, preamble),
        issuer=_issuer(preamble),
        version_date=version_date,
        effective_from=effective_from,
        preamble="\n".join(preamble),
        repeals=tuple(_repeals(articles, short_title(title), effective_from or version_date)),
        articles=articles,
        notes=tuple(_notes(articles, version_date)),
    )


def _split(text: str) -> tuple[str, list[str], list[str]]:
    """Title, lines of the head, lines of the body; without the mark, the body begins at its first heading."""
    visible = text.translate(_INVISIBLE)
    lines = [line.strip() for line in visible.splitlines() if line.strip()]
    if not lines or not lines[0].startswith("# "):
        raise Unreadable("no_title", Text("首行不是“# 标题”", "The first line is no “# title”"))
    title, rest = lines[0].removeprefix("# ").strip(), lines[1:]
    if _END_OF_HEAD in rest:
        mark = rest.index(_END_OF_HEAD)
        return title, rest[:mark], rest[mark + 1 :]
    begins = next((i for i, line in enumerate(rest) if _HEADING.match(line) or _ARTICLE.match(line)), 0)
    return title, rest[:begins], rest[begins:]


def _articles(lines: list[str]) -> tuple[ArticleText, ...]:
    headings: dict[int, str] = {}
    found: list[ArticleText] = []
    number, inserted, label, text = 0, 0, "", list[str]()

    def finish() -> None:
        if text:
            chapter = " / ".join(headings[depth] for depth in sorted(headings))
            found.append(
                ArticleText(number, inserted, label or _label_of_rest(headings), chapter, "\n".join(text))
            )

    for line in lines:
        if heading := _HEADING.match(line):
            finish()
            depth = len(heading[1])
            headings = {d: h for d, h in headings.items() if d < depth} | {depth: _tidy(heading[2])}
            number, inserted, label, text = 0, 0, "", []
        elif start := _ARTICLE.match(line):
            finish()
            number, inserted = read_number(start[1]), read_number(start[2]) if start[2] else 0
            label, text = start[0].strip(), [line[start.end() :]]
        else:
            text.append(line)
    finish()
    return tuple(found)


def _label_of_rest(headings: dict[int, str]) -> str:
    return headings[max(headings)][:40] if headings else "全文"


def _tidy(heading: str) -> str:
    """第一章　总　　则 becomes 第一章 总则."""
    return _PART_NUMBER.sub(r"\1 ", re.sub(r"\s", "", heading), count=1).strip()


def _version_date(path: str, preamble: list[str]) -> date | None:
    named = _FILE_DATE.search(PurePosixPath(path).name)
    if named:
        return date.fromisoformat(named[1])
    return max((day for line in _acts_of_passage(preamble) for day in read_days(line)), default=None)


def _acts_of_passage(preamble: list[str]) -> list[str]:
    """Lines about passing and amending; the line that tells when it took effect is none."""
    return [line for line in preamble if not line.endswith(("施行", "实施"))]


def _effective_from(
    articles: tuple[ArticleText, ...], preamble: list[str], passed: date | None
) -> date | None:
    """First day in force of this version, or None where the text only tells that of the first version."""
    stated = _stated_start(articles)
    lines = [line for line in preamble if line.endswith(("施行", "实施"))]
    candidates = [*([stated] if stated else []), *(day for line in lines for day in read_days(line))]
    for day in candidates:
        if passed is None or day >= passed:
            return day
    on_promulgation = any(_ON_PROMULGATION.search(article.text) for article in articles[-3:])
    return passed if on_promulgation and len(_acts_of_passage(preamble)) <= 1 else None


def _stated_start(articles: tuple[ArticleText, ...]) -> date | None:
    for article in reversed(articles):
        if stated := _IN_FORCE_FROM.search(article.text):
            return next(iter(read_days(stated[0])), None)
    return None


def _repeals(articles: tuple[ArticleText, ...], own: str, otherwise: date | None) -> list[tuple[str, date]]:
    """Statutes that the closing articles repeal as a whole, and since when."""
    found = []
    for article in articles[-4:]:
        stated = _IN_FORCE_FROM.search(article.text)
        day = next(iter(read_days(stated[0])), otherwise) if stated else otherwise
        for titles in _TITLES_REPEALED.finditer(article.text):
            names = {short_title(name) for name in _TITLE.findall(titles[1])}
            found += [(name, day) for name in sorted(names - {own}) if day]
    return found


def _level(path: str, preamble: list[str]) -> Level:
    for line in _acts_of_passage(preamble):
        for level, issuer in _LEVEL_BY_ISSUER:
            if issuer.search(line):
                return level
    folders = PurePosixPath(path).parts[:-1]
    for level, name in _LEVEL_BY_FOLDER:
        if any(folder.endswith(name) for folder in folders):
            return level
    return Level.OTHER


def _issuer(preamble: list[str]) -> str:
    """Who passed the first version: 北京市人民代表大会常务委员会."""
    first = next(iter(preamble), "")
    named = re.sub(rf"^[\d\s　年月日]*|第[{NUMERAL}]+届", "", first)
    body = re.split(rf"第?[{NUMERAL}]{{1,5}}(?:年|次|号|届)|令|通过|发布|公布|批准|修|审议|[\s　《]", named)[
        0
    ]
    return body.removeprefix("经") if _BODY.search(body) else ""


def _notes(articles: tuple[ArticleText, ...], version_date: date | None) -> list[Note]:
    notes = []
    numbers = [article.number for article in articles if article.number and not article.inserted]
    if not numbers:
        notes.append(
            Note(
                "no_articles", Text("没有“第…条”，全文作为一条保存", "No numbered articles; kept as one text")
            )
        )
    jumps = [f"{a}→{b}" for a, b in zip([0, *numbers], numbers, strict=False) if b != a + 1]
    if jumps:
        listed = "、".join(jumps[:5])
        notes.append(Note("numbers_jump", Text(f"条号不连续：{listed}", f"Article numbers jump: {listed}")))
    if version_date is None:
        notes.append(Note("no_date", Text("没有通过或修改日期", "No day of passage or amendment")))
    return notes
