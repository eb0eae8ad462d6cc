"""Entries of fixtures for tests of the seed, all under the key “made-up”."""

SOURCE = ["me-affiliated-organizations-2017"]


def theme(**fields):
    return {
        "model": "programs.theme",
        "fields": {"slug": "made-up", "name_en": "Made up", "name_ko": "만든 것"} | fields,
    }


def program(**fields):
    defaults = {"slug": "made-up", "institute": ["keco"], "name_en": "Made up", "kind": "project"}
    sourced = {"source": SOURCE, "source_locator": "KECO, paragraph 1"}
    return {"model": "programs.program", "fields": defaults | sourced | fields}


def figure_like(figure, **fields):
    """A figure of the same series as `figure`."""
    series = {"program": [figure.program.slug], "measure": [figure.measure.slug]}
    sourced = {"source": SOURCE, "source_locator": "KECO, paragraph 1"}
    defaults = {"key": "made-up", "kind": figure.kind, "value": 5}
    return {"model": "participants.figure", "fields": defaults | series | sourced | fields}


def edition(**fields):
    defaults = {"program": ["made-up"], "year": 2014, "title": "Made up"}
    sourced = {"source": SOURCE, "source_locator": "KECO, paragraph 1"}
    return {"model": "programs.edition", "fields": defaults | sourced | fields}


def counts(report):
    return report.added, report.updated, report.same, report.left_alone
