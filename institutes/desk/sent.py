"""What a browser sent of the rows on the page of another row."""

import re


def keep_those_gone(data, formset):
    """Make new rows, in `data`, of the forms whose rows somebody deleted meanwhile.

    `formset` shows the rows that are there. Gives the keys that the others had, by the new
    numbers of their forms; those that were marked to be deleted are left out.
    """
    sent, key = by_number(data, formset.prefix), formset.model._meta.pk.name
    there = {str(one.instance.pk) for one in formset.initial_forms}
    had = {number: fields.get(key, [""])[0] for number, fields in sent.items()}
    gone = [number for number in sent if had[number] and had[number] not in there]
    if not gone:
        return {}
    old = [number for number in sent if had[number] in there]
    new = [number for number in sent if not had[number]]
    again = [number for number in gone if "DELETE" not in sent[number]]
    order = [*old, *new, *again]
    for number, fields in sent.items():
        for field in fields:
            del data[f"{formset.prefix}-{number}-{field}"]
    for place, number in enumerate(order):
        fields = sent[number] | ({key: [""]} if number in again else {})
        for field, values in fields.items():
            data.setlist(f"{formset.prefix}-{place}-{field}", values)
    data[f"{formset.prefix}-INITIAL_FORMS"] = len(old)
    data[f"{formset.prefix}-TOTAL_FORMS"] = len(order)
    return {order.index(number): had[number] for number in again}


def by_number(data, prefix):
    """The fields of each form of the set `prefix`: {number: {field: values}}, in order."""
    found = {}
    for name in data:
        part = re.fullmatch(rf"{re.escape(prefix)}-(\d+)-(\w+)", name)
        if part:
            found.setdefault(int(part[1]), {})[part[2]] = data.getlist(name)
    return dict(sorted(found.items()))
