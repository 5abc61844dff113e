"""What each rule of the database says to an editor, and about which field."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.errors import Busy

COUNTRY = _("Write the two capital letters of ISO 3166-1: FR, DE, US…")
TAKEN = _("Another entry already has this number.")
ITSELF = _("An entry cannot belong to itself.")
NOT_A_DATE = _("Write a year, a month or a day: 2016, 2016-04 or 2016-04-30.")

#: Rule → field, sentence. Closed lists (`…_known`) are kept by the choices of the form.
SENTENCES = {
    "slug_never_reused": (
        "slug",
        _("This address was that of something else once, and still leads there: choose another."),
    ),
    "tool_licence_is_free": (
        "licence",
        _(
            "One of these licences is not in the catalogue’s list of free-software licences. "
            "Add it there first, if it is free."
        ),
    ),
    "tool_is_not_its_own_suite_or_fork": (
        "part_of",
        _("A tool is neither a part nor a fork of itself."),
    ),
    "tool_wikidata_unique": ("wikidata", TAKEN),
    "tool_sill_unique": ("sill", TAKEN),
    "tool_comptoir_unique": ("comptoir_du_libre", TAKEN),
    "tool_dates_are_dates": (None, NOT_A_DATE),
    "product_is_not_its_own_suite": ("part_of", ITSELF),
    "product_fact_date_is_a_date": ("date", NOT_A_DATE),
    "category_is_not_its_own_domain": ("domain", ITSELF),
    "vendor_country_is_a_code": ("country", COUNTRY),
    "organisation_country_is_a_code": ("country", COUNTRY),
    "city_country_is_a_code": ("country", COUNTRY),
    "city_coordinates_are_whole": (
        "latitude",
        _("Give both latitude (−90 to 90) and longitude (−180 to 180), or neither."),
    ),
    "city_insee_unique": ("insee", TAKEN),
    "city_siren_unique": ("siren", TAKEN),
    "city_istat_unique": ("istat", TAKEN),
    "city_geonames_unique": ("geonames", TAKEN),
    "city_wikidata_unique": ("wikidata", TAKEN),
    "city_label_once_a_year": ("year", _("This city already has this label for this year.")),
    "city_label_level_range": ("level", _("A level goes from one to five.")),
    "milestone_date_is_a_date": ("on", NOT_A_DATE),
    "adoption_ends_after_start": ("ended", _("The end is before the start.")),
    "adoption_has_a_source": (
        None,
        _(
            "A published adoption cites a source or is confirmed by the city. "
            "Add a source, or empty “published at” to keep a draft."
        ),
    ),
    "adoption_one_current_per_city": (
        "tool",
        _("This city already has a current adoption of this tool."),
    ),
    "adoption_dates_are_dates": (None, NOT_A_DATE),
    "replacement_one_per_pair": (None, _("This tool is already listed for this product.")),
    "money_fact_currency_is_a_code": (
        "currency",
        _("Write the three capital letters of ISO 4217: EUR, CHF, USD…"),
    ),
    "money_fact_amount_is_positive": (
        "amount",
        _("An amount is more than zero; its nature says whether it is a cost or a saving."),
    ),
    "case_study_date_is_a_date": ("date", NOT_A_DATE),
    "case_study_says_what_went_wrong": ("went_wrong", _("Say what went wrong.")),
    "service_one_per_tool": ("tool", _("This organisation already has an entry for this tool.")),
    "licence_is_free": (
        "fsf",
        _("Only a licence that the OSI or the FSF recognises is a free one."),
    ),
    "source_url_unique": ("url", _("Another source already has this address.")),
    "source_date_is_a_date": ("date", NOT_A_DATE),
    "outside_catalogue_due_has_a_place": (
        "where",
        _("Say where it is read from, or leave the number of days empty."),
    ),
    "token_lasts_a_year_at_most": ("expires_at", _("A token is valid for a day to a year.")),
    "token_says_what_it_is_for": ("name", _("Say what the token is for.")),
    "citation_belongs_to_one_fact": (None, _("A citation belongs to one fact.")),
}


def refusal_of(error):
    """The field (or None) and the sentence for an IntegrityError, or for somebody else's turn."""
    if isinstance(error, Busy):
        return None, str(error)
    rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if rule in SENTENCES:
        return SENTENCES[rule]
    if rule:
        return None, gettext(
            "The database refused this: it breaks the rule “%(rule)s”. Nothing was saved."
        ) % {"rule": rule}
    return None, gettext("Something else still needs this. Nothing was saved.")
