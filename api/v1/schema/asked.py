"""What to ask by way of example: things and questions that the curated catalogue answers."""

from catalogue.choices import Kind

SLUGS = {
    Kind.TOOL: "fixmystreet",
    Kind.PRODUCT: "doodle",
    Kind.CITY: "morges",
    Kind.CASE_STUDY: "tirana",
    Kind.ORGANISATION: "openlabs",
    Kind.CATEGORY: "web-browsers",
    Kind.VENDOR: "doodle",
    Kind.REPLACEMENT: "grist--microsoft-excel",
    Kind.ADOPTION: "lyon-element",
    Kind.ARGUMENT: "security",
    Kind.SOURCE: "consul-about",
}
QUESTIONS = {
    Kind.TOOL: "replaces=microsoft-office&fields=slug,name,licence,cities_in_production",
    Kind.PRODUCT: "gafam=yes&alternatives=proven&fields=slug,name,cities_gone",
    Kind.CITY: "country=DE&order=population&fields=slug,name,population",
    Kind.CASE_STUDY: "outcome=reversed&fields=slug,title,date",
    Kind.ORGANISATION: "kind=association&fields=slug,name,website",
    Kind.CATEGORY: "q=mail&fields=slug,name,tools",
    Kind.VENDOR: "country=US&order=products&fields=slug,name,gafam",
    Kind.REPLACEMENT: "coverage=full&fields=tool,product,cities_in_production",
    Kind.ADOPTION: "status=in_production&confidence=high&fields=slug,status,as_of",
    Kind.ARGUMENT: "fields=slug,title",
    Kind.SOURCE: "kind=press&order=recent&fields=slug,title,date",
}
#: Questions whose facets make a short example.
COUNTS = {
    Kind.TOOL: "?category=date-polls",
    Kind.PRODUCT: "?q=doodle",
    Kind.CITY: "?country=CH",
    Kind.CASE_STUDY: "?country=AL",
    Kind.ORGANISATION: "?q=openlabs",
    Kind.REPLACEMENT: "?product=doodle",
    Kind.ADOPTION: "?city=morges",
    Kind.SOURCE: "?q=openlabs",
    Kind.CATEGORY: "",
    Kind.VENDOR: "",
    Kind.ARGUMENT: "",
}
#: Questions whose rows make a short file.
CSV = {
    Kind.TOOL: "category=date-polls",
    Kind.PRODUCT: "vendor=doodle",
    Kind.CITY: "country=CH",
    Kind.CASE_STUDY: "country=AL",
    Kind.ORGANISATION: "q=openlabs",
    Kind.CATEGORY: "domain=citizens",
    Kind.VENDOR: "q=doodle",
    Kind.REPLACEMENT: "product=doodle&separator=semicolon",
    Kind.ADOPTION: "city=morges",
    Kind.ARGUMENT: "q=archives",
    Kind.SOURCE: "kind=study",
}
#: Things that have others around them.
AROUND = {
    Kind.TOOL: "libreoffice",
    Kind.PRODUCT: "microsoft-office",
    Kind.CITY: "munich",
    Kind.VENDOR: "microsoft",
    Kind.CATEGORY: "office-suites",
}
#: A few members of what is around a thing.
FEW = {
    Kind.TOOL: "fields=slug,name",
    Kind.PRODUCT: "fields=slug,name",
    Kind.CITY: "fields=slug,name",
    Kind.CASE_STUDY: "fields=slug,title",
    Kind.REPLACEMENT: "fields=slug,coverage",
    Kind.ADOPTION: "fields=slug,status,as_of",
}
