"""What the door says of itself: its configuration, its one kind of resource, and that one's schema."""

from __future__ import annotations

from typing import Any

from scim2_models import ResourceType, Schema, ServiceProviderConfig

from xuncheng.gateways.scim.persons import MOST
from xuncheng.gateways.scim.shapes import User


def config(root: str) -> ServiceProviderConfig:
    """What of SCIM is supported."""
    no, yes = {"supported": False}, {"supported": True}
    return ServiceProviderConfig.model_validate({
        "patch": yes,
        "bulk": no | {"maxOperations": 0, "maxPayloadSize": 0},
        "filter": yes | {"maxResults": MOST},
        "changePassword": no,
        "sort": no,
        "etag": yes,
        "authenticationSchemes": [
            {"type": "oauthbearertoken", "name": "Bearer", "description": "An access token of a service account", "primary": True}
        ],
        "meta": {"resourceType": "ServiceProviderConfig", "location": f"{root}/ServiceProviderConfig"},
    })  # fmt: skip


def resource_type(root: str) -> ResourceType:
    """Users, the only kind."""
    return ResourceType.model_validate({
        "id": "User", "name": "User", "endpoint": "/Users", "description": "Persons who work here", "schema": str(User.__schema__),
        "meta": {"resourceType": "ResourceType", "location": f"{root}/ResourceTypes/User"},
    })  # fmt: skip


def schema(root: str) -> Schema:
    """The schema of users: what of the core schema is supported."""
    found: Any = User.to_schema()
    location = f"{root}/Schemas/{User.__schema__}"
    return Schema.model_validate(
        found.model_dump() | {"meta": {"resourceType": "Schema", "location": location}}
    )
