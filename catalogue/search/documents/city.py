"""Cities: found by their names in every language and by the tools that they run."""

from django.db.models import Prefetch

from catalogue.choices import Kind
from catalogue.countries import names_of
from catalogue.models import City, CityLabel, Milestone
from catalogue.search.documents.base import (
    Document,
    published_head,
    read,
    refs,
    size_of_city,
    sources_by_id,
    sources_of,
    texts_of,
    with_sources,
)
from catalogue.search.documents.money import money_record, with_money
from catalogue.search.documents.origins import origins_of, with_origins
from catalogue.search.documents.tallies import left_in, runs_in


def documents(ids):
    runs, left, sources = runs_in(ids), left_in(ids), sources_by_id("city", ids)
    # Into plain lists: there may be thousands of cities, and a manager for each link costs more
    # than what it holds.
    labels = CityLabel.objects.prefetch_related(with_sources())
    milestones = Milestone.objects.prefetch_related(with_sources())
    cities = City.objects.published().prefetch_related(
        Prefetch("labels", labels, to_attr="held_labels"),
        Prefetch("milestones", milestones, to_attr="steps"),
        with_money(),
    )
    for city in with_origins(read(cities, ids)):
        size = size_of_city(city.population)
        here = runs[city.pk]
        proven = {run.tool for run in here if run.is_proven}
        yield Document(
            kind=Kind.CITY,
            object_id=city.pk,
            slug=city.slug,
            label=city.name,
            record=record(city, here, proven, sources[city.pk]),
            names=list(dict.fromkeys(city.name.values())),
            weighted={
                "A": texts_of(list(city.name.values())),
                "B": texts_of(
                    [city.region, city.department],
                    names_of(city.country),
                    [run.tool.name for run in here],
                ),
                "C": texts_of(city.summary, *(milestone.title for milestone in city.steps)),
            },
            facets={
                f"country:{city.country}",
                f"kind:{city.kind}",
                *([f"size:{size}"] if size else []),
                *(f"tool:{run.tool.slug}" for run in here),
                *(f"status:{run.status}" for run in here),
                *(f"replaced:{slug}" for slug in left[city.pk]),
                *(f"label:{label.label}" for label in city.held_labels),
                # No choice of a list: the front page adds up where free tools were seen running.
                *([f"seen:{city.country}"] if proven else []),
            },
            proof=len(proven),
            cities=sum(not run.is_claim for run in here),
            size=city.population or 0,
            fresh=max((run.as_of for run in here), default=""),
        )


def record(city, runs, proven, sources):
    """A city as the API answers it."""
    return {
        **published_head(Kind.CITY, city, f"cities/{city.slug}/"),
        "name": city.name,
        "kind": city.kind,
        "country": city.country,
        "region": city.region or None,
        "department": city.department or None,
        "summary": city.summary or None,
        "website": city.website or None,
        "insee": city.insee or None,
        "siren": city.siren or None,
        "istat": city.istat or None,
        "geonames": city.geonames or None,
        "wikidata": city.wikidata or None,
        "population": city.population,
        "population_year": city.population_year,
        "population_note": city.population_note or None,
        "latitude": city.latitude,
        "longitude": city.longitude,
        "labels": [
            {
                "label": label.label,
                "level": label.level,
                "year": label.year,
                "sources": sources_of(label),
            }
            for label in city.held_labels
        ],
        "milestones": [
            {
                "slug": milestone.slug,
                "on": milestone.on or None,
                "kind": milestone.kind,
                "title": milestone.title,
                "text": milestone.text or None,
                "sources": sources_of(milestone),
            }
            for milestone in city.steps
        ],
        "money": [money_record(fact) for fact in city.amounts],
        "tools": refs(Kind.TOOL, {run.tool for run in runs if run.is_current}),
        "tools_in_production": len(proven),
        "sources": sources,
        "origins": origins_of(city),
    }
