"""A system that signs in with our users moves: codes and browsers go to its new addresses alone, and who signed in before stays so."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.domains.town import Town
from tests.server.api.signing_in import Browser, browser, clerk
from tests.server.api.test_oidc import BACK, BYE, System, register

__all__ = ["browser", "clerk"]

pytestmark = pytest.mark.usefixtures("clock")

NEW, NEW_BYE = "https://new.example.invalid/callback", "https://new.example.invalid/bye"


def changes(town: Town, system: System, **given: Any) -> Any:
    """The system moves to another host."""
    return town.admin.does(
        "client.change", system.key, **{"redirect_uris": NEW, "logout_uris": NEW_BYE} | given
    )


def test_codes_are_sent_there_and_nowhere_else(town: Town, browser: Browser) -> None:
    # Given a system at which somebody is signed in
    system = register(town, backchannel_uri="https://oa.example.invalid/out")
    tokens = system.tokens(system.code(browser)).json()
    # When it moves
    changes(town, system)
    # Then codes go to the new address alone, and who signed in before stays so
    assert browser.get(system.asks(redirect_uri=NEW))["Location"].startswith(f"{NEW}?")
    refused = browser.get(system.asks())
    assert "code=" not in refused.headers.get("Location", "")
    assert refused.status_code != 302
    assert system.who(tokens["access_token"]).status_code == 200
    assert system.refreshed(tokens["refresh_token"]).status_code == 200
    # And what was left out is no address any more
    page = town.admin.get(f"/client-register/{system.key}")
    assert (page["redirect_uris"], page["logout_uris"], page["backchannel_uri"]) == (
        [NEW],
        [NEW_BYE],
        "",
    )


def test_a_system_signs_out_to_its_new_address(town: Town, browser: Browser) -> None:
    system = register(town)
    tokens = system.tokens(system.code(browser)).json()
    changes(town, system)
    asked = {"id_token_hint": tokens["id_token"], "state": "s2"}
    old = browser.get(f"/identity/o/logout?{urlencode(asked | {'post_logout_redirect_uri': BYE})}")
    assert "返回地址未登记" in old.content.decode()
    new = browser.get(f"/identity/o/logout?{urlencode(asked | {'post_logout_redirect_uri': NEW_BYE})}")
    assert new["Location"] == f"{NEW_BYE}?state=s2"


def test_who_agrees_on_a_page_from_before_is_not_sent_to_the_old_address(
    town: Town, browser: Browser
) -> None:
    # Given the page that asks somebody whether he agrees, open when the system moves
    system = register(town, first_party=False)
    (request,) = re.findall(r'name="request" value="([^"]+)"', browser.get(system.asks()).content.decode())
    changes(town, system)
    # When he agrees there
    given = {"request": html.unescape(request), "scopes": ["openid"], "action": "grant"}
    answer = browser.post("/identity/o/authorize", given)
    # Then no code goes to where the system was
    assert "code=" not in answer.headers.get("Location", "")


def test_the_trail_says_what_was_changed(town: Town) -> None:
    system = register(town)
    changes(town, system)
    page = town.admin.get(f"/client-register/{system.key}")
    assert [line["act"] for line in page["timeline"]][-1] == "client.change"
    assert page["version"] == 2


@pytest.mark.parametrize(
    ("field", "entered"),
    [
        ("redirect_uris", ""), ("redirect_uris", "http://oa.example.invalid/cb"), ("logout_uris", "oa"),
        ("backchannel_uri", "https://a.example.invalid/ https://b.example.invalid/"),
    ],
)  # fmt: skip
def test_what_is_no_safe_address_is_refused_and_changes_nothing(town: Town, field: str, entered: str) -> None:
    system = register(town)
    refusal = town.admin.refused("client.change", system.key, **{"redirect_uris": BACK} | {field: entered})
    assert [error["field"].rpartition(".")[2] for error in refusal["errors"]] == [field]
    assert town.admin.get(f"/client-register/{system.key}")["redirect_uris"] == [BACK]


def test_not_of_one_that_was_ended_and_not_by_everybody(town: Town) -> None:
    system = register(town)
    assert town.officer.refused("client.change", system.key, redirect_uris=BACK)["code"] == "no_grant"
    town.admin.does("client.end", system.key, reason="系统下线")
    assert town.admin.refused("client.change", system.key, redirect_uris=BACK)["code"] == "client_ended"
    acts = {one["name"]: one for one in town.admin.get(f"/client-register/{system.key}")["possible_acts"]}
    assert acts["client.change"]["refusal"]["code"] == "client_ended"
