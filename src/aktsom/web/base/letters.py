"""Letters that deceive, in names that people type: what cannot be seen is refused, what mixes alphabets is told of."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from aktsom.interop.chains.letters import mixed_word, without_hidden

LONGEST = 60  # characters of a word that are shown


def only_seen(text: str) -> None:
    """A validator of form fields. Raises ValidationError for marks that cannot be seen or that turn text round."""
    if without_hidden(text)[1]:
        raise ValidationError(
            _("Teksten har usynlige tegn, eller tegn som snur skriften. Slett den og skriv den på nytt.")
        )


def warn_of_mixed(request: HttpRequest, *texts: str) -> None:
    """What is saved may be right all the same, and is to be looked at: аker with a Cyrillic letter is no Aker."""
    word = next((found for text in texts if (found := mixed_word(text))), "")
    if word:
        said = _("Ordet «%(word)s» blander bokstaver fra ulike alfabeter som ser like ut. Se om det er skrevet riktig.")
        messages.warning(request, said % {"word": word[:LONGEST]})
