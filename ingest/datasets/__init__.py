"""Facts and statements to the rows of the published datasets. Pure; `schemas.frames` sorts and checks them."""

from ingest.datasets.build import Judged, build_rows

__all__ = ["Judged", "build_rows"]
