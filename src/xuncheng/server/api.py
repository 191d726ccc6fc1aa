"""The HTTP API under /api/v1: the routers of every package, one way to say no, one OpenAPI document."""

from __future__ import annotations

from typing import Any

import orjson
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as InputError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from xuncheng.domains.cases.api import router as cases
from xuncheng.domains.cases.deadlines_api import router as deadlines
from xuncheng.domains.cases.hearings_api import router as hearings
from xuncheng.domains.cases.records_api import router as records
from xuncheng.domains.collection.api import router as collection
from xuncheng.domains.custody.api import router as custody
from xuncheng.domains.custody.measures_api import router as measures
from xuncheng.domains.documents.api import router as documents
from xuncheng.domains.equipment.api import router as equipment
from xuncheng.domains.insight.api import router as insight
from xuncheng.domains.intake.api import router as intake
from xuncheng.domains.law.api import router as law
from xuncheng.domains.legacy.api import router as legacy
from xuncheng.domains.monitoring.api import router as devices
from xuncheng.domains.patrol.api import router as patrol
from xuncheng.domains.portal.api import router as portal
from xuncheng.domains.powers.api import router as powers
from xuncheng.domains.publication.api import router as publication
from xuncheng.domains.remedies.api import router as remedies
from xuncheng.domains.remedies.registers_api import router as registers
from xuncheng.domains.subjects.api import router as subjects
from xuncheng.foundation.batches.api import router as batches
from xuncheng.foundation.exports.api import router as exports
from xuncheng.foundation.files.api import router as files
from xuncheng.foundation.messages.api import router as messages
from xuncheng.foundation.people.administration.api import router as administration
from xuncheng.foundation.people.api import router as people
from xuncheng.foundation.people.authentication import SIGNED_IN
from xuncheng.foundation.people.filters_api import router as filters
from xuncheng.foundation.places.api import router as places
from xuncheng.foundation.trail.problem import REFUSALS
from xuncheng.gateways.exchange.api import router as exchange
from xuncheng.gateways.field.api import router as field
from xuncheng.gateways.webhooks.api import router as webhooks
from xuncheng.server import acts_api, preview_api, problems
from xuncheng.server.locality_api import router as locality
from xuncheng.server.openapi_events import say_events
from xuncheng.server.openapi_refusals import say_refusals, say_uploads
from xuncheng.server.work_api import router as work


class FastParser(Parser):
    """Reads JSON bodies with orjson."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as plain values."""
        return orjson.loads(request.body)

    def parse_querydict(
        self, data: MultiValueDict[str, str], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """The parameters of the address. Raises HttpError for the one sign that the database cannot hold."""
        if any("\x00" in value for _, values in data.lists() for value in values):
            raise HttpError(400, "NUL")
        given: dict[str, Any] = super().parse_querydict(data, list_fields, request)
        return given


class FastRenderer(BaseRenderer):
    """Writes JSON answers with orjson; money as text, never as a float."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """The answer as bytes."""
        return orjson.dumps(data, default=str)


class Api(NinjaAPI):
    """The API, with a description that also says how it refuses."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The OpenAPI document."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        say_events(schema)
        say_uploads(schema)
        say_refusals(schema)
        return schema


api = Api(
    title="巡城 Xuncheng", version="1", description="城市管理综合行政执法平台 · platform for urban-management law enforcement",
    auth=SIGNED_IN, parser=FastParser(), renderer=FastRenderer(), docs_url=None, openapi_url="/openapi.json",
    urls_namespace="api",
)  # fmt: skip


for error in (*REFUSALS, OperationalError):
    api.exception_handler(error)(problems.answer_error)


@api.exception_handler(InputError)
def _wrong_input(request: HttpRequest, error: InputError) -> HttpResponse:
    return problems.answer_input(request, error)


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problems.answer_http(request, error)


acts_api.add_routes()
api.add_router("/acts", acts_api.router)
api.add_router("/acts", preview_api.router)
for router in (
    people,
    administration,
    places,
    files,
    filters,
    batches,
    exports,
    messages,
    law,
    powers,
    subjects,
    legacy,
    documents,
    devices,
    records,
    intake,
    cases,
    remedies,
    registers,
    publication,
    portal,
    deadlines,
    hearings,
    insight,
    patrol,
    custody,
    measures,
    collection,
    webhooks,
    exchange,
    equipment,
    field,
    work,
    locality,
):
    api.add_router("", router)
