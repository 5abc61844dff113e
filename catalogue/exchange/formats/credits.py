"""To which other catalogues, and under which licences, values of a file are owed: whoever copies
the file alone must read it there.
"""


def credits_of(taken):
    """`[(catalogue, licence, words)]` by the titles of the catalogues. `taken` are pairs of an
    origin and what the file calls the value, empty where it does not give it.
    """
    together = {}
    for origin, word in taken:
        if word:
            together.setdefault((origin.catalogue, origin.licence), {})[word] = None
    ordered = sorted(together, key=lambda key: (key[0].title.casefold(), key[0].slug, key[1]))
    return [(*key, list(together[key])) for key in ordered]
