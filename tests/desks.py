"""The desks of the admin: their addresses, and what a browser sends from their forms."""

from django.contrib import admin
from django.urls import reverse

from tests.pages import parsed
from tests.tables import facts

# Proposals are decided and questions answered: tests of their own look at these.
OURS = [model for model in facts() if model in admin.site._registry]


def address(model, act, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{act}", args=args)


def filled_in(client, model, row):
    """What a browser sends for the form of `row` as it is."""
    page = client.get(address(model, "change", row.pk))
    data = {}
    for form in page.context["adminform"].form, *(
        form for formset in page.context["inline_admin_formsets"]
        for form in (formset.formset.management_form, *formset.formset.initial_forms)
    ):  # fmt: skip
        for name in form.fields:
            value = form[name].value()
            if value is not None:
                data[form.add_prefix(name)] = value
    return data


def names(models):
    return [model._meta.model_name for model in models]


def in_the_form(response):
    """What a browser sends from the change form that it is shown."""
    [form] = [one for one in parsed(response).forms if (one.get("id") or "").endswith("_form")]
    return [(name, (value or "").removeprefix("\n")) for name, value in form.form_values()]
