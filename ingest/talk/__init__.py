"""Giving back: what was found to differ in an article, as wikitext for its talk page."""

from ingest.talk.findings import TalkPage, talk_pages
from ingest.talk.page import as_wikitext

__all__ = ["TalkPage", "as_wikitext", "talk_pages"]
