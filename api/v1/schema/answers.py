"""What comes back besides records: headers, redirects, “not changed” and problems."""

from api.v1.schema.names import schema

HEADERS = {
    "ETag": (
        "Give it back in `If-None-Match`.",
        {"type": "string", "pattern": '^(W/)?"[0-9a-f]+(-gzip)?"$'},
    ),
    "CacheControl": ("How long the answer may be kept.", {"type": "string"}),
    "Link": (
        "The next page and the one before, or the licences of a file (RFC 8288).",
        {"type": "string"},
    ),
    "Location": ("The address that it has now.", {"type": "string", "format": "uri"}),
    "RateLimit": ("What is left of the running window, and its seconds.", {"type": "string"}),
    "RateLimitPolicy": ("How many requests, in how many seconds.", {"type": "string"}),
    "RetryAfter": ("Seconds to wait.", {"type": "integer", "minimum": 0}),
    "AcceptRanges": ("That a part may be had.", {"type": "string", "enum": ["bytes"]}),
    "ContentDisposition": ("What to call the file.", {"type": "string"}),
    "ContentRange": ("Which bytes, out of how many.", {"type": "string"}),
    "ReprDigest": ("The SHA-256 of the whole file (RFC 9530).", {"type": "string"}),
    "WWWAuthenticate": ("What is wrong with the token (RFC 6750).", {"type": "string"}),
}
#: Names of headers as they are sent, where they are not the component's.
SENT_AS = {
    "AcceptRanges": "Accept-Ranges",
    "CacheControl": "Cache-Control",
    "ContentDisposition": "Content-Disposition",
    "ContentRange": "Content-Range",
    "RateLimitPolicy": "RateLimit-Policy",
    "ReprDigest": "Repr-Digest",
    "RetryAfter": "Retry-After",
    "WWWAuthenticate": "WWW-Authenticate",
}
#: By status: the component's name, what it says, the header it comes with.
PROBLEMS = {
    400: ("BadRequest", "Not understood: `parameter` names what is at fault.", None),
    401: ("Unauthorised", "The token opens nothing.", "WWWAuthenticate"),
    404: ("NotFound", "There is no such thing, or no such page of the list.", None),
    410: ("Gone", "It was removed, and its slug is never given to another.", None),
    413: ("ContentTooLarge", "What was sent is too large.", None),
    415: ("UnsupportedMediaType", "What was sent is of a type that is not taken here.", None),
    416: ("RangeNotSatisfiable", "The file is shorter than that.", "ContentRange"),
    429: ("TooManyRequests", "Too many requests: wait.", "RetryAfter"),
    503: (
        "Unavailable",
        "The database is away, or too many long files are on their way: wait.",
        "RetryAfter",
    ),
}
ALWAYS = ("ETag", "CacheControl")
IF_LIMITED = ("RateLimit", "RateLimitPolicy")
#: Headers that come with some answers of an address and not with others.
SOMETIMES = (*IF_LIMITED, "Link", "AcceptRanges", "ContentDisposition", "ReprDigest")


def headers():
    """The headers as components. Those of limits are missing where there is no limit."""
    return {
        name: {
            "description": description,
            "schema": shape,
            **({} if name in SOMETIMES else {"required": True}),
        }
        for name, (description, shape) in HEADERS.items()
    }


def with_headers(*names):
    return {
        "headers": {
            SENT_AS.get(name, name): {"$ref": f"#/components/headers/{name}"} for name in names
        }
    }


def responses():
    """The answers that many addresses share, as components."""
    return {
        "Moved": {
            "description": "It has another slug now.",
            **with_headers("Location", "CacheControl"),
        },
        "NotModified": {
            "description": "What you hold is still good.",
            **with_headers(*ALWAYS),
        },
        **{
            name: {
                "description": description,
                **(with_headers(header) if header else {}),
                "content": {"application/problem+json": {"schema": schema("Problem")}},
            }
            for name, description, header in PROBLEMS.values()
        },
    }


def answers_of(described, examples):
    """Every answer of an address, by status."""
    own = (*(("Link",) if described.paged else ()), *described.headers)
    content = {"schema": described.shape, **({"examples": examples} if examples else {})}
    types = {described.content_type: content}
    types |= {name: {"schema": shape} for name, shape in described.also.items()}
    whole = {"description": "As asked.", **with_headers(*ALWAYS, *own, *IF_LIMITED)}
    if described.body:
        whole = {"description": "As asked.", **with_headers("CacheControl", *IF_LIMITED)}
    links = {"links": described.links} if described.links else {}
    part = {"description": "A part.", **with_headers(*ALWAYS, "ContentRange", *own, *IF_LIMITED)}
    return {
        "200": {**whole, "content": types, **links},
        **({"206": {**part, "content": types}} if described.ranged else {}),
        **({"301": _shared("Moved")} if described.of_a_thing else {}),
        **({} if described.body else {"304": _shared("NotModified")}),
        **{str(status): _shared(PROBLEMS[status][0]) for status in described.problems},
    }


def _shared(name):
    return {"$ref": f"#/components/responses/{name}"}
