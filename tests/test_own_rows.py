"""Lists, choices, forms and actions of the desk hold what is a person's own, and nothing else."""

import pytest
from django.urls import reverse

from institutes.models import Institute
from participants.models import Figure
from programs.models import Edition, Partner, Program
from tests import pages
from tests.desks import address, filled_in
from tests.factories import make_edition, make_figure, make_partner, make_person, make_program

pytestmark = pytest.mark.django_db


def institute(code):
    return Institute.objects.get(code=code)


@pytest.fixture
def ours():
    return make_program(slug="ours", name_en="Rivers of ours", publication="draft")


@pytest.fixture
def theirs():
    program = make_program(
        slug="theirs", name_en="Rivers of theirs", institute=institute("nier"),
        publication="draft",
    )  # fmt: skip
    make_figure(key="theirs-figure", program=program, publication="draft")
    return program


@pytest.fixture
def editor(client):
    """A browser of an editor of KECO."""
    client.force_login(make_person(keco="editor"))
    return client


def found(client, model, term="", **field):
    """What the desk offers to who types `term` into a field of a form of `model`."""
    asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
    answer = client.get(reverse("admin:autocomplete"), asked | field | {"term": term})
    return [one["text"] for one in answer.json()["results"]]


def errors(answer):
    """The errors of a form that was sent, by field, and those of its inlines under ''."""
    assert answer.status_code == 200
    inline = [
        str(one) for formset in answer.context["inline_admin_formsets"]
        for one in (*formset.formset.errors, formset.formset.non_form_errors()) if one
    ]  # fmt: skip
    return answer.context["adminform"].form.errors | ({"": inline} if inline else {})


@pytest.mark.usefixtures("ours", "theirs")
def test_a_list_has_what_is_of_ones_institutes(editor):
    page = editor.get(address(Program, "changelist") + "?q=rivers")
    assert [row.slug for row in page.context["cl"].result_list] == ["ours"]
    everything = editor.get(address(Program, "changelist"))
    keco = Program.objects.filter(institute__code="keco").count()
    assert everything.context["cl"].full_result_count == keco
    figures = editor.get(address(Figure, "changelist"))
    assert "theirs-figure" not in figures.content.decode()


@pytest.mark.usefixtures("theirs")
def test_what_is_missing_elsewhere_is_not_counted(editor):
    Program.objects.update(name_ko="이름")
    Program.objects.filter(slug="theirs").update(name_ko="")
    page = editor.get(address(Program, "changelist")).content.decode()
    assert "Korean name (0)" in page


@pytest.mark.usefixtures("ours", "theirs")
def test_the_filter_by_institute_offers_ones_own(client):
    client.force_login(make_person(keco="editor", slc="viewer"))
    for model, name in ((Program, "institute"), (Figure, "program__institute")):
        page = pages.parsed(client.get(address(model, "changelist")))
        offered = {
            link.get("href").split("=")[-1]
            for link in page.cssselect(f"#changelist-filter a[href*='{name}__id__exact']")
        }
        assert offered == {str(institute("keco").pk), str(institute("slc").pk)}


def test_a_filter_by_another_institute_finds_nothing(client, theirs):
    client.force_login(make_person(keco="editor", slc="viewer"))
    query = f"?institute__id__exact={theirs.institute_id}"
    page = client.get(address(Program, "changelist") + query)
    assert page.context["cl"].result_count == 0


@pytest.mark.usefixtures("ours", "theirs")
def test_typing_finds_what_one_may_name(editor):
    assert found(editor, Program, "rivers", field_name="parent") == ["Rivers of ours"]
    assert found(editor, Figure, "rivers", field_name="program") == ["Rivers of ours"]
    assert len(found(editor, Program, field_name="institute")) == 1
    assert found(editor, Figure, "foreign", field_name="measure")


@pytest.mark.usefixtures("ours")
def test_who_only_looks_finds_nothing_to_name(client):
    client.force_login(make_person(keco="viewer"))
    assert found(client, Program, "rivers", field_name="parent") == []
    assert found(client, Program, field_name="institute") == []


@pytest.mark.parametrize(
    "query",
    [
        "app_label=institutes&model_name=membership&field_name=user",
        "app_label=participants&model_name=proposal&field_name=proposed_by",
        "app_label=programs&model_name=program&field_name=nothing",
        "app_label=programs&model_name=program&field_name=name_en",
        "app_label=nothing&model_name=program&field_name=parent",
        "app_label=programs&model_name=program&field_name=parent&page=99999999999999999999",
        "app_label=programs&model_name=program&field_name=parent&page=x",
        "app_label=auth&model_name=user&field_name=groups", "",
    ],
)  # fmt: skip
def test_what_is_no_field_of_ones_own_is_not_there(editor, query):
    assert editor.get(f"{reverse('admin:autocomplete')}?{query}").status_code == 404


def test_a_very_long_term_finds_nothing(editor):
    assert found(editor, Program, "환" * 1500, field_name="parent") == []


