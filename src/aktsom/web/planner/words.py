"""The plan of teams in words: why a member sits where it does, which wishes gave way, what clashes, how good it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.lists import format_list
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.categories.queries import current_catalogue
from aktsom.teams.planning.changing import TeamChange
from aktsom.teams.planning.clashes import Clash, ClashFact, Fact, Kind, Statement
from aktsom.teams.planning.explaining import Because, SeatReason, UnmetWish
from aktsom.teams.planning.plan import Plan
from aktsom.teams.planning.problem import Problem
from aktsom.teams.planning.scoring import UNIT
from aktsom.web.base.jinja import locale, write_number, write_quoted


def competence_words() -> dict[int, str]:
    return {0: _("Ingen"), 1: _("Litt"), 2: _("God"), 3: _("Svært god")}


def wish_words() -> dict[int, str]:
    return {1: _("Vil gjerne"), 0: _("Nøytral"), -1: _("Helst ikke")}


def share_words() -> dict[str, str]:
    return {
        "0": _("Ingenting nå"),
        "0.5": _("En halv del"),
        "1": _("En vanlig del"),
        "1.5": _("Halvannen del"),
        "2": _("Dobbel del"),
    }


def share_text(share: Decimal | float) -> str:
    plain = format(Decimal(str(share)).normalize(), "f")
    return share_words().get(plain) or _("%(share)s av en del") % {"share": write_number(share, 2)}


def listed(names: Iterable[str]) -> str:
    """ "A, B og C" in the page's language."""
    return format_list(list(names), locale=locale())


def load_text(load: int) -> str:
    """A load as people read it: the effort, without its twelfths."""
    return write_number(load / UNIT)


def group_names() -> dict[str, str]:
    language = translation.get_language() or "nb"
    return {group.id: group.name.in_language(language) for group in current_catalogue().groups}


