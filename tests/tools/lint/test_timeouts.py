from __future__ import annotations

from tools.lint.rules.timeouts import RULE

PATH = "src/xuncheng/gateways/maps.py"

GOOD = """
import httpx
import socket
from urllib.request import urlopen
httpx.get(url, timeout=5)
httpx.AsyncClient(timeout=5)
urlopen(url, timeout=5)
urlopen(url, None, 5)
socket.create_connection(("db", 5432), 5)
settings.get(url)
"""

BAD = """
import httpx
import urllib.request
import socket as sockets
from httpx import post as send
httpx.get(url)  # <<
httpx.Client()  # <<
send(url, json={})  # <<
httpx.get(url, timeout=None)  # <<
urllib.request.urlopen(url)  # <<
sockets.create_connection(("db", 5432))  # <<
"""


def test_a_call_that_says_how_long_it_waits_passes(finds_marked) -> None:
    assert not finds_marked(RULE, PATH, GOOD)


def test_a_call_that_may_wait_for_ever_is_found(finds_marked) -> None:
    assert finds_marked(RULE, PATH, BAD)
