"""A JSON-LD document of ours as Turtle, the notation that people read and harvesters like.

It takes what `dcat` writes: prefixes and terms in a context of its own, an `@id` on every node.
Other documents need a library, which would be twenty megabytes for one file.
"""

import json


def turtle(document):
    """The same statements, node by node in the order in which the document names them."""
    context = document["@context"]
    prefixes = {name: said for name, said in context.items() if _is_prefix(said)}
    nodes = {}
    _gather({key: value for key, value in document.items() if key != "@context"}, context, nodes)
    lines = [f"@prefix {name}: <{address}> .\n" for name, address in prefixes.items()]
    for name, facts in nodes.items():
        said = " ;\n    ".join(f"{verb} {thing}" for verb, thing in facts)
        lines.append(f"\n<{name}>\n    {said} .\n")
    return "".join(lines)


def _is_prefix(said):
    return isinstance(said, str) and said.startswith("http")


def _gather(node, context, nodes):
    """Put what a node says into `nodes`, and what the nodes inside say. A fact counts once."""
    facts = nodes.setdefault(node["@id"], {})
    for key, value in node.items():
        if key == "@type":
            facts[("a", value)] = None
        elif key != "@id":
            verb = _verb(key, context)
            for thing in _things(value, context.get(key, {}), context, nodes):
                facts[(verb, thing)] = None
    if not facts:
        del nodes[node["@id"]]


def _verb(key, context):
    term = context.get(key, key)
    return term["@id"] if isinstance(term, dict) else term


def _things(value, term, context, nodes):
    """What stands at the other end: names of nodes, or literals."""
    if isinstance(value, list):
        for each in value:
            yield from _things(each, term, context, nodes)
    elif isinstance(value, dict) and "@id" in value:
        _gather(value, context, nodes)
        yield f"<{value['@id']}>"
    elif isinstance(value, dict):
        for language, texts in value.items():
            for text in texts if isinstance(texts, list) else [texts]:
                yield f"{_literal(text)}@{language}"
    elif "@type" in term:
        yield f"{_literal(value)}^^{term['@type']}"
    else:
        yield _literal(value)


def _literal(text):
    """JSON writes a string with no escape that Turtle does not know."""
    return json.dumps(text, ensure_ascii=False)
