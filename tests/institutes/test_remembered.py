"""What was made last is remembered, and only so much of it."""

from institutes.remembered import Remembered


def test_what_was_asked_for_last_stays_and_what_was_not_goes():
    remembered = Remembered(2)
    remembered.keep("one", 1)
    remembered.keep("two", 2)
    assert remembered.get("one") == 1
    remembered.keep("three", 3)
    assert [remembered.get(one) for one in ("one", "two", "three")] == [1, None, 3]
    assert len(remembered) == 2


def test_what_is_kept_again_is_the_newer_thing():
    remembered = Remembered(2)
    for thing in ("old", "new"):
        remembered.keep("one", thing)
    assert (remembered.get("one"), len(remembered)) == ("new", 1)
