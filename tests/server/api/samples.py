"""Input for any act, made from its schema: the least that it takes, pointing to the objects that are given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from uuid_utils.compat import uuid7

from xuncheng.foundation.trail.acts import REGISTER, Act

WHSEC = "whsec_" + "QUJD" * 11
"""A secret that signs events."""

MAPPING = """
name = "旧台账"
version = "1"
target = "case"
[columns]
"案号" = "number"
"案由" = "title"
"日期" = "day"
"街道" = "area"
"""
"""How the columns of a former system's table become fields."""

Given = Mapping[str, Any]
"""A key by what `x-ref` calls the kind of thing; and where the things are: street, path, lon, lat."""


def _special(of: Given) -> dict[str, dict[str, Any]]:
    """Acts that take their place from what is entered, or that ask more than their schema says."""
    return {
        "address.add": {"name": "试验公园", "longitude": of["lon"], "latitude": of["lat"]},
        "area.add": {"code": f"{of['street']}077", "name": "试验社区"},
        "area.import": {
            "file": {"name": "区域.geojson", "kind": "community", "rows": [{"code": f"{of['street']}078", "name": "试验社区"}]}
        },
        "client.change": {"redirect_uris": "https://oa.example.invalid/cb"},
        "client.register": {"name": "示例系统", "redirect_uris": "https://oa.example.invalid/cb"},
        "case.educate": {
            "no_penalty_ground": "初次违法且危害后果轻微并及时改正", "harmless": True, "education": "讲解了有关规定。",
        },
        "party.summon": {"appear_at": "2027-03-02T09:30:00+08:00", "place": "询问室"},
        "test.commission": {
            "institute": "检测中心", "items": "样品", "question": "成分", "report_by": "2027-03-02",
        },
        "sender.change": {"name": "示例来件单位（改）", "contact": "示例科"},
        "sender.register": {"code": "sample", "name": "示例来件单位", "source": "response"},
        "batch.ask": {"act": "report.feedback", "common": {"answer": "已办结。"}, "lines": [{"id": str(uuid7()), "on": of["report"]}]},
        "terminal.register": {"name": "试验终端", "platform": "Android", "proof": "0" * 64},
        "fieldact.attach": {"to": of["report"]},
        "filter.save": {"listing": "reports", "name": "超期", "query": {"urgency": "overdue"}},
        "export.ask": {"listing": "reports"},
        "bank.register": {
            "code": "SF-Z", "name": "试验银行", "account": "0000 0000", "agreement": "示代收1号", "agreed_on": "2026-01-05",
            "area_path": of["path"],
        },
        "bankfile.take": {"file": [of["photo"]]},
        "charge.assess": {
            "kind": "road_fee", "debtor": "试验公司", "place": "示范路1号", "grounds": "占用道路。", "payee": "市政中心", "amount": "10",
            "due_on": "2027-03-02", "area_path": of["path"],
        },
        "device.add": {
            "number": "示监9999", "kind": "camera", "place": "试验路口", "lon": of["lon"], "lat": of["lat"], "basis": "行政处罚法",
            "standard": "GB/T 28181",
        },
        "position.see": {"reason": "早班调度", "area_path": of["path"]},
        "roster.set": {"person": of["user"], "since": "2027-03-02T08:30:00+08:00", "until": "2027-03-02T16:30:00+08:00"},
        "route.draw": {
            "name": "试验路线", "points": [{"name": "路口", "lon": of["lon"], "lat": of["lat"]}], "area_path": of["path"],
        },
        "device.publish": {"url": "https://example.invalid/devices", "published_on": "2026-03-02"},
        "evidence.redact": {"photo": of["photo"], "areas": [{"left": 0, "top": 0, "width": 9, "height": 9}], "reason": "路人面部"},
        "item.approve_early": {"reasons": "不易保管。", "price_evidence": [of["photo"]]},
        "seizure.approve_sale": {
            "seizure": of["measure"], "objects": "货物三箱", "perishable": True, "reasons": "不易保管。", "price_evidence": [of["photo"]],
        },
        "item.auction": _disposal(of) | {"buyer": "钱买受", "proceeds": "100", "voucher": "示财0001"},
        "item.destroy": _disposal(of),
        "item.hand_over": _disposal(of) | {"receiver": "钱接收", "authority": "试验机构"},
        "item.receive": {
            "warehouse": of["warehouse"], "case": of["case"], "category": "box", "name": "纸箱", "quantity": 1, "condition": "完好。",
            "giver": "张一", "photos": [of["photo"]],
        },
        "advice.ask": {"title": "占道认定", "question": "如何认定占道面积。", "area_path": of["path"]},
        "contract.submit": {"title": "印刷合同", "counterparty": "示范印刷厂", "amount": "1000", "area_path": of["path"]},
        "lawfirm.register": {
            "name": "试验律所", "licence": "LF-Z001", "since": "2026-01-01", "until": "2026-12-31", "area_path": of["path"],
        },
        "lawfirm.renew": {"since": "2027-01-01", "until": "2027-12-31"},
        "lawyer.register": {"name": "郑律师", "licence": "LW-Z001"},
        "supervision.receive": {
            "kind": "urging", "number": "督〔2026〕1号", "sender": "示范区司法局", "subject": "占道经营", "received_on": "2026-03-02",
            "reply_by": "2026-03-20", "area_path": of["path"],
        },
        "hearing.convene": {
            "hearing_on": "2026-04-20", "presider": of["user"], "recorder": "周记录", "place": "第一会议室",
        },
        "benchmark.set": {
            "row": {
                "matter": "SR-010", "title": "试验裁量基准",
                "bands": [{"step": 0, "name_zh": "一般", "name_en": "ordinary", "low": "0", "high": "1"}],
            }
        },
        "power.hand_down": {
            "document": "示政发〔2026〕1号", "title": "试验决定", "authority": "示范市人民政府", "decided_on": "2026-01-05",
            "begins": "2026-01-05", "organisations": [of["organisation"]], "matters": [of["matter"]],
        },
        "power.withdraw": {
            "document": "示政发〔2026〕2号", "authority": "示范市人民政府", "decided_on": "2026-01-06", "ends": "2026-12-31",
        },
        "power.publish": {"title": "试验清单", "document": "示城管〔2026〕1号", "published_on": "2026-01-06"},
        "import.begin": {"files": [of["photo"]], "mapping": MAPPING},
        "import.undo": {"reason": "映射有误。"},
        "matter.set": {
            "row": {
                "code": "ZZ-001", "name_zh": "事项", "name_en": "matter", "domain": "sanitation", "fine_basis": "per act",
                "fine_min": "10", "fine_max": "20", "subject_zh": "任何单位和个人", "subject_en": "any",
                "correction_order": "no", "verification": "yes",
            }
        },
        "organisation.add": {
            "kind": "street", "code": "office-z", "name": "试验街道", "short": "试验", "area": of["area"],
            "parent": of["organisation"],
        },
        "party.register": {"kind": "person", "name": "陈示范", "area_path": of["path"]},
        "place.set": {"code": "乙-1", "kind": "shelf", "row": 9, "column": 9, "room": [{"category": "box", "most": 1}]},
        "report.submit": {"text": "占道经营", "lon": of["lon"], "lat": of["lat"]},
        "role.set": {"code": "onlooker-2", "label_zh": "观察员", "label_en": "Onlooker", "acts": []},
        "statute.import": {"file": {"path": "试验条例.md", "text": "# 试验条例\n\n第一条 试验。"}},
        "team.add": {
            "organisation": of["organisation"], "kind": "enforcement", "code": "team-z", "name": "试验队", "area": of["area"],
        },
        "user.add": {"username": "newcomer", "name": "新人", "team": of["team"]},
        "user.change": {"name": "新名示例"},
        "user.move": {"team": of["team"]},
        "webhook.change": {"name": "试验平台", "url": "http://127.0.0.1:9/events", "events": "report.*"},
        "webhook.rotate": {"secret": WHSEC},
        "webhook.subscribe": {
            "name": "试验平台", "owner": of["user"], "url": "http://127.0.0.1:9/events", "events": "report.*", "secret": WHSEC,
            "area_path": of["path"],
        },
        "warehouse.set": {"code": "WZ", "name": "试验库房", "address": "示范路1号", "area_path": of["path"]},
    }  # fmt: skip


