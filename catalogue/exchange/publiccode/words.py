"""The closed lists of words of publiccode.yml, version 0. Categories stand with the writer's."""

from catalogue.choices import DevelopmentStatus, Maintenance, SoftwareType
from catalogue.exchange.formats.publiccode_words import CATEGORIES

__all__ = ["CATEGORIES"]

#: In the order in which the reference parser names them.
SUPPORTED = (
    "0",
    "0.2",
    "0.2.0",
    "0.2.1",
    "0.2.2",
    "0.3",
    "0.3.0",
    "0.4",
    "0.4.0",
    "0.5.0",
    "0.5",
    "0.7.0",
    "0.7",
)
LATEST = "0.7"
#: Written in these versions a file need not change.
CURRENT = ("0", "0.7", "0.7.0")

DEVELOPMENT_STATUSES = tuple(each.value for each in DevelopmentStatus)
SOFTWARE_TYPES = tuple(each.value for each in SoftwareType)
MAINTENANCE_TYPES = tuple(each.value for each in Maintenance)
ITALIAN_VERSIONS = ("0.2", "1.0")

SPELT_SCOPES = (
    "agriculture culture defence education emergency-services employment energy environment "
    "finance-and-economic-development foreign-affairs government healthcare infrastructures "
    "justice local-authorities manufacturing research science-and-technology security society "
    "sport tourism transportation welfare"
)
SCOPES = frozenset(SPELT_SCOPES.split())

#: Names for what `supports` may point to, in version 0.7: written `alias:gdpr`.
ALIASES = ("gdpr", "eidas", "nis2", "cra", "spid", "cie", "anpr", "pagopa", "io")

#: ISO 3166-1, and Kosovo, which uses a code of its own choice.
SPELT_COUNTRIES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ "
    "BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM "
    "DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS "
    "GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ "
    "MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
    "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
    "VN VU WF WS XK YE YT ZA ZM ZW"
)
COUNTRIES = frozenset(SPELT_COUNTRIES.split())
