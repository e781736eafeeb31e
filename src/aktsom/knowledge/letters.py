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
