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
