"""When rows were first public, and which were so last."""

import pytest
from django.db import connection

from participants.corrections.beginnings import beginnings
from participants.models import Figure
from programs.models import Program
from tests.factories import make_figure, make_program
from tests.participants.test_past import change

pytestmark = pytest.mark.django_db


def newest(number, rows=None):
    """The newest beginnings of figures, the newest first."""
    found = [one for one in beginnings(number, rows) if one.model is Figure]
    return sorted(found, key=lambda one: (one.at, one.pk), reverse=True)


@pytest.fixture
def late():
    """A figure that was published before its program, and after it two others of another one."""
    program = make_program(publication="draft")
    figure = make_figure(program=program)
    other = make_program()
    for _ in range(2):
        make_figure(program=other)
    change(program, publication="published")
    return figure


def test_a_figure_is_as_new_as_its_program(late):
    [one] = newest(1)
    event = Program.pgh_event_model.objects.filter(pgh_obj=late.program).latest("pgh_id")
    assert (one.row, one.at) == (late, event.pgh_created_at)
    [one] = newest(1, {Figure: Figure.objects.filter(pk=late.pk).values("pk")})
    assert one.row == late
    assert newest(1, {Figure: []}) == []


def test_what_is_withdrawn_while_it_is_asked_for_is_left_out(late):
    asked = []

    def withdrawing(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        asked.append(sql)
        if len(asked) == 1:
            change(late, publication="withdrawn")
        return answer

    with connection.execute_wrapper(withdrawing):
        found = beginnings(50, {Figure: [late.pk]})
    assert len(asked) > 1
    assert found == []
