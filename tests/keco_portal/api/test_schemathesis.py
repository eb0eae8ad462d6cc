"""Schemathesis asks the API what its description promises, and more than it allows."""

import logging

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import connection
from schemathesis.checks import CHECKS
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

CONFIG = {
    "seed": 2013,
    "generation": {"max-examples": 5, "deterministic": True, "database": "none"},
}


class Portal:
    """The portal as a WSGI application; compressed answers Schemathesis does not read from one.

    It asks from threads of its own, whose connections to the database nobody else would close.
    """

    def __init__(self):
        self.application, self.connections = get_wsgi_application(), set()

    def __call__(self, environ, start_response):
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        answer = self.application(environ, start_response)
        self.connections.add(connection.connection)
        return answer

    def close(self):
        for one in self.connections - {None, connection.connection}:
            one.close()


@pytest.fixture
def asked(settings, committing):
    """What came of asking the API, by all checks: (names of the checks made, failures)."""
    settings.API_REQUESTS_A_MINUTE = 10**9
    settings.ALLOWED_HOSTS = ["*"]
    logging.disable(logging.CRITICAL)
    portal = Portal()
    config = SchemathesisConfig.from_dict(CONFIG)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", portal, config=config)
    made, failures, cases = set(), [], 0
    for event in from_schema(schema).execute():
        assert not isinstance(event, events.NonFatalError | events.FatalError), event
        if isinstance(event, events.ScenarioFinished):
            for case, checks in event.recorder.checks.items():
                cases += 1
                for check in checks:
                    made.add(check.name)
                    if check.failure_info:
                        asked = event.recorder.cases[case].value.as_curl_command()
                        failures.append((check.name, asked, str(check.failure_info.failure)))
    portal.close()
    logging.disable(logging.NOTSET)
    return made, failures, cases


@pytest.mark.conformance
def test_schemathesis_finds_nothing_by_any_of_its_checks(asked, conformance):
    made, failures, cases = asked
    name = "Schemathesis, all its checks"
    conformance("api", name, of="schemathesis", faults=failures, requests=cases)
    assert cases > 500
    assert made >= {
        *("not_a_server_error", "status_code_conformance", "content_type_conformance"),
        *("response_schema_conformance", "response_headers_conformance"),
        *("positive_data_acceptance", "negative_data_rejection", "unsupported_method"),
    }
    assert made <= set(CHECKS.get_all_names())
