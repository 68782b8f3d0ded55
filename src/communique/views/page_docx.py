"""A page of a view as a Word document (Office Open XML), with its quotes as numbered notes at the end. Needs python-docx, the extra `export`."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING

from communique.model.harmless import one_line
from communique.views.page import Block, Heading, Item, Notes, Page, Paragraph, Table
from communique.views.words import Words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Written

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REMEDY = "a Word document needs python-docx: pip install 'communique[export]'"
_LISTS = ("List Bullet", "List Bullet 2", "List Bullet 3")
_TEXT, _NOTE = 10.5, 8.5
"""Sizes in points."""
_INK, _ACCENT = "1F2933", "1F3A5F"
_WIDTH, _HEIGHT, _MARGIN = 210, 297, 22
"""A4, in millimetres."""
_STAMP = (1980, 1, 1, 0, 0, 0)
"""The time that all parts of the file carry, the earliest that it can: the same page gives the same bytes."""


def docx(page: Page, words: Words, *, on: datetime.date) -> bytes:
    """A page as a document that says it was made on a day. Raises ModuleNotFoundError, with the remedy, where python-docx is not installed."""
    try:
        from docx import Document
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(REMEDY, name=error.name) from None
    made = Document()
    _set_up(made, page, words, on)
    notes = Notes(words)
    made.add_paragraph(one_line(page.title), "Title")
    for block in page.blocks:
        _block(made, block, notes)
    if notes.notes:
        made.add_heading(words.say("page", "notes"), 1)
    for number, note in enumerate(notes.notes, 1):
        _note(made, number, notes.line(note))
    stream = io.BytesIO()
    made.save(stream)
    return _stamped(stream)


def _block(made: Document, block: Block, notes: Notes) -> None:
    if isinstance(block, Heading):
        made.add_heading(block.text, max(1, block.level - 1))
    elif isinstance(block, Paragraph):
        told = made.add_paragraph()
        for at, sentence in enumerate(block.sentences):
            _sentence(told, sentence, notes, lead=" " if at else "")
    elif isinstance(block, Table):
        _table(made, block, notes)
    else:
        _item(made, block, notes, 0)


def _item(made: Document, item: Item, notes: Notes, depth: int) -> None:
    _sentence(made.add_paragraph(style=_LISTS[min(depth, len(_LISTS) - 1)]), item, notes)
    for one in item.below:
        _item(made, one, notes, depth + 1)


def _table(made: Document, table: Table, notes: Notes) -> None:
    from docx.oxml import OxmlElement

    grid = made.add_table(rows=1, cols=len(table.header), style="Table Grid")
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeated on every page, and known as header to who cannot see it
    for cell, name in zip(grid.rows[0].cells, table.header, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in table.rows:
        for cell, item in zip(grid.add_row().cells, row, strict=True):
            _sentence(cell.paragraphs[0], item, notes)


def _sentence(told: Written, item: Item, notes: Notes, *, lead: str = "") -> None:
    """Something said, with the numbers of its notes, each of which leads there."""
    told.add_run(lead + item.text)
    numbers = dict.fromkeys(notes.number(note) for note in item.notes)
    for at, number in enumerate(numbers):
        if at:
            told.add_run(",").font.superscript = True
        _link(told, number)


def _link(told: Written, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"note{number}")
    run = told.add_run(str(number))
    run.font.superscript = True
    link.append(run._r)
    told._p.append(link)


def _note(made: Document, number: int, line: str) -> None:
    """A note under its number, to which the marks in the text lead."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    told = made.add_paragraph()
    told.paragraph_format.left_indent, told.paragraph_format.first_line_indent = Mm(8), Mm(-8)
    told.paragraph_format.space_after = Pt(2)
    told.paragraph_format.tab_stops.add_tab_stop(Mm(8))
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), f"note{number}")
        told._p.append(mark)
    told.add_run(f"{number}\t{line}").font.size = Pt(_NOTE)


def _set_up(made: Document, page: Page, words: Words, on: datetime.date) -> None:
    """Paper, letters, language, page numbers, and what the file says of itself."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    sheet = made.sections[0]
    sheet.page_width, sheet.page_height = Mm(_WIDTH), Mm(_HEIGHT)
    sheet.left_margin = sheet.right_margin = sheet.top_margin = sheet.bottom_margin = Mm(_MARGIN)
    for name, size, colour in (("Normal", _TEXT, _INK), ("Title", 20, _ACCENT), ("Heading 1", 13, _ACCENT), ("Heading 2", 11.5, _ACCENT)):
        style = made.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(colour)
        fonts = style.element.rPr.rFonts
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]
    for name, above, below in (("Normal", 0, 4), ("Title", 0, 10), ("Heading 1", 12, 3), ("Heading 2", 8, 2), *((name, 0, 3) for name in _LISTS)):
        spacing = made.styles[name].paragraph_format
        spacing.space_before, spacing.space_after = Pt(above), Pt(below)
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), words.interface.code)
    _numbered(made)
    about = made.core_properties
    about.title, about.author, about.language, about.comments = one_line(page.title), "communique", words.interface.code, ""
    about.created = about.modified = datetime.datetime.combine(on, datetime.time())


def _numbered(made: Document) -> None:
    """The number of each page, at its foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    foot = made.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    number.append(foot.add_run("1")._r)
    foot._p.append(number)


def _stamped(stream: io.BytesIO) -> bytes:
    """A zip file with the same parts, none of which tells when it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as taken:
        for one in given.infolist():
            part = zipfile.ZipInfo(one.filename, _STAMP)
            part.compress_type, part.create_system, part.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            taken.writestr(part, given.read(one))
    return out.getvalue()
