import io
import logging
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from xuncheng.domains.documents.catalogue import KINDS
from xuncheng.domains.documents.render import (
    FontsMissing,
    RenderedDocument,
    Renderer,
    checked,
    render,
    template_version,
)
from xuncheng.domains.documents.render import _typefaces as typefaces
from xuncheng.foundation.trail.refusal import Refused

Samples = dict[str, dict[str, Any]]
MILLIMETRE = 72 / 25.4
FOOT = "(示范区城市管理综合行政执法局地址：示范市示范区样例路1号电话：000-00000001)?第\\d+页共\\d+页"


def reader(document: RenderedDocument) -> PdfReader:
    return PdfReader(io.BytesIO(document.pdf))


def words(document: RenderedDocument) -> str:
    """All text of the document without the breaks of its lines."""
    return "".join("".join(page.extract_text().split()) for page in reader(document).pages)


def fonts(document: RenderedDocument) -> set[str]:
    found = set()
    for page in reader(document).pages:
        for font in page["/Resources"]["/Font"].values():
            found.add(font.get_object()["/BaseFont"].split("+")[1].removesuffix("-Identity-H"))
    return found


@pytest.mark.parametrize("code", KINDS)
def test_each_kind_is_an_a4_document_with_its_title_number_and_agency(
    code: str, renderer: Renderer, samples: Samples
) -> None:
    document = renderer.render(code, samples[code])
    pages = reader(document).pages
    text = words(document)
    assert document.pages == len(pages)
    assert (round(pages[0].mediabox.width / MILLIMETRE), round(pages[0].mediabox.height / MILLIMETRE)) == (
        210,
        297,
    )
    assert samples[code]["number"] in text
    assert samples[code]["agency"]["name"] in text
    assert f"第1页共{len(pages)}页" in text
    assert document.template_version == template_version(KINDS[code])


@pytest.mark.parametrize("code", KINDS)
def test_each_kind_is_set_in_the_typefaces_of_official_documents(
    code: str, renderer: Renderer, samples: Samples
) -> None:
    found = fonts(renderer.render(code, samples[code]))
    assert {"FandolFang-Regular", "FandolSong-Bold"} <= found
    assert found <= {
        "FandolFang-Regular", "FandolSong-Bold", "FandolSong-Regular", "FandolHei-Regular", "FandolKai-Regular",
        "NotoSerifCJKsc-Regular", "NotoSerifCJKsc-Bold",
    }  # fmt: skip


@pytest.mark.parametrize("code", KINDS)
def test_the_words_of_a_person_are_printed_whole(code: str, renderer: Renderer, samples: Samples) -> None:
    text = re.sub(FOOT, "", words(renderer.render(code, samples[code])))
    for value in _given_words(samples[code]):
        for line in value.split("\n"):
            assert "".join(line.split()) in text


def _given_words(value: Any) -> list[str]:
    """Every Chinese text in the fields of a document."""
    if isinstance(value, dict):
        # Only some forms bear these: the list of evidence its sources, the forms with a party's particulars those.
        particulars = {
            "agency",
            "case_number",
            "source",
            "representative",
            "post",
            "address",
            "operator",
            "sex",
        }
        return [one for key, part in value.items() if key not in particulars for one in _given_words(part)]
    if isinstance(value, list):
        return [one for part in value for one in _given_words(part)]
    return [value] if isinstance(value, str) and any("一" <= character <= "鿿" for character in value) else []


@pytest.mark.parametrize("code", KINDS)
def test_each_kind_is_also_printed_where_something_optional_is_left_blank(
    code: str, renderer: Renderer, samples: Samples
) -> None:
    optional = [name for name, field in KINDS[code].fields.model_fields.items() if not field.is_required()]
    agency = {**samples[code]["agency"], "seal_words": None}
    for name in optional:
        rest = {key: value for key, value in samples[code].items() if key != name}
        if _fit_together(code, rest):
            assert renderer.render(code, {**rest, "agency": agency}).pages >= 1


def _fit_together(code: str, fields: dict[str, Any]) -> bool:
    """Whether the checks let the fields pass: some need one another."""
    try:
        checked(KINDS[code], fields)
    except Refused:
        return False
    return True


