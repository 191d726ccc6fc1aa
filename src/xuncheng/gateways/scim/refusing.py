"""How the door says no: SCIM's errors (RFC 7644, 3.12)."""

from __future__ import annotations

import logging
from typing import Any

from django.db import OperationalError
from pydantic import ValidationError
from scim2_models import Error, SCIMException

from xuncheng.foundation.trail.problem import REFUSALS, refused_by
from xuncheng.foundation.trail.refusal import Refused

_log = logging.getLogger(__name__)

STATUSES = {401, 403, 404, 405, 409, 412, 413, 429, 500, 503}
"""Statuses that a refusal of the house keeps; any other is 400 `invalidValue`."""


def error_of(error: Exception, path: str) -> Error:
    """Any error as SCIM says it. What nobody expected is logged."""
    if isinstance(error, SCIMException):
        return error.to_error()
    if isinstance(error, ValidationError):
        return Error.from_validation_error(error.errors()[0])
    if isinstance(error, (*REFUSALS, OperationalError)):
        return _refused(refused_by(error))
    _log.error("scim failed at %s", path, exc_info=error)
    return Error(status=500, detail="The program failed; it is noted")


def _refused(refused: Refused) -> Error:
    lines = "; ".join(f"{one.field}: {one.message.en}" for one in refused.errors)
    detail: dict[str, Any] = {"detail": f"{refused.message.zh} / {lines or refused.message.en}"}
    if refused.status in STATUSES:
        return Error(status=refused.status, **detail)
    return Error(status=400, scim_type="invalidValue", **detail)
