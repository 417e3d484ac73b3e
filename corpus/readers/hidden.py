"""Take out of a page what a visitor does not see, so that it cannot be searched or quoted."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

_HIDDEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0?(?:\.0\d*)?(?:;|$|!)|opacity:0%"
    r"|font-size:(?:0(?:\.\d+)?|[12](?:\.\d+)?(?:px|pt))[a-z%]*(?:;|$|!)"
    r"|(?<![a-z-])(?:left|right|top|bottom|text-indent|margin-left|margin-top):-\d{3,}"
    r"|clip:rect\(0|clip-path:(?:inset\((?:50|100)%|circle\(0)|transform:[^;]*scale\(0(?:\.0+)?\)"
    r"|(?:^|;)color:(?:transparent|(?:rgba|hsla)\([^)]*,0?(?:\.0+)?\)|#[0-9a-f]{6}00\b)"
)
_NO_ROOM = re.compile(r"(?:^|;)(?:max-)?(?:height|width):0(?:\.0+)?(?:px|em|%)?(?:;|$|!)")
_COLOUR = re.compile(r"(?:^|;)color:([^;!]+)")
_BACKGROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;!]+)")
_WHITES = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)", "rgba(255,255,255,1)"})
_UNSEEN_TAGS = "template", "noscript", "svg", "iframe", "object", "textarea", "select", "datalist"
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<mark>[.#])(?P<name>[\w-]+)")
_LONGEST = 2_000  # characters of what rules declare for one name
_HIDES = "display:none"
_SPACES = re.compile(r"\s+")
_TELLING = re.compile(
    r"display|visibility|opacity|font-size|color|background|clip|transform|left|top|indent|height"
    r"|width|overflow",
    re.IGNORECASE,
)


def drop_hidden(tree: lxml_html.HtmlElement) -> None:
    """Remove comments and elements that are hidden by their tag, attributes or styles.

    Of style sheets only those in the page count, and in them rules for one class or id.
    """
    for comment in list(tree.iter(etree.Comment)):
        comment.drop_tree()
    for element, declared in _ruled(tree):
        # An element's own style comes last, as in a browser it wins.
        element.set("style", f"{declared};{element.get('style', '')}")
    for element in list(tree.xpath("//body//*")):
        if element.getparent() is not None and _is_hidden(element):
            element.drop_tree()


def _ruled(tree: lxml_html.HtmlElement) -> Iterator[tuple[lxml_html.HtmlElement, str]]:
    """Yield each element that a rule of the page's style sheets names, with what it declares."""
    ruled: dict[tuple[str, str], dict[str, str]] = {}
    for sheet in tree.xpath("//style[not(@media) or @media='all' or @media='screen']/text()"):
        for selectors, declared in _rules(sheet):
            if not _TELLING.search(declared):
                continue
            for selector in selectors.split(","):
                found = _SELECTOR.fullmatch(selector.strip())
                if found:
                    of_tags = ruled.setdefault((found["mark"], found["name"]), {})
                    tag = found["tag"] or ""
                    of_tags[tag] = _together(of_tags.get(tag, ""), declared)
    if not ruled:
        return
    for element in tree.xpath("//body//*[@class or @id]"):
        names = [(".", name) for name in element.get("class", "").split()]
        for mark, name in (*names, ("#", element.get("id", ""))):
            of_tags = ruled.get((mark, name), {})
            for tag in ("", element.tag):
                if tag in of_tags:
                    yield element, of_tags[tag]


def _together(known: str, declared: str) -> str:
    """Return what rules declare, no longer than a page's own rules are; what hides is kept."""
    if known == _HIDES or _HIDDEN.search(_SPACES.sub("", declared).lower()):
        return _HIDES
    return f"{known};{declared}"[-_LONGEST:]


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of each rule that holds always; none inside of @media."""
    depth = 0
    for part in _plain_sheet(sheet).split("}"):
        *outer, declared = part.split("{")
        depth += len(outer)
        if depth == 1 and outer and "@" not in (selectors := outer[0].rpartition(";")[2]):
            yield selectors, declared
        depth = max(0, depth - 1)


def _plain_sheet(sheet: str) -> str:
    """Return a style sheet without its comments."""
    first, *rest = sheet.split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)


def _is_hidden(element: lxml_html.HtmlElement) -> bool:
    if element.tag in _UNSEEN_TAGS or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden", "").strip().lower() == "true":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    style = _style(element)
    if not style:
        return False
    if _HIDDEN.search(style) or (_NO_ROOM.search(style) and "overflow:hidden" in style):
        return True
    colour = _last(_COLOUR, style)
    return colour is not None and colour == _ground(element)


def _style(element: lxml_html.HtmlElement) -> str:
    """Return the element's declarations in lower case without blanks, old attributes among them."""
    style = _SPACES.sub("", element.get("style", "")).lower()
    if element.tag == "font" and element.get("color"):
        style = f"color:{element.get('color').strip().lower()};{style}"
    if element.get("bgcolor"):
        style = f"background:{element.get('bgcolor').strip().lower()};{style}"
    return style


def _last(declaration: re.Pattern[str], style: str) -> str | None:
    values = declaration.findall(style)
    return _plain(values[-1]) if values else None


def _plain(colour: str) -> str:
    return "white" if colour in _WHITES else colour


def _ground(element: lxml_html.HtmlElement | None) -> str:
    """Return the nearest background that styles name; none is white."""
    while element is not None:
        background = _last(_BACKGROUND, _style(element))
        if background:
            return background
        element = element.getparent()
    return "white"
