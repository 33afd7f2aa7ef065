"""Dates, periods, durations and recurring times in English news, with TIMEX3 values."""

from orewire.normalize.dates.finder import find_dates, needs_publication_date

__all__ = ["find_dates", "needs_publication_date"]
