"""Which place a name means, and how sure that is."""

import pytest
from django.conf import settings

from catalogue.exchange import readers
from catalogue.exchange.gazetteer import Gazetteer, marks_meant, marks_of, place_of
from catalogue.exchange.matches import Confidence, Place
from catalogue.exchange.told import Told, User


def commune(key, name, department, population=1_000, *postal_codes):
    return Place(key, (name,), "commune", "FR", department, postal_codes, population)


def intercommunal(key, name, department=""):
    return Place(key, (name,), "intercommunal", "FR", department)


PLACES = Gazetteer(
    [
        commune("81004", "Albi", "81", 49_000, "81000"),
        commune("18173", "Osmery", "18"),
        commune("69283", "Mions", "69", 13_000),
        commune("85194", "Les Sables-d'Olonne", "85", 44_000),
        commune("72181", "Le Mans", "72", 145_000),
        commune("47323", "Villeneuve-sur-Lot", "47", 22_000),
        commune("38169", "Fontaine", "38", 22_000),
        commune("90047", "Fontaine", "90", 600),
        commune("10150", "Fontaine", "10", 300),
        commune("97412", "Saint-Joseph", "974", 38_000),
        commune("97224", "Saint-Joseph", "972", 16_000),
        commune("50498", "Saint-Joseph", "50", 2_000),
        commune("11337", "Sainte-Colombe-sur-Guette", "11", 50),
        commune("05135", "Sainte-Colombe", "05", 50),
        commune("16309", "Sainte-Colombe", "16", 60),
        commune("67482", "Strasbourg", "67", 290_000),
        commune("62041", "Ars", "62"),
        intercommunal("242500361", "Communauté urbaine Grand Besançon Métropole", "25"),
        intercommunal("244000865", "Communauté de communes Maremne Adour Côte Sud", "40"),
        intercommunal("200040392", "Communauté d’agglomération Le Grand Périgueux", "24"),
        intercommunal("248400236", "Communauté de communes Pays d'Orange en Provence", "84"),
        intercommunal("246800726", "Colmar Agglomération", "68"),
        intercommunal("246700488", "Eurométropole de Strasbourg", "67"),
        intercommunal("200051", "CA du Bassin d'Arcachon Nord (COBAN)", "33"),
        Place("department/38", ("Isère",), "department", "FR", "38"),
        Place("department/81", ("Tarn",), "department", "FR", "81"),
        Place("region/93", ("Provence-Alpes-Côte d'Azur",), "region", "FR"),
        Place("072030", ("Monopoli",), "commune", "IT", "BA"),
        Place("013130", ("Livo",), "commune", "IT", "CO"),
        Place("022106", ("Livo",), "commune", "IT", "TN"),
        Place("015041", ("Busto Garolfo",), "commune", "IT", "MI"),
        Place("021008", ("Bolzano", "Bozen", "Bolzano Bozen"), "commune", "IT", "BZ"),
    ]
)
SURE, LIKELY, DOUBTFUL, NONE = Confidence


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ville d'Albi (81)", "81004"),
        ("Mairie d'Albi 81000", "81004"),
        ("Mairie d'Albi (Tarn)", "81004"),
        ("Mairie d'OSMERY", "18173"),
        ("Osmery - Mairie d'Osmery", "18173"),
        ("Ville Mions (69) ", "69283"),
        ("Ville des Sables d'Olonne", "85194"),
        ("Ville du Mans - DSI", "72181"),
        ("Mairie de Villeneuve s/ Lot", "47323"),
        ("Ville de Fontaine (38)", "38169"),
        ("Mairie de Fontaine (90)", "90047"),
        ("GRAND BESANCON METROPOLE", "242500361"),
        ("CU du Grand Besançon", "242500361"),
        ("CA LE GRAND PERIGUEUX", "200040392"),
        ("Eurométropole de Strasbourg", "246700488"),
        ("Communauté d'agglomération du Bassin d'Arcachon Nord", "200051"),
        ("Département de l'Isère (38)", "department/38"),
        ("CD38", "department/38"),
        ("Région Sud", "region/93"),
        ("Comune di Monopoli (BA)", "072030"),
        ("Comune di Livo (TN)", "022106"),
        ("Gemeinde Bozen", None),
        ("Comune di Bolzano/Bozen", "021008"),
    ],
)
def test_what_may_be_joined_without_asking(name, key):
    match = PLACES.match(name)

    if key is None:
        assert match.confidence == NONE
    else:
        assert (match.confidence, match.place.key) == (SURE, key)


