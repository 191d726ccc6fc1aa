"""What SCIM says of a user here: a subset of the core schema (RFC 7643, 4.1), as scim2-models writes shapes."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import EmailStr, Field
from scim2_models import URN, ComplexAttribute, Mutability, Required, Resource, Uniqueness


class Email(ComplexAttribute):
    """An e-mail address."""

    value: EmailStr | None = None


class User(Resource[Any]):
    """A person who works here. His user name stays as it was given; rights are not to be had by SCIM."""

    __schema__: ClassVar[URN] = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Uniqueness.server, Required.true, Mutability.immutable] = None
    display_name: Annotated[str | None, Required.true] = None
    active: bool | None = None
    emails: list[Email] | None = Field(None, max_length=1)
