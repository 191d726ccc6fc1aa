import pytest

from xuncheng.domains.law.queries.citation import Citation, read_citation


@pytest.mark.parametrize(
    ("typed", "citation"),
    [
        ("行政处罚法第五十七条", Citation("行政处罚法", 57, 0, 0)),
        ("《中华人民共和国行政处罚法》第五十七条", Citation("行政处罚法", 57, 0, 0)),
        ("行政处罚法57条", Citation("行政处罚法", 57, 0, 0)),
        ("处罚法57", Citation("处罚法", 57, 0, 0)),
        ("57条 行政处罚法", Citation("行政处罚法", 57, 0, 0)),
        ("第57条第2款", Citation("", 57, 0, 2)),
        ("行政处罚法第五十七条第一款第四项", Citation("行政处罚法", 57, 0, 1)),
        ("刑法第一百三十三条之一", Citation("刑法", 133, 1, 0)),
        ("行政处罚法 57(1)(4)", Citation("行政处罚法", 57, 0, 1)),
        ("北京市市容环境卫生条例 21;23;24(2)", Citation("北京市市容环境卫生条例", 21, 0, 0)),
        ("噪声污染防治法 78()(2)(4)", Citation("噪声污染防治法", 78, 0, 0)),
    ],
)
def test_citations_are_read_however_they_are_typed(typed: str, citation: Citation) -> None:
    assert read_citation(typed) == citation


@pytest.mark.parametrize("typed", ["占道经营 罚多少", "听证", "", "复议申请 60天", "12345"])
def test_words_are_no_citation(typed: str) -> None:
    assert read_citation(typed) is None
