"""DOC and RTF, by a converter that is installed: LibreOffice, or antiword for the text of DOC."""

import os
import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path

from corpus.errors import Refused
from corpus.readers.docx import read_docx
from corpus.readers.heads import Paragraph, page_of
from corpus.readers.page import Page
from corpus.vietnamese.legacy import UNKNOWN_LETTERS, garbled, guess, repair

_SECONDS = 150
_REMEDY = "install LibreOffice (apt install libreoffice-writer-nogui), or save it as DOCX"


def read_doc(content: bytes) -> Page:
    """Read a DOC or an RTF; raise `Refused` where no converter can."""
    with tempfile.TemporaryDirectory() as folder:
        rich = content.lstrip().startswith(b"{\\rtf")
        path = Path(folder, "file.rtf" if rich else "file.doc")
        path.write_bytes(content)
        if (program := shutil.which("soffice") or shutil.which("libreoffice")) is not None:
            return _by_libreoffice(program, path)
        if (program := shutil.which("antiword")) is not None and not rich:
            return _by_antiword(program, path)
    raise Refused(f"{'an RTF' if rich else 'a DOC'} file, and no converter is there; {_REMEDY}")


def _by_libreoffice(program: str, path: Path) -> Page:
    # A profile of its own: another LibreOffice that runs would take the work, or refuse it.
    command = [
        program, f"-env:UserInstallation=file://{path.parent}/profile", "--headless",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(path.parent), str(path),
    ]  # fmt: skip
    _run(command, path)
    converted = path.with_suffix(".docx")
    if not converted.is_file():
        raise Refused("LibreOffice cannot read it; open it in Word and save it as DOCX")
    return read_docx(converted.read_bytes())


def _by_antiword(program: str, path: Path) -> Page:
    output = _run([program, "-m", "UTF-8.txt", "-w", "0", str(path)], path)
    text = unicodedata.normalize("NFC", output.decode("utf-8", "replace"))
    encoding = guess(text)
    text = repair(text, encoding) if encoding else text
    if garbled(text):
        raise Refused(UNKNOWN_LETTERS)
    found = []
    for line in text.splitlines():
        # Rows of tables stand between bars.
        cells = [" ".join(cell.split()) for cell in line.strip().strip("|").split("|")]
        joined = " | ".join(filter(None, cells))
        if joined:
            found.append(Paragraph(joined, row=line.strip().startswith("|")))
    if not found:
        raise Refused("a DOC without text; if it holds pictures of pages, save it as PDF")
    return page_of(found)


def _run(command: list[str], path: Path) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - a program of the machine, on a file of our own naming
            command,
            capture_output=True,
            check=True,
            timeout=_SECONDS,
            env={**os.environ, "HOME": str(path.parent)},
        )
    except (subprocess.SubprocessError, OSError) as error:
        name = Path(command[0]).name
        raise Refused(f"{name} cannot read it; open it in Word and save it as DOCX") from error
    return done.stdout
