"""What a reader finds with the words that they type."""

import json

import pytest
from django.utils.translation import override

from catalogue.choices import Kind
from catalogue.models import SearchEntry
from catalogue.search import Question, ask, ask_everything, reindex
from catalogue.search.question import ORDERS
from tests.factories import CityFactory, ReplacementFactory, ToolFactory


def found(text, kind):
    """The slugs of a list's answers, in order."""
    return [slug for (slug,) in ask(Question(kind=kind, text=text), ("slug",), most=1000).rows]


FIRST = [
    ("libreofice", Kind.TOOL, "libreoffice"),
    ("Libre office", Kind.TOOL, "libreoffice"),
    ("LIBREOFFICE", Kind.TOOL, "libreoffice"),
    ("libre-office", Kind.TOOL, "libreoffice"),
    ("demarche", Kind.TOOL, "demarches-simplifiees"),
    ("Démarches simplifiées", Kind.TOOL, "demarches-simplifiees"),
    ("photoshop", Kind.TOOL, "gimp"),
    ("fotoshop", Kind.TOOL, "gimp"),
    ("doodle", Kind.TOOL, "framadate"),
    ("spagobi", Kind.TOOL, "knowage"),
    ("OpenERP", Kind.TOOL, "odoo"),
    ("office 365", Kind.PRODUCT, "microsoft-365"),
    ("arcgis", Kind.PRODUCT, "esri-arcgis-desktop"),
    ("exchange", Kind.PRODUCT, "microsoft-exchange"),
    ("echirolles", Kind.CITY, "echirolles"),
    ("Échirolles", Kind.CITY, "echirolles"),
    ("ECHIROLE", Kind.CITY, "echirolles"),
    ("aix les bains", Kind.CITY, "aix-les-bains"),
    ("munchen", Kind.CITY, "munich"),
    ("saint etienne", Kind.CITY, "saint-etienne"),
    ("nantes", Kind.CASE_STUDY, "nantes"),
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("text", "kind", "slug"), FIRST, ids=[text for text, kind, slug in FIRST])
def test_search_finds_first(catalogue, language, text, kind, slug):
    with override(language):
        assert found(text, kind)[:1] == [slug]


AMONG_THE_FIRST = [
    ("messagerie", 8, {"bluemind", "zimbra", "thunderbird"}),
    ("email", 8, {"bluemind", "zimbra", "thunderbird"}),
    ("courriel", 8, {"bluemind", "zimbra", "thunderbird"}),
    ("gestion du courrier", 3, {"maarch-courrier", "opencourrier"}),
    ("exchange", 6, {"bluemind", "zimbra", "sogo"}),
    ("arcgis", 3, {"qgis"}),
    ("budget participatif", 8, {"decidim"}),
    ("visioconférence", 6, {"jitsi-meet", "bigbluebutton"}),
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("text", "most", "slugs"), AMONG_THE_FIRST, ids=[text for text, most, slugs in AMONG_THE_FIRST]
)
def test_need_finds_the_tools_that_meet_it(catalogue, language, text, most, slugs):
    with override(language):
        assert slugs - set(found(text, Kind.TOOL)[:most]) == set()


def test_one_search_answers_by_kind_and_exact_names_come_first(catalogue):
    answers, corrected = ask_everything("doodle", each=5)

    assert corrected == ""
    assert answers[0][0] == Kind.PRODUCT
    assert [entry.slug for entry in answers[0][2]] == ["doodle"]
    assert {kind for kind, count, entries in answers} >= {Kind.PRODUCT, Kind.TOOL, Kind.CATEGORY}


def test_number_told_is_the_number_found(catalogue):
    for kind, count, entries in ask_everything("messagerie", each=5)[0]:
        assert count == len(found("messagerie", kind)), kind
        assert [entry.slug for entry in entries] == found("messagerie", kind)[:5]


def test_correction_is_told(catalogue):
    assert ask(Question(kind=Kind.TOOL, text="libreofice")).corrected == "libreoffice"
    assert ask(Question(kind=Kind.TOOL, text="libreoffice")).corrected == ""


