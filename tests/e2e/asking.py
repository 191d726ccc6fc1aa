"""Asking a platform that is being killed: the same again until it answers."""

from __future__ import annotations

import time
from typing import Any

import httpx
from tests.e2e.platform import Platform

PATIENCE_SECONDS = 120.0


def answered(
    platform: Platform,
    token: str,
    method: str,
    path: str,
    body: Any = None,
    patience: float = PATIENCE_SECONDS,
) -> httpx.Response:
    """What the platform answers once it does, whatever that is."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            answer = httpx.request(
                method, f"{platform.url}/api/v1{path}", json=body, headers={"Authorization": f"Bearer {token}"}, timeout=30
            )  # fmt: skip
        except httpx.HTTPError:
            time.sleep(0.1)
            continue
        if answer.status_code < 500:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"no answer to {method} {path}")


def call(platform: Platform, token: str, method: str, path: str, body: Any = None) -> Any:
    """What the platform answers where all is well."""
    answer = answered(platform, token, method, path, body)
    assert answer.status_code == 200, answer.text
    return answer.json()
