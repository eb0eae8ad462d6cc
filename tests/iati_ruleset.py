"""A small interpreter of IATI's rulesets and codelist rules, for the tests.

It reads the two files of the IATI validator's own data and judges a document by them, as the
specification of rulesets says; it knows every kind of rule that the standard ruleset of 2.03 has,
and refuses one that it does not know. What the validator asks of registers (whether an identifier
is registered) it cannot know: here none is.
"""

import datetime
import json
import re
from typing import NamedTuple

XML = {"xml": "http://www.w3.org/XML/1998/namespace"}


class Fault(NamedTuple):
    id: str
    severity: str
    message: str
    where: str


def found(element, path):
    """What an XPath finds: elements, or texts of attributes, or a truth."""
    return element.xpath(path, namespaces=XML)


def text(one):
    return one if isinstance(one, str) else "".join(one.itertext())


def is_true(element, path):
    return bool(found(element, path))


def day(element, path):
    """The first date that an XPath finds, None without one."""
    if path == "NOW":
        return datetime.datetime.now(datetime.UTC)
    dates = found(element, path)
    if not dates or not dates[0]:
        return None
    date = datetime.datetime.fromisoformat(dates[0])
    return date if date.tzinfo else date.replace(tzinfo=datetime.UTC)


class Rule:
    """Whether a case of a rule holds for an element: a method for each kind."""

    def __init__(self, element, case):
        self.element, self.case = element, case
        self.nodes = [one for path in case.get("paths", ()) for one in found(element, path)]
        self.texts = [text(one) for one in self.nodes]

    def date(self, name):
        return day(self.element, self.case[name])

    def atleast_one(self):
        return bool(self.nodes)

    def no_more_than_one(self):
        return len(self.nodes) <= 1

    def one_or_all(self):
        if is_true(self.element, self.case["one"]):
            return True
        all_of = {
            "lang": "not(descendant::narrative[not(@xml:lang)])",
            "sector": "not(transaction[not(sector)])",
            "currency": "not(descendant::*[self::value or self::forecast or self::loan-status]"
            "[not(@currency)])",
        }
        return is_true(self.element, all_of[self.case["all"]])

    def unique(self):
        return len(set(self.texts)) == len(self.texts)

    def strict_sum(self):
        return round(sum(map(float, self.texts)), 4) == float(self.case["sum"])

    def range(self):
        low, high = self.case.get("min", "-inf"), self.case.get("max", "inf")
        return all(float(low) <= float(one) <= float(high) for one in self.texts)

    def date_order(self):
        less, more = self.date("less"), self.date("more")
        return less is None or more is None or less <= more

    def date_now(self):
        date = self.date("date")
        return date is None or date <= datetime.datetime.now(datetime.UTC)

    def between_dates(self):
        dates = [self.date(name) for name in ("start", "date", "end")]
        return None in dates or dates == sorted(dates)

    def time_limit(self):
        start, end = self.date("start"), self.date("end")
        return start is None or end is None or (end - start).days <= 365

    def regex_matches(self):
        return all(re.search(self.case["regex"], one) for one in self.texts if one)

    def startswith(self):
        if self.case["prefix"] == ["ORG-ID-PREFIX"]:
            return not self.texts  # no agency's code is known here
        starts = [
            text(one) + self.case.get("separator", "")
            for path in self.case["prefix"]
            for one in found(self.element, path)
        ]
        return all(one.startswith(tuple(starts)) for one in self.texts)

    def if_then(self):
        return not is_true(self.element, self.case["if"]) or is_true(
            self.element, self.case["then"]
        )

    def no_spaces(self):
        return all(one == one.strip() for one in self.texts)


def cases(element, kind, case):
    """(kind, case) of a case, and of a loop those for each thing that it goes over."""
    if kind != "loop":
        yield kind, case
        return
    for value in dict.fromkeys(map(text, found(element, case["foreach"]))):
        for inner, rule in case["do"].items():
            for one in rule["cases"]:
                yield inner, filled(one, case["subs"], value)


def filled(case, names, value):
    """`case` with `value` where it says $1; `names` are where it may. They leave some out."""
    names = {*names, "condition", "paths", "if", "then"} & set(case)

    def replaced(what):
        if isinstance(what, list):
            return [replaced(one) for one in what]
        return what.replace("$1", value)

    return case | {name: replaced(case[name]) for name in names}


def faults_by_rules(document, file):
    """The Faults of a document by the ruleset in `file`, a path."""
    for context, rules in json.loads(file.read_text()).items():
        for element in found(document.getroottree(), context):
            for kind, rule in rules.items():
                for given in rule["cases"]:
                    yield from broken(element, kind, given)


def broken(element, kind, given):
    for inner, case in cases(element, kind, given):
        condition = case.get("condition")
        if condition and not is_true(element, condition):
            continue
        if not getattr(Rule(element, case), inner)():
            yield fault(case["ruleInfo"], element)


def fault(info, element):
    where = f"{element.getroottree().getpath(element)} {element.findtext('iati-identifier')}"
    return Fault(info["id"], info["severity"], info["message"], where)


def faults_by_codelists(document, file):
    """The Faults of a document by the codelist rules in `file`, and how many codes were judged."""
    judged, faults = 0, []
    for context, attributes in json.loads(file.read_text()).items():
        path = "//*" if context == "/" else context
        for name, rule in attributes.items():
            for element in found(document.getroottree(), path):
                for code in found(element, name if name == "text()" else f"@{name}"):
                    if judge := rule_for(element, rule):
                        judged += 1
                        if code not in judge["allowedCodes"]:
                            faults.append(fault(judge, element)._replace(message=code))
    return faults, judged


def rule_for(element, rule):
    """The rule that holds for `element`: where it depends on a vocabulary, that of its own."""
    if "conditions" not in rule:
        return rule
    of = rule["conditions"]
    vocabulary = element.get(of["linkedAttribute"], of.get("defaultLink"))
    return of["mapping"].get(vocabulary)
