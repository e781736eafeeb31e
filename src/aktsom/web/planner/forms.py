"""What a member says of itself, one set of answers a category; and who takes the seats of an adopted plan."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from aktsom.teams.queries.people_to_seat import Candidate
from aktsom.teams.queries.wishes import Said, WishSheet
from aktsom.web.planner.words import competence_words, share_text, share_words, wish_words


class WishForm(forms.Form):
    """Fields are named by what is asked and the group's id: "wish_medical"."""

    def __init__(self, *args: Any, sheet: WishSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        shares = dict(share_words())
        own = format(sheet.share.normalize(), "f")
        shares.setdefault(own, share_text(sheet.share))
        self.fields["share"] = forms.ChoiceField(
            label=_("Hvor mye kan dere ta, ved siden av de andre?"), choices=list(shares.items()), initial=own
        )
        for row in sheet.rows:
            self._ask(row.said)

    def _ask(self, said: Said) -> None:
        self.fields[f"competence_{said.group}"] = forms.TypedChoiceField(
            label=_("Erfaring"), choices=list(competence_words().items()), coerce=int, initial=said.competence
        )
        self.fields[f"wish_{said.group}"] = forms.TypedChoiceField(
            label=_("Ønske"), choices=list(wish_words().items()), coerce=int, initial=said.wish
        )
        self.fields[f"barred_{said.group}"] = forms.BooleanField(
            label=_("Vi kan ikke sitte her"), required=False, initial=said.barred
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for row in self.sheet.rows:
            if cleaned.get(f"barred_{row.group.id}") and cleaned.get(f"wish_{row.group.id}") == 1:
                name = row.group.name.in_language(get_language() or "nb")
                text = _("%(category)s: Dere kan ikke både ønske kategorien og ikke kunne sitte der.")
                self.add_error(f"wish_{row.group.id}", text % {"category": name})
        return cleaned

    def said(self) -> list[Said]:
        """Of a valid form."""
        sent = self.cleaned_data
        return [
            Said(id_, sent[f"competence_{id_}"], sent[f"wish_{id_}"], sent[f"barred_{id_}"])
            for id_ in (row.group.id for row in self.sheet.rows)
        ]

    def share(self) -> Decimal:
        return Decimal(self.cleaned_data["share"])


class PeopleForm(forms.Form):
    """One person a member, the nearest to the work chosen beforehand. Fields are named by the member's public id."""

    def __init__(
        self, *args: Any, members: Sequence[tuple[str, str]], offered: Mapping[str, Sequence[Candidate]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for public_id, name in members:
            people = offered.get(public_id, ())
            self.fields[public_id] = forms.ChoiceField(
                label=name,
                choices=[(one.person.public_id, _who(one, name)) for one in people],
                error_messages={"required": NOBODY, "invalid_choice": NOBODY},
                help_text="" if people else NOBODY,
            )


NOBODY = gettext_lazy("Ingen her har en rolle som kan sitte i en gruppe. Be medlemmet invitere noen først.")


def _who(candidate: Candidate, member: str) -> str:
    """The name, and whom the person sits for where that is a member of the cooperation."""
    if candidate.member.name == member:
        return candidate.person.name
    return f"{candidate.person.name}, {candidate.member.name}"
