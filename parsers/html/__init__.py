"""HTML of MediaWiki pages, in the forms in which users have it, to a `Document`."""

from parsers.html.reading import parse_html

__all__ = ["parse_html"]
