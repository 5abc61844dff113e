"""A little curated folder on the disk: one or two records of each noun, all of it sound."""

FILES = {
    "licences.toml": """
[[licence]]
spdx = "AGPL-3.0-or-later"
name = "GNU Affero General Public License v3.0 or later"
family = "network_copyleft"
osi = true
fsf = true
""",
    "sources.toml": """
[council]
title = "Deliberation of the council"
publisher = "Storyville"
url = "https://storyville.example/council"
date = "2015-06"
kind = "deliberation"

[press]
title = "An article"
kind = "press"
lang = "en"
""",
    "categories.toml": """
[[domain]]
slug = "workplace"
name = { fr = "Travail", en = "Work" }

[[category]]
slug = "mail"
domain = "workplace"
name = { fr = "Courriel", en = "E-mail" }
keywords = { fr = "messagerie", en = "mailbox" }
publiccode = ["email"]
""",
    "vendors.toml": """
[[vendor]]
slug = "bigcorp"
name = "BigCorp"
country = "US"
gafam = true
""",
    "products/bigmail.toml": """
slug = "bigmail"
name = "BigMail"
aliases = ["mail big"]
vendor = "bigcorp"
category = "mail"
hosting = "hosted"
summary = { fr = "Courriel.", en = "Mail." }

[[fact]]
kind = "price"
date = "2024"
text = { fr = "Cher.", en = "Dear." }
verified = true
cites = [{ source = "press" }]
""",
    "tools/freemail.toml": """
slug = "freemail"
name = "FreeMail"
category = "mail"
summary = { fr = "Le courriel de la ville.", en = "The city’s mail." }
licence = "AGPL-3.0-or-later"
platforms = ["web", "server"]
steward = "helpers"
cites = [{ source = "press", note = { en = "the licence" } }]

[[replaces]]
product = "bigmail"
coverage = "full"
caveat = { en = "Calendars." }
cites = [{ source = "press" }]
""",
    "tools/freemail-mobile.toml": """
slug = "freemail-mobile"
name = "FreeMail mobile"
category = "mail"
summary = { fr = "Le courriel en chemin.", en = "Mail on the way." }
part_of = "freemail"
""",
    "organisations.toml": """
[[organisation]]
slug = "helpers"
name = "Helpers"
kind = "association"
country = "FR"
founded = 2002

[[organisation.service]]
tool = "freemail"
kinds = ["hosting", "support"]
""",
    "cities/storyville.toml": """
slug = "storyville"
name = { fr = "Conteville", en = "Storyville" }
kind = "commune"
country = "FR"
insee = "01001"
population = 12000
population_year = 2023
latitude = 46.5
longitude = 5.25
cites = [{ source = "council" }]

[[label]]
label = "villes-internet"
level = 4
year = 2021
cites = [{ source = "press" }]

[[adoption]]
slug = "storyville-freemail"
tool = "freemail"
status = "in_production"
as_of = "2021"
started = "2016-09"
roles = ["user", "funder"]
scale = { en = "Everybody." }
people = 300
replaces = ["bigmail"]
provider = "helpers"
confidence = "high"
cites = [{ source = "council" }, { source = "press" }]

[[milestone]]
slug = "storyville-vote"
on = "2015-06-30"
title = { fr = "Le vote", en = "The vote" }
kind = "decision"
cites = [{ source = "council" }]

[[money]]
slug = "storyville-saving"
adoption = "storyville-freemail"
amount = 12000.50
currency = "EUR"
year = 2017
nature = "saving"
recurrence = "per_year"
standing = "stated"
covers = { en = "Licences." }
cites = [{ source = "council" }]
""",
    "case-studies/storyville.toml": """
slug = "storyville"
cities = ["storyville"]
adoptions = ["storyville-freemail"]
outcome_kind = "running"
date = "2021"
title = { fr = "Le courriel", en = "The mail" }
summary = { fr = "Elle change.", en = "It changes." }
went_wrong = { fr = "L’agenda.", en = "The calendar." }
money = ["storyville-saving"]
cites = [{ source = "council" }]
""",
    "arguments.toml": """
[[argument]]
slug = "control"
title = { fr = "Maîtrise", en = "Control" }
text = { fr = "Elle choisit.", en = "It chooses." }
caution = { fr = "Il faut du temps.", en = "It takes time." }
adoptions = ["storyville-freemail"]
case_studies = ["storyville"]
milestones = ["storyville-vote"]
cites = [{ source = "press" }]
""",
}


def write(folder):
    """Every file of the little folder, where a test may change them."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def say(folder, name, old, new):
    """Change what a file says; the old words must be there, or the test would change nothing."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} does not say {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")
