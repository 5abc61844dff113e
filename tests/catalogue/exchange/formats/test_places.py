"""Places from the reference data of two States."""

from catalogue.exchange.formats import places
from tests.catalogue.exchange.told_of import a_file, sorted_out

FRENCH = """insee,name,dep_code,dep_name,region_code,region_name,population,siren,epci_siren,\
epci_name,epci_type,postal_codes,lat,lon,geonameid,coord_match
01001,L'Abergement,01,Ain,84,Auvergne-Rhône-Alpes,860,210100012,200069193,CC de la Dombes,CC,\
01400|01190,46.1,4.9,123,name
2A004,Ajaccio,2A,Corse-du-Sud,94,Corse,73000,212000046,242010056,CA du Pays Ajaccien,CA,20000,,,,
97502,Saint-Pierre,975,Saint-Pierre-et-Miquelon,975,Saint-Pierre-et-Miquelon,5000,,,,,97500,,,,
abc,Nulle Part,01,Ain,84,Auvergne-Rhône-Alpes,,,,,,,,,,
"""
ITALIAN = (
    "Codice Regione;Codice Comune formato alfanumerico;Denominazione in italiano;"
    "Denominazione altra lingua;Denominazione Regione;"
    '"Denominazione dell\'Unità territoriale sovracomunale \n(valida a fini statistici)";'
    "Sigla automobilistica\n"
    "04;021008;Bolzano;Bozen;Trentino-Alto Adige/Südtirol;Bolzano/Bozen;BZ\n"
    "01;001168;None;;Piemonte;Torino;TO\n"
    "15;063049;Napoli;;Campania;Napoli;NA\n"
)


def read(text, encoding="utf-8"):
    told, faults = sorted_out(places.read([a_file(text.encode(encoding), "places.csv")]))
    return {each.key: each for each in told}, faults


def test_a_french_commune_keeps_its_codes_as_texts():
    told, [fault] = read(FRENCH)

    assert told["01001"].values == {
        "name": {"fr": "L'Abergement"},
        "kind": "commune",
        "country": "FR",
        "insee": "01001",
        "siren": "210100012",
        "geonames": "123",
        "department": "Ain",
        "department_code": "01",
        "region": "Auvergne-Rhône-Alpes",
        "population": 860,
        "latitude": 46.1,
        "longitude": 4.9,
        "postal_codes": ["01400", "01190"],
        "member_of": "200069193",
    }
    assert told["2A004"].outside_ids == {"insee": "2A004", "siren": "212000046"}
    assert told["97502"].outside_ids == {"insee": "97502"}
    assert fault.startswith("error places.csv:5 insee: ")


def test_the_bodies_above_are_told_once_and_called_by_their_whole_names():
    told, _faults = read(FRENCH)

    above = {
        key: (each.values["kind"], each.values["name"]["fr"])
        for key, each in told.items()
        if each.values["kind"] != "commune"
    }
    assert above == {
        "200069193": ("intercommunal", "Communauté de communes de la Dombes"),
        "242010056": ("intercommunal", "Communauté d’agglomération du Pays Ajaccien"),
        "department/01": ("department", "Ain"),
        "region/84": ("region", "Auvergne-Rhône-Alpes"),
        "region/94": ("region", "Corse"),
    }
    assert told["200069193"].outside_ids == {"siren": "200069193"}


def test_italian_communes_in_windows_1252_with_line_breaks_in_the_headings():
    told, faults = read(ITALIAN, "cp1252")

    assert faults == []
    assert told["021008"].values == {
        "name": {"it": "Bolzano", "de": "Bozen"},
        "kind": "commune",
        "country": "IT",
        "istat": "021008",
        "department": "Bolzano/Bozen",
        "department_code": "BZ",
        "region": "Trentino-Alto Adige/Südtirol",
    }
    assert told["001168"].values["name"] == {"it": "None"}  # a commune of Piedmont
    assert told["063049"].values["department_code"] == "NA"
    assert told["province/BZ"].values["name"] == {"it": "Bolzano", "de": "Bozen"}
    assert told["region/01"].values["kind"] == "region"


def test_the_headings_of_other_editions_are_known():
    text = "code_insee;nom_standard;reg_nom;dep_code;code_postal\n1001;L'Abergement;ARA;01;01400\n"

    told, faults = read(text)

    assert faults == []
    assert told["01001"].values["postal_codes"] == ["01400"]


def test_a_table_of_something_else_is_refused():
    told, faults = read("nom;population\nAlbi;5\n")

    assert told == {}
    assert len(faults) == 1
