"""Whether a text for others repeats one that is protected."""

from collections.abc import Iterable


def copies(text: str, protected: Iterable[str], longest: int) -> bool:
    """Whether more than `longest` characters in a row are the same, as somebody reads them: case, spaces and lines do
    not count.

    >>> copies("Vi vet at noe er galt.", ["Noe er galt."], 20)
    False
    """
    told = _plain(text)
    for each in protected:
        source = _plain(each)
        if any(source[at : at + longest + 1] in told for at in range(len(source) - longest)):
            return True
    return False


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
