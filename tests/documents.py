"""PDF and DOCX files that tests make themselves."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import matplotlib
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

PAGE = 595.0, 842.0
LEFT, RIGHT = 70.0, 525.0
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Paper:
    """A PDF under way; points from the left and the top."""

    def __init__(self, *, password: str | None = None) -> None:
        self._buffer = io.BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=PAGE, encrypt=password)
        fonts = Path(matplotlib.get_data_path(), "fonts", "ttf")
        for name, file in (("plain", "DejaVuSans.ttf"), ("bold", "DejaVuSans-Bold.ttf")):
            pdfmetrics.registerFont(TTFont(name, str(fonts / file)))

    def text(
        self, x: float, y: float, text: str, *, size: float = 11, font: str = "plain"
    ) -> "Paper":
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, PAGE[1] - y, text)
        return self

    def centred(self, y: float, text: str, *, size: float = 11, font: str = "bold") -> "Paper":
        self._canvas.setFont(font, size)
        self._canvas.drawCentredString((LEFT + RIGHT) / 2, PAGE[1] - y, text)
        return self

    def block(
        self,
        y: float,
        text: str,
        *,
        left: float = LEFT,
        right: float = RIGHT,
        size: float = 11,
        indent: float = 25,
        font: str = "plain",
        cut: bool = False,
    ) -> float:
        """Set a justified paragraph from baseline `y` on; return the baseline below it.

        With `cut` its last line is as wide as the others: the paragraph goes on elsewhere.
        """
        line: list[str] = []
        start = left + indent
        width = pdfmetrics.stringWidth

        def full() -> None:
            spot = start
            space = (right - start - sum(width(each, font, size) for each in line)) / (
                len(line) - 1
            )
            for each in line:
                self.text(spot, y, each, size=size, font=font)
                spot += width(each, font, size) + space

        for word in text.split():
            if line and start + width(" ".join([*line, word]), font, size) > right:
                full()
                line, start, y = [], left, y + 1.35 * size
            line.append(word)
        if cut:
            full()
            return y + 1.35 * size
        self.text(start, y, " ".join(line), size=size, font=font)
        return y + 1.35 * size

    def line(self, x0: float, y0: float, x1: float, y1: float) -> "Paper":
        self._canvas.line(x0, PAGE[1] - y0, x1, PAGE[1] - y1)
        return self

    def stamp(self, text: str) -> "Paper":
        """Write across the page, as watermarks are."""
        self._canvas.saveState()
        self._canvas.translate(200, 300)
        self._canvas.rotate(45)
        self._canvas.setFont("plain", 40)
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()
        return self

    def picture(self, content: bytes) -> "Paper":
        """Cover the page with a picture."""
        from reportlab.lib.utils import ImageReader

        self._canvas.drawImage(ImageReader(io.BytesIO(content)), 0, 0, *PAGE)
        return self

    def page(self) -> "Paper":
        self._canvas.showPage()
        return self

    def done(self) -> bytes:
        self._canvas.save()
        return self._buffer.getvalue()


def docx(
    body: str, *, parts: Iterable[tuple[str, str]] = (), name: str = "word/document.xml"
) -> bytes:
    """Return a DOCX with this XML in its body and these other parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')
        for part, content in parts:
            archive.writestr(part, content.replace("XMLNS", f'xmlns:w="{_W}"'))
    return buffer.getvalue()


def p(*runs: str, properties: str = "") -> str:
    """Return a paragraph of runs, each its text or its XML."""
    texts = (
        run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>'
        for run in runs
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(texts)}</w:p>"
