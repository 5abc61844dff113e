"""A publiccode.yml that keeps every rule, and the same with some of its keys changed."""

LONG = "It waters the trees of the streets, and tells who waters which of them. " * 3
DESCRIPTION = f"""
  en:
    shortDescription: Waters trees
    longDescription: {LONG}
    features:
      - Watering"""

KEYS = {
    "publiccodeYmlVersion": '"0"',
    "name": "Arrosoir",
    "url": "https://git.example.org/city/arrosoir.git",
    "platforms": "[web]",
    "developmentStatus": "stable",
    "softwareType": "standalone/web",
    "description": DESCRIPTION,
    "legal": "\n  license: EUPL-1.2",
    "maintenance": "\n  type: none",
    "localisation": "\n  localisationReady: true\n  availableLanguages: [fr, en]",
}


def file(**changes):
    """Each key with its value as YAML; a key whose value is None is left out."""
    keys = {key: value for key, value in (KEYS | changes).items() if value is not None}
    return "".join(f"{key}: {value}\n" for key, value in keys.items())


def description(**changes):
    """The English section as YAML, with some of its keys changed."""
    keys = {
        "shortDescription": "Waters trees",
        "longDescription": LONG,
        "features": "[Watering]",
        **changes,
    }
    return "\n  en:" + "".join(
        f"\n    {key}: {value}" for key, value in keys.items() if value is not None
    )
