"""How far the work with a file is, seen by others while its transaction is still open."""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import translation

from programs.admin.spreadsheet import progress
from programs.admin.spreadsheet.progress import name_of_connection, progress_of, telling
from programs.models import SentFile
from tests.factories import make_person

pytestmark = pytest.mark.django_db

KEY = uuid.uuid4()


def seen_by_others(key=KEY):
    """What another connection is told; it ends with its thread."""

    def ask():
        try:
            return progress_of(key)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as others:
        return others.submit(ask).result()


def test_others_see_each_step_while_the_transaction_is_open():
    with transaction.atomic(), telling(KEY) as tell:
        tell("read", 1, 6)
        assert seen_by_others() == {"words": "Its cells are read.", "done": 1, "total": 6}
        tell("compare", 2, 6)
        assert seen_by_others()["done"] == 2
        assert seen_by_others(uuid.uuid4()) == {}
    assert seen_by_others() == {}


def test_a_step_that_nobody_named_is_work_all_the_same():
    with telling(KEY) as tell:
        tell("wonder", 10_000, 10_000)
        assert seen_by_others()["words"] == "The file is worked on."


def test_of_one_step_not_every_row_is_told(django_assert_num_queries):
    with telling(KEY) as tell:
        tell("read", 0, 10_000)
        with django_assert_num_queries(0):
            for number in range(100):
                tell("read", number, 10_000)


def test_the_longest_that_is_told_fits_into_a_name_of_postgresql():
    step = max(progress.STEPS, key=len)
    with telling(KEY) as tell:
        tell(step, 200_000, 200_000)
        assert seen_by_others()["total"] == 200_000


def break_while_telling():
    with transaction.atomic(), telling(KEY) as tell:
        tell("read", 0, 1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")


def test_a_connection_has_its_own_name_again_whatever_happens():
    before = name_of_connection()
    with pytest.raises(DatabaseError):
        break_while_telling()
    assert name_of_connection() == before


def test_the_words_are_in_the_language_of_who_waits():
    with telling(KEY) as tell:
        tell("read", 0, 1)
        with translation.override("ko"):
            assert progress_of(KEY)["words"] == "칸을 읽고 있습니다."


def test_only_who_sent_the_file_is_told(client):
    anne = make_person("anne", slc="editor")
    file = SentFile.objects.create(person=anne, table="FigureTable", name="a.csv", data=b"a")
    address = reverse("admin:participants_figure_progress", args=[file.key])
    with telling(file.key) as tell:
        tell("read", 1, 6)
        client.force_login(anne)
        assert json.loads(client.get(address).content)["done"] == 1
        client.force_login(make_person("bora", slc="editor"))
        assert json.loads(client.get(address).content) == {}
