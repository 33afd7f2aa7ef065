"""A window holds what it has room for, and lets nobody wait for ever."""

from threading import Thread

from orewire.bulk.window import Window


def test_there_is_room_until_it_is_full() -> None:
    window = Window(10)
    assert window.enter(4)
    assert window.enter(100)  # larger than the rest: else it would wait for ever
    waiting = Thread(target=window.enter, args=(1,), daemon=True)
    waiting.start()
    waiting.join(0.05)
    assert waiting.is_alive()
    window.leave(100)
    waiting.join(10)
    assert not waiting.is_alive()


def test_closed_window_lets_who_waits_go() -> None:
    window = Window(1)
    window.enter(1)
    answers: list[bool] = []
    waiting = Thread(target=lambda: answers.append(window.enter(1)), daemon=True)
    waiting.start()
    window.close()
    waiting.join(10)
    assert answers == [False]
