"""A publiccode.yml of somebody else, version 0.2 to 0.7: a tool, and who is said to use it.

A file whose YAML cannot be read, or that has no name or no free licence, is refused. Whatever else
is wrong in it is left out and told at its line, and the rest is taken.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from babel.core import get_global
from django.utils.translation import gettext as _

from catalogue.choices import Platform
from catalogue.exchange.formats.publiccode import LONGEST_SHORT, SPACES, cut
from catalogue.exchange.formats.publiccode_draft import WHERE, PlacedDraft
from catalogue.exchange.formats.publiccode_users import users
from catalogue.exchange.licences import Doubt
from catalogue.exchange.publiccode.content import Description, Publiccode, of_tree
from catalogue.exchange.publiccode.languages import is_language_tag
from catalogue.exchange.publiccode.reading import LARGEST, Unreadable, read_tree
from catalogue.exchange.publiccode.rules import length
from catalogue.exchange.publiccode.tree import Mapping, Node, Scalar, Sequence, value_at
from catalogue.exchange.publiccode.validation import refusal
from catalogue.exchange.sources.bounds import File
from catalogue.exchange.sources.files import is_address
from catalogue.exchange.tidy import address
from catalogue.exchange.told import Fault, Told, Where, doubted, refused
from catalogue.validators import LANGUAGE_TAG

CATALOGUE = "publiccode"
SUFFIXES = (".yml", ".yaml")
LONGEST_ALIAS = 100
LEAST_LONG = 150
NOWHERE = Where("publiccode.yml")
#: Keys that no other kind of file begins a line with.
OWN_KEYS = re.compile(
    rb"^(publiccodeYmlVersion|developmentStatus|softwareType|landingURL)\s*:", re.MULTILINE
)
PLATFORMS = {each.value: each.value for each in Platform} | {
    **dict.fromkeys(("macos", "mac os", "osx", "os x"), Platform.MAC.value),
    "gnu/linux": Platform.LINUX.value,
    "browser": Platform.WEB.value,
}


def read(files: Iterable[File]) -> Iterator[Told | Fault]:
    """The tool of each file. Beside a file that is called publiccode.yml, files of other programs
    are left aside; else each was meant to be one.
    """
    strangers, is_named = [], False
    for file in files:
        is_named = is_named or PurePosixPath(file.name).stem.lower() == "publiccode"
        if "publiccode" in file.name.lower() or OWN_KEYS.search(file.data) or _is_page(file.data):
            yield from tool(file.data, Where(file.name))
        else:
            strangers.append(Where(file.name))
    for where in strangers:
        message = _("It holds none of the keys of a publiccode.yml.")
        yield doubted(where, message) if is_named else refused(where, message)


def tool(text: str | bytes, where: Where = NOWHERE) -> Iterator[Told | Fault]:
    """What one file says. Its key is its repository, or where it was read where it names none."""
    if _is_page(text):
        message = _("It is a page of the web; give the address of the file itself (“raw”).")
        yield refused(where, message)
        return
    try:
        root = _tree(text)
    except Unreadable as fault:
        for finding in refusal(fault).findings:
            yield refused(Where(where.file, finding.line), finding.message)
        return
    yield from _told(root, of_tree(root), where)


def _tree(text):
    root = read_tree(text)
    if _size(root) > LARGEST:  # a text with a thousand aliases is a thousand texts
        raise Unreadable("yaml.large", limit=LARGEST // 1024)
    return root


def _told(root: Node | None, said: Publiccode, where: Where) -> Iterator[Told | Fault]:
    draft = PlacedDraft(CATALOGUE, root, said, where)
    draft.text("name", said.name)
    draft.names("aliases", _aliases(said))
    _texts(draft, said.descriptions)
    _licence(draft, said.licence)
    draft.repository(said.url)
    draft.address("website", said.landing_url)
    _platforms(draft, said.platforms)
    draft.put("software_type", said.software_type)
    draft.put("development_status", said.development_status)
    draft.put("maintenance", said.maintenance)
    _languages(draft, value_at(root, WHERE["languages"]))
    draft.put("localisation_ready", said.localisation_ready)
    draft.text("latest_release_version", said.software_version)
    draft.date("latest_release_on", said.release_date)
    draft.names("subjects", said.categories)
    draft.text("parent", said.suite)
    draft.names("based_on", [address(each) for each in said.is_based_on])
    if said.organisation and not draft.persons.holds(said.organisation.name):
        draft.text("maintainer", said.organisation.name)
    if is_address(where.file):
        draft.address("publiccode_url", where.file)
    for user in users(value_at(root, ("usedBy",))):
        if not draft.persons.holds(user.name):
            draft.user(user)
    yield from draft.told()


def _texts(draft, descriptions: dict[str, Description]):
    summary, description, documentation = {}, {}, ""
    for language, section in descriptions.items():
        tag = _tag(language)
        if tag and tag not in summary:
            summary[tag], description[tag] = _short_and_long(section)
        documentation = documentation or section.documentation
    draft.put("summary", {tag: text for tag, text in summary.items() if text})
    draft.put("description", {tag: text for tag, text in description.items() if text})
    draft.address("documentation", documentation)


def _short_and_long(section):
    """Both texts of a language. A summary that is too long for the standard, or a description that
    is too short, is often written as the first paragraphs of the long text: our own writer does so.
    """
    short = SPACES.sub(" ", section.summary).strip()
    long = "\n".join(line.rstrip() for line in section.text.strip().splitlines())
    first, _gap, rest = (text.strip() for text in long.partition("\n\n"))
    was_cut = len(first) > LONGEST_SHORT and cut(first, LONGEST_SHORT) == short
    repeats = first == short and rest and length(rest) < LEAST_LONG
    return (first, rest) if was_cut or repeats else (short, long)


def _aliases(said):
    names = (each.name for each in said.descriptions.values())
    return [name for name in names if name != said.name and len(name) <= LONGEST_ALIAS]


def _licence(draft, written):
    draft.licence(written)
    if draft.values.get("licence_doubt") == Doubt.MISSING:
        draft.refuse("licence", _("It names no licence; only free software is taken in."))


def _platforms(draft, written):
    known = [PLATFORMS.get(each.lower()) for each in written]
    draft.names("platforms", known)
    for each, platform in zip(written, known, strict=True):
        if platform is None:
            message = _("Left out: “%s” is no platform that is known here.")
            draft.doubt("platforms", message % each[:100])


def _languages(draft, written):
    """Those of the interface; `pt_BR`, as locales of programs are written, is a language too."""
    several = written.items if isinstance(written, Sequence) else [written]
    texts = [each.source for each in several if isinstance(each, Scalar) and not each.is_nothing]
    known = [text for text in texts if is_language_tag(_spelt(text))]
    draft.names("languages", [_spelt(text) for text in known])
    for text in texts:
        if text not in known:
            draft.doubt("languages", _("Left out: “%s” is no language tag.") % text[:100])


def _spelt(language):
    """A language tag in the usual spelling (RFC 5646, section 2.1.1): `fr`, `pt-BR`, `zh-Hant`."""
    first, *others = language.strip().replace("_", "-").split("-")
    spell = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(spell.get(len(each), str.lower)(each) for each in others)])


def _tag(language):
    """A language tag without a region that goes without saying: `it-IT` is `it`, `pt-PT` stays."""
    tag = language.strip().replace("_", "-").lower()
    spoken, _hyphen, region = tag.partition("-")
    likely = get_global("likely_subtags").get(spoken, "")
    if region and likely.endswith(f"_{region.upper()}"):
        return spoken
    return tag if LANGUAGE_TAG.fullmatch(tag) else ""


def _is_page(text):
    start = text[:1000].lstrip(b"\xef\xbb\xbf \t\r\n" if isinstance(text, bytes) else None)
    return start[:1] in (b"<", "<")


def _size(node):
    """How long all its texts are together, with all aliases followed."""
    match node:
        case Scalar():
            return len(node.source)
        case Sequence():
            return sum(map(_size, node.items))
        case Mapping():
            return sum(len(name) + _size(value) for name, (_key, value) in node.pairs.items())
    return 0
