"""Links from the page of one noun to the lists and the empty forms of another."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode


def link_to(model, page, label, **query):
    """`page` is changelist or add; `query` narrows the list or fills the form."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")
    return format_html('<a href="{}?{}">{}</a>', address, urlencode(query), label)


def in_a_row(*links):
    return format_html_join(" · ", "{}", ((link,) for link in links))
