"""Who acts. Built once at the edge (web, command line) and passed in as `by=`; nothing below reads a session."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Actor:
    """A person acting for a body, or the platform itself.

    `member_ids` are the members whose records the actor's roles reach (its own, and those it acts for);
    `roles` are role codes from `members.roles`, and `held` says for which member each is held; what an actor may do
    with a member's records is decided by `roles_for`, never by `roles` alone. `represented` are members that the
    actor's body acts for under a mandate. `team_ids` are the category teams the actor sits in, `led_team_ids` those it
    leads or is deputy of; `supplier_ids` are suppliers it answers for.

    Of closed teams an actor reads the case and does nothing: `closed_team_ids` are those it sat in when they were
    closed, `closed_led_team_ids` those it led then, `inherited_team_ids` those whose case has come to it since.
    """

    person_id: int | None
    name: str
    member_id: int | None = None  # the body the person is at home in
    member_ids: frozenset[int] = field(default_factory=frozenset)
    roles: frozenset[str] = field(default_factory=frozenset)
    held: frozenset[tuple[int, str]] = field(default_factory=frozenset)
    represented: frozenset[int] = field(default_factory=frozenset)
    team_ids: frozenset[int] = field(default_factory=frozenset)
    led_team_ids: frozenset[int] = field(default_factory=frozenset)
    supplier_ids: frozenset[int] = field(default_factory=frozenset)
    closed_team_ids: frozenset[int] = field(default_factory=frozenset)
    closed_led_team_ids: frozenset[int] = field(default_factory=frozenset)
    inherited_team_ids: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_platform(self) -> bool:
        return self.person_id is None

    @property
    def case_team_ids(self) -> frozenset[int]:
        """Teams whose case the actor reads, whether it may work in them or no longer."""
        return self.team_ids | self.closed_team_ids | self.inherited_team_ids

    def roles_for(self, member_id: int) -> frozenset[str]:
        """The roles that reach this member: somebody may keep one register and only read another."""
        return frozenset(role for reached, role in self.held if reached == member_id)


PLATFORM = Actor(person_id=None, name="Aktsom")
