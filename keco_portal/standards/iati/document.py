"""Links to pages of the portal, as documents."""

from keco_portal.standards.iati.codes import WEB_PAGE
from keco_portal.standards.iati.element import element, tell, tell_words


def add_page(parent, address, category, words, languages=("en",)):
    """A page at `address`; `words` are its title: a pair of texts, or a lazy translation."""
    link = element(parent, "document-link", url=address, format=WEB_PAGE)
    title = element(link, "title")
    if isinstance(words, tuple):
        tell(title, *words)
    else:
        tell_words(title, words)
    element(link, "category", code=category)
    for language in languages:
        element(link, "language", code=language)
