"""The routes of the door: GeoReport v2 with discovery, in JSON and XML."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Form, NinjaAPI, Query
from ninja.openapi.schema import OpenAPISchema

from xuncheng.domains.intake.services import no_service, offered
from xuncheng.foundation.people.viewers import viewer_for_token
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.open311 import limits, reading, refusing, sending, services
from xuncheng.gateways.open311.asking import Asked, Given, Posted, attributes_of
from xuncheng.gateways.open311.description import answers, described
from xuncheng.gateways.open311.writing import answer
from xuncheng.rules.legal import Text
from xuncheng.rules.service_forms import OpenDoor

Format = Literal["json", "xml"]


class GeoReport(NinjaAPI):
    """The door, with a description that names its answers in both formats."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The OpenAPI document."""
        return described(super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params))


api = GeoReport(
    title="巡城 Xuncheng · Open311 GeoReport v2", version="2", urls_namespace="open311", docs_url=None, openapi_url="/openapi.json",
    description="市民诉求开放接口 · https://wiki.open311.org/GeoReport_v2/",
)  # fmt: skip
refusing.add_handlers(api)


@api.get(
    "/discovery.{fmt}",
    openapi_extra=answers("discovery"),
    summary="Where the door is, and whom to ask for a key",
)
def discovery(request: HttpRequest, fmt: Format, given: Query[Given]) -> HttpResponse:
    """Service discovery, as the specification asks for it."""
    door = _enter(request, given)
    path = reverse("open311:openapi-json").rpartition("/")[0]
    return _open(answer(fmt, "discovery", services.discovery_out(request, door, path)))


@api.get("/services.{fmt}", openapi_extra=answers("services"), summary="What may be reported")
def list_services(request: HttpRequest, fmt: Format, given: Query[Given]) -> HttpResponse:
    """The services that are offered today."""
    door = _enter(request, given)
    rows = [services.service_out(request, door, one) for one in offered(door, today())]
    return _open(answer(fmt, "services", rows))


@api.get("/services/{code}.{fmt}", openapi_extra=answers("service_definition"), summary="What a service asks")
def show_service(request: HttpRequest, code: str, fmt: Format, given: Query[Given]) -> HttpResponse:
    """The questions of a service's form."""
    door = _enter(request, given)
    found = offered(door, today(), {code})
    if not found:
        raise no_service()
    return _open(answer(fmt, "service_definition", services.definition_out(request, found[0])))


@api.post("/requests.{fmt}", openapi_extra=answers("posted"), summary="Report something")
def post_request(request: HttpRequest, fmt: Format, posted: Form[Posted]) -> HttpResponse:
    """Submit a request as the user of the key. The same number of the same sender again is answered with the first request."""
    door = _door(posted)
    sender = _sender(request, door, posted.api_key or request.GET.get("api_key", ""))
    limits.count(door.rates, "post", str(sender.id))
    pictures = [*request.FILES.getlist("media"), *request.FILES.getlist("media[]")]
    report = sending.post(sender, door, posted, attributes_of(request.POST), pictures)
    service = door.services.get(report.service)
    notice = refusing.said(request, service.notice if service and service.notice else door.notice)
    made = {"token": str(report.pk)} if door.tokens else {"service_request_id": report.number}
    return answer(
        fmt, "service_requests", [made | {"service_notice": notice, "account_id": posted.account_id or None}]
    )


@api.get(
    "/tokens/{token}.{fmt}", openapi_extra=answers("token"), summary="The number of a request by its token"
)
def show_token(request: HttpRequest, token: UUID, fmt: Format, given: Query[Given]) -> HttpResponse:
    """The number of the request that was answered with this token."""
    _enter(request, given)
    report = reading.by_token(token)
    return answer(fmt, "service_requests", [{"service_request_id": report.number, "token": str(token)}])


@api.get(
    "/requests.{fmt}", openapi_extra=answers("requests"), summary="What was reported, and what became of it"
)
def list_requests(request: HttpRequest, fmt: Format, asked: Query[Asked]) -> HttpResponse:
    """Requests that anybody may read, masked, the newest first: of 90 days and 1,000 at most."""
    door, sender = _come_in(request, asked, asked.api_key)
    if asked.own and sender is None:
        raise _no_key()
    unknown = [code for code in asked.service_code if code not in door.services]
    if unknown:
        raise no_service()
    rows = reading.requests(asked, sender)
    return _open(answer(fmt, "service_requests", reading.requests_out(request, door, rows, sender)))


@api.get("/requests/{number}.{fmt}", openapi_extra=answers("requests"), summary="One request")
def show_request(request: HttpRequest, number: str, fmt: Format, given: Query[Given]) -> HttpResponse:
    """One request by its number."""
    door, sender = _come_in(request, given, request.GET.get("api_key", ""))
    rows = [reading.one(number, sender)]
    return _open(answer(fmt, "service_requests", reading.requests_out(request, door, rows, sender)))


def _door(given: Given) -> OpenDoor:
    """What the locality says of the door. Raises `Refused`: `door_closed`, `no_jurisdiction`."""
    door = settings.LOCALITY.door
    if door is None:
        raise Refused("door_closed", Text("本地未开放该接口", "This door is not open here"), status=404)
    if given.jurisdiction_id not in ("", door.jurisdiction):
        raise Refused(
            "no_jurisdiction",
            Text(
                f"jurisdiction_id 不存在，本处为 {door.jurisdiction}",
                f"jurisdiction_id not found: here it is {door.jurisdiction}",
            ),
            status=404,
        )
    return door


def _enter(request: HttpRequest, given: Given) -> OpenDoor:
    door, _ = _come_in(request, given, "")
    return door


def _come_in(request: HttpRequest, given: Given, key: str) -> tuple[OpenDoor, Viewer | None]:
    """The door and whose key it is, if one was shown; the call is counted."""
    door = _door(given)
    sender = _sender(request, door, key) if key else None
    if sender is None:
        limits.count(door.rates, "read_without_key", limits.address_of(request))
    else:
        limits.count(door.rates, "read", str(sender.id))
    return door, sender


def _sender(request: HttpRequest, door: OpenDoor, key: str) -> Viewer:
    """Whose key it is. Raises `Refused` (403); keys that are none are counted too."""
    if not key:
        raise _no_key()
    sender = viewer_for_token(key)
    if sender is None:
        limits.count(door.rates, "wrong_key", limits.address_of(request))
        raise Refused(
            "wrong_key",
            Text("api_key 无效、已吊销或已过期", "The api_key is unknown, revoked or expired"),
            status=403,
        )
    return sender


def _no_key() -> Refused:
    return Refused("no_key", Text("请提供 api_key", "An api_key is needed"), status=403)


def _open(response: HttpResponse) -> HttpResponse:
    """What anybody may read, the scripts of other sites may read as well."""
    response["Access-Control-Allow-Origin"] = "*"
    return response
