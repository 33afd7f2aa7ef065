"""A bound on what is read ahead and not yet written."""

from threading import Condition


class Window:
    """Lets items in while there is room.

    What is inside is bounded, so memory is flat, however long the results wait for that of a slow article
    before them.
    """

    def __init__(self, room: int) -> None:
        """Open the window.

        Args:
            room: what fits in.
        """
        self._room = room
        self._closed = False
        self._changed = Condition()

    def enter(self, size: int) -> bool:
        """Wait until there is any room, and take it; one item may be larger than what is left.

        Returns:
            False once the window is closed.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._room > 0)
            self._room -= size
            return not self._closed

    def leave(self, size: int) -> None:
        """Give room back."""
        with self._changed:
            self._room += size
            self._changed.notify_all()

    def close(self) -> None:
        """Let nothing in any more, and who waits go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
