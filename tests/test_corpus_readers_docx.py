import io
import zipfile

import pytest

from corpus.errors import Refused
from corpus.readers.docx import MAX_PART, read_docx
from tests.documents import docx, p

TITLE = p("Tên bài viết về đất đai", properties='<w:jc w:val="center"/>')
NUMBERING = """<w:numbering XMLNS>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="Điều %1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""


def lines(content: bytes) -> list[str]:
    return [line.text for line in read_docx(content).lines]


def item(text: str, number: int, level: int = 0) -> str:
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, properties=listed)


def test_runs_are_one_text_and_breaks_are_spaces() -> None:
    body = TITLE + p(
        "Luật ", "Đất", "<w:r><w:br/><w:t>đai</w:t></w:r>", "<w:r><w:tab/></w:r>", "2024"
    )
    page = read_docx(docx(body))
    assert page.whole
    assert page.title == "Tên bài viết về đất đai"
    assert [line.text for line in page.lines] == ["Luật Đất đai 2024"]


def test_decomposed_letters_are_composed() -> None:
    assert lines(docx(TITLE + p("Theo nghi\u0323 quye\u0302\u0301t")))[0] == "Theo nghị quyết"


def test_numbers_of_lists_are_written_out() -> None:
    body = TITLE + "".join(
        [
            item("Phạm vi", 1),
            item("đất ở", 1, 1),
            item("đất rừng", 1, 1),
            item("sâu hơn", 1, 2),
            item("Đối tượng", 1),
            item("đất khác", 1, 1),
            item("gạch", 2),
            item("bắt đầu lại", 3),
        ]
    )
    assert lines(docx(body, parts=[("word/numbering.xml", NUMBERING)])) == [
        "Điều 1. Phạm vi",
        "a) đất ở",
        "b) đất rừng",
        "1.I sâu hơn",
        "Điều 2. Đối tượng",
        "a) đất khác",
        "- gạch",
        "Điều 7. bắt đầu lại",
    ]


def test_changes_are_taken_as_accepted() -> None:
    body = TITLE + p(
        "Thời hạn là ",
        "<w:del><w:r><w:delText>30</w:delText></w:r></w:del>",
        "<w:ins><w:r><w:t>45</w:t></w:r></w:ins>",
        "<w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom>",
        " ngày",
    )
    body += p("Đoạn bị nối", properties="<w:rPr><w:del/></w:rPr>") + p(" với đoạn sau")
    assert lines(docx(body)) == ["Thời hạn là 45 ngày", "Đoạn bị nối với đoạn sau"]


def test_hidden_text_and_codes_of_fields_are_left_out() -> None:
    body = TITLE + p(
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>",
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>",
        "<w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>",
        "<w:r><w:rPr><w:caps/></w:rPr><w:t> hoa</w:t></w:r>",
        "<w:r><w:noBreakHyphen/><w:t>NĐ</w:t></w:r>",
    )
    assert lines(docx(body)) == ["liên kết HOA-NĐ"]


def test_tables_are_rows_and_letterheads_are_read_cell_by_cell() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    body = table(
        ("CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Số: 12/2025/NĐ-CP", "Hà Nội")
    )
    body += p("NGHỊ ĐỊNH") + table(("Tỉnh", "Dân số"), ("Lai Châu", ""), ("Hà Nội", "8,5 triệu"))
    page = read_docx(docx(body))
    assert [line.text for line in page.lines] == [
        "CHÍNH PHỦ",
        "Số: 12/2025/NĐ-CP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Hà Nội",
        "Tỉnh | Dân số",
        "Lai Châu",
        "Hà Nội | 8,5 triệu",
    ]
    assert [line.kind for line in page.lines][-3:] == ["table"] * 3
    assert page.title == "NGHỊ ĐỊNH"


def test_texts_side_by_side_in_a_table_are_read_one_by_one() -> None:
    long = "Cơ quan quản lý nhà nước có trách nhiệm thực hiện quy định này. " * 8
    row = f"<w:tr><w:tc>{p(long)}{p('Điều 2.')}</w:tc><w:tc>{p('Ý kiến')}</w:tc></w:tr>"
    assert lines(docx(f"{TITLE}<w:tbl>{row}</w:tbl>")) == [long.strip(), "Điều 2.", "Ý kiến"]


def test_notes_and_text_boxes_stand_below_their_paragraph() -> None:
    note = f'<w:footnote w:id="2">{p("Theo Bộ Tài chính.")}</w:footnote>'
    notes = f"<w:footnotes XMLNS>{note}</w:footnotes>"
    box = f"<w:r><w:pict><w:txbxContent>{p('DỰ THẢO')}</w:txbxContent></w:pict></w:r>"
    body = TITLE + p("Tăng 5%", '<w:r><w:footnoteReference w:id="2"/></w:r>', ".", box) + p("Sau")
    assert lines(docx(body, parts=[("word/footnotes.xml", notes)])) == [
        "Tăng 5%.",
        "(1) Theo Bộ Tài chính.",
        "DỰ THẢO",
        "Sau",
    ]


def test_fonts_of_before_unicode_are_read() -> None:
    old = '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>NghÞ quyÕt vÒ ®Êt ®ai</w:t></w:r>'
    assert lines(docx(TITLE + p(old, " năm 2003"))) == ["Nghị quyết về đất đai năm 2003"]


def test_styles_give_headings_and_numbers() -> None:
    styles = """<w:styles XMLNS>
    <w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/>
    <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>"""
    body = TITLE + p("Mở đầu", properties='<w:pStyle w:val="B"/>')
    parts = [("word/styles.xml", styles), ("word/numbering.xml", NUMBERING)]
    (line,) = read_docx(docx(body, parts=parts)).lines
    assert (line.text, line.kind) == ("Điều 1. Mở đầu", "heading")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04 and nothing", "a damaged DOCX"),
        (docx(TITLE)[:-40], "a damaged DOCX"),
        (docx("", name="other.xml"), "no DOCX"),
        (docx("<w:p>"), "a damaged DOCX"),
        (docx(p("")), "without text"),
        (docx(f"<w:p><w:r><w:t>{'a' * (MAX_PART + 1)}</w:t></w:r></w:p>"), "unpacks to more than"),
    ],
)
def test_hostile_and_damaged_files_are_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_docx(content)


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    with pytest.raises(Refused, match="without text"):
        read_docx(buffer.getvalue())


def test_a_box_in_a_box_is_read_once() -> None:
    def box(inside: str) -> str:
        return f"<w:p><w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r></w:p>"

    inner = box(p("Chữ ở trong cùng.")) + p("Chữ ở ngoài.")
    found = lines(docx(TITLE + p("Một đoạn văn của bài.") + box(inner)))
    assert sorted(found) == ["Chữ ở ngoài.", "Chữ ở trong cùng.", "Một đoạn văn của bài."]


def test_notes_that_refer_to_each_other_are_read_once() -> None:
    said = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(9))
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>Chú thích {n}.</w:t></w:r>{said}</w:p></w:footnote>'
        for n in range(9)
    )
    found = lines(
        docx(
            TITLE + p("Một đoạn văn.") + f"<w:p>{said}</w:p>",
            parts=[("word/footnotes.xml", f"<w:footnotes XMLNS>{notes}</w:footnotes>")],
        )
    )
    assert found == ["Một đoạn văn.", *(f"({n + 1}) Chú thích {n}." for n in range(9))]


@pytest.mark.parametrize("start", ["9" * 12, "9" * 5_000, "một", "-1", ""])
@pytest.mark.parametrize("form", ["decimal", "lowerLetter", "upperRoman"])
def test_a_list_that_begins_nowhere_begins_at_one(start: str, form: str) -> None:
    numbering = NUMBERING.replace('<w:start w:val="1"/>', f'<w:start w:val="{start}"/>', 1)
    numbering = numbering.replace('w:numFmt w:val="decimal"', f'w:numFmt w:val="{form}"', 1)
    first = {"decimal": "1", "lowerLetter": "a", "upperRoman": "I"}[form]
    found = lines(docx(TITLE + item("Phạm vi", 1), parts=[("word/numbering.xml", numbering)]))
    assert found == [f"Điều {first}. Phạm vi"]
