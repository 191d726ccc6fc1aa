"""What may refer to a file: found from the models themselves, so that a table that comes later is not forgotten."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import Exists, ForeignKey, ManyToOneRel, Model, OuterRef, Q, QuerySet

from xuncheng.foundation.files.models import StoredFile, Upload


@cache
def referring() -> tuple[ForeignKey[Any, Any], ...]:
    """Every column of every table that holds the key of a file by a foreign key, also those without a way back."""
    relations = StoredFile._meta.get_fields(include_hidden=True)
    return tuple(one.field for one in relations if isinstance(one, ManyToOneRel))


def never_used() -> QuerySet[StoredFile]:
    """Files that somebody gave and that nothing refers to: bound to no object, in no area, named by no row.

    What the program makes lies in an area from the beginning and is none of them. While its upload still answers, a file is
    not either. It is for whoever sees all files: where rows are hidden, so is what refers to a file.
    """
    given = StoredFile.objects.filter(attached_to=None, area_path="", uploaded_by__isnull=False)
    return given.exclude(Exists(Upload.objects.filter(pk=OuterRef("pk")))).exclude(_is_named())


def _is_named() -> Q:
    """Whether a row holds the file's key, or another file hangs on it."""
    named = Q(Exists(StoredFile.objects.filter(attached_to=OuterRef("pk"))))
    for column in referring():
        model: type[Model] = column.model
        named |= Q(Exists(model._base_manager.filter(**{column.attname: OuterRef("pk")})))
    return named
