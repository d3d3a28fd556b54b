"""Limits on what an archive may hold, all of them counts: what they refuse does not depend on the machine."""

from __future__ import annotations

from parsers.text import MAX_BYTES

MAX_HEADER = 16_000_000
"""Bytes before the first page, and between two pages. The header of the largest wikis takes some 50,000."""
MAX_PAGE_HEAD = 1_000_000
"""Bytes of a page before its first revision: a title, a few numbers."""
MAX_REVISION = MAX_BYTES
"""Bytes of a revision as XML. MediaWiki itself takes texts of 2 MB; an article of `MAX_BYTES` is refused later."""
MAX_LINE = 2 * MAX_BYTES
"""Bytes of a line of NDJSON: both forms of an article."""
MAX_ELEMENTS = 1_000
"""Elements of a page with the one revision that is read; a usual one has 20."""
MAX_DEPTH = 16
"""Elements within each other in a page; a usual one has 4."""
MAX_PASSED_OVER = 4
"""How many times in a row reading goes on after a limit without having found a page, or the end of a line."""

CHUNK = 1 << 16
"""Bytes read at a time, and decompressed at a time: more leaves the processor's cache."""
