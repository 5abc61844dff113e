"""Bytes to text, whoever wrote them."""

import pytest

from catalogue.exchange.sources.bounds import File, UnreadableSource
from catalogue.exchange.sources.text import text_of

FRENCH = "Collectivité;Logiciel\nMairie d’Évry;« Démarches » à l'été, où ça coûte 5 €\n"
DOS = "Collectivité;Logiciel\nMairie d'Évry;Démarches à l'été, où ça coûte\n"
ITALIAN = "Città;Perché così è più già\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_a_text_is_read_whatever_its_encoding(encoding):
    assert text_of(File("a.csv", FRENCH.encode(encoding))) == FRENCH


@pytest.mark.parametrize("encoding", ["cp850", "latin-1", "cp1252", "mac_roman"])
@pytest.mark.parametrize("text", [DOS, ITALIAN], ids=["French", "Italian"])
def test_encodings_of_one_byte_are_told_apart(text, encoding):
    assert text_of(File("a.csv", text.encode(encoding))) == text


def test_a_line_in_another_encoding_does_not_spoil_the_others():
    lines = ["Évry;été\n".encode()] * 6 + ["Orléans\n".encode("cp1252")]

    assert text_of(File("a.csv", b"".join(lines))) == "Évry;été\n" * 6 + "Orléans\n"


def test_what_is_no_text_is_refused():
    with pytest.raises(UnreadableSource, match=r"^picture\.png "):
        text_of(File("picture.png", b"\x89PNG\r\n\x1a\n" + bytes([0, 1, 2, 255]) * 50))
