"""The reader of infoboxes in HTML against those of the InfoTabS suite, in the folder PHOTOFINISH_CORPUS."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conformance import scores
from tests.conftest import CORPUS

pytestmark = pytest.mark.corpus


def test_nearly_all_fields_of_others_infoboxes_are_read_right() -> None:
    cases, fields, right = scores.infobox_score(Path(os.environ[CORPUS]) / "tablecases")
    assert cases > 100
    assert right >= 0.95 * fields
