"""What other catalogues told, record by record: the review list, and a page to decide on each."""

import json

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import Case, When
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import formats, timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from catalogue.admin.joined import admin_page, shown, told
from catalogue.admin.outside_decisions import DECISIONS, Adopt, Join
from catalogue.admin.outside_filters import Differs, StandingFilter, Vanished
from catalogue.admin.outside_words import facts, identifiers, label
from catalogue.admin.refusals import refusal_of
from catalogue.choices import OutsideNoun, Standing
from catalogue.errors import CatalogueError
from catalogue.exchange.importing import reviewing
from catalogue.exchange.importing.candidates import MODEL_OF, candidates, likely, thing_of
from catalogue.exchange.importing.comparing import FIELDS, compared
from catalogue.models import City, OutsideRecord, Tool

#: Each join reads the whole catalogue once; more at a time is a matter for the command.
MOST_AT_ONCE = 100
#: Refusals that a message names.
MOST_TOLD = 3


@admin.register(OutsideRecord)
class OutsideRecordAdmin(admin.ModelAdmin):
    list_display = ["shown_name", "told_by", "reason", "last_changed"]
    list_filter = [StandingFilter, "catalogue", "noun", Differs, Vanished]
    list_select_related = ["catalogue"]
    search_fields = ["name__unaccent", "key"]
    search_help_text = _("A name, or the key that the other catalogue gives.")
    list_per_page = 50
    empty_value_display = "–"
    actions = ["leave_aside", "join_to_the_only_candidate"]

    class Media:
        css = {"all": ["admin_communal/admin.css", "admin_communal/outside.css"]}

    @admin.display(description=_("name"), ordering="name")
    def shown_name(self, record):
        return record.name or record.key

    @admin.display(description=_("told by"), ordering="catalogue")
    def told_by(self, record):
        return format_html("{}<br>{}", record.catalogue, record.get_noun_display())

    @admin.display(description=_("where it stands"), ordering="standing")
    def where_it_stands(self, record):
        stands = record.get_standing_display()
        return f"{stands} – {record.reason}" if record.why else stands

    @admin.display(description=_("last changed there"), ordering="changed_at")
    def last_changed(self, record):
        return formats.date_format(timezone.localtime(record.changed_at), "DATE_FORMAT")

    @admin.display(description=_("why"), ordering="why")
    def reason(self, record):
        return record.reason

    @admin.display(description=_("where ours differs"))
    def where_it_differs(self, record):
        model = MODEL_OF[record.noun]
        return ", ".join(label(model, name) for name in record.differs) or None

    def get_list_display(self, request):
        """What is told of each depends on where they stand: what is joined has no reason, and what
        is not differs from nothing.
        """
        first, second, why, last = self.list_display
        asked = request.GET.get(StandingFilter.parameter_name)
        telling = ["where_it_stands"] if asked == "all" else []
        if asked == "joined" or request.GET.get(Differs.parameter_name) == "yes":
            telling.append("where_it_differs")
        return [first, second, *(telling or [why]), last]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("raw")

    def has_add_permission(self, request):
        """They are read from their catalogues."""
        return False

    def has_delete_permission(self, request, obj=None):
        """The next import would bring it again: what is not for us is left aside."""
        return False

    def lookup_allowed(self, lookup, value, request=None):
        return "regex" not in lookup and super().lookup_allowed(lookup, value, request)

    def get_urls(self):
        take = self.admin_site.admin_view(self.take_view)
        return [
            path("<int:record_id>/take/", take, name="catalogue_outsiderecord_take"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        found = candidates(record)
        forms = {
            name: decision(record, found)
            for name, decision in DECISIONS.items()
            if self._may(request, decision, record)
        }
        if request.method == "POST":
            name = request.POST.get("decision", "")
            if name not in forms:
                if name in DECISIONS and DECISIONS[name].suits(record):
                    raise PermissionDenied
                self.message_user(
                    request,
                    gettext("Somebody has decided about this record already."),
                    messages.ERROR,
                )
                return HttpResponseRedirect(request.get_full_path())
            forms[name] = form = DECISIONS[name](record, found, request.POST)
            if form.is_valid() and self._carried_out(request, form):
                return HttpResponseRedirect(request.get_full_path())
        return self._page(request, record, found, forms.values())

    def _may(self, request, decision, record):
        return (
            decision.suits(record)
            and self.has_change_permission(request, record)
            and request.user.has_perms(decision.permissions(record))
        )

    def _carried_out(self, request, form):
        """Whether it was; what was refused is said at the form."""
        try:
            said = form.carry_out(request.user)
        except CatalogueError as fault:
            form.add_error(None, str(fault))
            return False
        except IntegrityError as fault:
            form.add_error(None, refusal_of(fault)[1])
            return False
        self.log_change(request, form.record, str(said))
        self.message_user(request, said, messages.SUCCESS)
        return True

    def _page(self, request, record, found, forms):
        model, row = MODEL_OF[record.noun], thing_of(record)
        media = self.media
        for form in forms:
            media += form.media
        context = {
            **self.admin_site.each_context(request),
            "title": record.name or record.key,
            "subtitle": None,
            "record": record,
            "original": record,
            "opts": self.opts,
            "media": media,
            "preserved_filters": self.get_preserved_filters(request),
            "following": self._following(record),
            "says": facts(model, record.values),
            "ids": identifiers(_known_by(record), record.outside_ids),
            "raw": record.raw and json.dumps(record.raw, indent=2, ensure_ascii=False),
            "candidates": [
                shown(each) for each in dict.fromkeys([*found, *likely(record, found).values()])
            ],
            "row": row and shown(row),
            "comparison": self._comparison(record, row),
            "forms": list(forms),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/catalogue/outside_record.html", context)

    def _comparison(self, record, row):
        if row is None or record.noun not in FIELDS:
            return None
        mine = [each for each in compared(record.noun, row) if each.record.pk == record.pk]
        return told(type(row), mine)[0] if mine else None

    def _following(self, record):
        """The next one of its catalogue and noun that waits."""
        return (
            OutsideRecord.objects.filter(
                catalogue=record.catalogue_id, noun=record.noun, standing=Standing.WAITING
            )
            .exclude(pk=record.pk)
            .alias(is_before=Case(When(key__lt=record.key, then=1), default=0))
            .order_by("is_before", "key")
            .only("pk")
            .first()
        )

    @method_decorator(require_POST)
    def take_view(self, request, record_id):
        """Take one value, from the page of the row that it is joined to."""
        record = self.get_object(request, str(record_id))
        row = record and thing_of(record)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(record_id))
        if not request.user.has_perm(f"catalogue.change_{row._meta.model_name}"):
            raise PermissionDenied
        name = request.POST.get("value", "")
        try:
            row, taken = reviewing.take(record, name, by=request.user)
        except CatalogueError as fault:
            self.message_user(request, str(fault), messages.ERROR)
        except IntegrityError as fault:
            self.message_user(request, refusal_of(fault)[1], messages.ERROR)
        else:
            names = ", ".join(label(type(row), each) for each in taken)
            said = {"value": names, "catalogue": record.catalogue}
            sentence = gettext("“%(value)s” is taken from %(catalogue)s, and follows it.") % said
            self.log_change(request, row, sentence)
            self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(f"{admin_page(row)}#other-catalogues")

    @admin.action(description=_("Leave the selected records aside"), permissions=["change"])
    def leave_aside(self, request, queryset):
        try:
            number = reviewing.leave_aside(queryset, by=request.user)
        except CatalogueError as fault:
            self.message_user(request, str(fault), messages.ERROR)
            return
        said = ngettext(
            "%(number)s record is left aside.", "%(number)s records are left aside.", number
        )
        self.message_user(request, said % {"number": number}, messages.SUCCESS)

    @admin.action(
        description=_("Join the selected records to their only candidate"), permissions=["change"]
    )
    def join_to_the_only_candidate(self, request, queryset):
        """Each by itself: what one is refused for says nothing of the others."""
        if queryset.count() > MOST_AT_ONCE:
            said = gettext("Choose at most %(most)d records at a time.") % {"most": MOST_AT_ONCE}
            self.message_user(request, said, messages.ERROR)
            return
        done, refused = 0, []
        for record in queryset:
            fault = self._join(request, record)
            if fault is None:
                done += 1
            else:
                refused.append(f"{record.name or record.key}: {fault}")
        said = ngettext("%(number)s record is joined.", "%(number)s records are joined.", done)
        self.message_user(request, said % {"number": done}, messages.SUCCESS)
        if refused:
            said = ngettext(
                "%(number)s record was left as it is.",
                "%(number)s records were left as they are.",
                len(refused),
            )
            told = [said % {"number": len(refused)}, *refused[:MOST_TOLD]]
            if more := len(refused[MOST_TOLD:]):
                told.append(ngettext("And %d more.", "And %d more.", more) % more)
            self.message_user(request, " ".join(told), messages.WARNING)

    def _join(self, request, record):
        """Why not, or None when it is joined."""
        decision = Adopt if record.noun == OutsideNoun.ADOPTION else Join
        if not decision.suits(record):
            return gettext("It is not for this list to decide.")
        if not self._may(request, decision, record):
            return gettext("You may not decide about it.")
        form = decision.of_the_only_candidate(record, candidates(record))
        if form is None:
            return gettext("It has none, or several.")
        try:
            form.carry_out(request.user)
        except CatalogueError as fault:
            return str(fault)
        except IntegrityError as fault:
            return refusal_of(fault)[1]
        return None


def _known_by(record):
    """Whose identifiers a record bears: a mapping has those of its tool."""
    return City if record.noun == OutsideNoun.PLACE else Tool
