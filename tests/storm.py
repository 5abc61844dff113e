"""Editors gone wild: any column, any link and any thing of the catalogue, changed at random by the
rules.
"""

from contextlib import suppress

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.models import RestrictedError
from django.utils import timezone

from catalogue.actions.editing import changed, merge, touched
from catalogue.choices import AdoptionStatus
from catalogue.exchange.gather import SHAPE_OF
from catalogue.exchange.shapes import SHAPES
from catalogue.models import Adoption, Citation, City, Licence, Source, Tool
from catalogue.models.fields import LocalisedText, PartialDate
from tests.factories import (
    AdoptionFactory,
    ArgumentFactory,
    CaseStudyFactory,
    CategoryFactory,
    CityFactory,
    CityLabelFactory,
    MilestoneFactory,
    MoneyFactFactory,
    OrganisationFactory,
    ProductFactFactory,
    ProductFactory,
    ReplacementFactory,
    ServiceFactory,
    SourceFactory,
    ToolFactory,
    VendorFactory,
)

#: What the catalogue refuses, and an editor would be told.
REFUSED = (IntegrityError, DataError, ValidationError, RestrictedError, LookupError)
#: Columns that the database gives a meaning, and values that it takes.
SPECIAL = {
    "slug": lambda dice, row: f"{row.slug[:60].rstrip('-')}-{dice.randrange(10**6)}",
    "spdx": lambda dice, row: row.spdx,
    "osi": lambda dice, row: True,
    "country": lambda dice, row: dice.choice(["FR", "DE", "IT", "BE"]),
    "currency": lambda dice, row: dice.choice(["EUR", "CHF"]),
    "amount": lambda dice, row: dice.randrange(1, 10**8) / 100,
    "licence": lambda dice, row: dice.choice([*Licence.objects.values_list("pk", flat=True), ""]),
    "started": lambda dice, row: dice.choice(["", "1998", "1999-12"]),
    "ended": lambda dice, row: dice.choice(["", "2031", "2032-02-29"]),
    "level": lambda dice, row: dice.choice([None, 1, 5]),
    "latitude": lambda dice, row: row.latitude,
    "longitude": lambda dice, row: row.longitude,
    "lang": lambda dice, row: dice.choice(["", "fr", "pt-BR"]),
    **dict.fromkeys(
        ("insee", "siren", "istat", "geonames", "wikidata", "sill", "comptoir_du_libre"),
        lambda dice, row: dice.choice(["", str(dice.randrange(10**4))]),
    ),
}


