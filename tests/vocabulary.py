"""The vocabulary of schema.org 30.0, and what of a document in its words does not stand in it."""

import json
from functools import cache

from tests.standards import standards

NAME = "the vocabulary of schema.org 30.0"


def several(value):
    return value if isinstance(value, list) else [] if value is None else [value]


@cache
def vocabulary():
    """({type: the types that it is one of}, {property: the types that it may stand on})."""
    file = standards("schema.org-30.0/schemaorg-all-https.jsonld")
    terms = {term["@id"]: term for term in json.loads(file.read_text("utf-8"))["@graph"]}

    def above(term):
        found = {term}
        for one in several(terms.get(term, {}).get("rdfs:subClassOf")):
            found |= above(one["@id"])
        return found

    types, properties = {}, {}
    for name, term in terms.items():
        kinds, plain = several(term["@type"]), name.removeprefix("schema:")
        if "schema:supersededBy" in term:
            continue
        if "rdfs:Class" in kinds:
            types[plain] = {one.removeprefix("schema:") for one in above(name)}
        if "rdf:Property" in kinds:
            domains = several(term.get("schema:domainIncludes"))
            properties[plain] = {one["@id"].removeprefix("schema:") for one in domains}
    return types, properties


def nodes_in(value):
    """All nodes of a document, however deep."""
    for one in several(value):
        if isinstance(one, dict):
            yield one
            for inside in one.values():
                yield from nodes_in(inside)


def strangers(document):
    """What the vocabulary does not know: types, properties, and properties on a wrong type."""
    types, properties = vocabulary()
    for node in nodes_in(document["@graph"]):
        kind = node.get("@type")
        if kind is None:
            if set(node) != {"@id"}:
                yield f"a node without a type: {node}"
            continue
        if kind not in types:
            yield f"no type {kind}"
            continue
        for name in set(node) - {"@id", "@type"}:
            # The input of an action has the name of a property of it, with -input.
            if not properties.get(name.removesuffix("-input"), set()) & types[kind]:
                yield f"{name} may not stand on {kind}"
