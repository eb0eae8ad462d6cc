"""What was found or made last, so that it need not be found or made again."""

from collections import OrderedDict
from threading import Lock


class Remembered:
    """Things by what was asked, the `at_most` ones last asked for, in the memory of this process.

    Safe for threads. None cannot be told from nothing.
    """

    def __init__(self, at_most):
        self.at_most, self.things, self.lock = at_most, OrderedDict(), Lock()

    def get(self, asked):
        """What was kept for `asked`; None where it was not, or is no longer."""
        with self.lock:
            if asked not in self.things:
                return None
            self.things.move_to_end(asked)
            return self.things[asked]

    def keep(self, asked, thing):
        with self.lock:
            self.things[asked] = thing
            self.things.move_to_end(asked)
            while len(self.things) > self.at_most:
                self.things.popitem(last=False)

    def __len__(self):
        return len(self.things)