@pytest.mark.parametrize(
    ("user", "key"),
    [
        (User("Mairie de Fontaine"), "38169"),
        (User("Fontaine", "Administration"), "38169"),
        (User("Albi", "Administration"), "81004"),
        (User("Grand Besançon", "Administration"), "242500361"),
        (User("Mairie de Saint-Joseph", "Administration", "https://saintjoseph.re"), "97412"),
        (User("Communauté de communes MACS"), "244000865"),
        (User("CC COBAN"), "200051"),
        (User("Grand Colmar", "Administration"), "246800726"),
        (User("Tarn", "Administration"), "department/81"),
        (User("Comune di Bustogarolfo"), "015041"),
    ],
    ids=lambda it: it.name if isinstance(it, User) else it,
)
def test_what_leans_on_something_weaker_is_likely(user, key):
    match = PLACES.match(user)

    assert (match.confidence, match.place.key) == (LIKELY, key)


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Mairie de Saint-Joseph", ["97412", "97224", "50498"]),
        ("Mairie de Sainte-Colombe", ["16309", "05135"]),
        ("Ville d'Albi (31)", ["81004"]),
        ("Comune di Livo", ["013130", "022106"]),
        ("Ville et Eurométropole de Strasbourg", ["246700488", "67482"]),
        ("Ville de Villeneuve", ["47323"]),
        ("Ville de Monts-les-Mions", None),
        ("Mairie d'Osmerry", ["18173"]),
        ("CC du Pays Réuni d'Orange", ["248400236"]),
        ("Bassin d'Arcachon Agglomération", ["200051"]),
        ("Isère", ["department/38"]),
        ("Albi", ["81004"]),
    ],
)
def test_what_somebody_has_to_look_at_names_who_it_may_be(name, candidates):
    match = PLACES.match(name)

    assert match.place is None
    if candidates is None:
        assert match.confidence == NONE
    else:
        assert match.confidence == DOUBTFUL
        assert sorted(place.key for place in match.candidates) == sorted(candidates)


@pytest.mark.parametrize(
    "user",
    [
        User("SDIS de l'Isère (38)", "Administration"),
        User("Université de Strasbourg", "Administration"),
        User("Rectorat de Strasbourg", "Administration"),
        User("CCAS d'Albi", "Administration"),
        User("Lycée Bellevue - Albi", "Administration"),
        User("ARS", "Administration"),
        User("Ville d'Albi", "Company"),
        User("Albi", "Person"),
        User("Ville de Nulle Part", "Administration"),
        User("other"),
        User("a"),
        User(""),
    ],
    ids=lambda user: user.name,
)
def test_who_is_no_city_is_none(user):
    match = PLACES.match(user)

    assert (match.place, match.confidence) == (None, NONE)


def marks_wanted(places, users):
    """What is looked up for these users."""
    marks = set().union(*map(marks_meant, users))
    called = Gazetteer(place for place in places if marks_of(place) & marks)
    return marks.union(*map(called.marks_like, users))


