"""Systems that sign in with our users: registering, other addresses, a new secret, the end."""

from __future__ import annotations

import secrets
from typing import Annotated
from urllib.parse import urlsplit

from allauth.idp.oidc.models import Client
from django.conf import settings

from xuncheng.foundation.people.commands.rights import Reason
from xuncheng.foundation.people.models import OidcClient
from xuncheng.foundation.people.oidc.adapter import SCOPES
from xuncheng.foundation.people.sessions import end_at
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
GRANTS = ("authorization_code", "refresh_token")
Addresses = Annotated[
    str, field("回调地址（每行一个）", "Redirect addresses, one a line", "longtext", max_length=2000)
]
LogoutAddresses = Annotated[
    str,
    field(
        "退出后返回的地址（每行一个）",
        "Addresses to return to after signing out, one a line",
        "longtext",
        max_length=2000,
    ),
]
BackchannelAddress = Annotated[
    str,
    field(
        "后台退出通知地址",
        "Address told that somebody signed out (back-channel logout)",
        "text",
        max_length=300,
    ),
]


@act("client.register", Text("登记对接系统", "Register a system that signs in here"))
def register_client(
    deed: Deed,
    name: Annotated[str, field("系统名称", "Name of the system", "text", min_length=1, max_length=60)],
    redirect_uris: Addresses,
    logout_uris: LogoutAddresses = "",
    confidential: Annotated[
        bool, field("能保管密文（有服务端）", "Keeps a secret (has a server)", "bool")
    ] = True,
    first_party: Annotated[
        bool, field("本局系统，登录时不再询问", "The bureau's own: nobody is asked", "bool")
    ] = True,
    backchannel_uri: BackchannelAddress = "",
) -> OidcClient:
    """Register a system in which our users sign in (OpenID Connect, code flow with PKCE).

    At `backchannel_uri` it is told when somebody who signed in there is gone from here (OpenID Connect Back-Channel Logout 1.0).
    Its secret is told this once. A system without a server has none and must use PKCE. Addresses are compared as a whole.
    """
    client = OidcClient(
        id=deed.id, client_id=f"xc-{deed.id.hex}", name=name, redirect_uris=_some_addresses(redirect_uris),
        logout_uris=_addresses("logout_uris", logout_uris), confidential=confidential, first_party=first_party,
        area_path=f"{settings.LOCALITY.area_code}.", backchannel_uri=_one_address("backchannel_uri", backchannel_uri),
    )  # fmt: skip
    client.save()
    kept = Client(
        id=client.client_id, name=name, type="confidential" if confidential else "public", skip_consent=first_party,
        created_at=deed.received_at,
    )  # fmt: skip
    kept.set_scopes(list(SCOPES))
    kept.set_default_scopes(["openid"])
    _let_go_to(kept, client)
    kept.grant_types = "\n".join(GRANTS)
    client.secret = deed.secret = _give_secret(kept) if confidential else None
    kept.save()
    return client


@act("client.change", Text("变更对接系统地址", "Change a system's addresses"), on="client")
def change_client(
    deed: Deed,
    client: OidcClient,
    redirect_uris: Addresses,
    logout_uris: LogoutAddresses = "",
    backchannel_uri: BackchannelAddress = "",
    sign_out: Annotated[
        bool, field("同时结束该系统现有的登录", "Also end what is signed in there now", "bool")
    ] = False,
) -> OidcClient:
    """Give a system other addresses: those that are entered and no others. What it is called, its key and its secret stay.

    Who is signed in there stays so, unless `sign_out` ends its tokens and has it told of each user at the new address. Nobody is asked
    to agree anew for it: a system that is not the bureau's own asks at each signing in. Notices of signing out that are still to be
    sent go to the new address, and to none where there is none any more.
    """
    _require_running(client)
    client.redirect_uris = _some_addresses(redirect_uris)
    client.logout_uris = _addresses("logout_uris", logout_uris)
    client.backchannel_uri = _one_address("backchannel_uri", backchannel_uri)
    client.save(update_fields=["redirect_uris", "logout_uris", "backchannel_uri"])
    kept = Client.objects.get(pk=client.client_id)
    _let_go_to(kept, client)
    kept.save(update_fields=["redirect_uris", "data"])
    if sign_out:
        deed.outputs["signed_out"] = end_at(client.client_id)
    return client


@act("client.rotate", Text("更换对接系统密文", "Give a system a new secret"), on="client")
def rotate_client(deed: Deed, client: OidcClient) -> OidcClient:
    """Give the system a new secret; the old one is worthless at once. Who is signed in there stays so."""
    _require_running(client)
    if not client.confidential:
        raise Refused("client_public", Text("该系统没有密文", "This system has no secret"))
    kept = Client.objects.get(pk=client.client_id)
    client.secret = deed.secret = _give_secret(kept)
    kept.save(update_fields=["secret"])
    return client


@act("client.end", Text("停止对接系统", "End a system's signing in"), on="client")
def end_client(deed: Deed, client: OidcClient, reason: Reason) -> OidcClient:
    """Let nobody sign in there any more; its tokens end at once."""
    _require_running(client)
    client.ended_at = deed.received_at
    client.save(update_fields=["ended_at"])
    Client.objects.filter(pk=client.client_id).delete()
    return client


def _let_go_to(kept: Client, client: OidcClient) -> None:
    """Let the provider send browsers to the client's addresses alone."""
    kept.set_redirect_uris(client.redirect_uris)
    kept.set_post_logout_redirect_uris(client.logout_uris)


def _give_secret(kept: Client) -> str:
    secret = secrets.token_urlsafe(32)
    kept.set_secret(secret)
    return secret


def _require_running(client: OidcClient) -> None:
    if client.ended_at is not None:
        raise Refused("client_ended", Text("该系统已停止对接", "This system was ended"))


def _some_addresses(lines: str) -> list[str]:
    """The redirect addresses that were entered. Raises as `_addresses`, and where there is none."""
    found = _addresses("redirect_uris", lines)
    if not found:
        raise invalid(FieldError("redirect_uris", Text("至少填写一个回调地址", "Name at least one address")))
    return found


def _addresses(name: str, lines: str) -> list[str]:
    """The addresses that were entered. Raises `Refused` for one to which a code may not be sent."""
    found = list(dict.fromkeys(lines.split()))
    wrong = [one for one in found if not _is_safe(one)]
    if wrong:
        sentence = Text(
            f"{wrong[0]}：须为https地址（本机可用http），不含“#”和“*”",
            f"{wrong[0]}: an https address (http on this machine only), without # and *",
        )
        raise invalid(FieldError(name, sentence))
    return found


def _one_address(name: str, entered: str) -> str:
    """The one address that was entered, or none. Raises as `_addresses`, and for several."""
    found = _addresses(name, entered)
    if len(found) > 1:
        raise invalid(FieldError(name, Text("只能填写一个地址", "Name one address")))
    return found[0] if found else ""


def _is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    secure = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
    return bool(
        secure and host and len(address) <= 300 and not parts.username and not {"#", "*"} & set(address)
    )
