from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from xuncheng.domains import documents
from xuncheng.domains.documents.catalogue import KINDS, MANDATORY, document_number, missing_documents
from xuncheng.domains.documents.render import checked
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import RuleError

DOMAINS = Path(documents.__file__).parents[1]
BY_HAND = "{agency}{character}字〔{year}〕{serial}号"


def models_of(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models_of(field.annotation)
    for argument in get_args(annotation):
        yield from models_of(argument)


def test_the_file_is_in_order_and_each_kind_has_a_character_of_its_own() -> None:
    assert [kind.order for kind in KINDS.values()] == sorted(kind.order for kind in KINDS.values())
    assert len({kind.character for kind in KINDS.values()}) == len(KINDS)
    assert len({kind.title.zh for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("code", KINDS)
def test_each_kind_rests_on_an_article_and_has_its_template(code: str) -> None:
    assert KINDS[code].basis
    assert (DOMAINS / KINDS[code].template).is_file()


def test_each_template_belongs_to_a_kind() -> None:
    templates = {path.relative_to(DOMAINS).as_posix() for path in DOMAINS.glob("*/templates/*.typ")}
    shared = {"documents/templates/official.typ", "documents/templates/letters.typ"}
    assert templates - shared == {kind.template for kind in KINDS.values()}


@pytest.mark.parametrize("code", KINDS)
def test_each_field_is_labelled_in_chinese_and_english(code: str) -> None:
    for model in models_of(KINDS[code].fields):
        for name, field in model.model_fields.items():
            if name in ("kind", "way") and field.title is None:  # tells the variants of a union apart
                continue
            assert field.title, f"{model.__name__}.{name}"
            assert isinstance(field.json_schema_extra, dict)
            assert field.json_schema_extra["x-title-en"], f"{model.__name__}.{name}"


def test_a_number_is_written_by_the_localitys_pattern() -> None:
    number = document_number(BY_HAND, agency="京×城管", kind=KINDS["decision"], year=2026, serial=1)
    assert number == "京×城管罚字〔2026〕1号"


@pytest.mark.parametrize(
    "pattern",
    [
        "{agency}字〔{year}〕{serial}号",
        "{agency}{character}字{serial}号",
        "{agency}{character}{year}",
        BY_HAND + "{street}",
        BY_HAND * 2,
    ],
)
def test_a_pattern_that_could_give_one_number_twice_is_refused(pattern: str) -> None:
    with pytest.raises(RuleError, match="number_pattern"):
        document_number(pattern, agency="京×城管", kind=KINDS["decision"], year=2026, serial=1)


def test_a_file_lacks_what_the_law_asks_for_until_it_is_there() -> None:
    simple = ["case_cover", "case_index", "spot_decision"]
    assert [[kind.code for kind in group] for group in missing_documents("simple", simple)] == [
        ["lodging_record", "education_record"]
    ]
    assert missing_documents("simple", [*simple, "lodging_record"]) == ()


def test_one_of_a_group_is_enough() -> None:
    have = {sorted(group)[0] for group in MANDATORY["ordinary"]}
    assert missing_documents("ordinary", have) == ()
    lacking = missing_documents("ordinary", have - {"inspection_record", "interview_record", "record_review"})
    assert [[kind.code for kind in group] for group in lacking] == [
        ["inspection_record", "interview_record", "record_review"]
    ]


@pytest.mark.parametrize("code", KINDS)
def test_leaving_out_any_required_field_is_refused_naming_field_and_article(
    code: str, samples: dict[str, dict[str, Any]]
) -> None:
    kind = KINDS[code]
    for name, field in kind.fields.model_fields.items():
        if not field.is_required():
            continue
        lacking = {key: value for key, value in samples[code].items() if key != name}
        with pytest.raises(Refused) as refusal:
            checked(kind, lacking)
        assert refusal.value.code == "document_incomplete"
        assert [error.field for error in refusal.value.errors] == [name]
        assert refusal.value.errors[0].message.zh == f"“{field.title}”（{name}）缺少"
        assert refusal.value.basis == kind.basis


def test_a_refusal_names_the_nested_field_in_words(samples: dict[str, dict[str, Any]]) -> None:
    del samples["decision"]["party"]["address"]
    samples["decision"]["evidence"][1]["name"] = ""
    with pytest.raises(Refused) as refusal:
        checked(KINDS["decision"], samples["decision"])
    assert refusal.value.message.zh == (
        "《行政处罚决定书》不能制作：“当事人·住址”（party.organisation.address）缺少；"
        "“证据·第2项·证据名称”（evidence.1.name）不能为空"
    )
    assert (
        "“evidence, no. 2, name of the evidence” (evidence.1.name) may not be empty"
        in refusal.value.message.en
    )


@pytest.mark.parametrize(
    ("code", "change", "words"),
    [
        ("filing_approval", {"officers": [{"name": "王示范", "certificate": "A1"}]}, "数量不足"),
        (
            "filing_approval",
            {"officers": [{"name": "王示范", "certificate": "A1"}] * 2},
            "同一执法人员不能重复计算",
        ),
        ("inspection_record", {"certificates_shown": False}, "不在可选范围内"),
        ("inspection_record", {"ended_at": "2026-11-02T09:00:00+08:00"}, "结束时间早于开始时间"),
        ("inspection_record", {"ended_at": "2026-11-02T11:00:00"}, "须带时区"),
        (
            "interview_record",
            {"recorder": {"name": "王示范", "certificate": "A0000000001"}},
            "询问人和记录人须为两名",
        ),
        ("decision", {"payment": None}, "须写明缴纳方式"),
        ("decision", {"penalties": [{"name": "罚款", "amount": 2000.0}]}, "不得为浮点数"),
        ("decision", {"penalties": [{"name": "罚款", "amount": "-1"}]}, "填写有误"),
        ("decision", {"violated": [{"statute": "行政处罚法", "article": "第九条"}]}, "无法识别的条款引用"),
        ("decision", {"violated": [{"statute": "《行政处罚法》", "article": "9"}]}, "不带书名号"),
        ("decision", {"colour": "red"}, "不是本文书的项目"),
        ("spot_decision", {"collection": None}, "须写明收缴方式"),
        ("late_fee_decision", {"amount": "2000.01"}, "不得超出罚款数额"),
        ("legality_review", {"facts": {"passed": False}}, "须写明说明"),
        ("hearing_record", {"presider": "王示范"}, "主持人不得为本案调查人员"),
        ("hearing_report", {"presider": "李样本"}, "主持人不得为本案调查人员"),
        ("statement_record", {"adopted": None}, "是否采纳"),
        ("suspension", {"resumes": True}, "原中止决定编号"),
        ("extension_approval", {"extended_to": "2027-01-31"}, "须晚于原届满日"),
        ("payment_record", {"paid": "2000"}, "各笔缴款之和不符"),
        ("service_receipt", {"refusal": None}, "须记明拒收"),
        ("consent_of_service", {"channels": []}, "须填写电子送达地址"),
        ("case_cover", {"title": "两\n行"}, "不能换行"),
    ],
)
def test_fields_that_do_not_fit_are_refused(
    code: str, change: dict[str, Any], words: str, samples: dict[str, dict[str, Any]]
) -> None:
    with pytest.raises(Refused, match="document_incomplete") as refusal:
        checked(KINDS[code], {**samples[code], **change})
    assert words in refusal.value.message.zh


def test_a_whole_file_of_complaints_is_given_at_once(samples: dict[str, dict[str, Any]]) -> None:
    with pytest.raises(Refused) as refusal:
        checked(KINDS["decision"], {"agency": samples["decision"]["agency"]})
    assert {"facts", "evidence", "penalties", "remedies"} <= {error.field for error in refusal.value.errors}
