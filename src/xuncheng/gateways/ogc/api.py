"""The routes of the door: OGC API Features Part 1 (Core, GeoJSON, OpenAPI 3.0), for reading alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from pydantic import BaseModel, ValidationError

from xuncheng.foundation.trail import paging
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid, not_found
from xuncheng.foundation.trail.scope import reading
from xuncheng.gateways.ogc import documents, refusing
from xuncheng.gateways.ogc.asking import Nothing
from xuncheng.gateways.ogc.collections import COLLECTIONS, Collection
from xuncheng.gateways.ogc.description import described
from xuncheng.gateways.open311 import limits
from xuncheng.gateways.open311.reading import READER
from xuncheng.rules.legal import Text
from xuncheng.rules.service_forms import OpenDoor

View: TypeAlias = Callable[..., HttpResponse]
METHODS = ("GET", "HEAD")
LONGEST_ID = 30


def _answered(view: View) -> View:
    """Any script of any site may read the answer, and whatever fails is an exception of the standard."""

    @csrf_exempt  # nothing is written here: another method is told so, not asked for a token
    @wraps(view)
    def answered(request: HttpRequest, **given: str) -> HttpResponse:
        try:
            if request.method not in METHODS:
                raise refusing.NO_SUCH_METHOD
            response = view(request, **given)
        except Exception as error:  # noqa: BLE001 - the one place where the door's errors become answers
            response = refusing.refuse(request, error)
        if response.status_code == refusing.NO_SUCH_METHOD.status:
            response["Allow"] = ", ".join(METHODS)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answered


def _json(value: Any, kind: str = documents.JSON) -> HttpResponse:
    return HttpResponse(orjson.dumps(value), content_type=kind)


def _enter(request: HttpRequest) -> OpenDoor:
    """Come in: the call is counted with those of Open311 without a key. Raises `Refused`: `door_closed`, `too_many_calls`."""
    door: OpenDoor | None = settings.LOCALITY.door
    if door is None:
        raise Refused("door_closed", Text("本地未开放该接口", "This door is not open here"), status=404)
    limits.count(door.rates, "read_without_key", limits.address_of(request))
    return door


def _given(request: HttpRequest, shape: type[BaseModel]) -> Any:
    """The parameters. Raises `Refused` (`invalid_input`) for unknown ones, repeated ones, and values that do not fit."""
    repeated = [name for name, values in request.GET.lists() if len(values) > 1]
    if repeated:
        raise invalid(*(FieldError(name, refusing.WORDS["repeated"]) for name in repeated))
    try:
        return shape.model_validate(request.GET.dict())
    except ValidationError as wrong:
        raise refusing.misshapen(wrong) from None


def _collection(name: str) -> Collection:
    if name not in COLLECTIONS:
        raise not_found(Text("该要素集合", "collection"))
    return COLLECTIONS[name]


@_answered
def landing(request: HttpRequest) -> HttpResponse:
    """Where everything is."""
    _enter(request)
    _given(request, Nothing)
    return _json(documents.landing(request))


@_answered
def api(request: HttpRequest) -> HttpResponse:
    """The description, by OpenAPI 3.0."""
    _enter(request)
    _given(request, Nothing)
    return _json(described(documents.address(request)), documents.OPENAPI)


@_answered
def conformance(request: HttpRequest) -> HttpResponse:
    """The parts of the standard that the door conforms to."""
    _enter(request)
    _given(request, Nothing)
    return _json({"conformsTo": documents.CONFORMS_TO})


@_answered
def show_collections(request: HttpRequest) -> HttpResponse:
    """All collections."""
    _enter(request)
    _given(request, Nothing)
    with reading(READER):
        return _json(documents.collections(request))


@_answered
def show_collection(request: HttpRequest, name: str) -> HttpResponse:
    """One collection."""
    _enter(request)
    _given(request, Nothing)
    with reading(READER):
        return _json(documents.collection(request, _collection(name)))


@_answered
def show_features(request: HttpRequest, name: str) -> HttpResponse:
    """Features of a collection, a page of them."""
    door = _enter(request)
    one = _collection(name)
    asked = _given(request, one.asked)
    with reading(READER, lists=True):
        page = paging.page(one.narrowed(one.found(), asked), one.sorting, asked.cursor, asked.limit)
        shown = one.shown(request, door, page.rows)
    return _json(documents.features(request, one, page, shown), documents.GEOJSON)


@_answered
def show_feature(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """One feature by its id."""
    door = _enter(request)
    one = _collection(name)
    _given(request, Nothing)
    with reading(READER):
        rows = list(one.found().filter(**{one.key: key})[:1]) if _may_be_id(key) else []
        shown = one.shown(request, door, rows)
    if not shown:
        raise not_found(Text("该要素", "feature"))
    return _json(documents.feature(request, one, shown[0]), documents.GEOJSON)


def _may_be_id(key: str) -> bool:
    return len(key) <= LONGEST_ID and key.isprintable()


@_answered
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address."""
    raise refusing.NOTHING_HERE


urlpatterns = [
    path("", landing),
    path("api", api),
    path("conformance", conformance),
    path("collections", show_collections),
    path("collections/<str:name>", show_collection),
    path("collections/<str:name>/items", show_features),
    path("collections/<str:name>/items/<str:key>", show_feature),
    path("<path:rest>", nothing),
]
