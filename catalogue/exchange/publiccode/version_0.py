"""The shape of publiccode.yml, version 0: which keys there are, what each may be, what it must be.

All versions from 0.2 to 0.7 are read by this one shape, as the reference parser reads them: what
was mandatory once and is not today is not asked for, and what is on its way out is warned about.
"""

from catalogue.exchange.publiccode import rules as must
from catalogue.exchange.publiccode.shapes import Address, Flag, Languages, ListOf, Section, Text
from catalogue.exchange.publiccode.words import (
    DEVELOPMENT_STATUSES,
    ITALIAN_VERSIONS,
    MAINTENANCE_TYPES,
    SOFTWARE_TYPES,
)

#: For each kind of maintenance, what the section must name.
MAINTAINERS = {"contract": "contractors", "community": "contacts", "internal": "contacts"}


def maintainers(section):
    """Whom a kind of maintenance asks for, and that contractors have a contract."""
    kind = section.get("type")
    asked = MAINTAINERS.get(kind)
    if asked and section.get(asked) is None:
        yield asked, "maintainers"
    if kind != "contract" and section.get("contractors") is not None:
        yield "contractors", "contractors"


WEB = Address((must.WEB_ADDRESS,))
TEXTS = ListOf(Text())

ORGANISATION = Section({"name": Text(), "uri": Text((must.ORGANISATION,), required=True)})

DESCRIPTION = Section(
    {
        "localisedName": Text(),
        "genericName": Text((must.at_most(35),)),
        "shortDescription": Text((must.at_most(150),), required=True),
        "longDescription": Text((must.at_least(150), must.at_most(10_000)), required=True),
        "documentation": WEB,
        "apiDocumentation": WEB,
        "features": ListOf(Text(), not_empty=True),
        "screenshots": TEXTS,
        "videos": ListOf(WEB),
        "awards": TEXTS,
    }
)

CONTRACTOR = Section(
    {
        "name": Text(required=True),
        "email": Text((must.EMAIL,)),
        "website": WEB,
        "until": Text((must.DATE,), required=True),
    }
)

CONTACT = Section(
    {
        "name": Text(required=True),
        "email": Text((must.EMAIL,)),
        "affiliation": Text(),
        "phone": Text(),
    }
)

DEPENDENCY = Section(
    {
        "name": Text(required=True),
        "versionMin": Text(),
        "versionMax": Text(),
        "optional": Flag(),
        "version": Text(),
    }
)

ITALY = Section(
    {
        "countryExtensionVersion": Text((must.one_of(*ITALIAN_VERSIONS),)),
        "conforme": Section(
            {
                "lineeGuidaDesign": Flag(),
                "modelloInteroperabilita": Flag(),
                "misureMinimeSicurezza": Flag(),
                "gdpr": Flag(),
            }
        ),
        "riuso": Section({"codiceIPA": Text((must.ITALIAN_BODY,), may_be_blank=True)}),
        "piattaforme": Section(
            {"spid": Flag(), "pagopa": Flag(), "cie": Flag(), "anpr": Flag(), "io": Flag()}
        ),
    }
)

VERSION_0 = Section(
    {
        "publiccodeYmlVersion": Text(required=True),
        "name": Text(required=True),
        "applicationSuite": Text(),
        "url": Address((must.ADDRESS,), required=True),
        "landingURL": WEB,
        "isBasedOn": ListOf(Address((must.ADDRESS,)), or_one=True),
        "softwareVersion": Text(),
        "releaseDate": Text((must.DATE,)),
        "logo": Text(),
        "monochromeLogo": Text(),
        "organisation": ORGANISATION,
        "inputTypes": ListOf(Text((must.MEDIA,))),
        "outputTypes": ListOf(Text((must.MEDIA,))),
        "platforms": ListOf(Text(), not_empty=True),
        "categories": ListOf(Text((must.CATEGORY,))),
        "usedBy": TEXTS,
        "fundedBy": ListOf(ORGANISATION),
        "roadmap": WEB,
        "developmentStatus": Text((must.one_of(*DEVELOPMENT_STATUSES),), required=True),
        "softwareType": Text((must.one_of(*SOFTWARE_TYPES),), required=True),
        "supports": ListOf(Section({"id": Text((must.SUPPORTED,), required=True)})),
        "intendedAudience": Section(
            {
                "scope": ListOf(Text((must.SCOPE,))),
                "countries": ListOf(Text((must.COUNTRY,))),
                "unsupportedCountries": ListOf(Text((must.COUNTRY,))),
            }
        ),
        "description": Languages(DESCRIPTION),
        "legal": Section(
            {
                "license": Text((must.LICENCE,), required=True),
                "mainCopyrightOwner": Text(),
                "repoOwner": Text(),
                "authorsFile": Text(),
            },
            expected=True,
        ),
        "maintenance": Section(
            {
                "type": Text((must.one_of(*MAINTENANCE_TYPES),), required=True),
                "contractors": ListOf(CONTRACTOR),
                "contacts": ListOf(CONTACT),
            },
            expected=True,
            together=maintainers,
        ),
        "localisation": Section(
            {
                "localisationReady": Flag(required=True),
                "availableLanguages": ListOf(Text((must.LANGUAGE,)), not_empty=True),
            },
            expected=True,
        ),
        "dependsOn": Section(
            {
                "open": ListOf(DEPENDENCY),
                "proprietary": ListOf(DEPENDENCY),
                "hardware": ListOf(DEPENDENCY),
            }
        ),
        "IT": ITALY,
        "it": ITALY,
    }
)
