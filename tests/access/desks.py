"""Who gets which answer where: the desks.

A new address: add its route, as `tests.test_access` says it, to the group whose answers it has,
or make a group. Where a route has a part in <>, `tests.test_access` fills one in: on a desk the
key of a row of institute A, the Korea Environment Corporation (KECO), from its ROWS.

The answers are of PEOPLE in their order. “in” is the way to sign-in.
"""

from tests.access.files import OF_INSTITUTES
from tests.access.people import Answers, acts

ROW = "<path:object_id>/"
WAITING = ["participants/proposal", "participants/question"]
SHARED = [
    *("institutes/institute", "programs/country", "programs/region", "programs/framework"),
    *("programs/theme", "participants/measure"),
]
SHARED_AND_ADDED_TO = ["programs/partner", "programs/source"]
OF_ADMINISTRATORS = ["institutes/account"]

DELETE = {"post": "yes"}
CHOSEN = {"action": "delete_selected", "_selected_action": "<path:object_id>"}

DESKS = [
    #                      visitor  role-  viewer editor editor publ.  admini-
    #                               less   of A   of A   of B   of A   strator
    Answers(
        "lists of rows of institutes, and a row chosen there to be deleted",
        get="               in      404    200    200    200    200    200",
        post="              in      404    403    200    404    200    200",
        routes=acts(*OF_INSTITUTES),
        sends=CHOSEN,
    ),
    Answers(
        "new rows of institutes, by hand and by a file",
        get="               in      404    403    200    200    200    200",
        post="              in      404    403    200    200    200    200",
        routes=[*acts(*OF_INSTITUTES, act="add/"), *acts(*OF_INSTITUTES, act="import/")],
    ),
    Answers(
        "a row of institute A",
        get="               in      404    200    200    404    200    200",
        post="              in      404    403    409    404    409    409",
        routes=acts(*OF_INSTITUTES, act=ROW + "change/"),
    ),
    Answers(
        "its history, and a version of it restored",
        get="               in      404    200    200    404    200    200",
        post="              in      404    400    400    404    400    400",
        routes=acts(*OF_INSTITUTES, act=ROW + "history/"),
    ),
    Answers(
        "the public page of it before it is public",
        get="               in      404    200    200    404    200    200",
        post="              in      404    200    200    404    200    200",
        routes=acts(*OF_INSTITUTES, act=ROW + "preview/"),
    ),
    Answers(
        "it withdrawn: the page that asks for the reason",
        get="               in      404    403    200    404    200    200",
        post="              in      404    403    200    404    200    200",
        routes=acts(*OF_INSTITUTES, act=ROW + "withdraw/"),
    ),
    Answers(
        "it confirmed, by a publisher",
        get="               in      404    403    405    404    405    405",
        post="              in      404    403    403    404    302    302",
        routes=acts(*OF_INSTITUTES, act=ROW + "confirm/"),
    ),
    Answers(
        "proposals, and questions from the public: nobody makes one here",
        get="               in      404    403    403    403    403    403",
        post="              in      404    403    403    403    403    403",
        routes=acts(*WAITING, act="add/"),
    ),
    Answers(
        "their history, in which nothing is restored",
        get="               in      404    200    200    404    200    200",
        post="              in      404    400    400    404    400    400",
        routes=acts(*WAITING, act=ROW + "history/"),
    ),
    Answers(
        "proposals",
        get="               in      404    200    200    200    200    200",
        post="              in      404    403    403    403    403    403",
        routes=acts("participants/proposal"),
        sends=CHOSEN,
    ),
    Answers(
        "one of institute A, and its refusal, which is as good as an approval",
        get="               in      404    200    200    404    200    200",
        post="              in      404    403    403    404    302    302",
        routes=acts("participants/proposal", act=ROW + "change/"),
        sends={"refuse": "yes", "reason": "It is not so."},
    ),
    Answers(
        "which stays for ever",
        get="               in      404    403    403    404    403    403",
        post="              in      404    403    403    404    403    403",
        routes=acts("participants/proposal", act=ROW + "delete/"),
        sends=DELETE,
    ),
    Answers(
        "questions from the public, and one about institute A chosen to be deleted",
        get="               in      404    200    200    200    200    200",
        post="              in      404    403    403    403    200    200",
        routes=acts("participants/question"),
        sends=CHOSEN,
    ),
    Answers(
        "a question about institute A, and its answer",
        get="               in      404    200    200    404    200    200",
        post="              in      404    403    409    404    409    409",
        routes=acts("participants/question", act=ROW + "change/"),
    ),
    Answers(
        "it deleted",
        get="               in      404    403    403    404    200    200",
        post="              in      404    403    403    404    302    302",
        routes=acts("participants/question", act=ROW + "delete/"),
        sends=DELETE,
    ),
    Answers(
        "a draft of institute A deleted",
        get="               in      404    403    200    404    200    200",
        post="              in      404    403    302    404    302    302",
        routes=acts(*OF_INSTITUTES, act=ROW + "delete/"),
        sends=DELETE,
    ),
    Answers(
        "lists that all share",
        get="               in      404    200    200    200    200    200",
        post="              in      404    403    403    403    403    200",
        routes=acts(*SHARED, *SHARED_AND_ADDED_TO),
        sends=CHOSEN,
    ),
    Answers(
        "a row of such a list",
        get="               in      404    200    200    200    200    200",
        post="              in      404    403    403    403    403    409",
        routes=acts(*SHARED, *SHARED_AND_ADDED_TO, act=ROW + "change/"),
    ),
    Answers(
        "its history",
        get="               in      404    200    200    200    200    200",
        post="              in      404    400    400    400    400    400",
        routes=acts(*SHARED, *SHARED_AND_ADDED_TO, act=ROW + "history/"),
    ),
    Answers(
        "a row added to a list that all share",
        get="               in      404    403    403    403    403    200",
        post="              in      404    403    403    403    403    200",
        routes=acts(*SHARED, act="add/"),
    ),
    Answers(
        "a partner or a source added",
        get="               in      404    403    200    200    200    200",
        post="              in      404    403    200    200    200    200",
        routes=acts(*SHARED_AND_ADDED_TO, act="add/"),
    ),
    Answers(
        "a row of such a list deleted, as far as others do not name it",
        get="               in      404    403    403    403    403    200",
        post="              in      404    403    403    403    403    302",
        routes=acts(*SHARED, *SHARED_AND_ADDED_TO, act=ROW + "delete/"),
        sends=DELETE,
    ),
    Answers(
        "accounts",
        get="               in      404    404    404    404    404    200",
        post="              in      404    404    404    404    404    403",
        routes=acts(*OF_ADMINISTRATORS),
    ),
    Answers(
        "an account, new or known",
        get="               in      404    404    404    404    404    200",
        post="              in      404    404    404    404    404    200",
        routes=[
            *acts(*OF_ADMINISTRATORS, act="add/"),
            *acts(*OF_ADMINISTRATORS, act="<id>/password/"),
        ],
    ),
    Answers(
        "an account changed",
        get="               in      404    404    404    404    404    200",
        post="              in      404    404    404    404    404    409",
        routes=acts(*OF_ADMINISTRATORS, act=ROW + "change/"),
    ),
    Answers(
        "the history of an account",
        get="               in      404    404    404    404    404    200",
        post="              in      404    404    404    404    404    400",
        routes=acts(*OF_ADMINISTRATORS, act=ROW + "history/"),
    ),
    Answers(
        "an account deleted: never, it is disabled",
        get="               in      404    404    404    404    404    403",
        post="              in      404    404    404    404    404    403",
        routes=acts(*OF_ADMINISTRATORS, act=ROW + "delete/"),
        sends=DELETE,
    ),
    Answers(
        "what visitors said of pages",
        get="               in      404    404    404    404    404    200",
        post="              in      404    404    404    404    404    200",
        routes=[
            "admin/keco_portal/rating/", "admin/keco_portal/rating/export/",
        ],
        sends=CHOSEN,
    ),
    Answers(
        "nobody writes it for them",
        get="               in      404    404    404    404    404    403",
        post="              in      404    404    404    404    404    403",
        routes=acts("keco_portal/rating", act="add/") + acts("keco_portal/rating", act="import/"),
    ),
    Answers(
        "nor by a file",
        get="               in      404    404    404    404    404    405",
        post="              in      404    404    404    404    404    403",
        routes=[
            *acts("keco_portal/rating", act="process_import/"),
            *acts("keco_portal/rating", act="import/send/"),
        ],
    ),
    Answers(
        "nor is there a report on one",
        get="               in      404    404    404    404    404    403",
        post="              in      404    404    404    404    404    405",
        routes=[
            *acts("keco_portal/rating", act="import/<uuid:key>/"),
            *acts("keco_portal/rating", act="import/<uuid:key>/progress/"),
            *acts("keco_portal/rating", act="import/<uuid:key>/report/"),
            *acts("keco_portal/rating", act="import/templates/<str:file>"),
        ],
    ),
    Answers(
        "one of them",
        get="               in      404    404    404    404    404    200",
        post="              in      404    404    404    404    404    403",
        routes=acts("keco_portal/rating", act=ROW + "change/"),
    ),
    Answers(
        "which have no history, as its page says",
        get="               in      404    404    404    404    404    200",
        post="              in      404    404    404    404    404    400",
        routes=acts("keco_portal/rating", act=ROW + "history/"),
    ),
    Answers(
        "one of them deleted",
        get="               in      404    404    404    404    404    200",
        post="              in      404    404    404    404    404    302",
        routes=acts("keco_portal/rating", act=ROW + "delete/"),
        sends=DELETE,
    ),
]  # fmt: skip