def _disposal(of: Given) -> dict[str, Any]:
    return {
        "officers": [of["officer"]],
        "witnesses": "孙见证",
        "account": "公开处理。",
        "photos": [of["photo"]],
    }


TARGETS = {
    "tableimport": "tableimport",
    "report": "report",
    "handdown": "hand_down",
    "sender": "sender",
    "terminal": "terminal",
    "fieldact": "fieldact",
    "batch": "batch",
    "savedfilter": "filter",
    "export": "export",
    "case": "case",
    "evidence": "evidence",
    "user": "user",
    "grant": "grant",
    "apitoken": "token",
    "oidcclient": "client",
    "device": "device",
    "duty": "duty",
    "positionconsent": "consent",
    "rosterline": "roster",
    "route": "route",
    "custodyitem": "item",
    "warehouse": "warehouse",
    "stocktake": "stocktake",
    "collectingbank": "bank",
    "linedifference": "difference",
    "charge": "charge",
    "lawfirm": "lawfirm",
    "contract": "contract",
    "advice": "advice",
    "supervision": "supervision",
    "subscription": "subscription",
}
"""What each kind of object that acts are done on is called in `Given`."""


def sample(act: str, of: Given) -> dict[str, Any]:
    """The least input of an act."""
    special = _special(of)
    if act in special:
        return special[act]
    schema = REGISTER[act].inputs.schema.model_json_schema()
    wanted = schema.get("required", ())
    return {name: _value(schema["properties"][name], schema, of) for name in wanted}


