"""The site: puts the nouns together; no app imports it."""
