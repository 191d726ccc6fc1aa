from datetime import date

import pytest

from xuncheng.domains.law.models import Level
from xuncheng.domains.law.parsing import Unreadable, read_statute, short_title

PENALTY_LAW = """# 中华人民共和国行政处罚法

1996年3月17日 第八届全国人民代表大会第四次会议通过

2021年1月22日 第十三届全国人民代表大会常务委员会第二十五次会议修订

<!-- INFO END -->

## 第一章　总　　则

第一条 为了规范行政处罚的设定和实施，制定本法。

\u200b

## 第五章 行政处罚的决定

### 第三节 普通程序

第五十七条 调查终结，行政机关负责人应当审查：

（一）确有违法行为的，作出行政处罚决定；

（二）违法行为轻微的，不予行政处罚。

对情节复杂的，应当集体讨论决定。

第五十七条之一 新增的一条。

## 附则

第八十六条 本法自2021年7月15日起施行。《中华人民共和国旧处罚法》、《旧条例》同时废止。
"""


def test_a_law_is_read_with_chapters_articles_and_dates() -> None:
    law = read_statute("行政法/行政处罚法(2021-01-22).md", PENALTY_LAW)
    assert (law.title, law.level, law.issuer) == ("中华人民共和国行政处罚法", Level.LAW, "全国人民代表大会")
    assert (law.version_date, law.effective_from) == (date(2021, 1, 22), date(2021, 7, 15))
    assert [(a.number, a.inserted, a.label) for a in law.articles] == [
        (1, 0, "第一条"), (57, 0, "第五十七条"), (57, 1, "第五十七条之一"), (86, 0, "第八十六条"),
    ]  # fmt: skip
    assert [a.chapter for a in law.articles[:2]] == ["第一章 总则", "第五章 行政处罚的决定 / 第三节 普通程序"]
    assert law.articles[1].text.splitlines()[1] == "（一）确有违法行为的，作出行政处罚决定；"
    assert law.articles[1].text.endswith("应当集体讨论决定。")


def test_what_the_last_article_repeals_is_read_with_its_day() -> None:
    law = read_statute("行政处罚法.md", PENALTY_LAW)
    assert law.repeals == (("旧处罚法", date(2021, 7, 15)), ("旧条例", date(2021, 7, 15)))


def test_a_law_does_not_repeal_itself_by_repealing_its_older_text() -> None:
    text = PENALTY_LAW.replace("《中华人民共和国旧处罚法》、", "《中华人民共和国行政处罚法》、")
    assert [title for title, _ in read_statute("x.md", text).repeals] == ["旧条例"]


def test_without_a_date_in_the_file_name_the_last_amendment_counts() -> None:
    assert read_statute("行政处罚法.md", PENALTY_LAW).version_date == date(2021, 1, 22)


def test_a_start_before_the_amendment_tells_nothing_of_this_version() -> None:
    law = read_statute("条例(2024-03-29).md", PENALTY_LAW)
    assert law.effective_from is None


@pytest.mark.parametrize(
    ("passed", "folder", "level"),
    [
        ("2006年11月17日 北京市人民政府第56次常务会议审议通过", "北京地方性法规", Level.LOCAL_RULE),
        ("2021年9月24日 北京市第十五届人民代表大会常务委员会通过", "x", Level.LOCAL_REGULATION),
        ("2019年3月24日 《国务院关于修改部分行政法规的决定》修订", "x", Level.ADMINISTRATIVE_REGULATION),
        ("2020年4月30日 公安部令第157号公布", "x", Level.MINISTRY_RULE),
        ("1987年9月10日 发布", "行政法规", Level.ADMINISTRATIVE_REGULATION),
        ("1987年9月10日 发布", "杂项", Level.OTHER),
    ],
)
def test_the_level_follows_from_who_passed_it_or_else_from_the_folder(
    passed: str, folder: str, level: Level
) -> None:
    text = f"# 某规定\n\n{passed}\n\n<!-- INFO END -->\n\n第一条 内容。\n"
    assert read_statute(f"{folder}/某规定.md", text).level is level


def test_a_text_without_articles_is_kept_as_one_with_a_note() -> None:
    law = read_statute("决定(2019-07-26).md", "# 某决定\n\n<!-- INFO END -->\n\n一、甲。\n\n二、乙。\n")
    assert [(a.number, a.label, a.text) for a in law.articles] == [(0, "全文", "一、甲。\n二、乙。")]
    assert [note.code for note in law.notes] == ["no_articles"]


def test_an_annex_behind_the_articles_is_kept_under_its_heading() -> None:
    law = read_statute(
        "x(2020-01-01).md", "# 条例\n\n<!-- INFO END -->\n\n第一条 甲。\n\n## 附件\n\n目录表\n"
    )
    assert [(a.number, a.label) for a in law.articles] == [(1, "第一条"), (0, "附件")]


def test_jumping_numbers_and_a_missing_date_are_noted() -> None:
    law = read_statute("x.md", "# 条例\n\n<!-- INFO END -->\n\n第一条 甲。\n\n第三条 丙。\n")
    assert {note.code: note.message.zh for note in law.notes} == {
        "numbers_jump": "条号不连续：1→3",
        "no_date": "没有通过或修改日期",
    }


def test_without_the_mark_the_text_begins_at_the_first_article() -> None:
    law = read_statute("x.md", "# 条例\n\n2020年1月1日 国务院公布\n\n第一条 甲。\n")
    assert law.preamble == "2020年1月1日 国务院公布"
    assert law.articles[0].text == "甲。"


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "no_title"), ("---\nx: 1\n---\n", "no_title"), ("# 条例\n\n<!-- INFO END -->\n", "no_text")],
)
def test_what_is_no_law_is_refused(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_statute("_index.md", text)
    assert refused.value.code == code


def test_the_short_title_leaves_out_the_name_of_the_state() -> None:
    assert short_title("北京市实施《中华人民共和国水法》办法") == "北京市实施《水法》办法"