@pytest.mark.parametrize(
    "user",
    [
        User("Ville d'Albi"),
        User("VILLE D ALBI (81)"),
        User("Ville de Saint Joseph"),
        User("Ville de Sainte-Colombe", "Administration"),
        User("Albi", "Administration"),
        User("Ville d'Albbi"),
        User("Ville de Montreuil sous bois"),
        User("Communauté d'agglomération de l'Albigeois"),
        User("Albi - Agglo"),
        User("CD38"),
        User("Région Sud"),
        User("Comune di Bolzano"),
        User("Nulle part"),
    ],
    ids=lambda user: user.name,
)
def test_the_few_places_that_are_looked_up_answer_as_all_would(user):
    everywhere = {place: None for found in PLACES._named.values() for place in found}
    wanted = marks_wanted(everywhere, [user])
    few = Gazetteer(place for place in everywhere if marks_of(place) & wanted)

    assert few.match(user) == Gazetteer(everywhere).match(user)


#: Who the users are that a catalogue lists, found by hand in the registers of INSEE. Those
#: that are not here are no cities.
WHO_IT_IS = {
    "Abbeville - Mairie d'Abbeville": "80001",
    "Alès Agglomération": "200066918",
    "CA du Puy-en-Velay": "200073419",
    "CA LE GRAND PERIGUEUX": "200040392",
    "CC du Pays Réuni d'Orange": "248400236",
    "Communauté de communes MACS": "244000865",
    "Communauté de Communes Mezenc Loire Meygal": "200073401",
    "Commune de Canéjan": "33090",
    "Département de la Gironde": "department/33",
    "Département de l'Isère (38)": "department/38",
    "Département de Loire-Atlantique": "department/44",
    "Fontaine": "38169",
    "GRAND BESANCON METROPOLE": "242500361",
    "Mairie de Gonfreville l'Orcher": "76305",
    "Mairie de Ladevèze-Rivière": "32174",
    "Mairie de Montereau-Fault-Yonne": "77305",
    "Mairie de Saint-Denis-de-Palin": "18204",
    "Mairie de Saint-Joseph": "97412",
    "Mairie d'Evry-Courcouronnes": "91228",
    "Mairie d'OSMERY": "18173",
    "Mont de Marsan Agglo - Direction des Systèmes d'Information": "244000808",
    "Montereau-Fault-Yonne": "77305",
    "Ville d'Albi (81)": "81004",
    "Ville d'Audincourt": "25031",
    "Ville de Beaumont-sur-Oise": "95052",
    "Ville de Boé": "47031",
    "Ville d'Échirolles": "38151",
    "Ville de Clichy-sous-Bois": "93014",
    "Ville de NANCY": "54395",
    "Ville de Nevers": "58194",
    "Ville de Rive de Gier": "42186",
}
REAL = settings.BASE_DIR.parent / "shared" / "data"


@pytest.mark.skipif(not REAL.exists(), reason="the files of other catalogues are not here")
def test_the_real_users_are_found_and_nobody_is_taken_for_another():
    formats = readers.formats(None)
    told = readers.read(formats["places"], REAL / "cities" / "fr_communes.csv")
    places = [place_of(each.key, each.values) for each in told]
    gazetteer = Gazetteer(places)
    path = REAL / "comptoir" / "comptoir-du-libre_export_v1.sample.json"
    tools = readers.read(formats["comptoir-du-libre"], path)
    users = [user for tool in tools if isinstance(tool, Told) for user in tool.users]

    matches = [(gazetteer.match(user), WHO_IT_IS.get(user.name)) for user in users]

    wanted = marks_wanted(places, users)
    few = [place for place in places if marks_of(place) & wanted]
    assert len(few) < len(places) / 2
    assert [Gazetteer(few).match(user) for user in users] == [match for match, _key in matches]
    right = [match for match, key in matches if match.place and match.place.key == key]
    sure = [match for match in right if match.confidence == SURE]
    in_review = [
        match for match, key in matches if key in {place.key for place in match.candidates}
    ]
    wrong = [match for match, key in matches if match.place and match.place.key != key]
    assert wrong == []
    assert len(users) == 43
    assert (len(sure), len(right)) == (26, 30)
    assert len({id(match) for match in [*right, *in_review]}) == len(WHO_IT_IS) == 31
