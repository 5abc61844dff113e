"""Every closed list of words in the catalogue, with what may be said of a word."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SoftwareType(TextChoices):
    """publiccode.yml's `softwareType`."""

    MOBILE = "standalone/mobile", _("Mobile application")
    IOT = "standalone/iot", _("Connected device software")
    DESKTOP = "standalone/desktop", _("Desktop application")
    WEB = "standalone/web", _("Web application")
    BACKEND = "standalone/backend", _("Server software")
    OTHER = "standalone/other", _("Other software")
    ADDON = "addon", _("Add-on for other software")
    LIBRARY = "library", _("Library")
    CONFIGURATION = "configurationFiles", _("Configuration files")


class DevelopmentStatus(TextChoices):
    """publiccode.yml's `developmentStatus`."""

    CONCEPT = "concept", _("Concept")
    DEVELOPMENT = "development", _("In development")
    BETA = "beta", _("Beta")
    STABLE = "stable", _("Stable")
    OBSOLETE = "obsolete", _("Obsolete")


class Maintenance(TextChoices):
    """publiccode.yml's `maintenance/type`."""

    INTERNAL = "internal", _("Maintained by its owner")
    CONTRACT = "contract", _("Maintained under contract")
    COMMUNITY = "community", _("Maintained by a community")
    NONE = "none", _("No longer maintained")


class Platform(TextChoices):
    """What a tool runs on: publiccode.yml's words, and two families that sources stop at."""

    WEB = "web", _("Web browser")
    SERVER = "server", _("Server")
    DESKTOP = "desktop", _("Desktop")
    WINDOWS = "windows", "Windows"
    MAC = "mac", "macOS"
    LINUX = "linux", "Linux"
    MOBILE = "mobile", _("Mobile")
    ANDROID = "android", "Android"
    IOS = "ios", "iOS"


class LicenceFamily(TextChoices):
    """How far a licence asks that changes stay free."""

    PERMISSIVE = "permissive", _("Permissive")
    WEAK_COPYLEFT = "weak_copyleft", _("Weak copyleft")
    STRONG_COPYLEFT = "strong_copyleft", _("Strong copyleft")
    NETWORK_COPYLEFT = "network_copyleft", _("Network copyleft")


class Hosting(TextChoices):
    """Where a product runs."""

    HOSTED = "hosted", _("Hosted by the vendor")
    ON_PREMISES = "on_premises", _("On the city’s own machines")
    BOTH = "both", _("Hosted or on premises")


class ProductFactKind(TextChoices):
    """What a dated fact about a product tells."""

    PRICE = "price", _("Price")
    END_OF_SUPPORT = "end_of_support", _("End of support")
    CHANGE = "change", pgettext_lazy("fact about a product", "Change")


class Coverage(TextChoices):
    """How much of a product a tool stands in for."""

    FULL = "full", _("Full replacement")
    PARTIAL = "partial", _("Partial replacement")
    COMPANION = "companion", _("Works alongside")


class CityKind(TextChoices):
    """What kind of local public body a city is."""

    COMMUNE = "commune", _("Municipality")
    INTERCOMMUNAL = "intercommunal", _("Intermunicipal body")
    DEPARTMENT = "department", _("Department or county")
    PROVINCE = "province", _("Province")
    REGION = "region", _("Region")
    STATE = "state", _("Federal state")
    CANTON = "canton", _("Canton")
    NETWORK = "network", _("Network of municipalities")


class CityLabelName(TextChoices):
    """The labels that French local authorities hold for their digital policy."""

    VILLES_INTERNET = "villes-internet", "Villes Internet"
    TERRITOIRE_NUMERIQUE_LIBRE = "territoire-numerique-libre", "Territoire Numérique Libre"


