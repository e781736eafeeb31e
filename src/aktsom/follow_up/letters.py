"""Letters about follow-ups, as plain text in the reader's language. Nothing of a case and no prices: e-mail is a
postcard. Call them with the reader's language active."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.letters import Letter


@dataclass(frozen=True, slots=True)
class Told:
    """Who follows up which supplier until when, in words, and the page of it."""

    by: str
    supplier: str
    until: str
    link: str


def announced_letter(name: str, told: Told, covered: int, bare: int) -> Letter:
    """To a contract owner: `covered` of its contracts are in, `bare` are with the supplier and have no mandate."""
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        _("%(by)s følger opp menneskerettigheter hos %(supplier)s fram til %(day)s.")
        % {"by": told.by, "supplier": told.supplier, "day": told.until},
        "",
    ]
    if covered:
        lines.append(
            ngettext("%(num)s av avtalene deres er med.", "%(num)s av avtalene deres er med.", covered)
            % {"num": covered}
        )
    if bare:
        lines.append(
            ngettext(
                "%(num)s avtale hos dere er ikke med. Gir dere fullmakt, får dere svarene også.",
                "%(num)s avtaler hos dere er ikke med. Gir dere fullmakt, får dere svarene også.",
                bare,
            )
            % {"num": bare}
        )
    lines += [_("Dere trenger ikke spørre leverandøren om det samme."), "", _("Se oppfølgingen her:"), told.link]
    return Letter(_("%(supplier)s følges opp") % {"supplier": told.supplier}, "\n".join(lines))


def second_letter(name: str, told: Told) -> Letter:
    """To whoever follows up the same already; the page is of their own."""
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        _("Dere følger opp %(supplier)s. Nå har %(by)s planlagt det samme, og skrevet hvorfor.")
        % {"by": told.by, "supplier": told.supplier},
        _("Ta kontakt med dem, så leverandøren ikke blir spurt to ganger."),
        "",
        _("Se saken deres her:"),
        told.link,
    ]
    return Letter(_("Flere følger opp %(supplier)s") % {"supplier": told.supplier}, "\n".join(lines))


def join_letter(name: str, told: Told) -> Letter:
    """To whoever runs a follow-up: another buyer of the supplier wants to be in. Who it is stands on the page."""
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        _("Et medlem til vil være med når dere følger opp %(supplier)s.") % {"supplier": told.supplier},
        _("Be om fullmakt for avtalene, så svarer avtaleeieren."),
        "",
        _("Se oppfølgingen her:"),
        told.link,
    ]
    return Letter(
        _("Flere vil være med i oppfølgingen av %(supplier)s") % {"supplier": told.supplier}, "\n".join(lines)
    )


def concluded_letter(name: str, told: Told, covered: int, others: int) -> Letter:
    """To a contract owner: `covered` of its contracts were in, `others` are with the supplier and were not."""
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        _("%(by)s har konkludert oppfølgingen av %(supplier)s.") % {"by": told.by, "supplier": told.supplier},
        "",
    ]
    if covered:
        lines.append(
            ngettext("%(num)s av avtalene deres var med.", "%(num)s av avtalene deres var med.", covered)
            % {"num": covered}
        )
    if others:
        lines.append(
            ngettext(
                "%(num)s avtale hos dere var ikke med. Avgjør om dere bygger på konklusjonene der.",
                "%(num)s avtaler hos dere var ikke med. Avgjør om dere bygger på konklusjonene der.",
                others,
            )
            % {"num": others}
        )
    lines += ["", _("Se hva som er funnet, og hva som står åpent:"), told.link]
    return Letter(_("Oppfølgingen av %(supplier)s er konkludert") % {"supplier": told.supplier}, "\n".join(lines))


@dataclass(frozen=True, slots=True)
class ToldOfReport:
    """Which supplier's self-report, in which category, in words, and the page where it is read or written."""

    supplier: str
    category: str
    link: str


def answered_letter(name: str, told: ToldOfReport, in_time: int, late: int) -> Letter:
    """To whoever asked: the answer has come. The counts are of contracts that it ticks off."""
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        _("%(supplier)s har sendt inn egenrapporten om %(category)s.")
        % {"supplier": told.supplier, "category": told.category},
    ]
    if in_time or late:
        lines.append(
            _("Avtaler der svaret kom i tide: %(in_time)s. For sent: %(late)s.") % {"in_time": in_time, "late": late}
        )
    lines += ["", _("Les svaret her:"), told.link]
    return Letter(_("%(supplier)s har svart") % {"supplier": told.supplier}, "\n".join(lines))


def receipt_letter(name: str, told: ToldOfReport, number: int, checksum: str) -> Letter:
    """To the approver who handed it in."""
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        _("Vi har fått egenrapporten fra %(supplier)s om %(category)s, innsending %(number)s.")
        % {"supplier": told.supplier, "category": told.category, "number": number},
        _("Kontrollsum: %(sum)s") % {"sum": checksum},
        "",
        _("Dere finner svaret slik det ble sendt, her:"),
        told.link,
    ]
    return Letter(_("Kvittering for egenrapport"), "\n".join(lines))


def handed_letter(name: str, told: ToldOfReport, giver: str, question: str) -> Letter:
    """To a colleague at the supplier who was handed a question."""
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        _("%(giver)s ber deg svare på spørsmål %(question)s i egenrapporten om %(category)s.")
        % {"giver": giver, "question": question, "category": told.category},
        "",
        _("Svar her:"),
        told.link,
    ]
    return Letter(_("Et spørsmål venter på deg"), "\n".join(lines))


def returned_letter(name: str, told: ToldOfReport, questions: int) -> Letter:
    """To the supplier's people: single answers came back, with what is missing on the page."""
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        ngettext(
            "Vi mangler noe i %(num)s av svarene i egenrapporten om %(category)s. De andre står.",
            "Vi mangler noe i %(num)s av svarene i egenrapporten om %(category)s. De andre står.",
            questions,
        )
        % {"num": questions, "category": told.category},
        "",
        _("Se hva som mangler, og svar her:"),
        told.link,
    ]
    return Letter(_("Noen svar trenger mer"), "\n".join(lines))
