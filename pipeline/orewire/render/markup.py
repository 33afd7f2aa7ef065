"""HTML put together so that no text gets into it unescaped: only what is of type Html is taken as markup."""

import html
import re
from collections.abc import Mapping
from typing import NewType

from orewire.render.text import visible

#: Markup. Made by the functions of this module, or vouched for by its author.
Html = NewType("Html", str)

_VOID = frozenset({"br", "hr", "meta"})

# Most names and attributes are like this, and need no closer look.
_PLAIN = re.compile(r"[A-Za-z0-9 .,:;#/()-]*")

Attributes = Mapping[str, str | None]


def escaped(text: str) -> Html:
    """Turn text into markup that shows it; control characters are shown as symbols."""
    if _PLAIN.fullmatch(text):
        return Html(text)
    return escaped_visible(visible(text))


def escaped_visible(text: str) -> Html:
    """Turn text, or a slice of it, that has been through ``visible`` into markup that shows it."""
    return Html(html.escape(text, quote=True))


def element(tag: str, attributes: Attributes, *children: Html) -> Html:
    """Make an element.

    Args:
        tag: its name.
        attributes: names and values; one with None is left out.
        children: what is in it.
    """
    listed = "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items() if value is not None)
    if tag in _VOID:
        return Html(f"<{tag}{listed}>")
    return Html(f"<{tag}{listed}>{''.join(children)}</{tag}>")


def joined(*parts: Html) -> Html:
    """Put pieces of markup one behind the other."""
    return Html("".join(parts))
