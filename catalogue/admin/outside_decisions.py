"""The decisions that an editor takes about a record of another catalogue, each a small form."""

from django import forms
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.admin.outside_words import told_apart
from catalogue.admin.picks import pick
from catalogue.choices import Coverage, OrganisationKind, OutsideNoun, Standing
from catalogue.exchange.importing import reviewing
from catalogue.exchange.importing.candidates import MODEL_OF, likely, name_of
from catalogue.models import City, OutsideRecord

THING = {
    OutsideNoun.TOOL: "tool",
    OutsideNoun.PLACE: "city",
    OutsideNoun.ORGANISATION: "organisation",
}
BODIES = (City, OutsideRecord)


class Decision(forms.Form):
    """One decision: for which nouns, among which standings, and what it asks. `buttons` are the
    `(name, value, words)` of what sends it; `by_hand` is the address of a form that does it too.
    """

    name = title = hint = ""
    nouns = tuple(OutsideNoun)
    among = reviewing.OPEN
    rights = ("change",)
    buttons = ()
    by_hand = ""

    def __init__(self, record, found, *args, **kwargs):
        self.record, self.found = record, found
        super().__init__(*args, prefix=self.name, **kwargs)

    @classmethod
    def suits(cls, record):
        return record.noun in cls.nouns and record.standing in cls.among

    @classmethod
    def permissions(cls, record):
        """What else somebody needs than the right to change records."""
        noun = MODEL_OF[record.noun]._meta.model_name
        return [f"catalogue.{right}_{noun}" for right in cls.rights]

    @classmethod
    def of_the_only_candidate(cls, record, found):
        """The form as it comes, sent untouched; None where it does not suffice."""
        form = cls(record, found)
        given = {
            form.add_prefix(name): getattr(field.initial, "pk", field.initial)
            for name, field in form.fields.items()
        }
        sent = cls(record, found, given)
        return sent if len(form.choice_of) == 1 and sent.is_valid() else None

    def carry_out(self, by):
        """Do it; the sentence that says so."""
        raise NotImplementedError

    def _offer(self, models, otherwise):
        """The candidates of these kinds, to tick; the only one is ticked already. The field
        `otherwise` is for any other.
        """
        rows = [row for row in self.found if isinstance(row, models)]
        self.choice_of = {name_of(row): row for row in rows}
        if rows:
            self.fields["candidate"] = forms.ChoiceField(
                label=_("Candidates"),
                choices=list(zip(self.choice_of, told_apart(rows), strict=True)),
                widget=forms.RadioSelect,
                required=False,
                initial=next(iter(self.choice_of)) if len(rows) == 1 else None,
            )
            self.fields[otherwise].label = _("Or another one of ours")
            self.order_fields(["tool", "candidate"])

    def _chosen(self, name):
        """What was found by typing, else what was ticked."""
        given = self.cleaned_data
        return given.get(name) or self.choice_of.get(given.get("candidate"))


class Join(Decision):
    name, title = "join", _("It is this one")
    hint = _("What it says is taken at once, where no editor has said otherwise.")
    nouns = tuple(THING)

    def __init__(self, record, found, *args, **kwargs):
        super().__init__(record, found, *args, **kwargs)
        self.fields["thing"] = pick(THING[record.noun], _("One of ours"), required=False)
        self._offer(MODEL_OF[record.noun], "thing")
        self.buttons = [("", "", self.title)]

    def clean(self):
        if not self.errors and not self._chosen("thing"):
            raise forms.ValidationError(_("Choose which one it is."))

    def carry_out(self, by):
        row = reviewing.join(self.record, self._chosen("thing"), by=by)
        return gettext("It is joined to “%s”.") % row


class Make(Decision):
    name, title, rights = "make", _("It is new"), ("add",)
    nouns = tuple(THING)

    def __init__(self, record, found, *args, **kwargs):
        super().__init__(record, found, *args, **kwargs)
        self.by_hand = _form_filled_with(record)
        if self.suffices:
            self.buttons = [("", "", self.title)]
        if record.noun == OutsideNoun.ORGANISATION:
            self.fields["kind"] = forms.ChoiceField(
                label=_("kind"),
                choices=[("", "–"), *OrganisationKind.choices],
                initial=record.values.get("kind", ""),
            )

    @property
    def suffices(self):
        """Whether a draft can be made of what the record says."""
        return self.record.noun != OutsideNoun.TOOL or bool(self.record.values.get("summary"))

    @property
    def hint(self):
        if self.suffices:
            return _("A draft is made of it at once, for you to look at and to publish.")
        return _("It does not say what the software does: no draft can be made of it alone.")

    def carry_out(self, by):
        row = reviewing.make(self.record, by=by, kind=self.cleaned_data.get("kind", ""))
        return gettext("The draft “%s” is made of it.") % row


