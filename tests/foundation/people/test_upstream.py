"""Which providers an installation names, and who of our users somebody is whom one of them sends."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Street

from xuncheng.foundation.people.commands import add_user
from xuncheng.foundation.people.models import User, UserKind
from xuncheng.foundation.people.upstream.matching import claimed, found
from xuncheng.foundation.people.upstream.providers import ProviderFault, Upstream, load_providers
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import Viewer

ROW = """
[[provider]]
id = "district"
name = "区统一身份认证"
issuer = "https://login.example.invalid/"
client_id = "xuncheng"
secret_env = "EXAMPLE_SECRET"
"""
DISTRICT = Upstream("district", "区统一身份认证", "https://login.example.invalid", "xuncheng", "example")


def load(folder: Path, text: str) -> tuple[Upstream, ...]:
    file = folder / "providers.toml"
    file.write_text(text, encoding="utf-8")
    return load_providers(file)


def test_a_file_names_the_providers_and_where_their_secrets_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load_providers(tmp_path / "none.toml") == ()
    monkeypatch.setenv("EXAMPLE_SECRET", "example")
    assert load(tmp_path, ROW) == (DISTRICT,)
    kept = tmp_path / "secret"
    kept.write_text("other\n", encoding="utf-8")
    (by_file,) = load(tmp_path, ROW.replace('secret_env = "EXAMPLE_SECRET"', f'secret_file = "{kept}"'))
    assert by_file.secret == "other"
    assert DISTRICT.as_app()["settings"]["oauth_pkce_enabled"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (ROW.replace("client_id", "clientid"), "provider 1: unknown field clientid"),
        (ROW.replace('id = "district"\n', ""), "provider 1: id is missing"),
        (ROW.replace("https://", "http://"), "provider 1: issuer is an https address"),
        (ROW + 'matches = "shoe size"\n', "provider 1: matches is one of"),
        (ROW + 'matches = "certificate"\ncreate = true\n', "provider 1: create needs a user name"),
        (ROW.replace("EXAMPLE_SECRET", "EXAMPLE_UNSET"), "provider 1: secret_file"),
        (ROW + ROW, "two providers have the same id"),
        ("[[provider", "providers.toml"),
    ],
)
def test_a_file_that_cannot_be_followed_is_refused_by_row_and_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, fault: str
) -> None:
    monkeypatch.setenv("EXAMPLE_SECRET", "example")
    monkeypatch.delenv("EXAMPLE_UNSET", raising=False)
    with pytest.raises(ProviderFault, match=fault):
        load(tmp_path, row)


def test_the_signed_answer_goes_before_the_other_and_both_must_be_of_one_person() -> None:
    token = {"sub": "1", "preferred_username": "Zhang.San"}
    assert (
        claimed(DISTRICT, {"id_token": token, "userinfo": {"sub": "1", "preferred_username": "li.si"}})
        == "Zhang.San"
    )
    assert claimed(DISTRICT, {"id_token": {"sub": "1"}, "userinfo": token}) == "Zhang.San"
    assert claimed(DISTRICT, {"id_token": {"sub": "2"}, "userinfo": token}) is None
    assert claimed(DISTRICT, {"userinfo": token}) is None
    assert claimed(DISTRICT, {"id_token": {"sub": "1"}}) is None


@pytest.mark.django_db
def test_a_person_is_found_by_his_name_or_his_certificate_and_a_program_never(
    street_a: Street, house: Viewer, officer: User
) -> None:
    by_certificate = Upstream("d", "区", "https://x.invalid", "c", "s", claim="staff", matches="certificate")
    assert found(DISTRICT, "LiMing") == officer
    assert found(by_certificate, "ZF-0001") == officer
    assert found(by_certificate, "LiMing") is None
    add_user(Deed(house), "robot", "示例程序", kind=UserKind.SERVICE)
    assert found(DISTRICT, "robot") is None
