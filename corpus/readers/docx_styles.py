"""The look of paragraphs and runs of a DOCX by their styles, and the numbers of its lists."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from corpus.vietnamese.legacy import Encoding, encoding_of_font

_OFF = frozenset(("0", "false", "off", "none"))
_DEPTH = 12  # of styles that are based on others; what is deeper goes in a circle
_LEVELS = 9  # of a list
_DIGITS = 5  # no list counts as far, no letter is as tall
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What properties say of a paragraph's or a run's look; `size` in points, 0 for not said."""

    size: float = 0.0
    bold: bool = False
    centred: bool = False
    heading: bool = False
    hidden: bool = False
    capitals: bool = False
    encoding: Encoding | None = None


def name_of(element: etree._Element) -> str:
    """Return an element's name without its namespace, empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child_of(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of this name, None where there is none."""
    if element is None:
        return None
    return next((child for child in element if name_of(child) == name), None)


def value_of(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute by its name without its namespace."""
    if element is None:
        return None
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)


def _whole(value: str | None, default: int = 0) -> int:
    """Return a number that a document may hold; `default` for any other, or none."""
    known = value is not None and value.isdecimal() and len(value) <= _DIGITS
    return int(value) if known and value is not None else default


def _switched(element: etree._Element | None, known: bool) -> bool:
    return known if element is None else (value_of(element) or "1").lower() not in _OFF


class Styles:
    """The styles and the lists of one document; `label` counts, so ask once for each paragraph."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles = {
            value_of(style, "styleId"): style
            for style in (styles if styles is not None else ())
            if name_of(style) == "style"
        }
        self._plain = Look()
        defaults = child_of(child_of(child_of(styles, "docDefaults"), "rPrDefault"), "rPr")
        self._plain = self.run(defaults, Look())
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if value_of(style, "type") == "paragraph" and value_of(style, "default") == "1"
            ),
            None,
        )
        self._numbers = _Numbers(numbering)

    def look(self, properties: etree._Element | None) -> Look:
        """Return the look of a paragraph with these properties."""
        look = self._plain
        named = value_of(child_of(properties, "pStyle")) or self._default
        for style in reversed(list(self._chain(named))):
            look = self.run(child_of(style, "rPr"), look)
            look = _placed(child_of(style, "pPr"), look)
            title = (value_of(child_of(style, "name")) or "").lower()
            if title.startswith(("heading", "title", "tiêu đề")):
                look = replace(look, heading=True)
        return _placed(properties, look)

    def run(self, properties: etree._Element | None, look: Look) -> Look:
        """Return the look of a run with these properties in a paragraph that looks like `look`."""
        if properties is None:
            return look
        for style in reversed(list(self._chain(value_of(child_of(properties, "rStyle"))))):
            look = self.run(child_of(style, "rPr"), look)
        fonts = child_of(properties, "rFonts")
        font = value_of(fonts, "ascii") or value_of(fonts, "hAnsi")
        size = value_of(child_of(properties, "sz"))
        return replace(
            look,
            size=_whole(size) / 2 or look.size,
            bold=_switched(child_of(properties, "b"), look.bold),
            hidden=_switched(child_of(properties, "vanish"), look.hidden),
            capitals=_switched(child_of(properties, "caps"), look.capitals),
            encoding=encoding_of_font(font) if font else look.encoding,
        )

    def label(self, properties: etree._Element | None) -> str | None:
        """Count on in the paragraph's list and return its number as it is shown, "-" for a dot."""
        named = value_of(child_of(properties, "pStyle"))
        styled = [child_of(style, "pPr") for style in self._chain(named)]
        number = level = None
        for source in (properties, *styled):
            listed = child_of(source, "numPr")
            number = number or value_of(child_of(listed, "numId"))
            level = level or value_of(child_of(listed, "ilvl"))
        if not number or number == "0":
            return None
        return self._numbers.next(number, _whole(level))

    def _chain(self, name: str | None) -> Iterator[etree._Element]:
        for _ in range(_DEPTH):
            style = self._styles.get(name) if name else None
            if style is None:
                return
            yield style
            name = value_of(child_of(style, "basedOn"))


def _placed(properties: etree._Element | None, look: Look) -> Look:
    justified = value_of(child_of(properties, "jc"))
    if child_of(properties, "outlineLvl") is not None:
        look = replace(look, heading=value_of(child_of(properties, "outlineLvl")) != "9")
    return replace(look, centred=justified == "center") if justified else look


class _Numbers:
    def __init__(self, numbering: etree._Element | None) -> None:
        parts = list(numbering) if numbering is not None else []
        kinds = {value_of(p, "abstractNumId"): p for p in parts if name_of(p) == "abstractNum"}
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._kind: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[tuple[str, int], int] = {}
        for part in parts:
            number = value_of(part, "numId")
            if name_of(part) != "num" or number is None:
                continue
            kind = value_of(child_of(part, "abstractNumId")) or ""
            self._kind[number] = kind
            levels = {
                _whole(value_of(level, "ilvl")): level
                for level in kinds.get(kind, ())
                if name_of(level) == "lvl"
            }
            for override in part:
                level = _whole(value_of(override, "ilvl"))
                start = _whole(value_of(child_of(override, "startOverride")), -1)
                if start >= 0:
                    # A list that starts anew counts for itself.
                    self._starts[number, level] = start
                    self._kind[number] = f"{kind}:{number}"
                own = child_of(override, "lvl")
                levels = {**levels, level: own} if own is not None else levels
            self._levels[number] = levels

    def next(self, number: str, level: int) -> str | None:
        levels = self._levels.get(number, {})
        if level not in levels or level >= _LEVELS:
            return None
        kind = self._kind[number]
        for deeper in range(level + 1, _LEVELS):
            self._counts.pop((kind, deeper), None)
        for upto in range(level + 1):
            key = kind, upto
            start = self._starts.get((number, upto)) or _whole(
                value_of(child_of(levels.get(upto), "start")), 1
            )
            if upto == level:
                self._counts[key] = self._counts.get(key, start - 1) + 1
            else:
                self._counts.setdefault(key, start)
        form = value_of(child_of(levels[level], "numFmt")) or "decimal"
        shown = value_of(child_of(levels[level], "lvlText")) or ""
        if form == "bullet":
            return "-"
        if form == "none":
            return None
        for upto in range(level + 1):
            own = value_of(child_of(levels.get(upto), "numFmt")) or "decimal"
            shown = shown.replace(f"%{upto + 1}", _shown(self._counts[kind, upto], own))
        return shown.strip() or None


def _shown(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (count // value)
            count %= value
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02d}" if form == "decimalZero" else str(count)
