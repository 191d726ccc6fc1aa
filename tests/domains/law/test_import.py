from collections.abc import Callable
from datetime import date
from pathlib import Path

import orjson
import pytest

from xuncheng.domains.law.commands import LawFile, import_laws, import_statute
from xuncheng.domains.law.commands.folder import IMPORTER
from xuncheng.domains.law.models import Article, Statute, StatuteVersion, TermFrequency
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import program

Write = Callable[[str, str], Path]
FIRST = "2018年3月30日 北京市第十五届人民代表大会常务委员会第三次会议通过"


def law_text(title: str, *articles: str, passed: str = "2020年1月1日 国务院令第1号公布") -> str:
    numbered = "\n\n".join(f"第{'一二三四五六七八九'[n]}条 {text}" for n, text in enumerate(articles))
    return f"# {title}\n\n{passed}\n\n<!-- INFO END -->\n\n## 第一章　总则\n\n{numbered}\n"


def ends(title: str) -> list[tuple[str, date | None]]:
    versions = StatuteVersion.objects.filter(statute__short_title=title).order_by("version_date")
    return [(str(version.version_date), version.effective_until) for version in versions]


def test_a_folder_is_taken_in_once(write: Write) -> None:
    write("法律/停车条例(2018-03-30).md", law_text("停车条例", "车位。", "地锁。"))
    folder = write("法律/道路条例(2019-03-24).md", law_text("道路条例", "挖掘。"))
    seen: list[tuple[int, int, str]] = []

    first = import_laws(folder, lambda *progress: seen.append(progress))
    second = import_laws(folder)

    assert (first.added, first.known, first.remarks) == (2, 0, [])
    assert seen == [(1, 2, "法律/停车条例(2018-03-30).md"), (2, 2, "法律/道路条例(2019-03-24).md")]
    assert (second.added, second.known, second.remarks) == (0, 2, [])
    assert Article.objects.count() == 3
    article = Article.objects.get(text="地锁。")
    assert (article.number, article.label, article.chapter) == (2, "第二条", "第一章 总则")


def test_each_version_has_its_trail_with_the_digest_and_not_the_text(write: Write) -> None:
    import_laws(write("停车条例(2018-03-30).md", law_text("停车条例", "车位。")))
    version = StatuteVersion.objects.get()
    entry = TrailEntry.objects.get(chain=version.pk)
    assert (entry.name, entry.actor_name) == ("statute.import", "法规导入")
    assert orjson.loads(entry.input) == {
        "file": {"path": "停车条例(2018-03-30).md", "digest": version.digest}
    }


def test_amended_versions_stay_side_by_side_and_follow_each_other(write: Write) -> None:
    write("停车条例(2018-03-30).md", law_text("停车条例", "自2018年5月1日起施行。", passed=FIRST))
    folder = write("停车条例(2024-03-29).md", law_text("停车条例", "自2024年5月1日起施行。", passed=FIRST))
    import_laws(folder)
    assert Statute.objects.count() == 1
    assert ends("停车条例") == [("2018-03-30", date(2024, 4, 30)), ("2024-03-29", None)]


def test_an_older_version_that_comes_later_finds_its_place(write: Write) -> None:
    import_laws(write("停车条例(2024-03-29).md", law_text("停车条例", "新。", passed=FIRST)))
    import_laws(write("停车条例(2018-03-30).md", law_text("停车条例", "旧。", passed=FIRST)))
    assert ends("停车条例") == [("2018-03-30", date(2024, 3, 28)), ("2024-03-29", None)]


@pytest.mark.query_loop("a code repeals a handful of laws, and each is settled on its own")
@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_a_repeal_ends_what_it_repeals_whichever_comes_first(write: Write, order: tuple[str, str]) -> None:
    old = law_text("中华人民共和国噪声法", "自2022年6月5日起施行。")
    code = law_text("中华人民共和国法典", "自2026年8月15日起施行。《中华人民共和国噪声法》同时废止。")
    write(f"{order[0]}(2021-12-24).md", old)
    import_laws(write(f"{order[1]}(2026-03-12).md", code))
    statute = Statute.objects.get(short_title="噪声法")
    assert (statute.repealed_on, statute.repealed_by) == (date(2026, 8, 15), "法典")
    assert ends("噪声法") == [("2021-12-24", date(2026, 8, 14))]
    version = statute.versions.get()
    assert version.covers(date(2026, 8, 14))
    assert not version.covers(date(2026, 8, 15))


def test_odd_files_are_reported_and_good_ones_taken_in(write: Write) -> None:
    write("_index.md", "---\nbookCollapseSection: true\n---\n")
    write(
        "条例(2020-01-01).md", law_text("条例", "甲。").replace("第一条 甲。", "第一条 甲。\n\n第五条 戊。")
    )
    folder = write("决定(2019-01-01).md", "# 某决定\n\n<!-- INFO END -->\n\n一、甲。\n")
    (folder / "gbk(2020-01-01).md").write_bytes("# 条例".encode("gbk"))

    report = import_laws(folder)

    assert {(remark.where, remark.code, remark.kept) for remark in report.remarks} == {
        ("_index.md", "no_title", False),
        ("gbk(2020-01-01).md", "not_utf8", False),
        ("条例(2020-01-01).md", "numbers_jump", True),
        ("决定(2019-01-01).md", "no_articles", True),
    }
    assert (report.added, report.refused) == (2, 2)
    assert Article.objects.get(number=0).label == "全文"


def test_words_are_counted_with_each_import(write: Write) -> None:
    import_laws(write("a(2020-01-01).md", law_text("停车条例", "违法停车。", "停车收费。")))
    import_laws(write("b(2020-01-01).md", law_text("道路条例", "道路停车。")))
    counts = dict(TermFrequency.objects.filter(term__in=["", "停车", "收费"]).values_list("term", "articles"))
    assert counts == {"": 3, "停车": 3, "收费": 1}


def test_only_who_may_imports(write: Write) -> None:
    folder = write("a(2020-01-01).md", law_text("停车条例", "甲。"))
    with pytest.raises(Refused, match="no_grant"):
        import_laws(folder, actor=program("街道", {"report.submit"}))


def test_the_act_refuses_a_known_file_and_what_is_no_law(blank: None) -> None:
    file = LawFile(path="a.md", text=law_text("停车条例", "甲。"))
    import_statute(Deed(IMPORTER), file)
    with pytest.raises(Refused, match="statute_known"):
        import_statute(Deed(IMPORTER), file)
    with pytest.raises(Refused) as refused:
        import_statute(Deed(IMPORTER), LawFile(path="b.md", text="不是法规"))
    assert refused.value.errors[0].field == "file"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nirgends"):
        import_laws(tmp_path / "nirgends")
