"""The routes of the door: SCIM 2.0 (RFC 7644) for users, by the token of a service account."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import orjson
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from scim2_models import Context, Error, InvalidSyntaxException, PatchOp, ScimObject, SearchRequest

from xuncheng.foundation.people.rates import spend
from xuncheng.foundation.people.viewers import viewer_for_token
from xuncheng.foundation.trail.refusal import Refused, not_found
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.scim import discovery, persons
from xuncheng.gateways.scim.refusing import error_of
from xuncheng.gateways.scim.shapes import User
from xuncheng.rules.legal import Text

MEDIA_TYPE = "application/scim+json"
ROOT = "/scim/v2"
USUAL = 100
LONGEST = 1_000_000
EVERY = ("GET", "POST", "PUT", "PATCH", "DELETE")
LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"

View: TypeAlias = Callable[..., HttpResponse]
Plain = dict[str, Any]


def _answered(**methods: View) -> View:
    """A path that answers these methods; whoever has no token that provisions users is refused first."""

    @csrf_exempt  # who calls says so by his token: there is no session that a page could abuse
    def answered(request: HttpRequest, **given: str) -> HttpResponse:
        try:
            viewer = _viewer(request)
            view = methods.get(request.method or "")
            if view is None:
                return _not_known(methods)
            return view(request, viewer, **given)
        except Exception as error:  # noqa: BLE001 - the one place where the door's errors become answers
            return _error(error_of(error, request.path))

    return answered


def _viewer(request: HttpRequest) -> Viewer:
    """Who calls, by his token; wrong ones are counted for each address. Raises `Refused` (401, 403, 429)."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    viewer = viewer_for_token(token.strip()) if kind.lower() == "bearer" else None
    if viewer is None:
        spend(request, "wrong_token")
        raise Refused(
            "token_invalid",
            Text("访问令牌缺失、无效、已吊销或已过期", "The token is missing, unknown, revoked or expired"),
            status=401,
        )
    persons.require_reach(viewer)
    return viewer


def _not_known(methods: Iterable[str]) -> HttpResponse:
    response = _error(Error(status=405, detail="This address does not know that method"))
    response["Allow"] = ", ".join(methods)
    return response


def _error(error: Error) -> HttpResponse:
    response = _json(error.model_dump(), status=int(error.status or 500))
    if response.status_code == 401:  # RFC 9110, 11.6.1
        response["WWW-Authenticate"] = "Bearer"
    return response


def _json(value: Plain, status: int = 200) -> HttpResponse:
    return HttpResponse(orjson.dumps(value), status=status, content_type=MEDIA_TYPE)


def _at(request: HttpRequest, rest: str = "") -> str:
    return request.build_absolute_uri(f"{ROOT}{rest}")


def _body(request: HttpRequest) -> Any:
    if len(request.body) > LONGEST:
        raise Refused("too_large", Text("请求内容过大", "The request is too large"), status=413)
    try:
        return orjson.loads(request.body)
    except orjson.JSONDecodeError:
        raise InvalidSyntaxException(detail="The body is no JSON") from None


def _search(given: Plain) -> SearchRequest[User]:
    found: SearchRequest[User] = SearchRequest[User].model_validate(given, scim_ctx=Context.SEARCH_REQUEST)
    return found


def _asked(request: HttpRequest) -> SearchRequest[User]:
    given: Plain = {name: value for name, value in request.GET.dict().items() if value}
    for name in ("attributes", "excludedAttributes"):
        if name in given:
            given[name] = [one.strip() for one in given[name].split(",")]
    return _search(given)


def _out(user: User, asked: SearchRequest[User], context: Context = Context.RESOURCE_QUERY_RESPONSE) -> Plain:
    shown: Plain = user.model_dump(scim_ctx=context, response_parameters=asked)
    return shown


def _shown(request: HttpRequest, account: Any, context: Context, status: int = 200) -> HttpResponse:
    version = persons.version(account)
    user = persons.shown(account, version, _at(request, "/Users"))
    response = _json(_out(user, _asked(request), context), status)
    response["ETag"] = persons.etag(version)
    response["Location"] = _at(request, f"/Users/{account.pk}")
    return response


# Users


