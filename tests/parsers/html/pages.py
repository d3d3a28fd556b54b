"""One invented article in each flavour of HTML in which users have articles."""

from __future__ import annotations

TITLE = "Cycling at the 1936 Invented Games – Men's sprint"

_FLAG = "//upload.example.org/thumb/Flag_of_{0}.svg/22px-Flag_of_{0}.svg.png"


def flag(nation: str) -> str:
    """What a flag template shows before a nation's name."""
    return f'<span class="flagicon"><img alt="" src="{_FLAG.format(nation)}" class="thumbborder" />&#160;</span>'


def medal(name: str) -> str:
    """A medal's icon with a hidden sort key."""
    key = {"Gold": 1, "Silver": 2, "Bronze": 3}[name]
    return (
        f'<span style="display:none" class="sortkey">{key}</span><a href="/wiki/File:{name}_medal.svg" class="image">'
        f'<img alt="{name} medal" src="//upload.example.org/{name}_medal.svg" /></a>'
    )


def heading(level: int, text: str, flavour: str) -> str:
    """A heading as the flavour wraps it."""
    name = text.replace(" ", "_")
    edit = '<span class="mw-editsection">[<a href="/w/index.php?action=edit">edit</a>]</span>'
    return {
        "parsoid": f'<h{level} id="{name}">{text}</h{level}>',
        "saved2022": f'<div class="mw-heading mw-heading{level}"><h{level} id="{name}">{text}</h{level}>{edit}</div>',
        "mobile": f'<div class="section-heading"><h{level} id="{name}">{text}</h{level}>{edit}</div>',
        "kiwix": f'<summary class="section-heading"><h{level} id="{name}">{text}</h{level}></summary>',
    }.get(
        flavour, f'<h{level}><span class="mw-headline" id="{name}">{text}</span>{edit}</h{level}>'
    )  # fmt: skip


def body(flavour: str) -> str:
    """The article itself."""
    return f"""<div class="hatnote">For the women's event, see elsewhere.</div>
<table class="infobox vevent"><tbody>
<tr><th colspan="2" class="infobox-above">Men's sprint<br />at the Invented Games</th></tr>
<tr><th scope="row">Venue</th><td><a href="/wiki/Old_Oval" title="Old Oval">Old Oval</a></td></tr>
<tr><th scope="row">Date</th><td>4&#160;August</td></tr>
<tr><th scope="row">Competitors</th><td></td></tr>
<tr><th colspan="2">Medalists</th></tr>
<tr><td colspan="2"><table><tbody>
<tr><td>{medal("Gold")}</td><td>Ann Aal</td><td>{flag("Norway")}<a href="/wiki/Norway">Norway</a></td></tr>
<tr><td>{medal("Silver")}</td><td>Bo Bek</td><td>{flag("Denmark")}<a href="/wiki/Denmark">Denmark</a></td></tr>
</tbody></table></td></tr>
<tr><td>« <a href="/wiki/1932">1932</a></td><td><a href="/wiki/1940">1940</a> »</td></tr>
</tbody></table>
<p>The <b>men's sprint</b> was held on 4&#160;August.<sup id="cite_ref-1" class="reference"><a
href="#cite_note-1">[1]</a></sup> <i>Two</i> riders came.</p>
<div id="toc" class="toc"><h2>Contents</h2><ul><li>1 Results</li></ul></div>
{heading(2, "Results", flavour)}
{heading(3, "Final", flavour)}
<ul><li>Held in rain
<ul><li>and in wind</li></ul></li></ul>
<table class="wikitable sortable"><caption>Final<sup class="reference"><a href="#cite_note-1">[1]</a></sup></caption>
<tbody><tr><th>Rank</th><th>Name</th><th>Nation</th><th>Time</th></tr>
<tr><td>{medal("Gold")}</td><td data-sort-value="Aal, Ann">Ann Aal</td><td>{flag("Norway")}Norway</td>
<td rowspan="2">11.9<sup class="reference"><a href="#cite_note-1">[1]</a></sup></td></tr>
<tr><td>{medal("Silver")}</td><td data-sort-value="Bek, Bo">Bo Bek</td><td>{flag("Denmark")}Denmark</td></tr>
</tbody></table>
{heading(2, "References", flavour)}
<div class="reflist"><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><a
href="#cite_ref-1">^</a></span> <span class="reference-text">Invented Report, p.&#160;7.</span></li></ol></div>
<table class="navbox"><tbody><tr><th>Sprints</th></tr><tr><td><ul><li>1932</li></ul></td></tr></tbody></table>"""


def _saved(inner: str, skin: str, before: str) -> str:
    return f"""<!DOCTYPE html>
<html class="client-nojs"><head><meta charset="UTF-8"/><title>{TITLE} - Wikipedia</title></head>
<body class="mediawiki {skin}">{before}
<div id="bodyContent"><div id="siteSub">From Wikipedia</div><div id="mw-content-text">
<div class="mw-parser-output">{inner}</div></div></div>
<div id="mw-navigation"><h2>Navigation menu</h2><ul><li>Main page</li></ul></div></body></html>"""


def pages() -> dict[str, str]:
    """The article in each flavour, by the flavour's name."""
    title = f'<h1 id="firstHeading" class="firstHeading">{TITLE}</h1>'
    main = f'<header><h1 id="firstHeading"><span class="mw-page-title-main">{TITLE}</span></h1></header>'
    return {
        "fragment": body("fragment"),
        "saved": _saved(body("saved"), "skin-vector-legacy", title),
        "saved2022": _saved(body("saved2022"), "skin-vector-2022", "<nav><ul><li>Home</li></ul></nav>" + main),
        "mobile": _saved(body("mobile"), "skin-minerva", title),
        "parsoid": f"""<!DOCTYPE html><html prefix="mw: http://mediawiki.org/rdf/"><head><title>{TITLE}</title></head>
<body class="mw-body-content parsoid-body mw-parser-output"><section data-mw-section-id="0">{body("parsoid")}
</section></body></html>""",
        "kiwix": f"""<!DOCTYPE html><html><head><title>{TITLE}</title></head><body class="mw-body">
<div id="content"><h1 id="openzim-page-title">{TITLE}</h1><div id="mw-content-text"><details open="">{body("kiwix")}
</details></div></div><div id="kiwix_footer" class="footer"><p class="noprint">Read offline</p></div></body></html>""",
    }
