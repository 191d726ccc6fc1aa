"""Conditions on input that several acts on people share."""

from __future__ import annotations

from django.db.models import Model

from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text

CODE = r"^[A-Za-z0-9_-]+$"
"""Form of a code: it stands in paths and numbers, so it holds no dot and no blank."""


def require_free(model: type[Model], field: str, value: str) -> None:
    """Refuse a value that another row of the model already has."""
    if model._base_manager.filter(**{field: value}).exists():
        raise invalid(FieldError(field, Text(f"“{value}”已被使用", f"“{value}” is already in use")))
