"""Taking in photographs and other files as if somebody had uploaded them."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from xuncheng.foundation.files.commands import add_file
from xuncheng.foundation.files.models import StoredFile, Upload
from xuncheng.foundation.files.store import store
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.server.demo.generate.pictures import handwriting, picture

_KEPT = timedelta(days=3)


def take_photograph(deed: Deed, scene: str, seed: int, place: str, title: str) -> StoredFile:
    """Draw a photograph of the time and place, and make it a file of the actor (`file.add`)."""
    content = picture(scene, seed, f"{deed.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}  {place}  示范图片")
    return take_in(deed, content, f"{title}.jpg", "image/jpeg")


def take_signature(deed: Deed, name: str) -> StoredFile:
    """Write a name as its person would on the screen, and make it a file of the actor (`file.add`)."""
    return take_in(deed, handwriting(name), f"{name}.png", "image/png")


def take_in(deed: Deed, content: bytes, name: str, kind: str) -> StoredFile:
    """Make these bytes, of that media type, a file of the actor (`file.add`)."""
    owner = deed.actor.id
    if owner is None:
        raise ValueError("strangers upload nothing")
    sha256 = hashlib.sha256(content).hexdigest()
    store().put_bytes(sha256, content)
    upload = Upload(
        id=deed.id, owner_id=owner, length=len(content), name=name, created_at=deed.at, expires_at=deed.at + _KEPT,
        sha256=sha256, type=kind,
    )  # fmt: skip
    Upload.objects.bulk_create([upload], ignore_conflicts=True)
    return add_file(deed, deed.id)