def test_the_same_fields_give_the_same_file_also_from_what_was_stored(
    renderer: Renderer, samples: Samples
) -> None:
    first = renderer.render("decision", samples["decision"])
    again = Renderer(Path(__file__).resolve().parents[3] / "var" / "fonts", compilers=1)
    assert again.render("decision", samples["decision"]).pdf == first.pdf
    assert renderer.render("decision", first.data).pdf == first.pdf


def test_another_fact_gives_another_file(renderer: Renderer, samples: Samples) -> None:
    before = renderer.render("decision", samples["decision"]).pdf
    samples["decision"]["facts"] += "。"
    assert renderer.render("decision", samples["decision"]).pdf != before


def test_many_threads_share_a_few_compilers(renderer: Renderer, samples: Samples) -> None:
    alone = {code: renderer.render(code, samples[code]).pdf for code in KINDS}
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda code: (code, renderer.render(code, samples[code]).pdf), [*KINDS] * 3))
    assert all(pdf == alone[code] for code, pdf in together)


def test_documents_keep_for_archives_as_pdf_a_2b(renderer: Renderer, samples: Samples) -> None:
    document = renderer.render("decision", samples["decision"])
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in document.pdf
    facts = reader(document).metadata
    assert facts is not None
    assert facts.title == "行政处罚决定书 示城管罚字〔2026〕128号"
    assert f"decision {document.template_version}" in str(facts.get("/Keywords"))


def test_an_ordinary_decision_names_every_remedy_and_how_to_pay(renderer: Renderer, samples: Samples) -> None:
    """Administrative Penalty Law, art. 59, 67, 72, 73."""
    text = words(renderer.render("decision", samples["decision"]))
    for words_needed in (
        "六十日内向示范市示范区人民政府申请行政复议", "六个月内直接向示范市示范区人民法院提起行政诉讼",
        "十五日内，到示范银行股份有限公司样例路支行", "账号：0000000000000000000", "每日按罚款数额的百分之三加处罚款",
        "不超出罚款的数额", "期间不予计算", "罚款人民币贰仟元整（￥2,000.00）", "《北京市市容环境卫生条例》第三十五条第五款",
        "2026年12月2日",
    ):  # fmt: skip
        assert words_needed in text


def test_a_spot_decision_sends_the_party_to_reconsideration_first(
    renderer: Renderer, samples: Samples
) -> None:
    """Administrative Reconsideration Law, art. 23."""
    text = words(renderer.render("spot_decision", samples["spot_decision"]))
    assert "应当先申请行政复议" in text
    assert "六个月内直接" not in text
    assert "十五日内向示范市示范区人民法院提起行政诉讼" in text


def test_money_taken_on_the_spot_needs_ground_and_receipt(renderer: Renderer, samples: Samples) -> None:
    samples["spot_decision"]["collection"] = {
        "way": "on_spot", "ground": "依法给予一百元以下罚款", "receipt_number": "示财No.0001",
    }  # fmt: skip
    text = words(renderer.render("spot_decision", samples["spot_decision"]))
    assert "当场收缴理由：依法给予一百元以下罚款。专用票据号码：示财No.0001" in text
    assert "到示范银行" not in text


def test_a_notice_offers_a_hearing_when_one_is_due(renderer: Renderer, samples: Samples) -> None:
    """Administrative Penalty Law, art. 44, 45, 63, 64."""
    notice = samples["prior_notice"]
    due = words(renderer.render("prior_notice", notice))
    assert "听证事由：较大数额罚款。" in due
    assert "五个工作日内向本机关提出；逾期未提出的，视为放弃听证权利" in due
    not_due = words(renderer.render("prior_notice", {**notice, "hearing_ground": None, "statement_days": 3}))
    assert "听证" not in not_due
    assert "3个工作日内，以书面或者口头方式" in not_due


def test_a_sentence_ends_once_whether_or_not_it_came_with_its_full_stop(
    renderer: Renderer, samples: Samples
) -> None:
    record = samples["inspection_record"]
    record["recusal_reply"] = "当事人不申请回避。"
    assert "当事人不申请回避。检查情况" in words(renderer.render("inspection_record", record))
    record["recusal_reply"] = "当事人不申请回避"
    assert "当事人不申请回避。检查情况" in words(renderer.render("inspection_record", record))


