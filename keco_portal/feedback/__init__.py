"""How satisfied visitors are with a page: the form, what guards it, and its pages."""
