"""Who gets which answer where: the files that desks send and receive."""

from tests.access.people import Answers, acts

OF_INSTITUTES = ["programs/program", "participants/figure"]

FILES = [
    #                      visitor  role-  viewer editor editor publ.  admini-
    #                               less   of A   of A   of B   of A   strator
    Answers(
        "the second step of a file of rows, which nobody sent here",
        get="               in      404    405    405    405    405    405",
        post="              in      404    403    302    302    302    302",
        routes=acts(*OF_INSTITUTES, act="process_import/"),
    ),
    Answers(
        "such a file sent before its preview; nothing is chosen here",
        get="               in      404    405    405    405    405    405",
        post="              in      404    403    400    400    400    400",
        routes=acts(*OF_INSTITUTES, act="import/send/"),
    ),
    Answers(
        "the preview of such a file, which nobody sent here",
        get="               in      404    403    302    302    302    302",
        post="              in      404    405    405    405    405    405",
        routes=acts(*OF_INSTITUTES, act="import/<uuid:key>/"),
    ),
    Answers(
        "how far the work with such a file is; nobody works here",
        get="               in      404    403    200    200    200    200",
        post="              in      404    405    405    405    405    405",
        routes=acts(*OF_INSTITUTES, act="import/<uuid:key>/progress/"),
    ),
    Answers(
        "the report on such a file, which is its sender's alone",
        get="               in      404    403    404    404    404    404",
        post="              in      404    405    405    405    405    405",
        routes=acts(*OF_INSTITUTES, act="import/<uuid:key>/report/"),
    ),
    Answers(
        "a file to be filled in",
        get="               in      404    403    200    200    200    200",
        post="              in      404    405    405    405    405    405",
        routes=acts(*OF_INSTITUTES, act="import/templates/<str:file>"),
    ),
    Answers(
        "rows of institutes taken away as a file",
        get="               in      404    200    200    200    200    200",
        post="              in      404    200    200    200    200    200",
        routes=acts(*OF_INSTITUTES, act="export/"),
    ),
    Answers(
        "the imports that one may undo",
        get="               in      404    403    200    200    200    200",
        post="              in      404    403    200    200    200    200",
        routes=acts(*OF_INSTITUTES, act="imports/"),
    ),
    Answers(
        "an import into institute A undone",
        get="               in      404    404    200    404    200    200",
        post="              in      404    404    302    404    302    302",
        routes=acts(*OF_INSTITUTES, act="imports/<uuid:key>/"),
    ),
]
