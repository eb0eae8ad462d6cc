"""What PostgreSQL refuses of memberships, proposals and questions, by the name of the refusal."""

import pytest

from participants.models import Proposal, Question
from tests.factories import make_figure, make_person, make_program
from tests.raw_sql import refusal, run

pytestmark = pytest.mark.django_db

PROPOSAL = "UPDATE participants_proposal SET {} WHERE message = 'mine'"
CHANGE = "UPDATE participants_proposal SET {} WHERE message = 'a change'"
QUESTION = "UPDATE participants_question SET {} WHERE nonce = 'mine'"
MEMBERSHIP = "UPDATE institutes_membership SET {}"
ANNE, BORA = (f"(SELECT id FROM auth_user WHERE username = '{name}')" for name in ("anne", "bora"))
DECIDED = "decision = 'approved', decided_at = now(), decided_by_id = "
PUBLIC = "progress = 'published', published_at = now(), answer = 'Yes.', answered_by_id = "


@pytest.fixture(autouse=True)
def rows():
    """A draft's proposal and a change's, both by Anne; a question; Anne's membership."""
    anne, _bora = make_person("anne", keco="editor"), make_person("bora")
    program, figure = make_program(), make_figure()
    Proposal.objects.create(
        program=program, act="publish", authors=[anne.pk], proposed_by=anne, message="mine"
    )
    Proposal.objects.create(
        figure=figure, act="change", authors=[anne.pk], proposed_by=anne, message="a change",
        after={"participants.figure": {}},
    )  # fmt: skip
    for nonce in ("mine", "another"):
        Question.objects.create(figure=figure, language="en", text="Why?", nonce=nonce)


REFUSED = [
    ("membership_role_is_known", MEMBERSHIP, "role = 'owner'"),
    ("membership_unique", "INSERT INTO institutes_membership (user_id, institute_id, role) SELECT "
     "user_id, institute_id, {} FROM institutes_membership", "'viewer'"),
    ("proposal_text_is_clean", PROPOSAL, "message = ' x'"),
    ("proposal_text_is_clean", PROPOSAL, "reason = E'a\\r\\nb'"),
    ("proposal_act_is_known", PROPOSAL, "act = 'delete'"),
    ("proposal_decision_is_known", PROPOSAL, "decision = 'maybe', decided_at = now()"),
    ("proposal_is_about_one_thing", PROPOSAL, "program_id = NULL"),
    ("proposal_is_about_one_thing", CHANGE, "program_id = (SELECT min(id) FROM programs_program)"),
    ("proposal_waits_alone", "INSERT INTO participants_proposal (program_id, act, before, after, "
     "message, authors, proposed_by_id, decision, reason, reason_ko) SELECT program_id, act, "
     "before, after, {}, authors, proposed_by_id, decision, reason, reason_ko "
     "FROM participants_proposal WHERE message = 'mine'", "'another'"),
    ("proposal_of_a_change_has_its_content", PROPOSAL, "after = '{{\"a\": 1}}'"),
    ("proposal_of_a_change_has_its_content", CHANGE, "after = '{{}}'"),
    ("proposal_is_by_an_author", PROPOSAL, "authors = '{{}}'"),
    ("proposal_is_by_an_author", PROPOSAL, f"proposed_by_id = {BORA}"),
    ("proposal_is_decided_by_somebody", PROPOSAL, "decision = 'refused', decided_at = now()"),
    ("proposal_is_decided_at_a_time", PROPOSAL, f"decision = 'refused', decided_by_id = {BORA}"),
    ("proposal_is_decided_at_a_time", PROPOSAL, "decided_at = now()"),
    ("proposal_is_not_approved_by_an_author", PROPOSAL, f"{DECIDED}{ANNE}"),
    ("proposal_approved_has_a_reason", CHANGE, f"{DECIDED}{BORA}"),
    ("question_text_is_clean", QUESTION, "text = ' x'"),
    ("question_progress_is_known", QUESTION,
     f"progress = 'lost', answer = 'Yes.', answered_by_id = {ANNE}"),
    ("question_language_is_known", QUESTION, "language = 'fr'"),
    ("question_says_something_short", QUESTION, "text = ''"),
    ("question_says_something_short", QUESTION, "text = repeat('왜', 2001)"),
    ("question_nonce_unique", QUESTION, "nonce = 'another'"),
    ("question_answered_has_an_answer", QUESTION, "progress = 'answered'"),
    ("question_answered_has_an_answer", QUESTION, "progress = 'answered', answer = 'Yes.'"),
    ("question_is_published_by_another", QUESTION, f"{PUBLIC}{ANNE}"),
    ("question_is_published_by_another", QUESTION, f"{PUBLIC}{ANNE}, published_by_id = {ANNE}"),
]  # fmt: skip
ACCEPTED = [
    (PROPOSAL, f"{DECIDED}{BORA}"),
    (CHANGE, f"{DECIDED}{BORA}, reason = 'A mistake.'"),
    (PROPOSAL, "decision = 'taken-back', decided_at = now()"),
    (QUESTION, f"{PUBLIC}{ANNE}, published_by_id = {BORA}"),
    (QUESTION, "progress = 'closed'"),
    (QUESTION, "text = repeat('왜', 2000)"),
]


@pytest.mark.parametrize(("name", "statement", "change"), REFUSED)
def test_postgresql_refuses(name, statement, change):
    assert refusal(statement.format(change.replace("{{", "{").replace("}}", "}"))) == name


@pytest.mark.parametrize(("statement", "change"), ACCEPTED)
def test_postgresql_accepts(statement, change):
    assert run(statement.format(change)) == 1