class Storm:
    """`Storm(Random(7)).blow(50)`. What is refused leaves nothing; `done` counts the rest."""

    def __init__(self, dice):
        self.dice = dice
        self.done = 0
        self.doings = [
            *[self.edit] * 8, *[self.relink] * 4, self.rename, self.rename, self.withdraw,
            self.withdraw, self.remove, self.remove_inside, self.publish, self.publish,
            self.add, self.add, self.cite, self.uncite, self.swap_ids, self.swap_adoptions,
        ]  # fmt: skip

    def blow(self, many):
        for _doing in range(many):
            doing = self.dice.choice(self.doings)
            with suppress(*REFUSED), transaction.atomic():
                doing()
                connection.check_constraints()
                self.done += 1

    def pick(self, rows):
        rows = rows.objects.all() if isinstance(rows, type) else rows
        return self.dice.choice(rows.order_by("pk"))

    def pick_shape(self):
        return self.dice.choice(SHAPES)

    def save(self, *rows):
        before = touched([type(row)(pk=row.pk) for row in rows])
        for row in rows:
            row.save()
        changed(rows, before=before)

    def edit(self):
        shape = self.pick_shape()
        row = self.pick(shape.model)
        name = self.dice.choice([name for name in shape.columns if name not in ("slug", "spdx")])
        field = row._meta.get_field(name)
        value = self.value_for(field, row)
        field.clean(value, row)
        setattr(row, name, value)
        self.save(row)

    def value_for(self, field, row):  # noqa: PLR0911  one line a type of field
        dice, number = self.dice, self.dice.randrange(1000)
        if field.name in SPECIAL:
            return SPECIAL[field.name](dice, row)
        if isinstance(field, LocalisedText):
            texts = {"fr": f"L’été n° {number} <&>", "en": f"Summer {number}", "pt-BR": "Verão"}
            most = dice.sample(sorted(texts), dice.randrange(0 if field.blank else 1, 4))
            return {language: texts[language] for language in most}
        if isinstance(field, PartialDate):
            return dice.choice(["2001", "2010-02", f"20{number % 90 + 10}-12-31"])
        if isinstance(field, ArrayField):
            words = [word for word, said in field.base_field.choices or ()] or ["Zoë", f"n{number}"]
            return dice.sample(words, dice.randrange(0 if field.blank else 1, len(words) + 1))
        if field.choices:
            return dice.choice([word for word, said in field.choices])
        if isinstance(field, models.BooleanField):
            return dice.random() < 0.5
        if isinstance(field, models.IntegerField):
            return number + 1
        if field.validators and any("Validator" in type(v).__name__ for v in field.validators[:1]):
            return f"https://example.org/{number}?x=é" if "url" in str(field.validators[0]) else ""
        return f"Œuvre {number}"

    def relink(self):
        shape = self.dice.choice([shape for shape in SHAPES if shape.refs or shape.links])
        row = self.pick(shape.model)
        name, noun = self.dice.choice([*shape.refs, *shape.links])
        if (name, noun) in shape.refs:
            nothing = row._meta.get_field(name).null and self.dice.random() < 0.2
            setattr(row, name, None if nothing else self.pick(SHAPE_OF[noun].model))
            self.save(row)
        else:
            others = SHAPE_OF[noun].model.objects.order_by("pk")
            before = touched([row])
            getattr(row, name).set(self.dice.sample(list(others), min(2, len(others))))
            changed([row], before=before)

    def rename(self):
        shape = self.dice.choice([shape for shape in SHAPES if "slug" in shape.columns])
        row = self.pick(shape.model)
        row.slug = SPECIAL["slug"](self.dice, row)
        self.save(row)

    def withdraw(self):
        self.set_published(None)

    def publish(self):
        self.set_published(timezone.now())

    def set_published(self, moment):
        models = [shape.model for shape in SHAPES if hasattr(shape.model, "published_at")]
        row = self.pick(self.dice.choice(models).objects.filter(published_at__isnull=bool(moment)))
        row.published_at = moment
        self.save(row)

    def remove(self):
        self.take_away(self.pick(self.pick_shape().model))

    def remove_inside(self):
        shape = self.dice.choice([shape for shape in SHAPES if shape.parts])
        part = self.dice.choice(shape.parts)
        self.take_away(self.pick(part.shape.model))

    def take_away(self, row):
        before = touched([row])
        if isinstance(row, Licence) and Tool.objects.filter(licence__contains=row.pk).exists():
            return
        row.delete()
        changed([], before=before)

    def add(self):
        pick, dice = self.pick, self.dice
        fresh = {"slug": f"new-{dice.randrange(10**9)}"}
        filed = {"category": lambda: pick(SHAPE_OF["category"].model.objects.leaves())}
        make = dice.choice(
            [
                lambda: SourceFactory(**fresh, url=f"https://example.org/{dice.randrange(10**9)}"),
                lambda: VendorFactory(**fresh),
                lambda: CategoryFactory(**fresh, domain=pick(SHAPE_OF["category"].model)),
                lambda: OrganisationFactory(**fresh),
                lambda: ProductFactory(
                    **fresh, vendor=pick(SHAPE_OF["vendor"].model), category=filed["category"]()
                ),
                lambda: ToolFactory(**fresh, category=filed["category"](), part_of=pick(Tool)),
                lambda: ReplacementFactory(
                    tool=pick(Tool), product=pick(SHAPE_OF["product"].model)
                ),
                lambda: CityFactory(**fresh),
                lambda: CityLabelFactory(city=pick(City), year=dice.randrange(2000, 2030)),
                lambda: MilestoneFactory(**fresh, city=pick(City)),
                lambda: AdoptionFactory(**fresh, city=pick(City), tool=pick(Tool)),
                lambda: MoneyFactFactory(**fresh, city=pick(City), adoption=pick(Adoption)),
                lambda: CaseStudyFactory(
                    **fresh,
                    cities=[pick(City)],
                    adoptions=[pick(Adoption)],
                    money=[pick(SHAPE_OF["money"].model)],
                ),
                lambda: ArgumentFactory(**fresh, milestones=[pick(SHAPE_OF["milestone"].model)]),
                lambda: ServiceFactory(
                    organisation=pick(SHAPE_OF["organisation"].model), tool=pick(Tool)
                ),
                lambda: ProductFactFactory(product=pick(SHAPE_OF["product"].model)),
            ]
        )
        row = make()
        row.refresh_from_db()
        changed(
            [
                row,
                *(Source.objects.filter(citations__adoption=row) if type(row) is Adoption else ()),
            ]
        )

    def cite(self):
        shapes = [*SHAPES, *(part.shape for shape in SHAPES for part in shape.parts)]
        shape = self.dice.choice([shape for shape in shapes if shape.cites])
        citation = Citation.objects.create(
            source=self.pick(Source),
            note=self.dice.choice([{}, {"fr": "Page 3", "de": "Seite 3"}]),
            position=self.dice.randrange(3),
            **{shape.cites: self.pick(shape.model)},
        )
        changed([citation])

    def uncite(self):
        self.take_away(self.pick(Citation))

    def swap_ids(self):
        """Two cities exchange what each may have alone."""
        model, name = self.dice.choice([(City, "insee"), (City, "wikidata"), (Tool, "wikidata")])
        rows = model.objects.exclude(**{name: ""})
        one, other = self.pick(rows), self.pick(rows)
        before = touched([one, other])
        mine, yours = getattr(one, name), getattr(other, name)
        model.objects.filter(pk=one.pk).update(**{name: ""})
        model.objects.filter(pk=other.pk).update(**{name: mine})
        model.objects.filter(pk=one.pk).update(**{name: yours})
        changed([one, other], before=before)

    def swap_adoptions(self):
        """Two current adoptions of a city exchange their tools."""
        one = self.pick(Adoption.objects.exclude(status__in=AdoptionStatus.over()))
        other = self.pick(
            Adoption.objects.exclude(status__in=AdoptionStatus.over())
            .filter(city=one.city)
            .exclude(pk=one.pk)
        )
        before = touched([one, other])
        rows = Adoption.objects.filter(pk=one.pk)
        rows.update(status=AdoptionStatus.ENDED)
        Adoption.objects.filter(pk=other.pk).update(tool=one.tool)
        rows.update(tool=other.tool, status=one.status)
        changed([one, other], before=merge(before, touched([one, other])))
