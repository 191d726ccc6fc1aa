"""The installation's own secret key, made once."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def installation_secret(var: Path) -> str:
    """Read the key from `var/secret_key`; make it, readable by its owner alone, if it is not there."""
    path = var / "secret_key"
    var.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key