class AdoptionStatus(TextChoices):
    """How far a city has gone with a tool, at the date that the adoption states."""

    ANNOUNCED = "announced", _("Announced")
    PLANNED = "planned", _("Planned")
    PILOT = "pilot", _("Pilot")
    MIGRATING = "migrating", _("Migrating")
    IN_PRODUCTION = "in_production", _("In production")
    PARTLY_REVERSED = "partly_reversed", _("Partly reversed")
    REVERSED = "reversed", _("Reversed")
    ENDED = "ended", _("Ended")
    DECLINED = "declined", _("Declined")
    UNCONFIRMED = "unconfirmed", pgettext_lazy("status of an adoption", "Not confirmed")  # claimed

    @classmethod
    def proven(cls):
        """The switch was really made, and it held at the date of last check."""
        return (cls.IN_PRODUCTION,)

    @classmethod
    def over(cls):
        """The tool is no longer used, or never was: such an adoption is history."""
        return (cls.REVERSED, cls.ENDED, cls.DECLINED)

    @classmethod
    def on_the_way(cls):
        """Begun or promised, not yet done."""
        return (cls.MIGRATING, cls.PILOT, cls.PLANNED, cls.ANNOUNCED)


class AdoptionRole(TextChoices):
    """What a city is to a tool."""

    USER = "user", pgettext_lazy("role of a city", "User")
    CO_DEVELOPER = "co_developer", _("Co-developer")
    FUNDER = "funder", _("Funder")
    STEWARD = "steward", _("Steward")


class Confidence(TextChoices):
    """How sure the sources let us be."""

    HIGH = "high", _("High confidence")
    MEDIUM = "medium", _("Medium confidence")
    LOW = "low", _("Low confidence")

    @classmethod
    def proving(cls):
        """Sure enough for an adoption to count as proof."""
        return (cls.HIGH, cls.MEDIUM)


class MilestoneKind(TextChoices):
    """What kind of dated step a city took."""

    POLICY = "policy", _("Policy")
    DECISION = "decision", _("Decision")
    LABEL = "label", _("Label")
    PROCUREMENT = "procurement", _("Procurement")
    REVERSAL = "reversal", _("Reversal")
    OTHER = "other", pgettext_lazy("kind of milestone", "Step")


class MoneyNature(TextChoices):
    """What an amount is."""

    COST = "cost", _("Cost")
    SAVING = "saving", _("Saving")
    PRICE = "price", _("Price")
    BUDGET = "budget", _("Budget")
    GRANT = "grant", _("Grant")


class MoneyRecurrence(TextChoices):
    """How often an amount falls due."""

    ONE_OFF = "one_off", _("once")
    PER_YEAR = "per_year", _("a year")
    OVER_PERIOD = "over_period", _("over the period")


class MoneyStanding(TextChoices):
    """What an amount rests on."""

    MEASURED = "measured", _("Measured")
    STATED = "stated", _("Stated")
    ESTIMATED = "estimated", _("Estimated")
    PLANNED = "planned", pgettext_lazy("standing of an amount", "Planned")
    EXPECTED = "expected", _("Expected")
    DISPUTED = "disputed", _("Disputed")


class Outcome(TextChoices):
    """How the story of a case study stands at its date."""

    RUNNING = "running", _("In service")
    PARTIAL = "partial", _("Partly achieved")
    REVERSED = "reversed", _("Reversed")
    PLANNED = "planned", _("Under way")


class OrganisationKind(TextChoices):
    """What kind of body an organisation is."""

    ASSOCIATION = "association", _("Association")
    COMPANY = "company", _("Company")
    FOUNDATION = "foundation", _("Foundation")
    PUBLIC_BODY = "public_body", _("Public body")
    PUBLIC_COMPANY = "public_company", _("Public company")
    NETWORK = "network", _("Network")
    LABEL = "label", _("Label")
    CAMPAIGN = "campaign", _("Campaign")
    EVENT = "event", _("Event")
    SERVICE = "service", _("Online service")


