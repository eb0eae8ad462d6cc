"""What a view raises where Django has no exception; the site answers with a page that says so."""


class Gone(Exception):
    """410: what was here was taken away, and will not come back."""


class TooManyRequests(Exception):
    """429: too often, try again after `retry_after` seconds."""

    def __init__(self, retry_after):
        super().__init__(retry_after)
        self.retry_after = retry_after
