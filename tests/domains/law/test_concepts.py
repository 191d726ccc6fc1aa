from collections import defaultdict

from xuncheng.domains.law.concepts import concepts_of
from xuncheng.domains.law.words import cut, vector, vector_text

EVERYWHERE: dict[str, int] = defaultdict(lambda: 5)


def typed(query: str, *known: str) -> list[str]:
    return [concept.typed for concept in concepts_of(query, dict.fromkeys(known, 5))]


def test_a_query_is_cut_into_words_that_articles_have() -> None:
    assert typed("路灯不亮", "路", "灯不亮") == ["路", "灯不亮"]
    assert typed("路灯不亮", "路", "路灯") == ["路灯", "亮"]


def test_words_of_officers_stay_whole() -> None:
    assert typed("渣土车遗撒", "渣土", "遗撒") == ["渣土车", "遗撒"]
    assert typed("当场收缴罚款", "当场", "收缴", "罚款") == ["当场", "收缴", "罚款"]


def test_silent_words_are_no_concepts() -> None:
    assert typed("怎么 处罚 的", "处罚") == ["处罚"]


def test_what_officers_say_stands_for_what_statutes_write() -> None:
    (concept,) = concepts_of("牛皮癣", EVERYWHERE | {"小广告": 1, "张贴": 9, "涂写": 4, "牛皮癣": 0})
    assert ("小广告",) in concept.alternatives
    assert ("张贴", "涂写") in concept.alternatives


def test_alternatives_that_stand_nowhere_are_left_out() -> None:
    (concept,) = concepts_of("小广告", {"小广告": 1})
    assert concept.alternatives == (("小广告",),)
    assert concept.frequency({"小广告": 1}) == 1


def test_a_word_that_stands_nowhere_has_no_alternative() -> None:
    assert [concept.alternatives for concept in concepts_of("量子", {})] == [(), ()]


def test_quotes_and_backslashes_cannot_break_out_of_a_tsquery() -> None:
    (concept,) = concepts_of("a'b", {"a": 1, "b": 1})[:1]
    assert concept.tsquery() == "(('a':C))"


def test_a_single_character_is_looked_for_in_names_of_matters_only() -> None:
    (concept,) = concepts_of("鸽", {"鸽": 3})
    assert concept.tsquery() == "(('鸽':C))"


def test_fixed_terms_are_not_torn_apart() -> None:
    assert cut("擅自占道经营的，先行登记保存") == ["擅自", "占道经营", "先行登记保存"]


def test_a_long_word_is_indexed_with_its_parts_and_a_span_of_time_with_its_mark() -> None:
    found = vector("行政处罚应当在七日内公开", "总则")
    assert {"行政处罚", "行政", "处罚", "七日", "timespan", "公开"} <= found.keys()
    assert found["行政处罚"] == found["处罚"]
    assert found["总则"] == ["16383B"]
    assert "'总则':16383B" in vector_text(found)
