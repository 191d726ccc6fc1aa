"""The pieces that documents are made of: agency, party, officer, citation, money, signature.

Dumping a model to JSON gives the words that are printed: days and times as Chinese documents write them,
money in figures and capitals. So templates only lay out, and nothing is worded twice.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from xuncheng.domains.documents.wording import capital_amount, chinese_day, chinese_minute, figures
from xuncheng.rules.legal import Basis, RuleError


def said(zh: str, en: str, **more: Any) -> Any:
    """A field with the label that forms and error sentences use for it, Chinese first."""
    return Field(title=zh, json_schema_extra={"x-title-en": en}, **more)


def wrong(zh: str, en: str) -> PydanticCustomError:
    """What a check raises when fields do not fit together, as a sentence in both languages."""
    return PydanticCustomError("document", "{zh} / {en}", {"zh": zh, "en": en})


def _exact(amount: Any) -> Any:
    if isinstance(amount, float):
        raise wrong("金额须为精确小数，不得为浮点数", "money is given exactly, never as a float")
    return amount


def _money_words(amount: Decimal) -> dict[str, str]:
    return {"figures": figures(amount), "capitals": capital_amount(amount)}


def _readable_article(article: str) -> str:
    try:
        Basis("", article)
    except RuleError as unreadable:
        raise wrong(unreadable.message.zh, unreadable.message.en) from unreadable
    return article


Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\n\r]*$")]
"""Words on one line of a form (they may wrap)."""

Prose = Annotated[str, StringConstraints(min_length=1)]
"""Words in paragraphs; a line break starts a new one."""

Recorded = Annotated[str, StringConstraints(min_length=1, max_length=5000)]
"""Words in paragraphs as somebody else said them: nobody words them otherwise."""

Day = Annotated[date, PlainSerializer(chinese_day, when_used="json")]
Minute = Annotated[AwareDatetime, PlainSerializer(chinese_minute, when_used="json")]
Money = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(ge=0, max_digits=14, decimal_places=2),
    PlainSerializer(_money_words, when_used="json"),
]
"""CNY, two places."""


class Part(BaseModel):
    """What all models here share: nothing unknown is accepted, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Agency(Part):
    """The enforcement agency in whose name the document is made."""

    name: Line = said("行政机关名称", "agency")
    address: Line = said("行政机关地址", "agency's address")
    phone: Line = said("行政机关电话", "agency's telephone")
    seal_words: Line | None = said(
        "示意章文字", "words in the placeholder of the seal (none: the place for the real seal stays free)",
        default=None, max_length=12,
    )  # fmt: skip


class Envelope(Part):
    """What every document bears. `made_at` is when the act that makes it was done."""

    agency: Agency = said("行政机关", "agency")
    number: Line = said("文书编号", "number of the document")
    made_at: Minute = said("制作时间", "time at which it is made")
    case_number: Line | None = said("案号", "number of the case", default=None)


class PersonParty(Part):
    """A citizen (公民)."""

    kind: Literal["person"]
    name: Line = said("姓名", "name")
    sex: Literal["男", "女"] | None = said("性别", "sex", default=None)
    born: Day | None = said("出生日期", "date of birth", default=None)
    id_type: Line = said("证件类型", "kind of identity document", default="居民身份证")
    id_number: Line | None = said("证件号码", "number of the identity document", default=None)
    address: Line = said("住址", "address")
    phone: Line | None = said("联系电话", "telephone", default=None)


class TraderParty(Part):
    """An individual business (个体工商户): trade name and operator."""

    kind: Literal["trader"]
    name: Line = said("字号名称", "trade name")
    operator: Line = said("经营者", "operator")
    operator_id: Line | None = said("经营者证件号码", "operator's identity number", default=None)
    credit_code: Line | None = said("统一社会信用代码", "unified social credit code", default=None)
    address: Line = said("经营场所", "place of business")
    phone: Line | None = said("联系电话", "telephone", default=None)


class OrganisationParty(Part):
    """A legal person or other organisation (法人或者其他组织)."""

    kind: Literal["organisation"]
    name: Line = said("名称", "name")
    credit_code: Line | None = said("统一社会信用代码", "unified social credit code", default=None)
    representative: Line = said("法定代表人（负责人）", "legal representative")
    post: Line | None = said("职务", "post of the representative", default=None)
    address: Line = said("住所", "address")
    phone: Line | None = said("联系电话", "telephone", default=None)


Party = Annotated[PersonParty | TraderParty | OrganisationParty, Field(discriminator="kind")]


class Officer(Part):
    """An enforcement officer with the number of the certificate."""

    name: Line = said("执法人员姓名", "officer's name")
    certificate: Line = said("执法证号", "certificate number")


