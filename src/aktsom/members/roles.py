"""Roles as readable data: what each is, in one sentence shown to people, and what it may do."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    READ_NETWORK = "read_network"  # facts of the network: who buys what from whom, teams, mandates
    READ_REGISTER = "read_register"
    KEEP_REGISTER = "keep_register"
    DECIDE_RISK = "decide_risk"
    GIVE_MANDATES = "give_mandates"
    KEEP_PEOPLE = "keep_people"  # invitations, roles, access review, of the member itself
    KEEP_CATALOGUE = "keep_catalogue"
    KEEP_NETWORK = "keep_network"  # members, teams and the plan of teams, for all


class GivenBy(StrEnum):
    """Who gives a role: a member's own administrator, the secretariat, or whoever sets up a supplier's log-in."""

    ADMINISTRATOR = "administrator"
    SECRETARIAT = "secretariat"
    SUPPLIER = "supplier"


@dataclass(frozen=True)
class Role:
    code: str
    name: str | Promise
    sentence: str | Promise
    may: frozenset[Permission]
    given_by: GivenBy = GivenBy.ADMINISTRATOR
    second_factor: bool = False  # has to prove itself in two ways at each sign-in


_NETWORK = frozenset({Permission.READ_NETWORK})
_READ = _NETWORK | {Permission.READ_REGISTER}
_KEEP = _READ | {Permission.KEEP_REGISTER, Permission.DECIDE_RISK}

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role(
            "contract_owner",
            _("Avtaleeier"),
            _("Eier avtalene og tar avgjørelsene som bare en avtalepart kan ta."),
            _KEEP | {Permission.GIVE_MANDATES},
            second_factor=True,
        ),
        Role(
            "contract_manager",
            _("Kontraktsforvalter"),
            _("Holder registeret, følger opp og forbereder avgjørelser."),
            _KEEP,
        ),
        Role("team_member", _("Medlem av kategorigruppe"), _("Følger opp en kategori på vegne av alle."), _READ),
        Role(
            "member_administrator",
            _("Administrator"),
            _("Styrer hvem som har tilgang hos medlemmet."),
            _NETWORK | {Permission.KEEP_PEOPLE},
            second_factor=True,  # whoever opens the door to others
        ),
        Role(
            "secretariat",
            _("Sekretariat"),
            _("Holder katalogen, vilkårene og nettverket i orden. Ser ikke priser."),
            _NETWORK | {Permission.KEEP_CATALOGUE, Permission.KEEP_NETWORK},
            given_by=GivenBy.SECRETARIAT,
            second_factor=True,
        ),
        Role("reader", _("Leser"), _("Kan lese det medlemmet har, men ikke endre noe."), _READ),
        Role(
            "auditor",
            _("Revisor"),
            _("Får oppdrag og leverer funn. Ser bare det oppdraget gjelder."),
            frozenset(),
        ),
        Role(
            "supplier_respondent",
            _("Svarer for leverandøren"),
            _("Svarer på det kundene spør om, og ser hvem som leser svarene."),
            frozenset(),
            given_by=GivenBy.SUPPLIER,
        ),
        Role(
            "supplier_approver",
            _("Godkjenner for leverandøren"),
            _("Godkjenner svarene før de sendes, og styrer hvem som svarer hos leverandøren."),
            frozenset(),
            given_by=GivenBy.SUPPLIER,
        ),
    )
}
MEMBER_ROLES = tuple(code for code, role in ROLES.items() if role.given_by is not GivenBy.SUPPLIER)
SUPPLIER_ROLES = tuple(code for code, role in ROLES.items() if role.given_by is GivenBy.SUPPLIER)


def permissions_of(roles: frozenset[str]) -> frozenset[Permission]:
    """What the roles may do together; an unknown role may nothing."""
    return frozenset(p for code in roles if code in ROLES for p in ROLES[code].may)
