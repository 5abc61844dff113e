"""Former addresses, once each for a kind of thing."""

import pytest
from django.utils import timezone

from catalogue.models import FormerSlug
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_former_slug_belongs_to_one_thing_of_a_kind():
    FormerSlug.objects.create(kind="a", slug="x", object_id=1, left_at=timezone.now())
    FormerSlug.objects.create(kind="b", slug="x", object_id=1, left_at=timezone.now())

    with refused("former_slug_once_per_kind"):
        FormerSlug.objects.create(kind="a", slug="x", object_id=2, left_at=timezone.now())
