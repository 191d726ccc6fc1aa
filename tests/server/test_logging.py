"""What the server notes: failures with their traceback, but not every refusal."""

from __future__ import annotations

import subprocess
import sys

SAID = """
import logging
import django
django.setup()
log = logging.getLogger("django.request")
log.warning("Not Found: /nowhere")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("Internal Server Error: /api/v1/cases")
"""


def test_a_failure_is_noted_with_its_traceback_on_standard_error() -> None:
    noted = subprocess.run([sys.executable, "-c", SAID], check=True, capture_output=True, text=True).stderr
    assert "ERROR django.request: Internal Server Error: /api/v1/cases" in noted
    assert "ZeroDivisionError" in noted
    assert "Not Found" not in noted
