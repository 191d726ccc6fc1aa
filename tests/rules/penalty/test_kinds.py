"""The closed list of penalties."""

from xuncheng.rules.legal import Text
from xuncheng.rules.penalty import PenaltyKind


def test_every_kind_has_a_label_and_its_item_of_article_nine() -> None:
    assert PenaltyKind.FINE.label == Text("罚款", "fine")
    assert PenaltyKind.FINE.basis.label == "行政处罚法第九条第二项"
    assert PenaltyKind("stop_business").basis.label == "行政处罚法第九条第四项"
    assert len({kind.label.zh for kind in PenaltyKind}) == len(PenaltyKind)
    assert {kind.basis.article for kind in PenaltyKind} == {f"9()({item})" for item in range(1, 7)}
