"""Pages of programs and of the places, partners, frameworks and sources they name."""
