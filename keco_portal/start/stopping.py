"""How a command ends: a stop signal unwinds it, so that what it started stops with it.

    with stop_signals:          # SIGINT, SIGTERM and SIGHUP raise Stop from here on
        with child_process(words) as child:
            child.wait()

Whoever starts something that must not be left behind, or clears it away, does it `held`.
"""

import ctypes
import os
import signal
import subprocess
from contextlib import contextmanager, suppress


class Stop(BaseException):
    """A signal asks this process to end; `number` says which one."""

    def __init__(self, number):
        super().__init__(number)
        self.number = number


class StopSignals:
    """The first stop signal raises Stop; later ones do nothing, so that cleaning up is whole."""

    NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def __init__(self):
        self._number, self._raised = None, False
        self._held = 0
        self._before = {}

    def __enter__(self):
        self._number, self._raised = None, False
        for number in self.NUMBERS:
            # `nohup` starts a command with SIGHUP ignored, and that is meant.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._receive)
        return self

    def __exit__(self, *exc_info):
        while self._before:
            signal.signal(*self._before.popitem())

    @contextmanager
    def held(self):
        """Within it a stop signal waits: for a child being born, or for cleaning up."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
        self._raise_once()

    def _receive(self, number, frame):
        self._number = self._number or number
        self._raise_once()

    def _raise_once(self):
        if self._number and not self._held and not self._raised:
            self._raised = True
            raise Stop(self._number)


stop_signals = StopSignals()


@contextmanager
def child_process(words, seconds=30, pass_on=False, at_terminal=False, **options):
    """A process that ends with the block at the latest. `options` are those of Popen.

    It is asked by SIGTERM, or where `pass_on` by the signal that stops us, and killed after
    `seconds`. On Linux it is asked too where we are killed ourselves. It has a process group of
    its own, so that a signal reaches it, and all that it started, from us and once. Not so
    `at_terminal`: there it may read from the terminal, and what Ctrl-C means is its to say.
    """
    child, number, handler = None, signal.SIGTERM, signal.getsignal(signal.SIGINT)
    try:
        with stop_signals.held():
            group = None if at_terminal else 0
            child = subprocess.Popen(  # noqa: S603
                words, process_group=group, preexec_fn=_end_with_parent, **options
            )
            if at_terminal:
                signal.signal(signal.SIGINT, lambda number, frame: None)
        yield child
    except Stop as stop:
        if pass_on:
            number = stop.number
        raise
    finally:
        with stop_signals.held():
            signal.signal(signal.SIGINT, handler)
            if child:
                _end(child, number, seconds, os.kill if at_terminal else os.killpg)


_system = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1  # of Linux's prctl(2)


def _end_with_parent():
    if hasattr(_system, "prctl"):
        _system.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _end(child, number, seconds, send):
    if child.poll() is None:
        send(child.pid, number)
    with suppress(subprocess.TimeoutExpired):
        child.wait(seconds)
    if child.poll() is None or send is os.killpg:
        with suppress(ProcessLookupError):
            send(child.pid, signal.SIGKILL)
    child.wait()
