"""Who gets which answer where: what the public sees, the door of the desk, and its first page.

A new address: add its route, as `tests.test_access` says it, to the group whose answers it has,
or make a group. Where a route has a part in <>, `tests.test_access` fills one in: on a desk the
key of a row of institute A, the Korea Environment Corporation (KECO), from its ROWS.

The answers are of PEOPLE in their order. “in” is the way to sign-in.
"""

from tests.access.people import Answers

IN_THE_API = [
    *("institutes", "programs", "countries", "regions", "partners", "frameworks", "themes"),
    *("measures", "figures", "sources"),
]

PUBLIC = [
    #                      visitor  role-  viewer editor editor publ.  admini-
    #                               less   of A   of A   of B   of A   strator
    Answers(
        "pages for the public, in English and Korean",
        get="               200     200    200    200    200    200    200",
        post="              405     405    405    405    405    405    405",
        routes=[
            *("", "search/"),
            *("about/", "about/numbers/", "about/accessibility/", "about/privacy/"),
            *("institutes/", "institutes/<slug:code>/", "programs/", "programs/<slug:slug>/"),
            *("countries/", "countries/<slug:iso3>/", "regions/", "regions/<str:key>/"),
            *("partners/", "partners/<slug:slug>/", "frameworks/", "frameworks/<slug:slug>/"),
            *("sources/", "sources/<slug:slug>/", "figures/", "figures/<slug:key>/"),
            "data/iati/",
            "data/conformance/",
            *("participants/", "changes/", "feedback/thanks/", "figures/<slug:key>/report/thanks/"),
            "data/",
            *("data/snapshots/", "data/snapshots/<snapshot:key>/"),
            "api/",
        ],
    ),
    Answers(
        "what visitors say of a page or of a figure",
        get="               200     200    200    200    200    200    200",
        post="              400     400    400    400    400    400    400",
        routes=["feedback/", "figures/<slug:key>/report/"],
    ),
    Answers(
        "files",
        get="               200     200    200    200    200    200    200",
        post="              405     405    405    405    405    405    405",
        routes=[
            *("programs.csv", "figures.csv", "participants.csv"),
            *("programs.xlsx", "figures.xlsx", "participants.xlsx"),
            *("data/iati/activities.xml", "data/iati/organisations.xml"),
            *("data/datapackage.json", "data/csv-metadata.json", "data/<slug:table>.csv"),
            *("data/<slug:table>.xlsx", "data/<slug:table>.csv-metadata.json"),
            "data/environmental-cooperation-data.zip",
            "data/environmental-cooperation-data.zip.sha256",
            *(f"data/snapshots/<snapshot:key>.{ending}" for ending in ("csv", "xlsx")),
            *(f"data/snapshots/<snapshot:key>/citation.{one}" for one in ("bib", "ris", "json")),
        ],
    ),
    Answers(
        "what machines read",
        get="               200     200    200    200    200    200    200",
        post="              405     405    405    405    405    405    405",
        routes=[
            *("robots.txt", "sitemap.xml", "sitemaps/<slug:section>.xml"),
            *("data/catalog.ttl", "data/catalog.jsonld", "changes/feed.atom"),
            *("institutes/<slug:code>/feed.atom", "countries/<slug:iso3>/feed.atom"),
            "programs/<slug:slug>/feed.atom",
        ],
    ),
    Answers(
        "whom to tell of a fault in security: here, nobody is named",
        get="               404     404    404    404    404    404    404",
        post="              405     405    405    405    405    405    405",
        routes=[".well-known/security.txt"],
    ),
    Answers(
        "the button that makes a snapshot, pressed on a page that has none",
        get="               405     405    405    405    405    405    405",
        post="              400     400    400    400    400    400    400",
        routes=["data/snapshots/make/"],
    ),
    Answers(
        "the API",
        get="               200     200    200    200    200    200    200",
        post="              405     405    405    405    405    405    405",
        routes=[
            *("api/v1", "api/v1/", "api/v1/openapi.json"),
            *(f"api/v1/{name}{slash}" for name in IN_THE_API for slash in ("", "/")),
            *(f"api/v1/{name}/<str:key>{slash}" for name in IN_THE_API for slash in ("", "/")),
        ],
    ),
    Answers(
        "what machines ask, in whatever way",
        get="               200     200    200    200    200    200    200",
        post="              200     200    200    200    200    200    200",
        routes=["manifest.webmanifest", "healthz", "readyz"],
    ),
    Answers(
        "the language of the desk",
        get="               405     405    405    405    405    405    405",
        post="              302     302    302    302    302    302    302",
        routes=["admin/language/"],
    ),
    Answers(
        "the door",
        get="               200     302    302    302    302    302    302",
        post="              200     200    200    200    200    200    200",
        routes=["admin/login/"],
    ),
    Answers(
        "one's own account",
        get="               in      200    200    200    200    200    200",
        post="              in      200    200    200    200    200    200",
        routes=["admin/", "admin/password_change/"],
    ),
    Answers(
        "that it was changed",
        get="               in      200    200    200    200    200    200",
        post="              in      405    405    405    405    405    405",
        routes=["admin/password_change/done/"],
    ),
    Answers(
        "the second factor: how it stands; who has none yet is sent to set one up",
        get="               in      200    200    200    200    200    200",
        post="              in      405    405    405    405    405    405",
        routes=["admin/second-factor/"],
    ),
    Answers(
        "new recovery codes, another phone",
        get="               in      302    302    302    302    302    302",
        post="              in      302    302    302    302    302    302",
        routes=["admin/second-factor/codes/", "admin/second-factor/phone/"],
    ),
    Answers(
        "the recovery codes that were shown, which one must know",
        get="               in      405    405    405    405    405    405",
        post="              in      403    403    403    403    403    403",
        routes=["admin/second-factor/recovery-codes.txt"],
    ),
    Answers(
        "the code, for those at the door",
        get="               in      in     in     in     in     in     in",
        post="              in      in     in     in     in     in     in",
        routes=["admin/sign-in/code/"],
    ),
    Answers(
        "setting up the second factor",
        get="               in      200    200    200    200    200    200",
        post="              in      200    200    200    200    200    200",
        routes=["admin/sign-in/set-up/"],
    ),
    Answers(
        "its picture",
        get="               404     200    200    200    200    200    200",
        post="              405     405    405    405    405    405    405",
        routes=["admin/sign-in/set-up/picture.svg"],
    ),
    Answers(
        "a link for a new password by mail: there is no mail here",
        get="               404     404    404    404    404    404    404",
        post="              404     404    404    404    404    404    404",
        routes=["admin/sign-in/forgotten/"],
    ),
    Answers(
        "where such a link leads, which says so where it is none",
        get="               200     200    200    200    200    200    200",
        post="              200     200    200    200    200    200    200",
        routes=["admin/sign-in/new-password/<uidb64>/<token>/"],
    ),
    Answers(
        "what was typed when a session ended: here, nothing",
        get="               in      302    302    302    302    302    302",
        post="              in      302    302    302    302    302    302",
        routes=["admin/sign-in/kept/"],
    ),
    Answers(
        "how another person signs in, and their sessions ended",
        get="               in      404    404    404    404    404    200",
        post="              in      404    404    404    404    404    302",
        routes=["admin/sign-in/people/<int:pk>/"],
        sends={"act": "end"},
    ),
    Answers(
        "signing out",
        get="               302     405    405    405    405    405    405",
        post="              302     200    200    200    200    200    200",
        routes=["admin/logout/"],
    ),
    Answers(
        "the lists of an app",
        get="               in      404    200    200    200    200    200",
        post="              in      404    200    200    200    200    200",
        routes=["admin/<app_label>/"],
    ),
    Answers(
        "what the pages of the desk load; by typing is found only what one may choose",
        get="               in      404    200    200    200    200    200",
        post="              in      404    405    405    405    405    405",
        routes=["admin/jsi18n/", "admin/autocomplete/"],
    ),
    Answers(
        "anything else under /admin/",
        get="               in      404    404    404    404    404    404",
        post="              in      404    404    404    404    404    404",
        routes=["admin/<url>"],
    ),
]  # fmt: skip