def _list(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _listed(request, viewer, _asked(request))


def _find(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _listed(request, viewer, _search(_body(request)))


def _listed(request: HttpRequest, viewer: Viewer, asked: SearchRequest[User]) -> HttpResponse:
    start = max(asked.start_index or 1, 1)
    number = USUAL if asked.count is None else max(asked.count, 0)
    with reading(viewer):
        total, found = persons.several(viewer, str(asked.filter) if asked.filter else None, start, number)
        versions = persons.versions(found)
    users = (persons.shown(one, versions.get(one.pk, 0), _at(request, "/Users")) for one in found)
    rows = [_out(one, asked) for one in users]
    return _json({
        "schemas": [LIST], "totalResults": total, "startIndex": start, "itemsPerPage": len(rows), "Resources": rows,
    })  # fmt: skip


def _create(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    wanted = User.model_validate(_body(request), scim_ctx=Context.RESOURCE_CREATION_REQUEST)
    account = persons.create(viewer, wanted)
    return _shown(request, account, Context.RESOURCE_CREATION_RESPONSE, 201)


def _get(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponse:
    with reading(viewer):
        account = persons.one(viewer, key)
        return _shown(request, account, Context.RESOURCE_QUERY_RESPONSE)


def _replace(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponse:
    wanted = User.model_validate(_body(request), scim_ctx=Context.RESOURCE_REPLACEMENT_REQUEST)

    def replaced(before: User) -> User:
        wanted.replace(before)
        return wanted

    return _changed(request, viewer, key, replaced, Context.RESOURCE_REPLACEMENT_RESPONSE)


def _patch(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponse:
    patch: Any = PatchOp[User].model_validate(_body(request), scim_ctx=Context.RESOURCE_PATCH_REQUEST)

    def patched(before: User) -> User:
        after = before.model_copy(deep=True)
        patch.patch(after)
        return after

    return _changed(request, viewer, key, patched, Context.RESOURCE_PATCH_RESPONSE)


def _changed(
    request: HttpRequest, viewer: Viewer, key: str, made: Callable[[User], User], context: Context
) -> HttpResponse:
    with reading(viewer):
        account = persons.one(viewer, key)
        before = persons.shown(account, persons.version(account), _at(request, "/Users"))
    after = made(before)
    seen = persons.expected(request.headers.get("If-Match", ""))
    account = persons.change(viewer, account, before, after, seen)
    return _shown(request, account, context)


def _delete(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponse:
    with reading(viewer):
        account = persons.one(viewer, key)
    persons.delete(viewer, account, persons.expected(request.headers.get("If-Match", "")))
    return HttpResponse(status=204)


# What the door says of itself


def _config(request: HttpRequest, _: Viewer) -> HttpResponse:
    return _json(_plain(discovery.config(_at(request))))


def _types(request: HttpRequest, _: Viewer) -> HttpResponse:
    return _only(discovery.resource_type(_at(request)))


def _type(request: HttpRequest, _: Viewer, key: str) -> HttpResponse:
    return _json(_plain(_named(discovery.resource_type(_at(request)), key)))


def _schemas(request: HttpRequest, _: Viewer) -> HttpResponse:
    return _only(discovery.schema(_at(request)))


def _schema(request: HttpRequest, _: Viewer, key: str) -> HttpResponse:
    return _json(_plain(_named(discovery.schema(_at(request)), key)))


def _plain(found: ScimObject) -> Plain:
    shown: Plain = found.model_dump(scim_ctx=Context.RESOURCE_QUERY_RESPONSE)
    return shown


def _only(found: ScimObject) -> HttpResponse:
    rows = [_plain(found)]
    return _json(
        {"schemas": [LIST], "totalResults": 1, "startIndex": 1, "itemsPerPage": 1, "Resources": rows}
    )


def _named(found: Any, key: str) -> Any:
    if found.id != key:
        raise not_found(Text("该项", "entry"))
    return found


def _nothing(request: HttpRequest, viewer: Viewer, rest: str = "") -> HttpResponse:
    raise not_found(Text("这个地址", "address"))


urlpatterns = [
    path("Users", _answered(GET=_list, POST=_create)),
    path(".search", _answered(POST=_find)),
    path("Users/.search", _answered(POST=_find)),
    path("Users/<str:key>", _answered(GET=_get, PUT=_replace, PATCH=_patch, DELETE=_delete)),
    path("ServiceProviderConfig", _answered(GET=_config)),
    path("ResourceTypes", _answered(GET=_types)),
    path("ResourceTypes/<str:key>", _answered(GET=_type)),
    path("Schemas", _answered(GET=_schemas)),
    path("Schemas/<str:key>", _answered(GET=_schema)),
    path("", _answered(**dict.fromkeys(EVERY, _nothing))),
    path("<path:rest>", _answered(**dict.fromkeys(EVERY, _nothing))),
]
