"""Letters about self-reports, as plain text. E-mail is a postcard: whose contracts and how many, never their titles,
what is written about the case, or the message. Call them with the reader's language active."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.letters import Letter
from aktsom.follow_up.rules.dues import Timing


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks a supplier, for how many contracts of whom, and whom to turn to. `due` is the earliest day, none where
    no contract has one; `minutes` how long it usually takes; `link` the page of it."""

    by: str
    supplier: str
    members: Sequence[tuple[str, int]]
    due: date | None
    minutes: int
    contact: str
    contact_email: str
    link: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Contracts of one member that have come to a self-report, with the same day and standing the same by it."""

    member: str
    contracts: int
    due: date | None
    stands: Timing


def asked_letter(name: str, told: Asking, today: date, link_until: date | None = None) -> Letter:
    """`link_until` is the last day of a link that sets up the log-in of somebody who had none."""
    lines = [
        _greeting(name),
        "",
        _("%(by)s ber %(supplier)s levere egenrapport om menneskerettigheter i leverandørkjeden.") % _who(told),
        _("Det står i vilkårene i avtalene deres. Én egenrapport gjelder for alle avtalene, så dere svarer én gang."),
        "",
        *_for_whom(told),
        "",
        _due_line(told.due, today),
        _("Hver avtale har sin egen frist. Alle fristene står på siden."),
        "",
        *_what_it_takes(told),
        "",
        _("Se hvem som spør, og svar her:"),
        told.link,
    ]
    if link_until is not None:
        lines += [
            _("Lenken lager deres egen innlogging. Den virker én gang, til og med %(day)s.") % {"day": _day(link_until)}
        ]
    lines += ["", *_whom_to_ask(told)]
    return Letter(_one_line(_("Egenrapport fra %(supplier)s") % {"supplier": told.supplier}), "\n".join(lines))


def reminder_letter(name: str, each: Sequence[Asking], today: date, link_until: date | None = None) -> Letter:
    """Of all that the supplier is reminded of that day, in one letter."""
    lines = [_greeting(name), ""]
    for told in each:
        lines += [
            _("%(by)s venter på egenrapporten fra %(supplier)s.") % _who(told),
            *_for_whom(told),
            _due_line(told.due, today),
            told.link,
            *_whom_to_ask(told),
            "",
        ]
    if link_until is not None:
        lines += [
            _("Lenken er ny, og lager deres egen innlogging. Den virker én gang, til og med %(day)s.")
            % {"day": _day(link_until)}
        ]
    lines += [_("Det dere har skrevet, er lagret. Har dere sendt inn, kan dere se bort fra dette.")]
    subject = _("Påminnelse: egenrapport fra %(supplier)s") % {"supplier": each[0].supplier}
    return Letter(_one_line(subject), "\n".join(lines))


def withdrawn_letter(name: str, told: Asking) -> Letter:
    lines = [
        _greeting(name),
        "",
        _("%(by)s har trukket tilbake spørsmålet om egenrapport til %(supplier)s.") % _who(told),
        _("Dere trenger ikke svare. Grunnen står på siden:"),
        told.link,
        "",
        *_whom_to_ask(told),
    ]
    return Letter(_one_line(_("Egenrapport: dere trenger ikke svare")), "\n".join(lines))


def joined_letter(name: str, told: Asking, joined: Sequence[Joined], answered_on: date | None) -> Letter:
    """Of contracts that came to it after it was asked for; `answered_on` is the day of the answer that counts for them
    too."""
    total = sum(each.contracts for each in joined)
    said = ngettext(
        "%(num)s avtale til er med i egenrapporten fra %(supplier)s, som %(by)s spør om.",
        "%(num)s avtaler til er med i egenrapporten fra %(supplier)s, som %(by)s spør om.",
        total,
    )
    if answered_on is None:
        what = _("Dere svarer fortsatt én gang, og svaret gjelder alle avtalene.")
    else:
        what = _("Svaret dere sendte %(day)s, gjelder også her. Dere trenger ikke svare på nytt.") % {
            "day": _day(answered_on)
        }
    lines = [
        _greeting(name),
        "",
        said % {"num": total, **_who(told)},
        what,
        "",
        *(f"- {each.member}: {_joined_line(each)}" for each in joined),
        "",
        _("Se hvilke avtaler det er:"),
        told.link,
        "",
        *_whom_to_ask(told),
    ]
    subject = _("Egenrapport fra %(supplier)s: flere avtaler er med") % {"supplier": told.supplier}
    return Letter(_one_line(subject), "\n".join(lines))


def _joined_line(one: Joined) -> str:
    count = ngettext("%(num)s avtale", "%(num)s avtaler", one.contracts) % {"num": one.contracts}
    day = {"day": _day(one.due)} if one.due else {}
    told = {
        Timing.IN_TIME: _("svaret kom i tide, fristen er %(day)s"),
        Timing.LATE: _("svaret kom etter fristen, som var %(day)s"),
        Timing.ANSWERED: _("svart, og vilkårene setter ingen frist"),
        Timing.NO_DAY: _("vilkårene setter ingen frist"),
        Timing.OVERDUE: _("fristen var %(day)s"),
        Timing.WAITS: _("frist %(day)s"),
    }
    return f"{count}, {told[one.stands] % day}"


def overdue_letter(name: str, told: Asking, due: date) -> Letter:
    """To those who ask, the day after: `told.members` are those whose contracts had that day, and `link` is to the
    follow-up."""
    lines = [
        _greeting(name),
        "",
        _("%(supplier)s har ikke levert egenrapporten som hadde frist %(day)s.")
        % {"supplier": told.supplier, "day": _day(due)},
        *_for_whom(told),
        "",
        _("Leverandøren får ikke brev om dette. Ta kontakt, eller se hvor langt den er kommet:"),
        told.link,
    ]
    subject = _("Fristen er ute: egenrapport fra %(supplier)s") % {"supplier": told.supplier}
    return Letter(_one_line(subject), "\n".join(lines))


def _greeting(name: str) -> str:
    return _("Hei %(name)s,") % {"name": name} if name else _("Hei!")


def _who(told: Asking) -> dict[str, str]:
    return {"by": told.by, "supplier": told.supplier}


def _for_whom(told: Asking) -> list[str]:
    total = sum(count for _name, count in told.members)
    said = ngettext("Det gjelder %(num)s avtale:", "Det gjelder %(num)s avtaler:", total) % {"num": total}
    return [said, *(f"- {name}: {count}" for name, count in told.members)]


def _due_line(due: date | None, today: date) -> str:
    if due is None:
        return _("Avtalene sier ikke hvilken dag dere skal svare. Svar så snart dere kan.")
    if due < today:
        return _("Den første fristen etter avtalene var %(day)s. Svar så snart dere kan.") % {"day": _day(due)}
    return _("Svar innen %(day)s.") % {"day": _day(due)}


def _what_it_takes(told: Asking) -> list[str]:
    return [
        _("Det tar vanligvis rundt %(num)s minutter. Dere kan lagre underveis og dele på spørsmålene.")
        % {"num": told.minutes},
        _("Det koster ingenting å svare, og dere får verken merke eller karakter."),
    ]


def _whom_to_ask(told: Asking) -> list[str]:
    if not told.contact:
        return []
    return [_("Spørsmål? Ta kontakt med %(name)s: %(email)s") % {"name": told.contact, "email": told.contact_email}]


def _day(day: date) -> str:
    language = translation.get_language() or "nb"
    return format_date(day, "long", locale="en_GB" if language == "en" else language)


def _one_line(text: str) -> str:
    return " ".join(text.split())
