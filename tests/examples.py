"""How tests look for the example that a rule forgot."""

from hypothesis import HealthCheck, settings


def examples(number):
    """The same `number` of examples in each run; nothing is kept on the disk.

    Fixtures may stay as they are between examples: no test leaves one changed.
    """
    return settings(
        max_examples=number,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