def _different(officers: list[Officer]) -> list[Officer]:
    if len({officer.certificate for officer in officers}) < len(officers):
        raise wrong("同一执法人员不能重复计算", "the same officer cannot be counted twice")
    return officers


Officers = Annotated[list[Officer], Field(min_length=2), AfterValidator(_different)]
"""At least two different officers. Administrative Penalty Law, art. 42."""


class Signature(Part):
    """A person's signature: given at a time, or the note why it was not: refused, absent, given on paper."""

    name: Line = said("签名人", "who signs")
    at: Minute | None = said("签名时间", "time of signing", default=None)
    refusal: Line | None = said("未签名的原因", "why it was not signed on the screen", default=None)
    drawn: Line | None = said("手写签名图片", "digest of the picture of the drawn signature", default=None)


class Opinion(Part):
    """What somebody wrote in a box of an approval form, with name and time."""

    words: Prose = said("意见", "opinion")
    name: Line = said("签名人", "who signs")
    at: Minute = said("签名时间", "time of signing")


class Citation(Part):
    """An article that the document relies on; `article` is written as for `rules.legal.Basis`: 35(5)."""

    statute: Line = said("法律、法规、规章名称", "statute")
    article: Annotated[Line, AfterValidator(_readable_article)] = said("条款", "article")
    words: Prose | None = said("条文内容", "words of the article", default=None)

    @model_validator(mode="after")
    def _statute_bare(self) -> Citation:
        if self.statute.startswith("《"):
            raise wrong("法规名称不带书名号，打印时自动加上", "the statute is named without 《》")
        return self


_LAW = re.compile(r"(?!中华人民共和国).*(?<!办)法(?:典)?")


def _full_title(statute: str) -> str:
    """The title under which a statute was promulgated: of a law (not a measure, 办法) with the state's name."""
    return f"中华人民共和国{statute}" if _LAW.fullmatch(statute) else statute


def _citation_words(citation: Citation) -> dict[str, str | None]:
    label = Basis("", citation.article).label
    return {"label": f"《{_full_title(citation.statute)}》{label}", "words": citation.words}


Citations = Annotated[
    list[Annotated[Citation, PlainSerializer(_citation_words, when_used="json")]], Field(min_length=1)
]


class EvidenceKind(StrEnum):
    """The eight kinds of evidence. Administrative Penalty Law, art. 46."""

    DOCUMENT = "书证"
    OBJECT = "物证"
    AUDIOVISUAL = "视听资料"
    ELECTRONIC = "电子数据"
    WITNESS = "证人证言"
    PARTY = "当事人的陈述"
    EXPERT = "鉴定意见"
    MINUTES = "勘验笔录、现场笔录"


class Evidence(Part):
    """One piece of evidence as a document lists it."""

    name: Line = said("证据名称", "name of the evidence")
    kind: EvidenceKind = said("证据种类", "kind of evidence")
    proves: Line = said("证明内容", "what it proves")
    source: Line | None = said("来源", "where it is from", default=None)
    collected_on: Day | None = said("取得日期", "day on which it was got", default=None)
    quantity: Line | None = said("数量", "pages or pieces", default=None)


EvidenceItems = Annotated[list[Evidence], Field(min_length=1)]


class Discretion(Part):
    """Which band of the benchmark (裁量基准) applies, and why. Administrative Penalty Law, art. 34."""

    benchmark: Line | None = said("裁量基准名称", "benchmark", default=None)
    band: Line = said("裁量阶次", "band")
    circumstances: Prose = said("裁量情节", "circumstances")


class Penalty(Part):
    """One penalty: its kind as art. 9 names it, the sum if it is one, otherwise what exactly."""

    name: Line = said("处罚种类", "kind of penalty")
    amount: Money | None = said("金额", "sum", default=None)
    detail: Line | None = said("处罚内容", "what exactly", default=None)


Penalties = Annotated[list[Penalty], Field(min_length=1)]


class Contact(Part):
    """Whom the party may turn to."""

    name: Line = said("联系人", "contact")
    phone: Line = said("联系电话", "telephone")
    address: Line = said("联系地址", "address")


class Payment(Part):
    """Where a fine is paid: the named bank or an electronic channel. Administrative Penalty Law, art. 67."""

    bank: Line = said("代收银行", "collecting bank")
    account_name: Line = said("账户名称", "name of the account")
    account: Line = said("账号", "account")
    channel: Line | None = said("电子支付渠道", "electronic channel", default=None)


class Remedies(Part):
    """Where the party may turn to. Administrative Reconsideration Law, art. 24; Litigation Law, art. 18."""

    reconsideration_body: Line = said("行政复议机关", "reconsideration body")
    court: Line = said("管辖法院", "court")