def test_nothing_near_is_nothing(catalogue):
    assert found("qwxzkvjq", Kind.TOOL) == []


def test_words_that_must_not_be_there_exclude(catalogue):
    everything = set(found("messagerie", Kind.TOOL))
    without = set(found("messagerie -zimbra", Kind.TOOL))

    assert without < everything
    assert "zimbra" not in without


HOSTILE = [
    *("'", '"', "''; DROP TABLE catalogue_tool; --", "\\", "%", "_", "a%", "100%", "%s", "{}"),
    *("a & b", "a | b", "!a", "!", "& |", "<->", "a <-> b", "a:*", ":*", "(", ")", "((a)", "a:b"),
    *(
        "-",
        "--",
        "*",
        "?",
        "+",
        "~",
        "^",
        "$",
        "`",
        "|",
        "or",
        "OR",
        "and",
        "not",
        "or or",
        "%(x)s",
    ),
    *('"a', 'a"b"', "-a", '-"', "C++", "C#", ".NET", "N'Ko", "l’eau", "œuvre", "ﬁ", "İ", "ß"),
    *(
        "💾",
        "👩\u200d💻",
        "مدينة",
        "中文",
        "\u202egnirts",
        "\u200b",
        "\u0301",
        "\x01",
        "\x7f",
        "\ufeff",
    ),
    *("a" * 200, "é" * 200, "a b c d e f g h i j k l", "<script>alert(1)</script>", "{{7*7}}"),
    *("../../etc/passwd", "1", "0", "-1", "1e400", "null", "None"),
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_text_breaks_a_search(catalogue, text):
    for kind in Kind:
        answer = ask(Question(kind=kind, text=text), most=1000)
        assert len({entry.object_id for entry in answer.rows}) == len(answer.rows) == answer.count
    ask_everything(text, each=3)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("text", ["", "libre"])
def test_every_order_is_total(catalogue, kind, text):
    for order in ("", *ORDERS[kind]):
        question = Question(kind=kind, text=text, order=order)
        together = ask(question, ("slug",), most=1000).rows
        apart = [
            row
            for start in range(0, len(together), 3)
            for row in ask(question, ("slug",), start=start, most=3).rows
        ]

        assert apart == together
        assert len(set(together)) == len(together)


def test_same_name_and_same_proof_still_have_an_order(db):
    twins = [ToolFactory(name="Twin") for _ in range(5)]
    reindex()

    entries = ask(Question(kind=Kind.TOOL)).rows

    assert [entry.object_id for entry in entries] == sorted(tool.pk for tool in twins)


def test_lists_sort_without_accents_or_case(db):
    for name in ("Évry", "eaubonne", "Zorn", "Épinal", "ébreuil"):
        CityFactory(name={"fr": name})
    reindex()

    labels = ask(Question(kind=Kind.CITY, order="name"), ("label",)).rows

    names = [json.loads(label)["fr"] for (label,) in labels]
    assert names == ["eaubonne", "ébreuil", "Épinal", "Évry", "Zorn"]


def test_product_finds_its_tools_only_while_it_is_published(db):
    pair = ReplacementFactory(product__name="Photomagic")
    reindex()
    assert found("photomagic", Kind.TOOL) == [pair.tool.slug]

    pair.product.published_at = None
    pair.product.save()
    reindex()

    assert found("photomagic", Kind.TOOL) == []
    assert not SearchEntry.objects.filter(kind=Kind.PRODUCT).exists()


#: Each sign stands for several letters: two hundred of them are more than the database measures.
SIGNS = {"long word": "o\ufb03ce" * 43, "many words": "\ufdfa" * 200, "joined": "ab-" * 66}


@pytest.mark.parametrize("text", SIGNS.values(), ids=SIGNS)
def test_signs_that_stand_for_many_letters_are_not_mended(db, django_assert_max_num_queries, text):
    ToolFactory(name="Office")
    reindex()

    with django_assert_max_num_queries(5):
        assert found(text, Kind.TOOL) == []