class Adopt(Decision):
    name, title = "adopt", _("It is this body, and this tool")
    hint = _("It is joined to their adoption; where there is none yet, a draft of one is made.")
    nouns = (OutsideNoun.ADOPTION,)

    @classmethod
    def permissions(cls, record):
        """A place among the candidates becomes a city."""
        return ["catalogue.add_adoption", "catalogue.add_city"]

    def __init__(self, record, found, *args, **kwargs):
        super().__init__(record, found, *args, **kwargs)
        known = likely(record, found)
        self.fields["tool"] = pick("tool", _("Tool"), initial=known.get("tool"))
        self.fields["city"] = pick(
            "city",
            _("A city of ours"),
            required=False,
            help_text=_("Is it none of ours yet? Find its record among the places, or add it."),
        )
        self._offer(BODIES, "city")
        self.buttons = [("", "", _("Join it to their adoption"))]

    def clean(self):
        if not self.errors and not self._chosen("city"):
            raise forms.ValidationError(_("Choose which body it is."))

    @transaction.atomic
    def carry_out(self, by):
        city = self._chosen("city")
        if isinstance(city, OutsideRecord):
            city = reviewing.make(city, by=by)
        row = reviewing.adopt(self.record, city=city, tool=self.cleaned_data["tool"], by=by)
        return gettext("It is joined to the adoption “%s”.") % row


class StandIn(Decision):
    name, title = "stand_in", _("It stands in")
    hint = _("The replacement is made at once, and visitors see it. Say what it lacks on its page.")
    nouns = (OutsideNoun.MAPPING,)
    rights = ("add",)

    def __init__(self, record, found, *args, **kwargs):
        super().__init__(record, found, *args, **kwargs)
        known = likely(record, found)
        for kind, label in [("tool", _("Tool")), ("product", _("Product"))]:
            self.fields[kind] = pick(kind, label, initial=known.get(kind))
        self.buttons = [("coverage", value, words) for value, words in Coverage.choices]

    def clean(self):
        if self.data.get("coverage") not in Coverage.values:
            raise forms.ValidationError(_("Say how far it stands in."))

    def carry_out(self, by):
        row = reviewing.stand_in(
            self.record,
            tool=self.cleaned_data["tool"],
            product=self.cleaned_data["product"],
            coverage=self.data["coverage"],
            by=by,
        )
        return gettext("It is joined to the replacement “%s”.") % row


class LeaveAside(Decision):
    name, title = "leave_aside", _("Leave it aside")
    hint = _("It is not for us: no import asks again.")
    among = (Standing.WAITING,)
    rights = ()
    buttons = [("", "", title)]

    def carry_out(self, by):
        reviewing.leave_aside([self.record], by=by)
        return gettext("It is left aside.")


class PutBack(Decision):
    name = "put_back"
    among = reviewing.DECIDED
    buttons = [("", "", _("Let it wait again"))]

    @property
    def title(self):
        if self.record.standing == Standing.ASIDE:
            return _("It is for us after all")
        return _("It is not this one")

    @property
    def hint(self):
        if self.record.standing == Standing.ASIDE:
            return _("It waits again, and the next import looks at it anew.")
        return _(
            "It waits again for an editor. What was taken from it is withdrawn, and an adoption or "
            "a replacement that was made of it and that nobody changed since is deleted."
        )

    def carry_out(self, by):
        row = reviewing.put_back(self.record, by=by)
        if getattr(row, "published_at", True):  # nothing, or something that visitors see
            return gettext("It waits again.")
        said = gettext("It waits again. The draft “%s” stays: delete it if nothing needs it.")
        return said % row


def _form_filled_with(record):
    """The address of the empty form of what a record tells of, filled in as far as it is plain."""
    model = MODEL_OF[record.noun]
    columns = {column.name for column in model._meta.concrete_fields if not column.is_relation}
    filled = {
        name: value
        for name, value in {**record.outside_ids, **record.values}.items()
        if name in columns and name != "slug" and isinstance(value, (str, int))
    }
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    return f"{address}?{urlencode(filled)}"


DECISIONS = {each.name: each for each in (Join, Make, Adopt, StandIn, LeaveAside, PutBack)}
