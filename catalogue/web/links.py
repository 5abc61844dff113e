"""The page of a thing, from its kind and slug."""

from django.urls import reverse

from catalogue.choices import Kind


def link_to(kind, slug):
    """The address of a thing's page; a category's page is the list of its tools."""
    if kind == Kind.CATEGORY:
        return f"{reverse('tool-list')}?category={slug}"
    return reverse(f"{kind}-detail", args=[slug])
