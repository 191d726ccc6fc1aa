"""Other systems sign in with our users: OpenID Connect as such a system speaks it, from discovery to signing out."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from django.test import Client
from tests.domains.town import Person, Town
from tests.server.api.signing_in import HOST, Browser, browser, clerk

__all__ = ["browser", "clerk"]

pytestmark = pytest.mark.usefixtures("clock")

BACK, BYE = "https://oa.example.invalid/callback", "https://oa.example.invalid/bye"


@dataclass
class System:
    """Another system of the bureau: what it was given at its registration, and how it signs somebody in."""

    key: str
    client_id: str
    secret: str | None

    def asks(self, **more: str) -> str:
        """The address to which it sends a browser."""
        self.verifier = secrets.token_urlsafe(48)
        digest = hashlib.sha256(self.verifier.encode()).digest()
        asked = {
            "response_type": "code", "client_id": self.client_id, "redirect_uri": BACK, "state": "s1", "nonce": "n1",
            "scope": "openid profile xuncheng", "code_challenge_method": "S256",
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        }  # fmt: skip
        return f"/identity/o/authorize?{urlencode(asked | more)}"

    def code(self, browser: Client) -> str:
        """The code that a browser with somebody signed in brings back."""
        answer = browser.get(self.asks())
        assert answer.status_code == 302, answer.content.decode()
        found = parse_qs(urlsplit(answer["Location"]).query)
        assert answer["Location"].startswith(BACK)
        assert found["state"] == ["s1"]
        return found["code"][0]

    def tokens(self, code: str, **more: str) -> Any:
        """What the token endpoint answers to a code."""
        given = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": BACK,
            "code_verifier": self.verifier,
        }
        return self.post(given | more)

    def refreshed(self, token: str) -> Any:
        """What the token endpoint answers to a refresh token."""
        return self.post({"grant_type": "refresh_token", "refresh_token": token})

    def post(self, given: dict[str, str]) -> Any:
        known = {"client_id": self.client_id} | ({"client_secret": self.secret} if self.secret else {})
        return Client().post("/identity/o/api/token", known | given)

    def who(self, token: str) -> Any:
        """What userinfo says."""
        return Client().get("/identity/o/api/userinfo", headers={"Authorization": f"Bearer {token}"})


def register(town: Town, **given: Any) -> System:
    """A system as the administrator registers it."""
    done = town.admin.does(
        "client.register", name="示例办公系统", redirect_uris=BACK, logout_uris=BYE, **given
    )
    page = town.admin.get(f"/client-register/{done['result']}")
    return System(done["result"], page["client_id"], done["secret"])


def test_it_says_what_it_offers() -> None:
    said = Client().get("/.well-known/openid-configuration").json()
    assert said["issuer"] == HOST
    assert said["response_types_supported"] == ["code"]
    assert said["code_challenge_methods_supported"] == ["S256"]
    assert "device_authorization_endpoint" not in said
    (key,) = Client().get("/.well-known/jwks.json").json()["keys"]
    assert key["kty"] == "RSA"
    assert "d" not in key
    assert Client().post("/identity/o/api/device/code").status_code == 404


def test_who_is_not_signed_in_is_sent_to_the_desk_and_back(town: Town, clerk: Person) -> None:
    system, browser = register(town), Browser()
    asked = system.asks()
    answer = browser.get(asked)
    assert answer.status_code == 302
    place = urlsplit(answer["Location"])
    assert place.path == "/sign-in"
    (following,) = parse_qs(place.query)["next"]
    assert following == asked
    browser.sign_in(clerk.user.username)
    assert browser.get(following)["Location"].startswith(f"{BACK}?")


def test_a_system_learns_who_signed_in(town: Town, clerk: Person, browser: Browser) -> None:
    system = register(town)
    answer = system.tokens(system.code(browser))
    assert answer.status_code == 200, answer.content.decode()
    tokens = answer.json()

    # The ID token is signed with the published key, for this system and this sign-in alone
    published = jwt.PyJWKSet.from_dict(Client().get("/.well-known/jwks.json").json()).keys[0]
    told = jwt.decode(
        tokens["id_token"], published, algorithms=["RS256"], audience=system.client_id, issuer=HOST,
        options={"verify_iat": False, "verify_exp": False},
    )  # fmt: skip
    assert (told["sub"], told["nonce"]) == (clerk.key, "n1")
    assert system.who(tokens["access_token"]).json() == {
        "sub": clerk.key, "name": "示例内勤", "preferred_username": clerk.user.username, "organisation": "street-a",
        "team": "team-a", "roles": [{"code": "clerk", "area": town.a.area.code}],
    }  # fmt: skip

    # A token of another system's world opens nothing of the API
    answer = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {tokens['access_token']}"})
    assert answer.status_code == 401
    # And it may be refreshed once: the old one is worthless then
    again = system.refreshed(tokens["refresh_token"])
    assert again.status_code == 200
    assert system.refreshed(tokens["refresh_token"]).status_code == 400


def test_a_code_is_for_its_system_its_address_its_verifier_and_once(town: Town, browser: Browser) -> None:
    system, other = register(town), register(town)
    assert system.tokens(system.code(browser), code_verifier="x" * 50).status_code == 400
    assert system.tokens(system.code(browser), redirect_uri=BYE).status_code == 400
    code = system.code(browser)
    other.verifier = system.verifier
    assert other.tokens(code).status_code == 400
    assert system.tokens(code).status_code == 200
    assert system.tokens(code).status_code == 400
    elsewhere = browser.get(system.asks(redirect_uri="https://evil.example.invalid/"))
    assert "evil" not in elsewhere.headers.get("Location", "")
    assert elsewhere.status_code != 302


def test_a_system_without_a_server_must_prove_itself_by_pkce(town: Town, browser: Browser) -> None:
    system = register(town, confidential=False)
    assert system.secret is None
    assert system.tokens(system.code(browser)).status_code == 200
    bare = browser.get(system.asks(code_challenge="", code_challenge_method=""))
    assert "code=" not in bare.headers.get("Location", "")
    assert town.admin.refused("client.rotate", system.key)["code"] == "client_public"


def test_who_is_switched_off_is_out_everywhere(town: Town, clerk: Person, browser: Browser) -> None:
    system = register(town)
    tokens, code = system.tokens(system.code(browser)).json(), system.code(browser)
    town.admin.does("user.deactivate", clerk.key, reason="离职")
    assert system.who(tokens["access_token"]).status_code == 401
    assert system.refreshed(tokens["refresh_token"]).status_code == 400
    assert system.tokens(code).status_code == 400
    assert urlsplit(browser.get(system.asks())["Location"]).path == "/sign-in"


def test_signing_out_of_the_last_session_ends_the_tokens(town: Town, clerk: Person, browser: Browser) -> None:
    system, second = register(town), Browser()
    second.sign_in(clerk.user.username)
    tokens = system.tokens(system.code(browser)).json()
    second.sign_out()
    assert system.who(tokens["access_token"]).status_code == 200
    browser.sign_out()
    assert system.who(tokens["access_token"]).status_code == 401
    assert system.refreshed(tokens["refresh_token"]).status_code == 400


def test_a_system_signs_its_user_out_here(town: Town, clerk: Person, browser: Browser) -> None:
    system = register(town)
    tokens = system.tokens(system.code(browser)).json()
    asked = {"id_token_hint": tokens["id_token"], "post_logout_redirect_uri": BYE, "state": "s2"}
    answer = browser.get(f"/identity/o/logout?{urlencode(asked)}")
    assert answer["Location"] == f"{BYE}?state=s2"
    assert browser.get("/api/v1/me").status_code == 401
    assert system.who(tokens["access_token"]).status_code == 401


def test_a_new_secret_and_an_end(town: Town, browser: Browser) -> None:
    system = register(town)
    tokens, old = system.tokens(system.code(browser)).json(), system.secret
    system.secret = town.admin.does("client.rotate", system.key)["secret"]
    assert System(system.key, system.client_id, old).refreshed(tokens["refresh_token"]).status_code == 401
    assert system.refreshed(tokens["refresh_token"]).status_code == 200
    tokens = system.tokens(system.code(browser)).json()
    town.admin.does("client.end", system.key, reason="系统下线")
    assert system.who(tokens["access_token"]).status_code == 401
    assert browser.get(system.asks()).status_code != 302
    assert town.admin.refused("client.end", system.key, reason="再")["code"] == "client_ended"


@pytest.mark.parametrize(
    "address",
    ["http://oa.example.invalid/cb", "https://*.example.invalid/", "https://oa.example.invalid/#x", "javascript:alert(1)", "oa"],
)  # fmt: skip
def test_no_code_is_sent_where_others_read_it(town: Town, address: str) -> None:
    refusal = town.admin.refused("client.register", name="示例", redirect_uris=f"{BACK}\n{address}")
    assert [error["field"] for error in refusal["errors"]] == ["redirect_uris"]


def test_only_the_administrator_of_the_district_registers(town: Town) -> None:
    assert town.officer.refused("client.register", name="示例", redirect_uris=BACK)["code"] == "no_grant"


def test_a_foreign_system_is_told_only_of_who_agrees(town: Town, clerk: Person, browser: Browser) -> None:
    # Given a system that is not the bureau's own
    system = register(town, first_party=False)
    asked = system.asks()

    # When it asks, the page says in Chinese who is to agree to what
    page = browser.get(asked)
    said = page.content.decode()
    assert "是否登录“示例办公系统”？" in said
    assert f"（{clerk.user.username}）" in said
    assert "所在机构、执法队和现任角色" in said
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]

    # Then whoever refuses is not told of, and whoever agrees is
    (request,) = re.findall(r'name="request" value="([^"]+)"', said)
    scopes = re.findall(r'name="scopes" value="([^"]+)"', said)
    assert scopes == ["openid", "profile", "xuncheng"]
    given = {"request": html.unescape(request), "scopes": scopes}
    refused = browser.post("/identity/o/authorize", given | {"action": "cancel"})
    assert refused["Location"] == f"{BACK}?error=access_denied&state=s1"
    agreed = browser.post("/identity/o/authorize", given | {"action": "grant"})
    (code,) = parse_qs(urlsplit(agreed["Location"]).query)["code"]
    assert system.tokens(code).status_code == 200


def test_who_reads_english_is_asked_in_english(town: Town, clerk: Person, browser: Browser) -> None:
    clerk.does("profile.change", clerk.key, language="en")
    said = browser.get(register(town, first_party=False).asks()).content.decode()
    assert '<html lang="en">' in said
    assert "Agree and sign in" in said
    assert "登录授权" not in said


def test_nobody_else_can_agree_for_somebody(town: Town, clerk: Person) -> None:
    # Given a browser that checks where a form comes from
    careful = Browser(enforce_csrf_checks=True)
    clerk.user.refresh_from_db()
    careful.force_login(clerk.user)
    said = careful.get(register(town, first_party=False).asks()).content.decode()
    (request,) = re.findall(r'name="request" value="([^"]+)"', said)
    given = {"request": html.unescape(request), "scopes": ["openid"], "action": "grant"}
    assert careful.post("/identity/o/authorize", given).status_code == 403


def test_a_system_may_insist_on_signing_in_anew(town: Town, browser: Browser) -> None:
    system = register(town)
    answer = browser.get(system.asks(prompt="login"))
    place = urlsplit(answer["Location"])
    assert place.path == "/sign-in"
    assert "prompt" not in parse_qs(place.query)["next"][0]
    assert browser.get("/api/v1/me").status_code == 401


def test_what_is_not_in_order_is_said_in_plain_words(town: Town, browser: Browser) -> None:
    system = register(town)
    unknown = browser.get(system.asks(client_id="nobody"))
    assert "该系统的登录请求有误" in unknown.content.decode()
    evil = {"client_id": system.client_id, "post_logout_redirect_uri": "https://evil.example.invalid/"}
    elsewhere = browser.get(f"/identity/o/logout?{urlencode(evil)}")
    assert "返回地址未登记" in elsewhere.content.decode()
    assert browser.get("/api/v1/me").status_code == 200


def test_without_proof_the_person_himself_is_asked_whether_he_signs_out(browser: Browser) -> None:
    asked = browser.get("/identity/o/logout")
    assert "是否同时退出本平台？" in asked.content.decode()
    assert browser.get("/api/v1/me").status_code == 200