def test_a_foreign_institute_is_an_error_of_the_form(editor, ours):
    data = filled_in(editor, Program, ours) | {"institute": institute("nier").pk, "slug": "moved"}
    assert "institute" in errors(editor.post(address(Program, "change", ours.pk), data))
    assert "institute" in errors(editor.post(address(Program, "add"), data))
    assert Program.objects.get(pk=ours.pk).institute.code == "keco"
    assert not Program.objects.filter(slug="moved").exists()


def test_a_foreign_parent_is_unknown_be_it_there_or_not(editor, ours, theirs):
    for key in (theirs.pk, 999_999_999):
        data = filled_in(editor, Program, ours) | {"parent": key, "name_en": "Changed"}
        said = errors(editor.post(address(Program, "change", ours.pk), data))
        assert said["parent"] == ["Select a valid choice. That choice is not one of the available "
                                  "choices."]  # fmt: skip
    assert Program.objects.get(pk=ours.pk).name_en == "Rivers of ours"


def test_a_figure_of_a_foreign_program_is_an_error_of_the_form(editor, ours, theirs):
    figure = make_figure(program=ours, publication="draft")
    data = filled_in(editor, Figure, figure) | {"program": theirs.pk, "key": "smuggled"}
    for page in (address(Figure, "change", figure.pk), address(Figure, "add")):
        assert "program" in errors(editor.post(page, data))
    assert theirs.figures.count() == 1


def test_where_one_only_looks_one_may_not_put_a_row(client, ours):
    client.force_login(make_person(keco="editor", slc="viewer"))
    data = filled_in(client, Program, ours) | {"institute": institute("slc").pk}
    assert "institute" in errors(client.post(address(Program, "change", ours.pk), data))


def test_a_row_of_another_row_is_no_row_of_the_form(editor, ours, theirs):
    """An edition of theirs, sent as if it stood on the page of ours."""
    make_edition(program=ours, title="Ours")
    stolen = make_edition(program=theirs, title="Theirs")
    data = filled_in(editor, Program, ours) | {
        "editions-0-id": stolen.pk, "editions-0-title": "Stolen", "name_en": "Changed",
    }  # fmt: skip
    answer = editor.post(address(Program, "change", ours.pk), data)
    assert answer.status_code == 409 or errors(answer)
    assert Edition.objects.get(pk=stolen.pk).title == "Theirs"
    assert Program.objects.get(pk=ours.pk).name_en == "Rivers of ours"


def act(client, model, action, *rows, **more):
    data = {"action": action, "_selected_action": [row.pk for row in rows], "post": "yes"}
    return client.post(address(model, "changelist"), data | more)


def test_an_action_upon_a_foreign_row_is_404_and_does_nothing(editor, ours, theirs):
    assert act(editor, Program, "delete_selected", ours, theirs).status_code == 404
    assert Program.objects.filter(slug__in=["ours", "theirs"]).count() == 2


def test_an_action_upon_all_is_upon_all_of_ones_own(editor, ours, theirs):
    Program.objects.filter(institute__code="keco").exclude(slug="ours").update(publication="draft")
    page = f"{address(Program, 'changelist')}?q=rivers"
    data = {"action": "delete_selected", "select_across": "1", "_selected_action": ours.pk}
    assert editor.post(page, data | {"post": "yes"}).status_code == 302
    assert not Program.objects.filter(slug="ours").exists()
    assert Program.objects.filter(slug="theirs").exists()


def test_an_action_where_one_only_looks_is_refused(client, ours):
    client.force_login(make_person(keco="viewer", nier="editor"))
    assert act(client, Program, "delete_selected", ours).status_code == 403
    across = {"select_across": "1"}
    assert act(client, Program, "delete_selected", ours, **across).status_code == 403
    assert Program.objects.filter(slug="ours").exists()


def test_an_unknown_action_is_refused(editor, ours):
    assert act(editor, Program, "make_everything_public", ours).status_code == 403


@pytest.mark.parametrize("code", ["keco", "nier"])
def test_an_editor_adds_a_partner_and_changes_none(client, code):
    client.force_login(make_person(**{code: "editor"}))
    new = {"slug": "new-one", "name_en": "The new one", "type": "research"}
    assert client.post(address(Partner, "add"), new).status_code == 302
    partner = make_partner(name_en="As it was")
    page = address(Partner, "change", partner.pk)
    assert client.post(page, new | {"name_en": "Changed"}).status_code == 403
    assert Partner.objects.filter(slug="new-one").exists()
    assert Partner.objects.get(pk=partner.pk).name_en == "As it was"


@pytest.mark.parametrize(
    "key", ["%00", "9" * 30, "-1", "x", "_2F", "%ED%95%9C", "1/../2", "1 OR 1"]
)
@pytest.mark.parametrize("act", ["change", "delete", "history"])
def test_a_key_that_is_none_is_not_there(editor, key, act):
    for desk in ("programs/program", "participants/figure", "programs/partner"):
        assert editor.get(f"/admin/{desk}/{key}/{act}/").status_code in (400, 404)


def test_the_first_page_says_that_there_is_no_role(client):
    client.force_login(make_person())
    page = pages.parsed(client.get("/admin/"))
    assert "Your account has no role yet" in pages.text_of(page.cssselect("h1")[-1])
    assert not page.cssselect("a[href^='/admin/programs/'], a[href^='/admin/institutes/']")
