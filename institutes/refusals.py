"""What a view raises where Django has no exception; the site answers with a page that says so."""


class Gone(Exception):
    """410: what was here was taken away.

    `on` is the moment of it and `reason` the reason given, also in Korean, where they are known;
    `with_whole` says that it went with the thing that it is a part of.
    """

    def __init__(self, on=None, reason="", reason_ko="", with_whole=False):
        super().__init__(on, reason, reason_ko, with_whole)
        self.on = on
        self.reason, self.reason_ko = reason, reason_ko
        self.with_whole = with_whole


class TooManyRequests(Exception):
    """429: too often, try again after `retry_after` seconds. `said` is why, where it is known."""

    def __init__(self, retry_after, said=""):
        super().__init__(retry_after, said)
        self.retry_after = retry_after
        self.said = said
