"""Readers: from files, folders and standard input to articles."""

from orewire.documents.items import Duplicate, Unreadable
from orewire.documents.reader import read_articles
from orewire.documents.settings import Fields, Settings

__all__ = ["Duplicate", "Fields", "Settings", "Unreadable", "read_articles"]
