"""The report on routines: what the routine is, the risk overview, and the contracts."""

from collections import Counter
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.categories.queries import current_version
from aktsom.contracts.models import Contract
from aktsom.core.papers import Facts, Part, Table, Text
from aktsom.effects.indicators import Record
from aktsom.effects.reports import words
from aktsom.effects.reports.context import Context
from aktsom.effects.reports.figures_said import figure_table
from aktsom.effects.reports.parts import Drafted, source
from aktsom.follow_up.judging_tables import legal_ground
from aktsom.members.models import AccessReview, Membership
from aktsom.risk.models import ContractRisk, RiskDecision, RiskProduct, Verdict
from aktsom.risk.queries.running import running
from aktsom.teams.models import Mandate, TeamSeat
from aktsom.teams.states import MandateState


def routine(about: Context) -> Drafted:
    """What the law asks, who does what, and what has been given to teams; what the routine says, a person writes."""
    member = about.own
    law = legal_ground("procurement_routines", about.last, words.language())
    roles = Counter(
        Membership.objects.filter(member=member, person__is_active=True)
        .filter(role__in=("contract_owner", "contract_manager"))
        .values_list("role", flat=True)
    )
    seats = TeamSeat.objects.filter(
        Q(left_at__isnull=True) | Q(left_at__gte=about.then), member=member, taken_at__lt=about.end
    )
    groups = sorted({words.group_name(seat.team.group_id) for seat in seats.select_related("team")})
    given = _given(about)
    reviews = AccessReview.objects.filter(member=member, closed_at__gte=about.start, closed_at__lt=about.end)
    pairs = (
        (_("Avtaleeiere"), words.number(roles["contract_owner"])),
        (_("Kontraktsforvaltere"), words.number(roles["contract_manager"])),
        (_("Deltar i kategorigrupper"), ", ".join(groups) or _("Nei")),
        (_("Avtaler med fullmakt til en kategorigruppe"), words.number(given.values("contract").distinct().count())),
        (_("Gjennomganger av tilgang avsluttet i året"), words.number(reviews.count())),
    )
    said = Text(
        _(
            "Etter %(law)s skal vi ha egnede rutiner for å fremme respekt for grunnleggende menneskerettigheter der "
            "det er risiko for brudd. Slik er arbeidet fordelt:"
        )
        % {"law": law}
    )
    sources = (
        source(_("Roller"), _("Folk i bruk med rollen hos virksomheten."), about.today),
        source(
            _("Fullmakter"), _("Fullmakter som gjelder den siste dagen i perioden."), about.today,
            list(given.values_list("contract_id", flat=True).distinct()), Record.CONTRACT,
        ),
    )  # fmt: skip
    return Drafted("routine", (said, Facts(pairs)), sources)


def _given(about: Context) -> QuerySet[Mandate]:
    """Mandates that held on the last day of the period, also those that were withdrawn after it."""
    held = Q(state=MandateState.GRANTED) | Q(state=MandateState.WITHDRAWN, withdrawn_at__gte=about.then)
    return Mandate.objects.filter(
        held, member=about.own, answered_at__lt=about.end, starts_on__lte=about.last, ends_on__gte=about.last
    )


def risk_overview(about: Context) -> Drafted:
    """What the register holds, how it was held up against the list, and what people decided."""
    risks = ContractRisk.objects.filter(running(about.today), member=about.own)
    verdicts = Counter(dict(risks.order_by().values_list("verdict").annotate(Count("id"))))
    all_ = Contract.objects.filter(member=about.own, pk__in=risks.values("contract")).count()
    decided = RiskDecision.objects.filter(member=about.own, at__gte=about.start, at__lt=about.end)
    kinds = Counter(dict(decided.order_by().values_list("kind").annotate(Count("id"))))
    rows = (
        (_("Høy risiko"), words.number(verdicts[Verdict.HIGH_RISK])),
        (_("Ikke nok opplysninger til å si det"), words.number(verdicts[Verdict.INSUFFICIENT_INFORMATION])),
        (_("Ikke på høyrisikolisten"), words.number(verdicts[Verdict.NOT_ON_LIST])),
    )
    version = current_version()
    said = _(
        "Registeret har %(contracts)s som løper. De er holdt opp mot høyrisikolisten, utgave %(version)s. Å ikke stå "
        "på listen er ikke det samme som lav risiko."
    ) % {"contracts": words.contracts(all_), "version": version.label}
    people = ngettext(
        "I året bekreftet noen resultatet %(confirmed)s gang, og rettet det med begrunnelse %(overridden)s ganger.",
        "I året bekreftet noen resultatet %(confirmed)s ganger, og rettet det med begrunnelse %(overridden)s ganger.",
        kinds["confirm"],
    ) % {"confirmed": words.number(kinds["confirm"]), "overridden": words.number(kinds["override"])}
    table = Table(_("Avtaler etter risiko"), (_("Resultat"), _("Avtaler")), rows, frozenset({1}))
    sources = (
        source(
            _("Avtaler etter risiko"), _("Avtaler som løper, etter resultatet som står for hver."), about.today,
            list(risks.order_by("id").values_list("contract_id", flat=True)), Record.CONTRACT,
        ),
        source(_("Avgjørelser om risiko"), _("Det folk bekreftet eller rettet i året."), about.today),
    )  # fmt: skip
    return Drafted("risk_overview", (Text(said), table, Text(people)), sources)


def contracts(about: Context) -> Drafted:
    """With high risk, by category, and how the terms stand."""
    groups = _by_group(about)
    rows = tuple((words.group_name(id_), words.number(count), words.number(with_)) for id_, count, with_ in groups)
    parts: list[Part] = []
    if rows:
        columns = (_("Kategori"), _("Avtaler"), _("Med vilkår om menneskerettigheter"))
        parts.append(Table(_("Avtaler med høy risiko"), columns, rows, frozenset({1, 2})))
        parts.append(Text(_("En avtale som er i to kategorier, står i begge radene.")))
    else:
        parts.append(Text(_("Ingen avtaler som løper, er vurdert til høy risiko.")))
    told, sources = figure_table(about.of, _("Vilkår i avtalene"), ("with_clause", "terms", "own_deviations"))
    return Drafted("contracts", (*parts, *told), tuple(sources))


def _by_group(about: Context) -> list[tuple[str, int, int]]:
    """(category, contracts with high risk, of these with terms), the largest first."""
    rows: QuerySet[Any] = RiskProduct.objects.filter(
        running(about.today, "risk__"), risk__verdict=Verdict.HIGH_RISK, member=about.own
    )
    pairs = rows.order_by().values_list("group_id", "risk__contract_id", "risk__contract__term_set_id").distinct()
    count: Counter[str] = Counter()
    with_: Counter[str] = Counter()
    for group_id, _contract, term_set in pairs:
        count[group_id] += 1
        with_[group_id] += term_set is not None
    return sorted(((id_, n, with_[id_]) for id_, n in count.items()), key=lambda row: (-row[1], row[0]))
