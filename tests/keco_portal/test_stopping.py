"""A stop signal unwinds a command once, and never in the middle of something."""

import os
import signal
import subprocess
import sys

import pytest

from keco_portal.start.stopping import Stop, child_process, stop_signals

SLEEPER = "import sys, time; print('up', flush=True); time.sleep(100)"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEPER


def send(number):
    os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_stop_signal_is_raised_with_its_number(number):
    with pytest.raises(Stop) as stop, stop_signals:
        send(number)
    assert stop.value.number == number


def test_a_second_signal_does_not_disturb_the_cleaning_up():
    cleaned = False
    with pytest.raises(Stop), stop_signals:  # noqa: PT012
        try:
            send(signal.SIGTERM)
        finally:
            send(signal.SIGINT)
            cleaned = True
    assert cleaned


def test_a_signal_waits_while_it_is_held():
    steps = []
    with pytest.raises(Stop), stop_signals:  # noqa: PT012
        with stop_signals.held():
            with stop_signals.held():
                send(signal.SIGTERM)
            steps.append("whole")
        steps.append("after")
    assert steps == ["whole"]


def test_outside_the_signals_have_the_handlers_that_they_had():
    before = signal.getsignal(signal.SIGTERM)
    with stop_signals:
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before


def test_nohup_is_meant():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stop_signals:
            send(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def run(script, **options):
    return child_process([sys.executable, "-c", script], stdout=subprocess.PIPE, **options)


def test_a_child_ends_with_its_block():
    with run(SLEEPER) as child:
        child.stdout.readline()
    child.stdout.close()
    assert child.returncode == -signal.SIGTERM


def test_a_child_that_does_not_listen_is_killed():
    with run(DEAF, seconds=0.2) as child:
        child.stdout.readline()
    child.stdout.close()
    assert child.returncode == -signal.SIGKILL


def test_at_a_terminal_ctrl_c_is_the_childs_to_answer():
    here = run(SLEEPER, at_terminal=True)
    with pytest.raises(Stop), stop_signals, here as child:  # noqa: PT012
        child.stdout.readline()
        assert os.getpgid(child.pid) == os.getpgid(0)
        send(signal.SIGINT)
        assert child.poll() is None
        send(signal.SIGTERM)
    child.stdout.close()
    assert child.returncode == -signal.SIGTERM


def test_a_child_ends_where_its_parent_is_killed():
    if sys.platform != "linux":
        pytest.skip("Linux tells a child of its parent's end")
    script = f"""
import os, signal, sys
from keco_portal.start.stopping import child_process
with child_process([sys.executable, "-c", {SLEEPER!r}]):
    signal.pause()
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as parent:
        parent.stdout.readline()
        parent.kill()
        assert parent.stdout.read() == b""  # the child's end closes it
