"""Readers: from files, folders and standard input to articles."""

from orewire.documents.files import File, find_files
from orewire.documents.items import Duplicate, InputError, Unreadable
from orewire.documents.reader import holds_one, read_articles, read_files
from orewire.documents.settings import Fields, Settings
from orewire.documents.streams import open_file

__all__ = [
    "Duplicate",
    "Fields",
    "File",
    "InputError",
    "Settings",
    "Unreadable",
    "find_files",
    "holds_one",
    "open_file",
    "read_articles",
    "read_files",
]
