"""Parts of a page that are not the article's prose: navigation, notices, references, pictures and their captions."""

from __future__ import annotations

from parsers.html.selectors import Element
from parsers.html.visible import HIDDEN_CLASSES, classes

_TAGS = frozenset(
    "nav header footer aside figure figcaption form button input select noscript iframe object audio video svg math "
    "sup".split()
)
_CLASSES = frozenset(
    "toc references reflist mw-references-wrap navbox navbox-styles vertical-navbox navigation-box sidebar metadata "
    "ambox tmbox ombox mbox-small mbox-small-left hatnote dablink rellink mainarticle seealso noprint catlinks "
    "printfooter thumb gallery gallerytext thumbcaption thumbinner portal portalbox portal-bar sistersitebox "
    "succession-box stub asbox magnify mw-indicators mw-jump-link jump-to-nav shortdescription vector-toc topicon "
    "floatright floatleft floatnone geo-nondefault mw-kartographer-container page-actions-menu pre-content "
    "post-content last-modified-bar kiwix-toolbar read-more-container infobox portable-infobox "
    "authority-control navbar".split()
)
_IDS = frozenset(
    "toc siteSub contentSub contentSub2 jump-to-nav catlinks coordinates siteNotice mw-navigation footer "
    "mw-fr-revisiondetails mw-fr-revisiontag stub normdaten".split()
)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "note"})


def is_chrome(element: Element) -> bool:
    """Say whether what stands in an element is not prose, by its tag, class, id and role."""
    if element.tag in _TAGS or element.get("id") in _IDS or element.get("role") in _ROLES:
        return True
    names = classes(element)
    return not (_CLASSES.isdisjoint(names) and HIDDEN_CLASSES.isdisjoint(names))
