"""Bytes to text, whichever program on whichever machine wrote them."""

import codecs

from django.utils.translation import gettext as _

from catalogue.exchange.sources.bounds import File, UnreadableSource

#: Longer marks first: the one of UTF-32 begins like the one of UTF-16.
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
#: What spreadsheet programs write when they do not write UTF-8: Windows, macOS, DOS.
ONE_BYTE = ("cp1252", "mac_roman", "cp850")
#: What texts of western Europe are made of, beyond ASCII.
USUAL = dict.fromkeys("ëâäîïôöùûüœæÉÈÊÀÂÇÎÔÛŒñáíóúìòßãõåøÄÖÜ’‘“”«»–—…€°·²\xa0", 1)
USUAL |= dict.fromkeys("èàêç", 2) | {"é": 3}
ODD = -2


def text_of(file: File) -> str:
    """The text of a file, without its byte order mark. Raises UnreadableSource when it is none."""
    text = _decoded(file.data)
    if "\x00" in text:
        raise UnreadableSource(_("%s is no text: it holds bytes that no text has.") % file.name)
    return text


def _decoded(data):
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").lstrip("\ufeff")
    if guess := _utf16_without_mark(data):
        return data.decode(guess, errors="replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _mostly_utf8(data) or _one_byte(data)


def _mostly_utf8(data):
    """A text in UTF-8 into which somebody pasted a line of another encoding."""
    text = data.decode(errors="replace")
    wrong = text.count("\ufffd")
    if sum(letter > "\x7f" for letter in text) < 5 * wrong:
        return None
    return "".join(
        line.decode() if _is_utf8(line) else _one_byte(line) for line in data.splitlines(True)
    )


def _is_utf8(data):
    return "\ufffd" not in data.decode(errors="replace")


def _one_byte(data):
    return max((data.decode(name, errors="replace") for name in ONE_BYTE), key=_likeness)


def _utf16_without_mark(data):
    """Nearly every second byte of a western text in UTF-16 is zero."""
    start = data[:1000]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        halves = start[first::2]
        if len(halves) > 1 and halves.count(0) > 0.8 * len(halves):
            return encoding
    return None


def _likeness(text):
    """How much a text looks like one that somebody wrote. The first of equals is taken."""
    points, before = 0, ""
    for letter in text:
        if letter > "\x7f":
            capital_inside = letter.isupper() and before.islower()
            points += ODD if capital_inside else USUAL.get(letter, ODD)
        before = letter
    return points