@pytest.mark.parametrize(
    ("statute", "printed"),
    [
        ("行政处罚法", "《中华人民共和国行政处罚法》第六十条"),
        ("中华人民共和国行政处罚法", "据《中华人民共和国行政处罚法》第六十条"),
        ("生态环境法典", "《中华人民共和国生态环境法典》第六十条"),
        ("罚款决定与罚款收缴分离实施办法", "《罚款决定与罚款收缴分离实施办法》第六十条"),
        ("北京市市容环境卫生条例", "《北京市市容环境卫生条例》第六十条"),
    ],
)
def test_a_law_is_cited_by_its_full_title(
    statute: str, printed: str, renderer: Renderer, samples: Samples
) -> None:
    samples["suspension"]["basis"] = [{"statute": statute, "article": "60"}]
    assert printed in words(renderer.render("suspension", samples["suspension"]))


def test_suspending_and_resuming_have_their_own_titles(renderer: Renderer, samples: Samples) -> None:
    resumed = {**samples["suspension"], "resumes": True, "suspension_number": "示城管中字〔2026〕9号"}
    assert "中止调查决定书" in words(renderer.render("suspension", samples["suspension"]))
    assert "恢复调查决定书" in words(renderer.render("suspension", resumed))


def test_only_a_placeholder_seal_is_drawn_and_it_says_so(renderer: Renderer, samples: Samples) -> None:
    decision = samples["decision"]
    assert "演示用章" in words(renderer.render("decision", decision))
    bare = {**decision, "agency": {**decision["agency"], "seal_words": None}}
    assert "（盖章）" in words(renderer.render("decision", bare))


def test_what_a_person_typed_is_never_read_as_markup(renderer: Renderer, samples: Samples) -> None:
    typed = '#panic("x") *b* $y$ _i_ [z] <label> @ref // "q" \\ `c`'
    samples["decision"]["facts"] = typed
    assert "".join(typed.split()) in words(renderer.render("decision", samples["decision"]))


def test_the_yuan_sign_is_not_the_dollar_that_fandol_draws(renderer: Renderer, samples: Samples) -> None:
    samples["decision"]["facts"] = "罚￥9"
    drawn_in: list[str] = []

    def note(text: str, _cm: Any, _tm: Any, font: Any, _size: float) -> None:
        if "￥" in text and font:
            drawn_in.append(font["/BaseFont"])

    for page in reader(renderer.render("decision", samples["decision"])).pages:
        page.extract_text(visitor_text=note)
    assert drawn_in
    assert all("NotoSerifCJK" in font for font in drawn_in)


def test_a_rare_character_is_printed_from_the_fallback(renderer: Renderer, samples: Samples) -> None:
    document = renderer.render("spot_decision", samples["spot_decision"])
    assert "贾𠮷样" in words(document)
    assert "NotoSerifCJKsc-Regular" in fonts(document)


def test_a_character_that_no_typeface_holds_is_refused_not_left_blank(
    renderer: Renderer, samples: Samples
) -> None:
    samples["spot_decision"]["party"]["name"] = "贾\U0003fff0样"
    with pytest.raises(Refused, match="document_unprintable"):
        renderer.render("spot_decision", samples["spot_decision"])


def test_a_refused_document_leaves_the_renderer_usable(renderer: Renderer, samples: Samples) -> None:
    good = samples["spot_decision"]
    for _ in range(3):
        with pytest.raises(Refused):
            renderer.render("spot_decision", {**good, "cause": "\U0003fff0"})
    assert renderer.render("spot_decision", good).pages == 1


def test_without_fandol_documents_are_set_in_noto_and_the_log_says_so(
    tmp_path: Path, samples: Samples, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        document = Renderer(tmp_path, compilers=1).render("decision", samples["decision"])
    assert "FandolFang R" in caplog.text
    assert all("Noto" in font for font in fonts(document))
    assert "罚款人民币贰仟元整" in words(document)


def test_without_any_chinese_typeface_nothing_is_made() -> None:
    with pytest.raises(FontsMissing, match="fonts-noto-cjk"):
        typefaces(frozenset({"Libertinus Serif"}))


def test_an_unknown_kind_is_a_mistake_of_the_program(renderer: Renderer) -> None:
    with pytest.raises(KeyError):
        renderer.render("love_letter", {})


def test_the_installations_renderer_finds_its_fonts(samples: Samples) -> None:
    assert "FandolFang-Regular" in fonts(render("decision", samples["decision"]))
