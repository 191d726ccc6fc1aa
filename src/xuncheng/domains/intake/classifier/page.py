"""The versions of the classifier as the API says them."""

from __future__ import annotations

from typing import Any

from xuncheng.domains.intake.classifier.current import Silent, measured_by, why_silent
from xuncheng.domains.intake.classifier.usage import Use, uses
from xuncheng.domains.intake.queries import Classifier, classifiers
from xuncheng.domains.law.queries import matters_readable_by
from xuncheng.foundation.trail.schemas import coded, words
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.learning import AIMED_AT, LEAST_WORDINGS, Basis, OfMatter, Point

SHOWN = 20
"""How many versions are shown, the newest."""


BASES: dict[str, Text] = {
    Basis.TIME: Text("按时间：以后来的判定检验", "By time: held against later judgements"),
    Basis.WORDING: Text(
        "按说法：以未学过的说法检验", "By wording: held against wordings that were not learnt"
    ),
}
"""How the slices of a version were told apart."""

SILENT: dict[str, Text] = {
    Silent.FEW_WORDINGS: Text(
        f"未学过的不同说法不足{LEAST_WORDINGS}种，检验不足为凭",
        f"Fewer than {LEAST_WORDINGS} wordings that were not learnt: the figures prove nothing",
    ),
    Silent.NOT_RIGHT_ENOUGH: Text(
        "没有一个阈值的建议足够准确", "At no threshold are proposals right often enough"
    ),
}
"""Why a version proposes nothing."""

_TOLD = (
    "train", "tune", "test", "tune_wordings", "test_wordings", "tune_from", "test_from", "words", "matters", "temperature",
)  # fmt: skip


def page_of(viewer: Viewer) -> dict[str, Any]:
    """The versions, for whoever sees the district, and what became of their proposals as far as the viewer sees it."""
    rows = list(classifiers(viewer)[:SHOWN])
    named = {one[0] for row in rows for one in row.measures["by_matter"]}
    found = matters_readable_by(viewer).filter(code__in=named).values_list("code", "name_zh", "name_en")
    names = {code: Text(zh, en) for code, zh, en in found}
    return {
        "aimed_at": AIMED_AT,
        "least_wordings": LEAST_WORDINGS,
        "uses": [_use(one) for one in uses()],
        "items": [_version(row, names) for row in rows],
    }


def _use(one: Use) -> dict[str, int]:
    return {
        "version": one.version, "proposed": one.proposed, "taken": one.taken, "agreed": one.agreed, "overruled": one.overruled,
    }  # fmt: skip


def _version(row: Classifier, names: dict[str, Text]) -> dict[str, Any]:
    told = measured_by(row)
    silent = why_silent(row)
    return {
        "id": row.pk, "number": row.number, "at": row.at, "cut_off": row.cut_off, "threshold": row.threshold, "sha256": row.sha256,
        **{name: told[name] for name in _TOLD}, "silent": coded(silent, SILENT) if silent else None,
        "basis": coded(told["basis"], BASES),
        "curve": [_point(Point(*one)) for one in told["curve"]],
        "by_matter": [_of_matter(OfMatter(*one), names) for one in told["by_matter"]],
    }  # fmt: skip


def _point(one: Point) -> dict[str, Any]:
    return {
        "threshold": one.threshold, "of": one.of, "proposed": one.proposed, "right": one.right, "precision": one.precision,
        "coverage": one.coverage,
    }  # fmt: skip


def _of_matter(one: OfMatter, names: dict[str, Text]) -> dict[str, Any]:
    name = names.get(one.matter, Text(one.matter, one.matter))
    return {
        "matter": {"code": one.matter, **words(name)}, "support": one.support, "proposed": one.proposed, "right": one.right,
        "precision": one.right / one.proposed if one.proposed else None, "coverage": one.right / one.support if one.support else None,
    }  # fmt: skip
