"""Staff read the ratings, their averages, and take them away as a file that runs nothing."""

import io

import openpyxl
import pytest
from django.urls import reverse

from keco_portal.models import Rating
from tests import pages
from tests.factories import make_person
from tests.ratings import make_rating
from tests.spreadsheets import rows_of

pytestmark = pytest.mark.django_db

LIST = "/admin/keco_portal/rating/"
EXPORT = {"format": "0", "resource": "0"} | {
    f"ratingtable_{name}": "on" for name in ("hour", "page", "language", "score", "comment")
}


@pytest.fixture
def ratings():
    make_rating(page="/programs/", score=5, comment="<script>alert(1)</script>")
    make_rating(page="/programs/", score=2, language="ko", comment="=HYPERLINK(1)")
    make_rating(page="/figures/", score=1, rated_at="2026-03-05T07:00Z", comment="'@x")


def averages(response):
    """{heading: [(what, number, average)]}, as the page prints them."""
    return {
        pages.text_of(table.cssselect("caption")[0]): [
            tuple(pages.text_of(cell) for cell in row) for row in table.cssselect("tbody tr")
        ]
        for table in pages.parsed(response).cssselect("table:has(caption)")
    }


@pytest.mark.usefixtures("ratings")
def test_averages_stand_below_the_list(admin_client):
    shown = averages(admin_client.get(LIST))
    assert shown["By page, the most rated first"] == [
        ("/programs/", "2", "3.50"), ("/figures/", "1", "1.00"),
    ]  # fmt: skip
    assert shown["By language"] == [("English", "2", "3.00"), ("한국어", "1", "2.00")]
    months = shown["By month, the newest first"]
    assert months[0][1:] == ("2", "3.50")
    assert months[1] == ("March 2026", "1", "1.00")


@pytest.mark.usefixtures("ratings")
def test_averages_are_of_what_the_filters_let_through(admin_client):
    shown = averages(admin_client.get(LIST + "?language__exact=ko"))
    assert shown["By page, the most rated first"] == [("/programs/", "1", "2.00")]
    none = averages(admin_client.get(LIST + "?q=nothing-of-the-kind"))
    assert none["By language"] == [("No rating yet.",)]


@pytest.mark.usefixtures("ratings")
def test_a_comment_is_only_text_in_the_admin(admin_client):
    rating = Rating.objects.get(score=5)
    for page in (LIST, reverse("admin:keco_portal_rating_change", args=[rating.pk])):
        text = admin_client.get(page).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
        assert "<script>alert(1)" not in text


@pytest.mark.usefixtures("ratings")
def test_the_export_is_inert_and_has_no_more_than_its_columns(admin_client):
    rows = rows_of(admin_client.post(f"{LIST}export/", EXPORT).content)
    assert {row["comment"] for row in rows} == {
        "<script>alert(1)</script>", "'=HYPERLINK(1)", "''@x",
    }  # fmt: skip
    assert list(rows[0]) == ["hour", "page", "language", "score", "comment"]
    [march] = [row for row in rows if row["page"] == "/figures/"]
    assert (march["hour"], march["score"]) == ("2026-03-05T07:00:00Z", "1")


@pytest.mark.usefixtures("ratings")
def test_in_a_workbook_a_score_is_a_number(admin_client):
    book = io.BytesIO(admin_client.post(f"{LIST}export/", EXPORT | {"format": "1"}).content)
    rows = openpyxl.load_workbook(book)["ratings"].iter_rows(min_row=2, min_col=4, max_col=4)
    assert sorted(cell.value for (cell,) in rows) == [1, 2, 5]


def test_nobody_writes_ratings_in_the_admin(admin_client):
    rating = make_rating()
    assert admin_client.get(f"{LIST}add/").status_code == 403
    assert admin_client.get(f"{LIST}import/").status_code == 403
    change = reverse("admin:keco_portal_rating_change", args=[rating.pk])
    assert admin_client.post(change, {"score": 1}).status_code == 403
    assert admin_client.post(f"{LIST}{rating.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Rating.objects.exists()


def test_ratings_are_of_the_whole_portal_and_for_its_administrators(client):
    client.force_login(make_person(keco="publisher"))
    assert client.get(LIST).status_code == 404
    assert client.post(f"{LIST}export/", EXPORT).status_code == 404


@pytest.mark.parametrize("query", ["rated_at__year=99999", "score__exact=x", "comment__regex=("])
def test_a_bad_look_up_is_refused(admin_client, query):
    assert admin_client.get(f"{LIST}?{query}").status_code == 400


@pytest.mark.usefixtures("ratings")
def test_a_month_is_chosen_above_the_list(admin_client):
    page = admin_client.get(LIST + "?rated_at__year=2026&rated_at__month=3")
    assert page.context["cl"].result_count == 1
