"""Who sees something, in words: for the strip of a record, for forms and for lists. The decision itself is
`sharing.audiences`."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from aktsom.sharing.audiences import Audience


def audience_name(audience: Audience) -> str:
    """Short, to stand alone or before a colon."""
    return {
        Audience.WORKER_PROTECTED: _("Bare lederne"),
        Audience.CASE_TEAM: _("Kategorigruppen"),
        Audience.LINKED_BUYERS: _("Kjøperne det gjelder"),
        Audience.MEMBERS: _("Alle medlemmer"),
        Audience.PUBLIC: _("Alle, også uten innlogging"),
    }[audience]


def audience_sentence(audience: Audience, names: Iterable[str] = ()) -> str:
    """What the audience means here, with those it is by name where that says something."""
    who = ", ".join(names)
    match audience:
        case Audience.WORKER_PROTECTED:
            return _("Leder, nestleder og den som skrev det. For det som kan røpe en arbeider eller varsler.")
        case Audience.CASE_TEAM:
            return _("De som sitter i gruppen: %(who)s.") % {"who": who} if who else _("De som sitter i gruppen.")
        case Audience.LINKED_BUYERS:
            said = _("Virksomheter med en avtale det gjelder: %(who)s.") % {"who": who}
            return said if who else _("Virksomheter med en avtale det gjelder.")
        case Audience.MEMBERS:
            return _("Alle som har en rolle hos et medlem i nettverket, og sekretariatet.")
    return _("Hvem som helst. Kan ikke gjøres ugjort når noen har lest det.")


def who_sees(parts: Mapping[str, Audience], shown: tuple[str, list[str]] | None = None) -> list[tuple[str, str]]:
    """Lines for the strip of a record: who, and which parts. `parts` are named as the reader sees them; `shown` is
    the supplier it concerns and the parts it has been shown."""
    lines = [
        (audience_name(audience), ", ".join(name for name, has in parts.items() if has is audience))
        for audience in Audience
        if audience in parts.values()
    ]
    if shown:
        supplier, seen = shown
        lines.append((supplier, ", ".join(seen) if seen else _("ingenting ennå")))
    return lines
