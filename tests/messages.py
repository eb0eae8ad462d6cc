"""Every message of templates and code, collected without GNU gettext: (context, msgid, plural).

A second computation beside `make messages`, which asks xgettext.
"""

import ast
import re

from django.conf import settings
from django.template import engines
from django.template.base import FilterExpression, Node, Origin, Token
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

APPS = ("institutes", "programs", "participants", "keco_portal")
TEMPLATES = settings.BASE_DIR / "templates"

# What each function of django.utils.translation takes first: the names of its texts, in order.
TAKES = {
    "gettext": ("msgid",),
    "gettext_lazy": ("msgid",),
    "gettext_noop": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "ngettext_lazy": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "pgettext_lazy": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
    "npgettext_lazy": ("context", "msgid", "plural"),
}


IN_AN_EXPRESSION = re.compile(r"""_\((["'])(.*?)\1\)""")


def message(context=None, msgid="", plural=None):
    return context, msgid, plural


def of_the_code(code):
    """The messages in a Python file's text; one that is not written out there is an error."""
    tree = ast.parse(code)
    takes = dict(TAKES)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            takes |= {one.asname: TAKES[one.name] for one in node.names if one.asname}
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        name = getattr(called, "id", getattr(called, "attr", None))
        if name in takes:
            texts = [ast.literal_eval(text) for text in node.args[: len(takes[name])]]
            yield message(**dict(zip(takes[name], texts, strict=True)))


def of_the_template(text):
    """The messages in a template's text."""
    template = engines["django"].engine.from_string(text)
    for node in within(template.nodelist, set()):
        if isinstance(node, TranslateNode):
            yield message(context=said(node.message_context), msgid=said(node.filter_expression))
        elif isinstance(node, BlockTranslateNode):
            yield of_the_block(node)
        elif isinstance(node, FilterExpression):
            # Django makes a lazy translation of _("…") at once; the words stand in the token only.
            for _quote, words in IN_AN_EXPRESSION.findall(node.token):
                yield message(msgid=words)


def of_the_block(node):
    singular, _ = node.render_token_list(node.singular)
    plural, _ = node.render_token_list(node.plural) if node.plural else (None, None)
    return message(context=said(node.message_context), msgid=singular, plural=plural)


def said(expression):
    """The text of an expression that is one literal: of a {% translate %}, of a context."""
    return expression and getattr(expression.var, "literal", expression.var)


def within(one, seen):
    """The nodes and expressions that `one` is made of, each once, conditions and arguments too."""
    if isinstance(one, str | Origin | Token) or id(one) in seen:
        return
    seen.add(id(one))
    if isinstance(one, Node | FilterExpression):
        yield one
    if isinstance(one, TranslateNode | FilterExpression):
        return
    parts = one if isinstance(one, list | tuple) else getattr(one, "__dict__", {}).values()
    for part in parts:
        yield from within(part, seen)


def all_messages():
    """{message: the files it stands in}"""
    found = {}
    for path in sorted(TEMPLATES.rglob("*.*")):
        for one in of_the_template(path.read_text()):
            found.setdefault(one, []).append(str(path.relative_to(TEMPLATES)))
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            for one in of_the_code(path.read_text()):
                found.setdefault(one, []).append(str(path.relative_to(settings.BASE_DIR)))
    return found
