"""Which articles are done: the output itself says it."""

import json
from collections import Counter
from hashlib import blake2b

import pydantic_core

from orewire.bulk.outcomes import Failed
from orewire.documents import Unreadable
from orewire.schema import Article, PipelineInfo


class Ledger:
    """The articles and inputs that have their result; of each a digest is kept, not the name.

    Attributes:
        extracted: number of extractions.
        failed: number of errors.
        pipeline: what made the last extraction; None where there is none.
    """

    def __init__(self) -> None:
        self.extracted = 0
        self.failed = 0
        self.pipeline: PipelineInfo | None = None
        self._left: Counter[bytes] = Counter()

    def strike(self, item: Article | Unreadable) -> bool:
        """Strike a result off; False if the article or input has none, or none is left.

        An input that is given twice has two.
        """
        key = _input_key(item.where) if isinstance(item, Unreadable) else _article_key(item.id)
        if not self._left[key]:
            return False
        self._left[key] -= 1
        return True

    def add_extraction(self, line: bytes) -> None:
        """Enter an extraction.

        Args:
            line: the extraction in JSON.

        Raises:
            ValueError: it is none.
        """
        try:
            extraction = pydantic_core.from_json(line)
            article_id = extraction["article"]["id"]
            self.pipeline = PipelineInfo.model_validate(extraction["pipeline"])
        except (ValueError, TypeError, KeyError):
            raise ValueError("is no extraction") from None
        self._left[_article_key(article_id)] += 1
        self.extracted += 1

    def add_error(self, line: bytes) -> None:
        """Enter an error.

        Args:
            line: the record in JSON.

        Raises:
            ValueError: it is none.
        """
        try:
            failed = Failed(**json.loads(line))
        except (ValueError, TypeError):
            raise ValueError("is no record of an error") from None
        self._left[_input_key(failed.where) if failed.id is None else _article_key(failed.id)] += 1
        self.failed += 1


def _article_key(article_id: str) -> bytes:
    return _digest(f"article {article_id}")


def _input_key(where: str | None) -> bytes:
    return _digest(f"input {where}")


def _digest(name: str) -> bytes:
    # A path may hold bytes that are no UTF-8.
    return blake2b(name.encode(errors="surrogatepass"), digest_size=16).digest()
