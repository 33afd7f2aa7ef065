"""Results that go into a store, too."""

from orewire.bulk.outcomes import Failed
from orewire.bulk.sinks import Sink
from orewire.stores import Store


class IntoStore:
    """Passes results on to another sink, and extractions to a store.

    The other sink has them first: what the store lacks after a run that was cut off, it is given when the
    other sink's file is read again.
    """

    def __init__(self, sink: Sink, store: Store) -> None:
        """Set up.

        Args:
            sink: takes all results.
            store: takes the extractions; raises ``orewire.stores.StoreError`` when it cannot.
        """
        self._sink = sink
        self._store = store

    def write(self, article_id: str, line: bytes) -> None:
        """Take an extraction."""
        self._sink.write(article_id, line)
        self._store.add_line(line, f"article {article_id}")

    def error(self, failed: Failed) -> None:
        """Take what went wrong with an article or input."""
        self._sink.error(failed)

    def flush(self) -> None:
        """Make sure that all that was taken lasts."""
        self._sink.flush()
        self._store.flush()
