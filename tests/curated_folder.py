"""A little curated folder, with one record of each noun, for a test to load and to break."""

FILES = {
    "licences.toml": """
        [[licence]]
        spdx = "MIT"
        name = "MIT License"
        family = "permissive"
        osi = true
        fsf = true
        """,
    "sources.toml": """
        [letter]
        title = "A letter of the town"
        publisher = "Luneville"
        url = "https://luneville.example/letter"
        date = "2021-03"
        kind = "official"
        lang = "fr"

        [paper]
        title = "The news"
        kind = "press"
        """,
    "categories.toml": """
        [[domain]]
        slug = "workplace"
        name = { fr = "Travail", en = "Work" }

        [[category]]
        slug = "date-polls"
        domain = "workplace"
        name = { fr = "Dates", en = "Date polls" }

        [[category]]
        slug = "calendars"
        domain = "workplace"
        name = { fr = "Agendas", en = "Calendars" }
        """,
    "vendors.toml": """
        [[vendor]]
        slug = "pollco"
        name = "PollCo"
        country = "CH"
        """,
    "organisations.toml": """
        [[organisation]]
        slug = "free-dates"
        name = "Free Dates"
        kind = "association"
        cites = [{ source = "letter" }]

        [[organisation.service]]
        tool = "datelune"
        kinds = ["hosting", "training"]
        """,
    "products/pollco-dates.toml": """
        slug = "pollco-dates"
        name = "PollCo Dates"
        vendor = "pollco"
        category = "date-polls"
        part_of = "pollco-suite"

        [[fact]]
        kind = "price"
        date = "2024"
        text = { fr = "Dix euros.", en = "Ten euros." }
        cites = [{ source = "paper" }]
        """,
    "products/pollco-suite.toml": """
        slug = "pollco-suite"
        name = "PollCo Suite"
        vendor = "pollco"
        category = "calendars"
        """,
    "tools/datelune.toml": """
        slug = "datelune"
        name = "Datelune"
        aliases = ["Date Lune"]
        category = "date-polls"
        other_categories = ["calendars"]
        summary = { fr = "Choisir une date.", en = "Choosing a date." }
        licence = "MIT"
        steward = "free-dates"
        website = "https://datelune.example/"
        cites = [{ source = "letter", note = { fr = "la nomme", en = "names it" } }]

        [[replaces]]
        product = "pollco-dates"
        coverage = "partial"
        caveat = { fr = "Sans agenda.", en = "No calendar." }
        cites = [{ source = "paper" }]
        """,
    "cities/luneville.toml": """
        slug = "luneville"
        name = { fr = "Lunéville-sur-Mer", en = "Luneville" }
        kind = "commune"
        country = "FR"
        population = 1200
        cites = [{ source = "letter" }]

        [[label]]
        label = "villes-internet"
        level = 3
        year = 2021
        cites = [{ source = "paper" }]

        [[adoption]]
        slug = "luneville-datelune"
        tool = "datelune"
        status = "in_production"
        as_of = "2021-03"
        started = "2016"
        replaces = ["pollco-dates"]
        provider = "free-dates"
        confidence = "medium"
        cites = [{ source = "letter" }]

        [[milestone]]
        slug = "luneville-vote"
        on = "2015-06"
        kind = "decision"
        title = { fr = "Le conseil vote.", en = "The council votes." }
        cites = [{ source = "letter" }]

        [[money]]
        slug = "luneville-savings"
        adoption = "luneville-datelune"
        amount = 1200.5
        currency = "EUR"
        year = 2021
        nature = "saving"
        recurrence = "per_year"
        standing = "stated"
        covers = { fr = "L’abonnement.", en = "The subscription." }
        cites = [{ source = "letter" }]
        """,
    "case-studies/luneville.toml": """
        slug = "luneville"
        cities = ["luneville"]
        adoptions = ["luneville-datelune"]
        money = ["luneville-savings"]
        outcome_kind = "running"
        date = "2021"
        title = { fr = "Une date, vite", en = "A date, fast" }
        summary = { fr = "La ville change.", en = "The town changes." }
        went_wrong = { fr = "Le calendrier.", en = "The schedule." }
        cites = [{ source = "letter" }]
        """,
    "arguments.toml": """
        [[argument]]
        slug = "price"
        title = { fr = "Le prix", en = "The price" }
        text = { fr = "Moins cher.", en = "Cheaper." }
        caution = { fr = "Pas toujours.", en = "Not always." }
        adoptions = ["luneville-datelune"]
        case_studies = ["luneville"]
        milestones = ["luneville-vote"]
        cites = [{ source = "letter" }]
        """,
}
#: As many as the files hold: three categories, two sources, two products, one of all the rest.
RECORDS = 19


class CuratedFolder:
    """Files to edit as a contributor would: `folder.edit("sources.toml", "press", "study")`."""

    def __init__(self, path):
        self.path = path
        for name, text in FILES.items():
            self.write(name, "\n".join(line.strip() for line in text.strip().splitlines()))

    def write(self, name, text):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")

    def edit(self, name, before, after):
        text = self.read(name)
        assert text.count(before) == 1, f"{name} holds {before!r} {text.count(before)} times"
        self.write(name, text.replace(before, after))

    def add(self, name, text):
        """Records at the end of a file, of those there or a new one."""
        self.write(name, self.read(name) + "\n" + text)

    def remove(self, name):
        (self.path / name).unlink()

    def read(self, name):
        path = self.path / name
        return path.read_text(encoding="utf-8").strip() if path.exists() else ""
