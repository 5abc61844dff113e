"""Names of public bodies, taken apart."""

import pytest

from catalogue.exchange.public_bodies import Sort, bodies_of, plain


def first(name, said_to_be="", website=""):
    return bodies_of(name, said_to_be, website)[0]


@pytest.mark.parametrize(
    ("name", "kind", "bare"),
    [
        ("Ville d'Albi", "commune", "albi"),
        ("Mairie d’OSMERY", "commune", "osmery"),
        ("Ville Mions ", "commune", "mions"),
        ("Commune de la Rochelle", "commune", "rochelle"),
        ("VILLE DES SABLES D'OLONNE", "commune", "sables d olonne"),
        ("Mairie de St-Étienne", "commune", "saint etienne"),
        ("Mairie de Villeneuve s/ Lot", "commune", "villeneuve sur lot"),
        ("Osmery mairie", "commune", "osmery"),
        ("Communauté de communes du Pays d'Ancenis", "intercommunal", "pays d ancenis"),
        ("CC du Pays d'Ancenis", "intercommunal", "pays d ancenis"),
        ("CA Le Grand Périgueux", "intercommunal", "le grand perigueux"),
        ("GRAND BESANCON METROPOLE", "intercommunal", "grand besancon"),
        ("Alès Agglomération", "intercommunal", "ales"),
        ("Eurométropole de Strasbourg", "intercommunal", "strasbourg"),
        ("Département de l'Isère", "department", "isere"),
        ("Conseil départemental du Val d'Oise", "department", "val d oise"),
        ("Seine-Saint-Denis (Département)", "department", "seine saint denis"),
        ("Région Bretagne", "region", "bretagne"),
        ("Collectivité de Corse", "region", "corse"),
        ("Commune nouvelle de Beaupréau", "commune", "beaupreau"),
        ("Conseil régional d’Occitanie", "region", "occitanie"),
        ("Comune di Monopoli", "commune", "monopoli"),
        ("Comune dell'Aquila", "commune", "aquila"),
        ("Città metropolitana di Genova", "province", "genova"),
        ("Regione Puglia", "region", "puglia"),
        ("Gemeente Utrecht", "commune", "utrecht"),
    ],
)
def test_a_name_says_what_kind_of_body_it_is(name, kind, bare):
    body = first(name)

    assert (body.sort, body.kind, body.bare) == (Sort.LOCAL, kind, bare)


@pytest.mark.parametrize(
    ("name", "bare", "department", "postal_code"),
    [
        ("Ville d'Albi (81)", "albi", "81", ""),
        ("Ville Mions (69) ", "mions", "69", ""),
        ("Ville d'Albi - 81", "albi", "81", ""),
        ("Mairie d'Albi 81000", "albi", "", "81000"),
        ("Mairie d'Albi (81000)", "albi", "", "81000"),
        ("Ville d'Ajaccio (2a)", "ajaccio", "2A", ""),
        ("Mairie de Saint-Denis (974)", "saint denis", "974", ""),
        ("Comune di Monopoli (BA)", "monopoli", "BA", ""),
        ("CD38", "", "38", ""),
        ("CD 06", "", "06", ""),
        ("Conseil départemental 2B", "", "2B", ""),
    ],
)
def test_a_name_says_where(name, bare, department, postal_code):
    body = first(name)

    assert (body.bare, body.department, body.postal_code) == (bare, department, postal_code)


@pytest.mark.parametrize(
    ("website", "department"),
    [
        ("https://saintjoseph.re", "974"),
        ("http://www.montereau77.fr", "77"),
        ("https://www.saint-joseph.fr", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_an_address_says_where_when_the_name_does_not(website, department):
    assert first("Mairie de Saint-Joseph", website=website).department == department
    assert first("Mairie de Saint-Joseph (42)", website=website).department == "42"


@pytest.mark.parametrize(
    ("name", "said_to_be", "sort"),
    [
        ("SDIS de l'Ain (01)", "Administration", Sort.PUBLIC),
        ("CCAS Saint-Paul de la Réunion", "", Sort.PUBLIC),
        ("Lycée les Lombards", "", Sort.PUBLIC),
        ("Université de Lille", "", Sort.PUBLIC),
        ("Parc naturel régional des Monts d'Ardèche", "", Sort.PUBLIC),
        ("Association des maires", "", Sort.ASSOCIATION),
        ("Ville d'Albi", "Company", Sort.COMPANY),
        ("Libre Expert SARL", "", Sort.COMPANY),
        ("Jane Doe", "Person", Sort.PERSON),
        ("jdoe42", "", Sort.PERSON),
        ("j.doe", "", Sort.PERSON),
        ("Jane DOE", "", Sort.PERSON),
        ("Jane DOE", "Administration", Sort.UNKNOWN),
        ("Grand CHAMBERY", "", Sort.UNKNOWN),
        ("Fontaine", "Administration", Sort.UNKNOWN),
    ],
)
def test_a_name_may_stand_for_somebody_else(name, said_to_be, sort):
    body = first(name, said_to_be)

    assert (body.sort, body.kind) == (sort, "")


def test_a_name_of_several_parts_is_read_whole_and_by_part():
    assert [body.bare for body in bodies_of("Abbeville - Mairie d'Abbeville")] == [
        "abbeville mairie d abbeville",
        "abbeville",
        "abbeville",
    ]
    assert [body.bare for body in bodies_of("Mont de Marsan Agglo - Direction du numérique")] == [
        "mont de marsan"
    ]
    assert [body.kind for body in bodies_of("Ville et Eurométropole de Strasbourg")] == [
        "commune",
        "intercommunal",
    ]


def test_plain_names():
    assert plain("L’Haÿ-les-Roses") == "l hay les roses"
    assert plain("Ste-Cœur  s/Mer") == "sainte coeur sur mer"
