"""The one rule: a person's institutes, and what the person does there."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission, User

from institutes.access import has_role, institutes_of, is_administrator, may, within
from institutes.models import Institute, Membership, Role
from programs.models import Program, Source
from tests.factories import make_administrator, make_person, make_program

pytestmark = pytest.mark.django_db


def codes(person, role=Role.VIEWER):
    return sorted(institutes_of(person, role).values_list("code", flat=True))


def keco():
    return Institute.objects.get(code="keco")


@pytest.mark.parametrize(
    ("role", "as_viewer", "as_editor", "as_publisher"),
    [
        ("viewer", True, False, False), ("editor", True, True, False),
        ("publisher", True, True, True),
    ],
)  # fmt: skip
def test_a_role_includes_the_lesser_ones(role, as_viewer, as_editor, as_publisher):
    person = make_person(keco=role)
    may_do = dict(zip(Role.values, (as_viewer, as_editor, as_publisher), strict=True))
    for asked, expected in may_do.items():
        assert may(person, asked, keco()) is expected
        assert may(person, asked, keco().pk) is expected
        assert may(person, asked) is expected
        assert (codes(person, asked) == ["keco"]) is expected
        assert may(person, asked, Institute.objects.get(code="nier")) is False


def test_a_person_may_have_another_role_elsewhere():
    person = make_person(keco="viewer", nier="publisher")
    assert codes(person) == ["keco", "nier"]
    assert codes(person, Role.EDITOR) == ["nier"]
    assert may(person, Role.EDITOR)
    assert not may(person, Role.EDITOR, keco())


def test_an_administrator_may_everything_everywhere():
    person = make_administrator()
    assert institutes_of(person, Role.PUBLISHER).count() == Institute.objects.count()
    assert may(person, Role.PUBLISHER, keco())
    assert is_administrator(person)


@pytest.mark.parametrize("lost", ["is_active", "is_staff"])
@pytest.mark.parametrize("make", [lambda: make_person(keco="publisher"), make_administrator])
def test_a_disabled_account_may_nothing(make, lost):
    person = make()
    setattr(person, lost, False)
    person.save()
    person = User.objects.get(pk=person.pk)
    assert not has_role(person)
    assert codes(person) == []
    assert not may(person, Role.VIEWER, keco())


def test_a_visitor_and_an_account_without_a_role_may_nothing():
    for person in (AnonymousUser(), make_person()):
        assert not has_role(person)
        assert codes(person) == []


def test_groups_and_permissions_of_django_give_nothing():
    person, group = make_person(), Group.objects.create(name="everything")
    group.permissions.set(Permission.objects.all())
    person.groups.add(group)
    person.user_permissions.set(Permission.objects.all())
    person = User.objects.get(pk=person.pk)
    assert not has_role(person)
    assert not person.has_perm("programs.change_program")
    assert not person.has_module_perms("programs")
    assert person.get_all_permissions() == set()


def test_roles_are_asked_for_once(django_assert_num_queries):
    person = User.objects.get(pk=make_person(keco="editor", nier="viewer").pk)
    with django_assert_num_queries(1):
        assert may(person, Role.EDITOR)
        assert has_role(person)
        assert may(person, Role.VIEWER, 1) in (True, False)


def test_rows_within_are_those_of_the_persons_institutes_and_what_all_share():
    person = make_person(keco="viewer", nier="editor")
    ours, theirs = make_program(), make_program(institute=Institute.objects.get(code="slc"))
    seen = within(Program.objects.all(), person)
    assert ours in seen
    assert theirs not in seen
    assert ours not in within(Program.objects.all(), person, Role.EDITOR)
    assert within(Source.objects.all(), person).count() == Source.objects.count()
    assert within(Institute.objects.all(), person).count() == 2


def test_a_role_that_is_taken_away_ends_the_session_and_is_gone(client):
    person = make_person(keco="editor")
    program = make_program()
    client.force_login(person)
    page = f"/admin/programs/program/{program.pk}/change/"
    assert client.get(page).status_code == 200
    Membership.objects.filter(user=person).delete()
    assert client.get(page)["Location"].startswith("/admin/login/")
    client.force_login(person)
    assert client.get(page).status_code == 404
