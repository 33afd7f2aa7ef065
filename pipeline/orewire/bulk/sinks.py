"""Where results go."""

from typing import Protocol

from orewire.bulk.outcomes import Failed


class SinkError(Exception):
    """Results cannot be written; the message says where, why and what to do."""


class MismatchError(SinkError):
    """The sink holds what another pipeline made, with which this run's results do not go together."""


class Sink(Protocol):
    """Takes results, in input order, each once."""

    def write(self, article_id: str, line: bytes) -> None:
        """Take an extraction.

        Args:
            article_id: the article's id.
            line: the extraction as a line of JSON, with the newline.

        Raises:
            SinkError: it cannot be written.
        """

    def error(self, failed: Failed) -> None:
        """Take what went wrong with an article or input.

        Args:
            failed: which and what.

        Raises:
            SinkError: it cannot be written.
        """

    def flush(self) -> None:
        """Make sure that all that was taken lasts.

        Raises:
            SinkError: it cannot be written.
        """
