"""What the shape does not say: keys on their way out, paths of pictures, addresses of videos."""

from catalogue.exchange.publiccode import addresses
from catalogue.exchange.publiccode.known_lists import is_italian_body, is_video
from catalogue.exchange.publiccode.rules import is_country

#: Keys on their way out, and what is used instead.
OLD = {
    ("monochromeLogo",): "logo",
    ("legal", "authorsFile"): None,
    ("legal", "repoOwner"): "organisation.name",
    ("inputTypes",): None,
    ("outputTypes",): None,
}
LOGOS = (".svg", ".svgz", ".png")
SCREENSHOTS = (".jpg", ".png")


def look(values, fault):
    """Tell `fault(rule, path, **facts)` of each fault in the values of a document."""
    _old_keys(values, fault)
    for key in ("logo", "monochromeLogo"):
        _path(values.get(key), (key,), LOGOS, fault)
    _path(_inside(values, "legal", "authorsFile"), ("legal", "authorsFile"), None, fault)
    _countries(values.get("intendedAudience") or {}, fault)
    for language, section in (values.get("description") or {}).items():
        _description(section, ("description", language), fault)
    _italy(values, fault)


def _inside(values, *path):
    for step in path:
        values = (values or {}).get(step)
    return values


def _old_keys(values, fault):
    for path, instead in OLD.items():
        value = _inside(values, *path)
        if value is None or (value == "" and path == ("monochromeLogo",)):
            continue
        if instead:
            fault("old.replaced", path, name=".".join(path), instead=instead)
        else:
            fault("old", path, name=".".join(path))


def _path(value, path, endings, fault):
    """What a picture's path can be held to without looking at the picture."""
    if not value:
        return
    if value.startswith("/"):
        fault("path.absolute", path, value=value)
    elif value.startswith("file:"):
        fault("path.file", path, value=value)
    elif endings and addresses.split(value, whole=True) is None:
        name = value.rpartition("/")[2]
        ending = "." + name.rpartition(".")[2].lower() if "." in name else ""
        if ending not in endings:
            fault("path.picture", path, value=value, words=endings)


def _countries(audience, fault):
    for key in ("countries", "unsupportedCountries"):
        for index, code in enumerate(audience.get(key) or ()):
            if is_country(code) and code == code.lower():
                fault("country.lower", ("intendedAudience", key, index), upper=code.upper())


def _description(section, path, fault):
    if section.get("genericName"):
        fault("old", (*path, "genericName"), name="genericName")
    for index, each in enumerate(section.get("screenshots") or ()):
        _path(each, (*path, "screenshots", index), SCREENSHOTS, fault)
    for index, each in enumerate(section.get("videos") or ()):
        if not is_video(each or ""):
            fault("video", (*path, "videos", index), value=each or "")


def _italy(values, fault):
    upper, lower = values.get("IT"), values.get("it")
    if lower is not None:
        fault("italy.lower", ("it",))
        if upper is not None:
            fault("italy.twice", ("it",))
    section = upper if upper is not None else lower
    if _inside(section, "conforme") is not None:
        fault("old", ("IT", "conforme"), name="IT.conforme")
    code = _inside(section, "riuso", "codiceIPA")
    if code and is_italian_body(code):
        instead = f"organisation.uri: urn:x-italian-pa:{code}"
        fault("old.replaced", ("IT", "riuso", "codiceIPA"), name="codiceIPA", instead=instead)
