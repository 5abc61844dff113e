"""What a fault is called: what is wrong, and how to mend it, in the language of the reader."""

import difflib

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalogue.exchange.publiccode.tree import Mapping, Sequence

#: Longer values are cut in messages, so that a message stays one.
SHOWN = 60

#: The rule's name, and its sentence.
SENTENCES = {
    "yaml.large": gettext_lazy(
        "The file is larger than %(limit)s KiB. No publiccode.yml needs so much: "
        "move long texts and lists elsewhere and link to them."
    ),
    "yaml.many": gettext_lazy(
        "The file holds more than %(limit)s values, those brought in by aliases included. "
        "Write fewer."
    ),
    "yaml.deep": gettext_lazy(
        "Values are nested more than %(limit)s deep here. publiccode.yml needs five: "
        "check the indentation and the brackets."
    ),
    "yaml.encoding": gettext_lazy(
        "Here stands a byte that is not UTF-8. Save the file again as UTF-8."
    ),
    "yaml.character": gettext_lazy("The character %(code)s may not stand in YAML. Delete it."),
    "yaml.tab": gettext_lazy(
        "Here stands a tab, and YAML indents with spaces only. Replace it with spaces."
    ),
    "yaml.colon": gettext_lazy(
        "A colon stands where none can. Put the value between quotes, or mend the indentation of "
        "this line."
    ),
    "yaml.key": gettext_lazy(
        "A key has no colon. Write “key: value”, with a space after the colon, or indent the line "
        "if it goes on with the text above."
    ),
    "yaml.quotes": gettext_lazy("This quotation mark is never closed. Close it."),
    "yaml.brackets": gettext_lazy(
        "This bracket is not closed, or a comma is missing in it. Close it, or separate its values."
    ),
    "yaml.indentation": gettext_lazy(
        "This line does not fit the ones above. Give it as many spaces as its neighbours have, and "
        "put what follows a closed quotation mark inside it."
    ),
    "yaml.beginning": gettext_lazy(
        "A value cannot begin with this character. Put the value between quotes."
    ),
    "yaml.escape": gettext_lazy(
        "After a backslash, this letter means nothing in YAML. Write two backslashes, or put the "
        "value between single quotes."
    ),
    "yaml.syntax": gettext_lazy(
        "This cannot be read as YAML. "
        "Check indentation, quotes and colons here and on the line above."
    ),
    "yaml.double": gettext_lazy(
        "The key “%(name)s” stands twice, first on line %(first)s. Keep one of the two."
    ),
    "yaml.alias": gettext_lazy(
        "The alias “*%(name)s” points to nothing that was named before. "
        "Write the value out, or name it with “&%(name)s” further up."
    ),
    "yaml.documents": gettext_lazy(
        "A second YAML document begins here. Keep one document: delete the line “---”."
    ),
    "unknown": gettext_lazy("The standard knows no key “%(name)s” here. Correct or delete it."),
    "version.required": gettext_lazy(
        "The file does not say which version of the standard it follows. "
        'Add publiccodeYmlVersion: "0" as its first line.'
    ),
    "version.nothing": gettext_lazy(
        "The file is empty, or holds nothing but remarks. Begin it with "
        'publiccodeYmlVersion: "0", then add the other keys of the standard.'
    ),
    "version.type": gettext_lazy(
        'The version must be a text, and this is something else. Put it between quotes: "0".'
    ),
    "version.unsupported": gettext_lazy(
        "Version “%(value)s” of the standard is not supported. Write one of: %(words)s."
    ),
    "version.old": gettext_lazy(
        "Version %(value)s is not the latest. Write “0”; the file was checked against version "
        "%(latest)s."
    ),
    "type.text": gettext_lazy("Here must stand a text, and this is %(found)s. Write one text."),
    "type.flag": gettext_lazy(
        "Here must stand true or false, and this is %(found)s. Write true or false, without quotes."
    ),
    "type.flag-1.1": gettext_lazy(
        "“%(value)s” is a text since YAML 1.2. Write true or false, without quotes."
    ),
    "type.list": gettext_lazy(
        "Here must stand a list, and this is %(found)s. "
        "Write each value on a line of its own, after “- ”."
    ),
    "type.section": gettext_lazy(
        "Here must stand a section with keys of its own, and this is %(found)s. "
        "Write its keys below, indented."
    ),
    "unread": gettext_lazy(
        "This was not read, because of another error in this value or in its section. "
        "Mend that one first."
    ),
    "required": gettext_lazy("The key “%(name)s” is missing or empty. Add it and give it a value."),
    "empty": gettext_lazy("“%(name)s” needs at least one item. Add one."),
    "maintainers": gettext_lazy(
        "With “type: %(kind)s”, the section must have the key “%(name)s”. Add it, or change the "
        "type."
    ),
    "contractors": gettext_lazy(
        "Contractors may stand here only with “type: contract”. Delete them, or change the type."
    ),
    "word": gettext_lazy("“%(value)s” is not allowed here. Write one of: %(words)s."),
    "address": gettext_lazy(
        "“%(value)s” is not a full address. Write it from the beginning: https://…"
    ),
    "address.broken": gettext_lazy(
        "“%(value)s” cannot be an address. Look for spaces, a percent sign or a port that is no "
        "number, and write it from the beginning: https://…"
    ),
    "web-address": gettext_lazy(
        "“%(value)s” is not an address of the web. Write it from http:// or https:// on."
    ),
    "date": gettext_lazy("“%(value)s” is not a day. Write year, month and day, as in 2026-01-31."),
    "email": gettext_lazy(
        "“%(value)s” is not an e-mail address. Write one, as in name@example.org."
    ),
    "language": gettext_lazy(
        "“%(value)s” is not a language tag of BCP 47. Write the short code, as in fr, it or pt-BR."
    ),
    "languages": gettext_lazy(
        "Not a language tag of BCP 47: %(words)s. Write short codes, as in fr, it or pt-BR."
    ),
    "licence": gettext_lazy(
        "“%(value)s” is not a licence of the SPDX list, nor an expression made of those. "
        "Look up its identifier on spdx.org/licenses, as in EUPL-1.2 or MIT OR Apache-2.0."
    ),
    "country": gettext_lazy(
        "“%(value)s” is not a country code. Write the two letters of ISO 3166-1, as in FR."
    ),
    "country.lower": gettext_lazy(
        "Country codes in lower case are on their way out. Write %(upper)s."
    ),
    "category": gettext_lazy("“%(value)s” is not in the standard’s list of categories."),
    "scope": gettext_lazy("“%(value)s” is not in the standard’s list of scopes."),
    "media-type": gettext_lazy("“%(value)s” is not a media type. Write one, as in text/plain."),
    "organisation": gettext_lazy(
        "“%(value)s” does not identify an organisation. Write its address, as in "
        "https://example.org, or a URN."
    ),
    "organisation.italian": gettext_lazy(
        "“%(value)s” names no Italian public body. Write urn:x-italian-pa: and its code in "
        "IndicePA."
    ),
    "italian-body": gettext_lazy(
        "“%(value)s” is not written as the codes of IndicePA are. Look the body’s code up there."
    ),
    "supports": gettext_lazy(
        "“%(value)s” is neither an address nor a URN. Write one, or an alias: %(words)s."
    ),
    "supports.alias": gettext_lazy(
        "“%(value)s” is an alias that the standard does not know. It knows: %(words)s."
    ),
    "path.absolute": gettext_lazy(
        "“%(value)s” begins with a slash. Write the path from the repository’s root on, without "
        "it, or an address of the web."
    ),
    "path.file": gettext_lazy(
        "“%(value)s” points to a file of one machine. Write the path from the repository’s root "
        "on, or an address of the web."
    ),
    "path.picture": gettext_lazy(
        "“%(value)s” does not end like a picture that is allowed here. Its name must end in "
        "%(words)s."
    ),
    "video": gettext_lazy(
        "“%(value)s” is on no site whose videos can be shown elsewhere (oEmbed). "
        "Write the address of the video’s page, as on Vimeo or YouTube."
    ),
    "italy.twice": gettext_lazy("The section “IT” is there too. Delete this one."),
    "italy.lower": gettext_lazy("The section “it” is on its way out. Call it “IT”."),
    "old": gettext_lazy("The key “%(name)s” is on its way out. You may delete it."),
    "old.replaced": gettext_lazy(
        "The key “%(name)s” is on its way out. Use “%(instead)s” instead."
    ),
}