@dataclass(frozen=True)
class Telling:
    """One problem in words. A group that has left the list since is called by its id."""

    problem: Problem
    groups: Mapping[str, str]

    def group(self, category: int) -> str:
        id_ = self.problem.categories[category].id
        return self.groups.get(id_, id_)

    def member(self, member: int) -> str:
        return self.problem.members[member].name

    def members(self, members: Iterable[int]) -> str:
        return listed(self.member(i) for i in members)

    def seat(self, reason: SeatReason) -> str:
        parts = [competence_sentences()[reason.competence]]
        if reason.contracts:
            counts = {"own": reason.contracts, "all": reason.of_contracts}
            parts.append(_("Har %(own)s av %(all)s avtaler i kategorien.") % counts)
        else:
            parts.append(_("Har ingen avtaler i kategorien."))
        if reason.wish:
            parts.append(_("Ønsket den.") if reason.wish > 0 else _("Ville helst ikke."))
        if reason.fair:
            percent = round(100 * reason.load_after / reason.fair)
            parts.append(_("Har med dette %(percent)s %% av sin del av arbeidet.") % {"percent": percent})
        return " ".join(parts)

    def unmet(self, wish: UnmetWish) -> str:
        """Which wish, and what it gave way to."""
        names = {"member": self.member(wish.member), "group": write_quoted(self.group(wish.category))}
        text = _("%(member)s ønsket %(group)s.") if wish.wanted > 0 else _("%(member)s ville helst ikke ha %(group)s.")
        return f"{text % names} {self._because(wish)}"

    def _because(self, wish: UnmetWish) -> str:
        others = {"others": self.members(wish.others)}
        if wish.wanted > 0:
            reasons = {
                Because.BARRED: _("Medlemmet har selv sagt at det ikke kan sitte der."),
                Because.NO_ROOM: _("Da ville medlemmet fått mer arbeid enn det har plass til."),
                Because.OTHERS_FIT_BETTER: _("Disse passer bedre der: %(others)s.") % others,
                Because.OTHERS_TOO_LITTLE: _("Da ville %(others)s fått for lite.") % others,
            }
        else:
            reasons = {
                Because.OTHERS_FIT_BETTER: _("Ingen annen med plass passer bedre der."),
                Because.OTHERS_TOO_LITTLE: _("Uten denne plassen ville medlemmet fått for lite."),
                Because.OTHERS_NO_ROOM: _("De som kunne tatt plassen, har ikke plass til mer: %(others)s.") % others,
                Because.TOO_FEW: _("Ingen andre kan sitte der."),
            }
        return reasons.get(wish.because) or _("Du kan bytte det uten at helheten blir dårligere.")

    def change(self, change: TeamChange) -> str:
        parts = []
        if change.out and change.into:
            names = {"out": self.members(change.out), "into": self.members(change.into)}
            parts.append(_("%(into)s tar plassen etter %(out)s.") % names)
        elif change.out:
            parts.append(_("%(out)s går ut.") % {"out": self.members(change.out)})
        elif change.into:
            parts.append(_("%(into)s kommer inn.") % {"into": self.members(change.into)})
        if change.lead_before != change.lead_after:
            leads = {"after": self.member(change.lead_after), "before": self.member(change.lead_before)}
            parts.append(_("%(after)s leder etter %(before)s.") % leads)
        return " ".join(parts)

    def clash(self, clash: Clash) -> list[str]:
        told = [line for statement in clash.statements for line in self._statement(statement)]
        if clash.more:
            told.append(ngettext("Og %(num)s til.", "Og %(num)s til.", clash.more) % {"num": clash.more})
        return told

    def _statement(self, statement: Statement) -> list[str]:
        sizes = {"needed": statement.needed, "had": statement.had}
        loads = {"needed": load_text(statement.needed), "had": load_text(statement.had)}
        match statement.kind:
            case Kind.TOO_FEW_MEMBERS:
                text = _("En gruppe trenger %(needed)s medlemmer, og bare %(had)s medlemmer kan ta noe.") % sizes
                return [" ".join([text, *(self._fact(fact) for fact in statement.facts)])]
            case Kind.TOO_FEW_MAY:
                category = statement.facts[0].category or 0
                names = {"group": write_quoted(self.group(category)), **sizes}
                text = _("%(group)s trenger %(needed)s medlemmer, og bare %(had)s kan sitte der.") % names
                return [" ".join([text, *(self._fact(fact) for fact in statement.facts[1:])])]
            case Kind.TOO_LITTLE_ROOM:
                text = _("Gruppene krever %(needed)s i arbeid, og medlemmene har plass til %(had)s.") % loads
                rooms = [f"{self.members(f.members)} {load_text(f.amount)}" for f in statement.facts]
                return [" ".join([text, _("Plassen er: %(rooms)s.") % {"rooms": listed(rooms)}])]
            case Kind.CANNOT_FILL:
                names = {"member": self.members(statement.facts[0].members), **loads}
                text = _(
                    "%(member)s skal ta minst %(needed)s i arbeid, "
                    "men gruppene medlemmet kan sitte i, gir høyst %(had)s."
                )
                return [text % names]
            case Kind.TOGETHER:
                return self._together(statement.facts)

    def _together(self, facts: Sequence[ClashFact]) -> list[str]:
        """Categories alike in how many they need and who may sit there are told of in one sentence."""
        barred = {fact.category: fact.members for fact in facts if fact.fact is Fact.BARRED}
        alike: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
        for fact in facts:
            if fact.fact is Fact.SEATS and fact.category is not None:
                alike[fact.amount, barred.pop(fact.category, ())].append(fact.category)
        told = [self._seats(seats, out, categories) for (seats, out), categories in alike.items()]
        rest = [f for f in facts if f.fact not in (Fact.SEATS, Fact.BARRED) or f.category in barred]
        return told + [self._fact(fact) for fact in rest]

    def _seats(self, seats: int, out: tuple[int, ...], categories: Sequence[int]) -> str:
        may = [i for i in range(len(self.problem.members)) if i not in out]
        names = {
            "groups": listed(write_quoted(self.group(category)) for category in categories),
            "seats": seats,
            "may": self.members(may),
            "out": self.members(out),
        }
        if not out:
            return _("%(groups)s skal ha %(seats)s medlemmer.") % names
        if len(may) <= len(out):
            return _("%(groups)s skal ha %(seats)s medlemmer, og bare %(may)s kan sitte der.") % names
        return _("%(groups)s skal ha %(seats)s medlemmer, og %(out)s kan ikke sitte der.") % names

    def _fact(self, fact: ClashFact) -> str:
        names = {
            "group": write_quoted(self.group(fact.category)) if fact.category is not None else "",
            "members": self.members(fact.members),
            "load": load_text(fact.amount),
        }
        match fact.fact:
            case Fact.SEATS:
                return self._seats(fact.amount, (), [fact.category or 0])
            case Fact.BARRED:
                return _("%(members)s kan ikke sitte i %(group)s.") % names
            case Fact.CEILING if not fact.amount:
                return _("%(members)s kan ikke ta noe nå.") % names
            case Fact.CEILING:
                return _("%(members)s har plass til høyst %(load)s i arbeid.") % names
            case Fact.FLOOR:
                return _("%(members)s skal ta minst %(load)s i arbeid.") % names


def competence_sentences() -> dict[int, str]:
    return {
        0: _("Har ingen erfaring med kategorien."),
        1: _("Har litt erfaring med kategorien."),
        2: _("Har god erfaring med kategorien."),
        3: _("Har svært god erfaring med kategorien."),
    }


def quality(plan: Plan) -> str:
    """How far from the best possible the plan can be at most."""
    if plan.proven:
        return _("Bevist best")
    percent = max(100 * plan.gap, 0.01)
    text = _("Endret for hånd. %(percent)s %% under det beste som er mulig") if plan.by_hand else ""
    text = text or _("Høyst %(percent)s %% fra det beste som er mulig")
    return text % {"percent": write_number(percent, 2)}
