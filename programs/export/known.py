"""The ETags of files that were made: whoever has a file is told so without making it again."""

from collections import OrderedDict
from threading import Lock


class KnownTags:
    """ETags by what was asked, the last `at_most` of them, in the memory of this process."""

    def __init__(self, at_most=1024):
        self.at_most, self.tags, self.lock = at_most, OrderedDict(), Lock()

    def get(self, asked):
        """The ETag of the file that was made when `asked` was asked; None where none is known."""
        with self.lock:
            return self.tags.get(asked)

    def keep(self, asked, etag):
        with self.lock:
            self.tags[asked] = etag
            self.tags.move_to_end(asked)
            while len(self.tags) > self.at_most:
                self.tags.popitem(last=False)
