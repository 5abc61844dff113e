"""A city's story in dates."""

import pytest
from django.utils.translation import override

from catalogue.choices import AdoptionStatus, MilestoneKind
from catalogue.models import Adoption, Milestone, Tool
from catalogue.web.story import story_of


def story(adoptions=(), milestones=()):
    with override("en"):
        return story_of(adoptions, milestones, [], refs=lambda thing: "")


def adoption(status=AdoptionStatus.IN_PRODUCTION, name="GLPI", **dates):
    return Adoption(slug=name.lower(), status=status, tool=Tool(name=name), **dates)


def told(item):
    return item["when"], item.get("label", ""), item.get("body", "")


@pytest.mark.parametrize(
    ("row", "steps"),
    [
        (
            adoption(started="2008-09", as_of="2019"),
            [("September 2008", "In production, as of 2019", "")],
        ),
        (adoption(started="2008", as_of="2008-09"), [("2008", "In production", "")]),
        (
            adoption(AdoptionStatus.REVERSED, started="2006", ended="2017", as_of="2017"),
            [("2006", "", ""), ("2017", "Reversed", "")],
        ),
        (
            adoption(AdoptionStatus.ENDED, started="2006", as_of="2017"),
            [
                ("2006", "", ""),
                ("2017", "Ended", "When it ended is not known: this is the date of the source."),
            ],
        ),
        (
            adoption(as_of="2017"),
            [
                (
                    "2017",
                    "In production",
                    "When it began is not known: this is the date of the source.",
                )
            ],
        ),
        (adoption(AdoptionStatus.PLANNED, as_of="2017"), [("2017", "Planned", "")]),
        (adoption(), [("Date not known", "In production", "")]),
    ],
    ids=["checked later", "same year", "both ends", "end unknown", "seen", "promise", "no date"],
)
def test_adoption_is_told_by_what_is_known_of_its_dates(row, steps):
    assert [told(item) for item in story([row])] == steps


def test_what_happened_together_is_told_once():
    items = story([adoption(started="2008"), adoption(name="Zimbra", started="2008")])

    assert [str(item["title"]) for item in items] == [
        '<a href="#glpi">GLPI</a>, <a href="#zimbra">Zimbra</a>: start'
    ]


def test_undated_steps_close_the_story():
    vote = Milestone(slug="vote", on="2010", kind=MilestoneKind.DECISION, title={"en": "Vote"})

    items = story([adoption(), adoption(name="Zimbra", started="2012")], [vote])

    assert [item["when"] for item in items] == ["2010", "2012", "Date not known"]


def test_a_text_is_never_markup():
    vote = Milestone(
        slug="v", on="2010", kind="other", title={"en": "<b>%(x)s"}, text={"en": "<i>"}
    )

    vote, start = story([adoption(name="<u>%s", started="2012")], [vote])

    assert str(vote["title"]) == '<span id="v">&lt;b&gt;%(x)s</span>'
    assert str(vote["body"]).strip() == "&lt;i&gt;"
    assert str(start["title"]) == '<a href="#&lt;u&gt;%s">&lt;u&gt;%s</a>: start'
