"""Readers: from files, folders and standard input to articles."""

from orewire.documents.reader import Unreadable, read_articles

__all__ = ["Unreadable", "read_articles"]
