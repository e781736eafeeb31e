"""Letters that deceive: ones that cannot be seen, that turn the text round, or that look like another alphabet's."""

import re
import unicodedata

# Overrides and isolates of direction, marks that cannot be seen, and the controls that no text needs.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_LOOK_ALIKE = ("LATIN", "CYRILLIC", "GREEK")


def without_hidden(text: str) -> tuple[str, int]:
    """The text without what cannot be seen, and how many such characters there were. Words in a script that is written
    from the right stay as they are: it is the marks that turn text round which go."""
    clean, count = _HIDDEN.subn("", text)
    return clean, count


def mixed_word(text: str) -> str:
    """The first word that mixes alphabets with letters alike, such as a Cyrillic а in a Latin name; else nothing."""
    if text.isascii():
        return ""
    for word in re.findall(r"[^\W\d_]+", text):
        if len({name for letter in word if (name := _script(letter))}) > 1:
            return str(word)
    return ""


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((script for script in _LOOK_ALIKE if name.startswith(script)), "")
