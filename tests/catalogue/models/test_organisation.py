"""Organisations and what they do for cities."""

import pytest

from catalogue.models import Organisation
from tests.factories import OrganisationFactory, ServiceFactory
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"kind": "gang"}, "organisation_kind_known"),
        ({"country": "Fr"}, "organisation_country_is_a_code"),
    ],
)
def test_organisation_has_a_known_kind_and_a_country(fields, rule):
    organisation = OrganisationFactory()

    with refused(rule):
        Organisation.objects.filter(pk=organisation.pk).update(**fields)


def test_organisation_has_one_service_for_each_tool():
    service = ServiceFactory()

    with refused("service_one_per_tool"):
        ServiceFactory(organisation=service.organisation, tool=service.tool)


@pytest.mark.parametrize("kinds", [[], ["support", "magic"]])
def test_service_is_of_known_kinds(kinds):
    with refused("service_kinds_known"):
        ServiceFactory(kinds=kinds)
