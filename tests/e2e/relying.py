"""Other systems in which one signs in by a platform: one of node's openid-client, one of Apache's mod_auth_openidc."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.e2e.platform import ROOT, Platform, free_port

NODE_SYSTEM = ROOT / "web" / "tests" / "relying-party.mjs"
NODE_LIBRARY = ROOT / "web" / "node_modules" / "openid-client"
APACHE_MODULES = Path("/usr/lib/apache2/modules")
APACHE = """
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
{loaded}
TypesConfig /etc/mime.types
DocumentRoot {folder}/site
User www-data
Group www-data
OIDCProviderMetadataURL {issuer}/.well-known/openid-configuration
OIDCClientID {client_id}
OIDCClientSecret {secret}
OIDCScope "openid profile xuncheng"
OIDCPKCEMethod S256
OIDCRedirectURI {address}/callback
OIDCCryptoPassphrase example-passphrase-of-a-test
OIDCRemoteUserClaim preferred_username
OIDCRefreshAccessTokenBeforeExpiry 600 logout_on_error
OIDCUserInfoRefreshInterval 1
OIDCCookieSameSite On
<Location />
  AuthType openid-connect
  Require valid-user
</Location>
<Location /bye.html>
  AuthType None
  Require all granted
</Location>
"""
# A page with an icon of its own: the browser would ask for another beside it, and bring the session back that was just ended.
_HEAD = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,>"
MODULES = (
    "mpm_event",
    "authn_core",
    "authz_core",
    "authz_user",
    "auth_openidc",
    "mime",
    "dir",
    "alias",
)

REGISTER = """
from xuncheng.foundation.people.commands import register_client
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import program
client = register_client(
    Deed(actor=program("test", REGISTER)), {name!r}, "{address}/{callback}", "{address}/{bye}", first_party={own}
)
print(client.client_id, client.secret)
"""

SWITCH_OFF = """
from xuncheng.foundation.people.commands import deactivate_user
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import program
deactivate_user(Deed(actor=program("test", REGISTER)), User.objects.get(username={username!r}), "离职")
print("off")
"""


@dataclass(frozen=True)
class Relying:
    """Another system that is running: where it is."""

    url: str


@contextmanager
def node_system(platform: Platform, *, own: bool) -> Iterator[Relying]:
    """A system that signs its users in by openid-client; `own` says whether it is the bureau's own."""
    node = shutil.which("node")
    if node is None or not NODE_LIBRARY.is_dir():
        pytest.skip("no openid-client: cd web && npm ci")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    client_id, secret = _register(platform, "示例业务系统", address, "bye", own=own)
    given = {"ISSUER": platform.url, "CLIENT_ID": client_id, "CLIENT_SECRET": secret, "PORT": str(port)}
    process = subprocess.Popen([node, str(NODE_SYSTEM)], env={**os.environ, **given})
    with _running(process, port):
        yield Relying(address)


@contextmanager
def apache_system(platform: Platform) -> Iterator[Relying]:
    """A page behind Apache, which signs its readers in by mod_auth_openidc."""
    apache = shutil.which("apache2", path=f"{os.environ['PATH']}:/usr/sbin")
    if apache is None or not (APACHE_MODULES / "mod_auth_openidc.so").exists():
        pytest.skip("no Apache with OpenID Connect: apt-get install apache2 libapache2-mod-auth-openidc")
    if os.geteuid() != 0:
        pytest.skip("Apache of Debian wants to be started as root")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    client_id, secret = _register(platform, "示例内网站点", address, "bye.html", own=True)
    # Not below pytest's own folder, which only root may enter: Apache serves as www-data.
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        site = folder / "site"
        site.mkdir()
        (site / "index.html").write_text(f"{_HEAD}<main>内网站点首页</main>", "utf-8")
        (site / "bye.html").write_text(f"{_HEAD}<main>已退出内网站点</main>", "utf-8")
        loaded = "\n".join(f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so" for name in MODULES)
        (folder / "httpd.conf").write_text(
            APACHE.format(
                port=port, folder=folder, loaded=loaded, issuer=platform.url, client_id=client_id, secret=secret, address=address
            )
        )  # fmt: skip
        process = subprocess.Popen([apache, "-f", str(folder / "httpd.conf"), "-DFOREGROUND"])
        with _running(process, port):
            yield Relying(address)


def switch_off(platform: Platform, username: str) -> None:
    """Deactivate a user at the platform."""
    platform.run(SWITCH_OFF.format(username=username))


def _register(platform: Platform, name: str, address: str, bye: str, *, own: bool) -> tuple[str, str]:
    client_id, secret = platform.run(
        REGISTER.format(name=name, address=address, callback="callback", bye=bye, own=own)
    ).split()
    return client_id, secret


@contextmanager
def _running(process: subprocess.Popen[bytes], port: int) -> Iterator[None]:
    try:
        _await(process, port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _await(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert process.poll() is None, "the other system ended while it was starting"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the other system does not answer")
