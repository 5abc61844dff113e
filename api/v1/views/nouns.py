"""Every noun the same way: its list, one of it, and what of it belongs to a thing."""

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse

from api.lists import list_answer, refuse_strangers
from api.reading import ReadView
from api.records import RELATED, answer, as_json, find_entry, read_names, shaped, slug_now
from api.v1.schema.asked import AROUND, FEW, QUESTIONS, SLUGS
from api.v1.schema.described import Described
from api.v1.schema.names import answer_of, first_of, name_of, page_of, plural_of, words_of
from api.v1.schema.parameters import list_parameters, shaping_parameters, slug_of
from api.v1.serializers import MEMBERS


class NounList(ReadView):
    """A page of records of one noun."""

    kind = None

    def answer(self, request):
        return list_answer(request, self.kind, MEMBERS[self.kind])

    def described(self):
        noun = self.kind.noun
        return Described(
            operation=f"list{plural_of(self.kind)}",
            summary=f"List {words_of(self.kind)}",
            tag=noun,
            shape=page_of(self.kind),
            asked=f"/api/v1/{noun}/?{QUESTIONS[self.kind]}",
            parameters=list_parameters(self.kind),
            paged=True,
            links=first_of(self.kind),
        )


class NounDetail(ReadView):
    """One record by its slug. A former slug redirects; a deleted thing is gone."""

    kind = None

    def answer(self, request, slug):
        refuse_strangers(request.GET, ["fields", "expand"])
        fields = read_names(request.GET, "fields", MEMBERS[self.kind])
        expand = read_names(request.GET, "expand", tuple(RELATED[self.kind]))
        entry = find_entry(self.kind, slug)
        if entry.slug != slug:
            return moved(request, entry.slug)
        if fields or expand:
            return as_json(shaped(self.kind, [entry], fields=fields, expand=expand)[0])
        return answer(entry)

    def described(self):
        noun = self.kind.noun
        return Described(
            operation=f"read{name_of(self.kind)}",
            summary=f"Read one of the {words_of(self.kind)}",
            tag=noun,
            shape=answer_of(self.kind),
            asked=f"/api/v1/{noun}/{SLUGS[self.kind]}/",
            parameters=(slug_of(self.kind), *shaping_parameters(self.kind)),
            of_a_thing=True,
        )


class Around(ReadView):
    """The list of a noun, of those that belong to a thing: a tool's adoptions. `facet` is the
    choice that the address makes.
    """

    kind = None
    of = None
    facet = None

    def answer(self, request, slug):
        if (now := slug_now(self.of, slug)) != slug:
            return moved(request, now)
        return list_answer(request, self.kind, MEMBERS[self.kind], given={self.facet: slug})

    def described(self):
        here = f"/api/v1/{self.of.noun}/{AROUND[self.of]}/{self.kind.noun}/"
        return Described(
            operation=f"list{plural_of(self.kind)}Of{name_of(self.of)}",
            summary=f"List the {words_of(self.kind)} of one of the {words_of(self.of)}",
            description=f"The list of {words_of(self.kind)}, narrowed by its `{self.facet}`.",
            tag=self.of.noun,
            shape=page_of(self.kind),
            asked=f"{here}?{FEW[self.kind]}",
            parameters=(slug_of(self.of), *list_parameters(self.kind, but=self.facet)),
            of_a_thing=True,
            paged=True,
            links=first_of(self.kind),
        )


def moved(request, slug):
    """The same address with the slug of now."""
    here, question = request.resolver_match, request.META.get("QUERY_STRING", "")
    path = reverse(here.view_name, kwargs={**here.kwargs, "slug": slug})
    return HttpResponsePermanentRedirect(f"{path}?{question}" if question else path)
