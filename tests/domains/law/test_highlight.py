from xuncheng.domains.law.queries.highlight import highlight, highlight_paragraph


def test_words_are_marked_and_everything_else_is_escaped() -> None:
    assert highlight("罚款<100元 & 警告", [("罚款",)]) == "<mark>罚款</mark>&lt;100元 &amp; 警告"


def test_what_is_marked_is_escaped_as_well() -> None:
    assert highlight("R&D 中心", [("R&D",)]) == "<mark>R&amp;D</mark> 中心"


def test_an_alternative_is_marked_only_if_all_its_words_are_there() -> None:
    assert (
        highlight("渣土车辆", [("渣土", "车辆"), ("建筑", "垃圾车辆")])
        == "<mark>渣土</mark><mark>车辆</mark>"
    )
    assert highlight("建筑工地", [("建筑", "垃圾")]) == "建筑工地"


def test_spans_of_time_and_sums_of_money_are_marked() -> None:
    marked = highlight("应当在七日内处理，处五百元以上五千元以下罚款", [("timespan",), ("sumofmoney",)])
    assert marked == ("应当在<mark>七日内</mark>处理，处<mark>五百元以上</mark><mark>五千元以下</mark>罚款")


def test_of_a_long_article_only_what_was_searched_for_is_shown() -> None:
    text = "\n".join(["首款。", "无关。" * 200, "占道经营的，处罚款。", "无关。" * 200])
    assert highlight(text, [("罚款",)]) == "首款。\n……\n占道经营的，处<mark>罚款</mark>。\n……"


def test_a_cited_paragraph_is_marked_and_items_do_not_count_as_paragraphs() -> None:
    text = "分别作出决定：\n（一）处罚；\n（二）不罚。\n情节复杂的，集体讨论。"
    marked = highlight_paragraph(text, 2).splitlines()
    assert marked[-1] == "<mark>情节复杂的，集体讨论。</mark>"
    assert "<mark>" not in "".join(marked[:-1])
