"""The addresses that are looked at: one of each type of page, in both languages."""

from tests.test_pages import BUDGETS

# Answers that are no page: not found, and a filter that cannot be read.
REFUSED = ["/nowhere/", "/programs/?year=1", "/ko/nowhere/", "/ko/programs/?year=1"]
ENGLISH = [address for address in BUDGETS if not address.startswith("/ko/")]
KOREAN = ["/ko" + address for address in ENGLISH]
PAGES = [*ENGLISH, *KOREAN, *REFUSED]
