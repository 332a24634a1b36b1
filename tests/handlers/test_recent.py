"""What was looked up a short while ago is not looked up again."""

from itertools import count

import pytest

from handlers.recent import Recent


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_value_is_looked_up_once_and_again_when_its_time_is_over(clock: Clock) -> None:
    recent, numbers = Recent[int](60, most=10, clock=clock), count(1)
    assert [recent.get("a", lambda: next(numbers)) for _ in range(3)] == [1, 1, 1]
    clock.now += 59.9
    assert recent.get("a", lambda: next(numbers)) == 1
    clock.now += 0.1
    assert recent.get("a", lambda: next(numbers)) == 2


def test_each_key_has_its_own(clock: Clock) -> None:
    recent = Recent[str](60, most=10, clock=clock)
    assert [recent.get(key, lambda key=key: key * 2) for key in ("a", "b", "a")] == ["aa", "bb", "aa"]  # type: ignore[misc]


def test_what_could_not_be_looked_up_is_not_kept(clock: Clock) -> None:
    recent = Recent[int](60, most=10, clock=clock)

    def fail() -> int:
        raise OSError("down")

    with pytest.raises(OSError, match="down"):
        recent.get("a", fail)
    assert recent.get("a", lambda: 7) == 7


def test_it_does_not_grow_without_end(clock: Clock) -> None:
    recent, looked_up = Recent[int](60, most=3, clock=clock), list[int]()
    for key in (1, 2, 3, 4, 1):
        recent.get(key, lambda key=key: looked_up.append(key) or key)  # type: ignore[misc]
    assert looked_up == [1, 2, 3, 4, 1]
