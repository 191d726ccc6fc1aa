"""Files as people send them: a photo, by tus."""

from __future__ import annotations

import base64
import io

from PIL import Image
from tests.domains.town import Person


def picture() -> bytes:
    """A photo that somebody took."""
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (120, 160, 90)).save(out, "PNG")
    return out.getvalue()


def begin_upload(person: Person, name: str, length: int) -> str:
    """Begin an upload by tus; its key."""
    told = f"filename {base64.b64encode(name.encode()).decode()},filetype {base64.b64encode(b'image/png').decode()}"
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(length), "Upload-Metadata": told}
    response = person.http.generic("POST", "/api/v1/files/uploads", headers=person.headers | headers)
    assert response.status_code == 201, response.content.decode()
    return response["Location"].rpartition("/")[2]


def upload(person: Person, name: str, content: bytes) -> str:
    """Upload a whole file; its key."""
    key = begin_upload(person, name, len(content))
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}
    response = person.http.generic(
        "PATCH",
        f"/api/v1/files/uploads/{key}",
        content,
        "application/offset+octet-stream",
        headers=person.headers | headers,
    )
    assert response.status_code == 204, response.content.decode()
    return key
