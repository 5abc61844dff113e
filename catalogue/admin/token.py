"""Tokens of the API: each editor's own, and all of them for who runs the site."""

from django import forms
from django.contrib import admin, messages
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalogue.actions.tokens import issue, revoke
from catalogue.admin.base import CatalogueAdmin
from catalogue.admin.forms import CatalogueForm
from catalogue.choices import TokenScope, TokenState
from catalogue.models import Token
from catalogue.models.token import LONGEST


class IssueForm(CatalogueForm):
    days = forms.IntegerField(
        label=_("For how many days"),
        min_value=1,
        max_value=LONGEST.days,
        initial=90,
        help_text=_("A year at most. Shorter is safer: another one is quickly made."),
    )


class RevokeForm(CatalogueForm):
    revoke = forms.BooleanField(
        label=_("Revoke this token"),
        required=False,
        help_text=_("It opens nothing any more, at once and for good."),
    )


class State(admin.SimpleListFilter):
    """What still opens something, apart from what does no more."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return TokenState.choices

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() else queryset


@admin.register(Token)
class TokenAdmin(CatalogueAdmin):
    list_display = [
        *("name", "shown", "owner", "scopes_in_words", "state"),
        *("created_at", "expires_at", "last_used_at"),
    ]
    list_filter = [State]
    list_select_related = ["owner"]
    search_fields = ["name__unaccent", "hint", "owner__username"]
    actions = ["revoke_selected"]

    @admin.display(description=_("begins with"), ordering="hint")
    def shown(self, token):
        return token.shown

    @admin.display(description=_("what it may do"))
    def scopes_in_words(self, token):
        return ", ".join(str(TokenScope(scope).label) for scope in token.scopes)

    @admin.display(description=_("state"))
    def state(self, token):
        return TokenState(token.state).label

    def get_queryset(self, request):
        """Everybody's own; all of them for a superuser, who may have to revoke one."""
        tokens = super().get_queryset(request).with_state(timezone.now())
        return tokens if request.user.is_superuser else tokens.filter(owner=request.user)

    def get_fields(self, request, token=None):
        if token is None:
            return ["name", "scopes", "days"]
        facts = ["shown", "owner", "scopes_in_words", "state", "created_at", "expires_at"]
        fields = ["name", *facts, "last_used_at"]
        if token.revoked_at:
            return [*fields, "revoked_at"]
        return [*fields, "revoke"] if self.has_change_permission(request, token) else fields

    def get_readonly_fields(self, request, token=None):
        if token is None:
            return []
        written = {"revoke", "name"} if token.owner == request.user else {"revoke"}
        return [field for field in self.get_fields(request, token) if field not in written]

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002  Django's own signature
        if obj is None:
            kwargs["form"] = IssueForm
        elif not obj.revoked_at:
            kwargs["form"] = RevokeForm
        return super().get_form(request, obj, change, **kwargs)

    def has_delete_permission(self, request, obj=None):
        """Revoking keeps the record. Only the account that is deleted takes its tokens along."""
        page = request.resolver_match.url_name or ""
        return page.startswith("auth_user_") and super().has_delete_permission(request, obj)

    def render_change_form(self, request, context, *args, **kwargs):
        context |= {"show_save_and_continue": False, "show_save_and_add_another": False}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_form(self, request, form, change):
        if change:
            return super().save_form(request, form, change)
        given = {name: form.cleaned_data[name] for name in ("name", "scopes", "days")}
        token, request.secret = issue(owner=request.user, by=request.user, **given)
        return token

    def save_model(self, request, token, form, change):
        if change:
            token.save(update_fields=["name"])
        if form.cleaned_data.get("revoke"):
            revoke(token=token, by=request.user)

    def save_related(self, request, form, formsets, change):
        """Nothing belongs to a token, and no list tells of it."""

    def response_add(self, request, token, post_url_continue=None):
        """Shows the secret in this very answer: a message would travel in a cookie first."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("The token is issued"),
            "secret": request.secret,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": token,
            "opts": self.opts,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/catalogue/token_issued.html", context)

    @admin.action(description=_("Revoke the selected tokens"), permissions=["change"])
    def revoke_selected(self, request, queryset):
        number = sum(revoke(token=token, by=request.user) for token in queryset)
        said = ngettext("%(number)s token is revoked.", "%(number)s tokens are revoked.", number)
        self.message_user(request, said % {"number": number}, messages.SUCCESS)
