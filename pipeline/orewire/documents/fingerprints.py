"""A set of strings too many to hold."""

import hashlib

import numpy as np
import numpy.typing as npt

_RECENT = 2**16
_LONGEST_RUN = 2**21


class Fingerprints:
    """A set of strings, held as 64-bit hashes: 8 bytes each.

    New hashes gather in a Python set; when that is full they become a sorted array. Arrays are merged while
    they are short, so that there are few to search and merging never needs much room.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._recent: set[int] = set()
        self._runs: list[npt.NDArray[np.uint64]] = []

    def __contains__(self, text: str) -> bool:
        """Tell whether the string was added; wrong for one in 10¹² among ten million."""
        return self._holds(_hash(text))

    def add(self, text: str) -> bool:
        """Add a string.

        Args:
            text: any string.

        Returns:
            Whether it is new.
        """
        fingerprint = _hash(text)
        if self._holds(fingerprint):
            return False
        self._recent.add(fingerprint)
        if len(self._recent) == _RECENT:
            self._pack()
        return True

    def _holds(self, fingerprint: int) -> bool:
        if fingerprint in self._recent:
            return True
        wanted = np.uint64(fingerprint)
        for run in self._runs:
            place = run.searchsorted(wanted)
            if place < len(run) and run[place] == wanted:
                return True
        return False

    def _pack(self) -> None:
        run = np.sort(np.fromiter(self._recent, np.uint64, len(self._recent)))
        while self._runs and len(self._runs[-1]) == len(run) < _LONGEST_RUN:
            run = np.sort(np.concatenate((self._runs.pop(), run)), kind="stable")
        self._runs.append(run)
        self._recent.clear()


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")