class ServiceKind(TextChoices):
    """What an organisation does for the cities that run a tool."""

    HOSTING = "hosting", _("Hosting")
    SUPPORT = "support", _("Support")
    TRAINING = "training", _("Training")
    DEVELOPMENT = "development", _("Development")
    INTEGRATION = "integration", _("Integration")


class SourceKind(TextChoices):
    """What kind of document a fact rests on."""

    DELIBERATION = "deliberation", _("Council resolution")
    TENDER = "tender", _("Call for tenders")
    OFFICIAL = "official", _("Official site")
    PRESS = "press", _("Press")
    VENDOR = "vendor", _("Supplier")
    SELF_DECLARED = "self_declared", _("Declared by the body itself")
    CATALOGUE = "catalogue", _("Catalogue")
    COMMUNITY = "community", _("Community")
    STUDY = "study", _("Study")


class Kind(TextChoices):
    """The nouns that lists and the API show. Those with a page of their own come first, in the
    order in which a search shows them.
    """

    TOOL = "tool", _("Tools")
    PRODUCT = "product", _("Products")
    CITY = "city", _("Cities")
    CASE_STUDY = "case-study", _("Case studies")
    ORGANISATION = "organisation", _("Organisations")
    CATEGORY = "category", _("Categories")
    VENDOR = "vendor", _("Vendors")
    REPLACEMENT = "replacement", _("Replacements")
    ADOPTION = "adoption", _("Adoptions")
    ARGUMENT = "argument", _("Arguments")
    SOURCE = "source", _("Sources")

    @classmethod
    def searched(cls):
        """What a search over everything looks through."""
        return (cls.TOOL, cls.PRODUCT, cls.CITY, cls.CASE_STUDY, cls.ORGANISATION, cls.CATEGORY)

    @property
    def noun(self):
        """The plural in addresses: `case-studies`."""
        return f"{self.value[:-1]}ies" if self.value.endswith("y") else f"{self.value}s"


class TokenScope(TextChoices):
    """What a token lets a program do in its owner's name."""

    READ = "read", _("Read, with higher limits")
    CONTRIBUTE = "contribute", _("Propose changes")
    IMPORT = "import", _("Import from another catalogue")


class TokenState(TextChoices):
    """Whether a token still opens something, and if not, why."""

    VALID = "valid", pgettext_lazy("state of a token", "Valid")
    EXPIRED = "expired", pgettext_lazy("state of a token", "Expired")
    REVOKED = "revoked", pgettext_lazy("state of a token", "Revoked")
    SUSPENDED = "suspended", _("Suspended with its owner’s account")


class OutsideNoun(TextChoices):
    """What another catalogue may speak of."""

    TOOL = "tool", _("Tool")
    ADOPTION = "adoption", _("Adoption")
    MAPPING = "mapping", _("Replacement")
    PLACE = "place", pgettext_lazy("noun of another catalogue", "Place")
    ORGANISATION = "organisation", _("Organisation")


class Standing(TextChoices):
    """What a record of another catalogue is to ours."""

    JOINED = "joined", _("Joined")
    KNOWN = "known", _("Kept for reference")
    WAITING = "waiting", _("Waiting for an editor")
    REFUSED = "refused", _("Refused")
    ASIDE = "aside", _("Left aside by an editor")


class ImportOutcome(TextChoices):
    """What became of a record in an import."""

    CREATED = "created", pgettext_lazy("outcome of an import", "Created")
    UPDATED = "updated", pgettext_lazy("outcome of an import", "Updated")
    KEPT = "kept", pgettext_lazy("outcome of an import", "Kept beside ours")
    UNCHANGED = "unchanged", pgettext_lazy("outcome of an import", "Unchanged")
    WAITING = "waiting", pgettext_lazy("outcome of an import", "Waiting for an editor")
    REFUSED = "refused", pgettext_lazy("outcome of an import", "Refused")
    WARNED = "warned", pgettext_lazy("outcome of an import", "Taken with a doubt")
    VANISHED = "vanished", pgettext_lazy("outcome of an import", "Vanished")
