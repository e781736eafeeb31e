"""Letters about what is known, as plain text in the reader's language. They name no supplier and nothing of a case.

Call them with the reader's language active.
"""

from datetime import date

from babel.dates import format_date
from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.core.letters import Letter


def check_letter(name: str, what: str, on: date, link: str) -> Letter:
    """`what` is the kind and the category, in words: a title may say more than a postcard may."""
    language = translation.get_language() or "nb"
    day = format_date(on, "long", locale="en_GB" if language == "en" else language)
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        _("Du skulle se over %(what)s %(day)s: stemmer det fortsatt?") % {"what": what, "day": day},
        "",
        _("Til du har sett på det, står det på siden at dagen er gått."),
        "",
        _("Se på det her:"),
        link,
    ]
    return Letter(_("Se over %(what)s") % {"what": what}, "\n".join(lines) + "\n")


def asked_letter(name: str, category: str, link: str) -> Letter:
    """Neither what is asked nor by whom: that stands on the page."""
    subject = _("Et medlem spør om %(category)s") % {"category": category}
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        _("Et medlem spør om noe i kategorien %(category)s. Du sitter i gruppen, og vet kanskje svaret.")
        % {"category": category},
        "",
        _("Les spørsmålet og svar her:"),
        link,
    ]
    return Letter(" ".join(subject.split()), "\n".join(lines) + "\n")


def answered_letter(name: str, category: str, link: str) -> Letter:
    """`category` may be empty: of a question about all of them."""
    told = _("Noen har svart på spørsmålet ditt.")
    if category:
        told = _("Noen har svart på spørsmålet ditt om %(category)s.") % {"category": category}
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        told,
        "",
        _("Les svaret, og si fra om det hjalp:"),
        link,
    ]
    return Letter(_("Spørsmålet ditt er besvart"), "\n".join(lines) + "\n")