def sentence(rule, **facts):
    """The message of a rule. Lists of words are written out, and long values cut."""
    if "length" in facts:
        return _counted(rule, facts)
    among = facts.pop("among", None)
    shown = {name: _shown(fact) for name, fact in facts.items()}
    text = str(SENTENCES[rule]) % shown
    return text if among is None else f"{text} {_suggestion(facts, among)}"


def kind(node):
    """What stands there instead of what should."""
    if isinstance(node, Mapping):
        return _("a section")
    if isinstance(node, Sequence):
        return _("a list")
    return _("the single value “%(value)s”") % {"value": cut(node.source)}


def cut(value, most=SHOWN):
    """On one line, without what would move a terminal's cursor."""
    line = "".join(each if each.isprintable() else " " for each in value)
    return line if len(line) <= most else line[: most - 1] + "…"


def _shown(fact):
    return cut(str(fact)) if isinstance(fact, (str, int)) else ", ".join(map(cut, fact))


def _suggestion(facts, among):
    value = facts.get("value", facts.get("name"))
    near = []
    if len(value) <= SHOWN:  # longer words are no slip of the pen, and take long to compare
        near = difflib.get_close_matches(value.lower(), sorted(among), n=3, cutoff=0.6)
    if near:
        return _("Did you mean %(words)s?") % {"words": ", ".join(near)}
    return _("Look up what is allowed on yml.publiccode.tools.")


def _counted(rule, facts):
    if rule == "long":
        text = ngettext(
            "This text has %(length)s character, and may have %(most)s. Shorten it.",
            "This text has %(length)s characters, and may have %(most)s. Shorten it.",
            facts["length"],
        )
    else:
        text = ngettext(
            "This text has %(length)s character, and needs %(least)s. Say more.",
            "This text has %(length)s characters, and needs %(least)s. Say more.",
            facts["length"],
        )
    return text % facts
