"""What the tests of documents share: fields to print, and a renderer with the fonts of this checkout."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from tests.domains.documents.samples import SAMPLES
from tests.domains.documents.samples_behalf import BEHALF
from tests.domains.documents.samples_beside import BESIDE
from tests.domains.documents.samples_custody import CUSTODY
from tests.domains.documents.samples_enforcement import ENFORCEMENT
from tests.domains.documents.samples_execution import EXECUTION
from tests.domains.documents.samples_inquiry import INQUIRY
from tests.domains.documents.samples_measures import MEASURES
from tests.domains.documents.samples_opening import OPENING
from tests.domains.documents.samples_remedies import REMEDY
from tests.domains.documents.samples_seizure import SEIZURE

from xuncheng.domains.documents.render import Renderer

FONTS = Path(__file__).resolve().parents[3] / "var" / "fonts"


@pytest.fixture
def samples() -> dict[str, dict[str, Any]]:
    """Fields of each kind, to change at will."""
    first = SAMPLES | OPENING | INQUIRY | MEASURES
    beside = BEHALF | BESIDE | CUSTODY | ENFORCEMENT | EXECUTION | REMEDY | SEIZURE
    return deepcopy(first | beside)


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    return Renderer(FONTS, compilers=2)
