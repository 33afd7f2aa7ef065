"""Text of articles, made harmless for the eye: control characters are shown as symbols."""

import re

# C0 and C1 controls but tab and newline (and the carriage return before a newline), halves of surrogate
# pairs, and the controls that turn the direction of what follows them: text must be seen as it was read.
# Marks that only set the direction of their place (U+200E, U+200F, U+061C) are left alone.
_CONTROL = re.compile(
    r"\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_DELETE = "\x7f"
_DELETE_SYMBOL = "\u2421"
_UNKNOWN = "\ufffd"


def visible(text: str) -> str:
    """Replace control characters by symbols that stand for them.

    Args:
        text: any text.

    Returns:
        A text of the same length, so that offsets keep their meaning.
    """
    return _CONTROL.sub(lambda match: _symbol(match.group()), text)


def _symbol(control: str) -> str:
    if control < " ":
        return chr(0x2400 + ord(control))
    return _DELETE_SYMBOL if control == _DELETE else _UNKNOWN
