"""What others claim of somebody: unconfirmed, less than anybody's own word, and nothing of private
persons.
"""

import pytest
from django.db import connection

from catalogue.actions.attribution import acting
from catalogue.models import Adoption, City
from tests.catalogue.exchange.importing.given import (
    bring,
    comptoir,
    counted,
    everything,
    sheet,
    sill,
)
from tests.factories import AdoptionFactory, CityFactory, ToolFactory

pytestmark = pytest.mark.django_db

CLAIM = {"id": 1, "name": "Datelune", "userAndReferentCountByOrganization": {"Mairie de Nancy": {}}}


def test_a_claim_is_unconfirmed_and_proves_nothing(places, tmp_path):
    bring("sill", sill(tmp_path, CLAIM), publishes=True)

    adoption = Adoption.objects.get()
    assert (adoption.city.insee, adoption.status) == ("54395", "unconfirmed")
    assert not adoption.confirmed_by_city
    assert not Adoption.objects.proven().exists()
    assert adoption.citations.get().source.slug == "sill"


def test_a_claim_about_an_adoption_that_is_known_changes_nothing(places, tool, tmp_path):
    city = CityFactory(name={"fr": "Nancy"}, insee="54395")
    AdoptionFactory(city=city, tool=tool, status="ended", ended="2020")
    before = Adoption.objects.values().get()

    bring("sill", sill(tmp_path, CLAIM))

    assert Adoption.objects.values().get() == before


def test_what_a_city_says_itself_counts_more_than_what_was_claimed(places, tmp_path):
    bring("sill", sill(tmp_path, CLAIM))

    bring(
        "adoptions",
        sheet(tmp_path, {"Collectivité": "Nancy", "Code INSEE": "54395", "Statut": "terminé"}),
    )

    adoption = Adoption.objects.get()
    assert (adoption.status, adoption.confidence) == ("ended", "low")
    cited = adoption.citations.values_list("source__slug", flat=True)
    assert sorted(cited) == ["adoptions", "sill"]


def test_a_claim_that_comes_after_what_a_city_says_itself_changes_nothing(places, tool, tmp_path):
    row = {"Collectivité": "Nancy", "Code INSEE": "54395", "Statut": "terminé"}
    bring("adoptions", sheet(tmp_path, row))
    before = Adoption.objects.values().get()

    bring("sill", sill(tmp_path, CLAIM))

    assert Adoption.objects.values().get() == before


def test_what_an_editor_made_of_a_claim_stays(places, tmp_path):
    bring("sill", sill(tmp_path, CLAIM))
    with acting("Bob"):
        Adoption.objects.update(status="pilot", confidence="high")

    row = {"Collectivité": "Nancy", "Code INSEE": "54395", "Statut": "terminé"}
    bring("adoptions", sheet(tmp_path, row))

    adoption = Adoption.objects.get()
    assert (adoption.status, adoption.confidence) == ("pilot", "high")


def test_claims_taken_in_twice_change_nothing(places, tmp_path):
    bring("sill", sill(tmp_path, CLAIM))
    before = everything()

    report = bring("sill", sill(tmp_path, CLAIM))

    assert everything() == before
    assert counted(report, "adoption") == {"unchanged": 1}


def test_two_claims_of_one_adoption_are_one(places, tmp_path):
    bring("sill", sill(tmp_path, CLAIM | {"comptoirDuLibreId": 9}))
    user = {"id": 1, "name": "Ville de NANCY", "type": "Administration"}

    report = bring(
        "comptoir-du-libre", comptoir(tmp_path, {"id": 9, "name": "Datelune", "users": [user]})
    )

    assert Adoption.objects.count() == 1
    assert counted(report, "adoption") == {"kept": 1}


@pytest.mark.parametrize(
    "name", ["SARL Libre Expert", "Université de Nancy", "SDIS de la Nièvre"], ids=str
)
def test_who_is_no_city_is_made_none(places, tmp_path, name):
    bring("sill", sill(tmp_path, CLAIM | {"userAndReferentCountByOrganization": {name: {}}}))

    assert not City.objects.exists()
    assert not Adoption.objects.exists()


def tables_that_say(text):
    """Every table in which a text stands, in whatever column."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            query = f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s'
            cursor.execute(query, [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.append(table)
        return found


PERSONS = {
    "a user who says so": {"name": "Zoé Quintessen", "type": "Person"},
    "a name written as one’s own": {"name": "Zoé QUINTESSEN", "type": ""},
    "an address for letters": {"name": "zoe.quintessen@example.org"},
    "a login": {"name": "zoe.quintessen", "type": "Person"},
}


@pytest.mark.parametrize("user", PERSONS.values(), ids=PERSONS)
def test_persons_are_kept_nowhere(places, tmp_path, user):
    users = [{"id": 1, **user}, {"id": 2, "name": "Mairie de Nancy", "type": "Administration"}]
    entry = {
        "id": 9,
        "name": "Datelune",
        "users": users,
        "providers": [{"id": 3, **user, "type": "Person"}],
    }
    ToolFactory(name="Datelune")

    bring("comptoir-du-libre", comptoir(tmp_path, entry))

    assert Adoption.objects.get().city.insee == "54395"
    assert tables_that_say("quintessen") == []


def test_a_person_in_the_list_of_users_of_a_tool_is_kept_nowhere(places, tmp_path):
    users = {"Mairie de Nancy": {}, "Zoé QUINTESSEN": {}}

    bring("sill", sill(tmp_path, CLAIM | {"userAndReferentCountByOrganization": users}))

    assert Adoption.objects.get().city.insee == "54395"
    assert tables_that_say("quintessen") == []
