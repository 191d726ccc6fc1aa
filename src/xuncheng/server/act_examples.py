"""Examples of the acts that a client sends most, as the OpenAPI document shows them."""

from __future__ import annotations

from typing import Any

_ACT = "01a1f97a-1c0f-7274-8279-e7e0cfcf2b42"
_REPORT = "01a1f97a-1c14-74bd-a4ac-0a0e46c0f231"
_CASE = "01a1f97b-32a8-7386-b776-4ab3d5faadbf"
_MATTER = "01a1f97a-14de-72c3-b088-a7151f5e0c79"
_PARTY = "01a1f97a-14e0-7243-88e9-22bc661980e6"
_ONE, _OTHER = "01a1f97a-14ea-72b1-9438-8257955c7842", "01a1f97a-1553-71a8-a9d3-a5d97fb7c20d"

EXAMPLES: dict[str, dict[str, Any]] = {
    "report.submit": {
        "id": _ACT, "device": "field-7f21", "place": [116.3486, 39.9216],
        "input": {
            "text": "店外占道摆放货物，影响通行", "source": "patrol", "address": "示范路12号", "lon": 116.3486, "lat": 39.9216,
        },
    },
    "report.verify": {"id": _ACT, "on": _REPORT, "input": {"remarks": "情况属实。"}},
    "report.judge": {"id": _ACT, "on": _REPORT, "input": {"matter": _MATTER}},
    "report.dispatch": {"id": _ACT, "on": _REPORT, "input": {"team": _ONE, "due_at": "2026-03-05T18:00:00+08:00"}},
    "report.handle": {"id": _ACT, "on": _REPORT, "input": {"outcome": "已劝导清理，当事人自行收回货物。"}},
    "report.check": {"id": _ACT, "on": _REPORT, "input": {"passed": True, "findings": "经现场核查，问题已经解决。"}},
    "case.propose": {
        "id": _ACT,
        "input": {
            "report": _REPORT, "matter": _MATTER, "party": _PARTY, "officers": [_ONE, _OTHER], "happened_on": "2026-03-02",
            "place": "示范路12号门前", "summary": "当事人在人行道上摆放货物约三平方米。",
        },
    },
    "case.file": {"id": _ACT, "on": _CASE, "input": {"opinion": "同意立案。"}},
    "inspection.record": {
        "id": _ACT, "at": "2026-03-02T10:25:00+08:00", "on": _CASE,
        "input": {
            "officers": [_ONE, _OTHER], "certificates_shown": True, "findings": "现场摆放货物约三平方米。",
            "started_at": "2026-03-02T10:05:00+08:00",
        },
    },
    "notice.give": {
        "id": _ACT, "on": _CASE, "input": {"kinds": ["fine"], "amount": "600.00", "reasons": "情节较轻。", "factors": ["harm_lessened"]},
    },
    "decision.make": {"id": _ACT, "on": _CASE, "input": {"kinds": ["fine"], "amount": "600.00", "factors": ["harm_lessened"]}},
    "fine.pay": {"id": _ACT, "on": _CASE, "input": {"amount": "600.00", "way": "bank", "receipt": "JA000001"}},
    "bankfile.take": {"id": _ACT, "input": {"file": [_ONE]}},
    "difference.apply": {
        "id": _ACT, "on": _OTHER,
        "input": {"reason": "编号写错，经核实为本案。", "payment_number": "京示城管罚字〔2026〕000012号"},
    },
}  # fmt: skip
"""The body of a request by the name of the act. Keys are made up."""


def example_of(act: str) -> dict[str, Any]:
    """The example of an act as an addition to its operation; empty for an act that has none."""
    if act not in EXAMPLES:
        return {}
    return {"requestBody": {"content": {"application/json": {"example": EXAMPLES[act]}}}}
