"""Rows as an OpenDocument spreadsheet, for whoever opens it in LibreOffice or Excel.

A row is written as soon as it comes, so that long sheets take no more memory than short ones. Each
value keeps its type: a text is never read as a number, a date or a formula, whatever it looks like.
The same rows make the same bytes.
"""

import re
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
#: Rows under the headings. The format has no limit; office suites, and whoever waits, have one.
MOST_ROWS = 199_999

NAMESPACES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "table": "table",
        "text": "text",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
    }.items()
)
MANIFEST = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" \
manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""
STYLES = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles{NAMESPACES} office:version="1.2"><office:styles>
<style:style style:name="Default" style:family="table-cell"/>
</office:styles></office:document-styles>
"""
#: How dates look: as they are written in ISO 8601, which every reader reads the same way.
DAY = """\
<number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/>\
<number:text>-</number:text><number:day number:style="long"/>"""
TIME = """\
<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>\
<number:minutes number:style="long"/><number:text>:</number:text>\
<number:seconds number:style="long"/>"""
BEGINNING = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<office:document-content{NAMESPACES} office:version="1.2"><office:automatic-styles>
<number:date-style style:name="iso-day">{DAY}</number:date-style>
<number:date-style style:name="iso-moment">{DAY}{TIME}</number:date-style>
<number:boolean-style style:name="yes-or-no"><number:boolean/></number:boolean-style>
<style:style style:name="column" style:family="table-column">\
<style:table-column-properties style:column-width="4.5cm"/></style:style>
<style:style style:name="heading" style:family="table-cell" style:parent-style-name="Default">\
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="day" style:family="table-cell" style:parent-style-name="Default" \
style:data-style-name="iso-day"/>
<style:style style:name="moment" style:family="table-cell" style:parent-style-name="Default" \
style:data-style-name="iso-moment"/>
<style:style style:name="boolean" style:family="table-cell" style:parent-style-name="Default" \
style:data-style-name="yes-or-no"/>
</office:automatic-styles><office:body><office:spreadsheet>
"""
END = "</table:table></office:spreadsheet></office:body></office:document-content>\n"

#: What XML cannot hold, in whatever way it is written.
UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LINE_BREAK = re.compile(r"\r\n|\r|\n")
#: Spaces of which a reader would only keep one, or none.
SPACES = re.compile(r"^ +| {2,}| +$")


def write_ods(file, title, headings, rows):
    """Write one sheet into a binary file that can be read and sought. A value is a text, a number,
    a date, a moment with its time zone, True, False or None.
    """
    with ZipFile(file, "w") as archive:
        # First and not compressed: by that the format is known without unpacking.
        archive.writestr(_entry("mimetype", ZIP_STORED), TYPE)
        archive.writestr(_entry("META-INF/manifest.xml"), MANIFEST)
        archive.writestr(_entry("styles.xml"), STYLES)
        with archive.open(_entry("content.xml"), "w") as content:
            for piece in _content(title, headings, rows):
                content.write(piece.encode())


def _entry(name, compression=ZIP_DEFLATED):
    """A part of the archive; all of them bear the date with which such archives begin to count."""
    entry = ZipInfo(name)
    entry.compress_type = compression
    return entry


def _content(title, headings, rows):
    yield BEGINNING
    yield f'<table:table table:name="{_in_attribute(title)}"><table:table-column '
    yield f'table:style-name="column" table:number-columns-repeated="{len(headings)}"/>\n'
    first = "".join(_text(heading, style="heading") for heading in headings)
    yield f"<table:table-header-rows>{_row(first)}</table:table-header-rows>\n"
    for row in rows:
        yield _row("".join(map(_cell, row)))
    yield END


def _row(cells):
    return f"<table:table-row>{cells}</table:table-row>\n"


def _cell(value):
    match value:
        case None | "":
            return "<table:table-cell/>"
        case bool():
            word = "true" if value else "false"
            return _typed("boolean", f'office:boolean-value="{word}"', word.upper(), "boolean")
        case int() | float():
            return _typed("float", f'office:value="{value}"', value)
        case datetime():
            moment = value.astimezone(UTC).replace(tzinfo=None, microsecond=0)
            said = f'office:date-value="{moment.isoformat()}"'
            return _typed("date", said, moment, "moment")
        case date():
            return _typed("date", f'office:date-value="{value.isoformat()}"', value, "day")
        case str():
            return _text(value)
    raise TypeError(f"{type(value).__name__} has no place in a spreadsheet")


def _typed(kind, said, shown, style=""):
    styled = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell{styled} office:value-type="{kind}" {said}>'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def _text(value, style=""):
    """A cell of text; its lines are paragraphs."""
    styled = f' table:style-name="{style}"' if style else ""
    lines = LINE_BREAK.split(UNSPEAKABLE.sub("", value))
    paragraphs = "".join(f"<text:p>{_line(line)}</text:p>" for line in lines)
    return f'<table:table-cell{styled} office:value-type="string">{paragraphs}</table:table-cell>'


def _line(text):
    spaced = SPACES.sub(lambda run: f'<text:s text:c="{len(run[0])}"/>', escape(text))
    return spaced.replace("\t", "<text:tab/>")


def _in_attribute(text):
    return escape(UNSPEAKABLE.sub("", text), {'"': "&quot;"})