def target(act: Act, of: Given) -> str | None:
    """The key of the object that the act is done on."""
    return of[TARGETS[act.subject_model._meta.model_name or ""]] if act.on else None


def _value(one: Mapping[str, Any], schema: Mapping[str, Any], of: Given) -> Any:
    if "$ref" in one:
        return _value(schema["$defs"][one["$ref"].rpartition("/")[2]], schema, of)
    chosen = _chosen(one, of)
    kind = _type(one)
    if kind == "array":
        item = chosen if chosen is not None else _value(one["items"], schema, of)
        return [item] * max(1, one.get("minItems", 1))
    if chosen is not None:
        return chosen
    if kind == "object":
        return {name: _value(one["properties"][name], schema, of) for name in one.get("required", ())}
    return _SCALARS.get(kind) or _BY_FORMAT.get(one.get("format", ""), _WORDS[: one.get("maxLength", 50)])


def _chosen(one: Mapping[str, Any], of: Given) -> Any:
    """What a reference points to, or the first choice; None for what is entered freely."""
    choices = [choice["value"] for choice in one.get("x-choices", ())] or one.get("enum", [])
    return of[one["x-ref"]] if "x-ref" in one else next(iter(choices), None)


def _type(one: Mapping[str, Any]) -> str:
    """The type of a value that need not be null."""
    return next(kind for kind in (one, *one.get("anyOf", ())) if kind.get("type") not in (None, "null"))[
        "type"
    ]


_WORDS = "按规定办理。"
_SCALARS = {"number": "600", "integer": 1, "boolean": True}
_BY_FORMAT = {"date": "2026-03-02", "date-time": "2026-03-02T08:30:00+08:00", "time": "09:30:00"}
