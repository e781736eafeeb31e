"""Letters to people who are let in, in the language chosen for them, and to those who say who still is to be."""

from datetime import date

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.letters import Letter, page_address
from aktsom.members.models import AccessReview, Invitation, Notice
from aktsom.members.roles import ROLES
from aktsom.members.states import Rhythm


def take_up_page() -> str:
    """The address of the page where invitations are taken up, to which the secret is added."""
    return page_address("organisation_take_up", secret="-").removesuffix("-/")  # noqa: S106  a place for it


def invitation_letter(invitation: Invitation, *, sender: str, body: str, link: str) -> Letter:
    """`sender` is the name of who invites, empty for the platform; `body` the member or supplier it is for."""
    with translation.override(invitation.language):
        until = _day(timezone.localtime(invitation.expires_at))
        subject = _("Du er invitert til Aktsom for %(body)s") % {"body": body}
        invited = (
            _("%(sender)s inviterer deg til Aktsom for %(body)s.") % {"sender": sender, "body": body}
            if sender
            else _("Du er invitert til Aktsom for %(body)s.") % {"body": body}
        )
        roles = [f"- {ROLES[code].name}: {ROLES[code].sentence}" for code in invitation.roles.split(";")]
        return Letter(
            " ".join(subject.split()),
            "\n".join(
                [
                    _("Hei!"),
                    "",
                    invited,
                    _("I Aktsom følger offentlige innkjøpere opp menneskerettigheter i leverandørkjedene, sammen."),
                    "",
                    _("Dette blir du:"),
                    *roles,
                    "",
                    _("Åpne lenken for å komme i gang. Den virker én gang, til og med %(until)s:") % {"until": until},
                    link,
                    "",
                    _("Ventet du ikke dette? Da kan du se bort fra brevet. Ingenting skjer før du åpner lenken."),
                    "",
                ]
            ),
        )


def review_letter(review: AccessReview, *, name: str, last_call: bool, link: str) -> Letter:
    """Call it with the reader's language active. It names the member and nobody who has access."""
    told = {"member": review.member.name, "day": _day(review.due_on)}
    subject = (
        _("Frist %(day)s: hvem skal fortsatt ha tilgang hos %(member)s?")
        if last_call
        else _("Hvem skal fortsatt ha tilgang hos %(member)s?")
    )
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        _("Det er tid for å gå gjennom hvem som har tilgang til Aktsom hos %(member)s. Fristen er %(day)s.") % told,
        "",
        _("Si ja eller nei til hver rolle her:"),
        link,
        "",
    ]
    return Letter(" ".join((subject % told).split()), "\n".join(lines))


def _day(day: date) -> str:
    return date_format(day, "j. F Y")


def digest_letter(name: str, rhythm: Rhythm, rows: list[Notice], came: str, choices: str) -> Letter:
    """Call it with the reader's language active. `came` is the page of all that has come, `choices` where the reader
    says how often."""
    told = {"num": len(rows)}
    if rhythm is Rhythm.WEEKLY:
        subject = ngettext("Aktsom forrige uke: %(num)s beskjed", "Aktsom forrige uke: %(num)s beskjeder", len(rows))
    else:
        subject = ngettext("Aktsom siden sist: %(num)s beskjed", "Aktsom siden sist: %(num)s beskjeder", len(rows))
    each = [line for row in rows for line in (f"- {row.subject}", *([f"  {settings.SITE}{row.page}"] * bool(row.page)))]
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        _("Dette er kommet til deg:"),
        *each,
        "",
        _("Alt som er kommet, står her:"),
        came,
        "",
        _("Du bestemmer selv hva som kommer samlet, og hvor ofte:"),
        choices,
    ]
    return Letter(subject % told, "\n".join(lines))
