"""Decisions about who comes in and who needs two factors; the acts round them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible
from aktsom.members.actions.signing_in import change_own_details, end_other_sessions
from aktsom.members.arrival import Arrival, Known, arrival, domain_of
from aktsom.members.roles import ROLES
from aktsom.members.second_factor import needs_second_factor, proven_twice, remove_factor
from aktsom.members.sign_in_limits import lasts
from tests.cast import NOON, actor, person

domains = st.sampled_from(["oslo.no", "bergen.no", "example.org", ""])
known = st.none() | st.builds(Known, domain=domains, in_use=st.booleans(), linked=st.booleans())


@given(
    domain=domains,
    verified=st.sampled_from([True, False, None]),
    authoritative=st.booleans(),
    mapped=st.frozensets(domains.filter(bool)),
    by_number=known,
    by_address=known,
)
def test_nobody_arrives_who_the_provider_cannot_vouch_for(
    domain: str,
    verified: bool | None,
    authoritative: bool,
    mapped: frozenset[str],
    by_number: Known | None,
    by_address: Known | None,
) -> None:
    decided = arrival(
        address=f"kari@{domain}" if domain else "",
        verified=verified,
        authoritative=authoritative,
        mapped=mapped,
        by_number=by_number,
        by_address=by_address,
    )
    if decided.is_refusal:
        return
    assert domain in mapped
    assert verified is True or (verified is None and authoritative)
    whom = by_number or by_address
    assert whom is None or (whom.in_use and whom.domain in mapped)
    assert (decided is Arrival.MAKE) == (whom is None)
    assert decided is not Arrival.LINK or not by_address.linked  # type: ignore[union-attr]  # it is then known


@pytest.mark.parametrize(
    ("address", "domain"),
    [("Kari@Oslo.NO ", "oslo.no"), ('"a@b"@oslo.no', "oslo.no"), ("@oslo.no", ""), ("oslo.no", ""), ("kari@", "")],
)
def test_the_domain_of_an_address(address: str, domain: str) -> None:
    assert domain_of(address) == domain


PASSWORD = {"method": "password"}
INVITED = {"method": "invitation"}
PROVIDER = {"method": "socialaccount", "provider": "oslo"}
CODE = {"method": "mfa", "type": "totp"}
KEY = {"method": "mfa", "type": "webauthn"}


@pytest.mark.parametrize(
    ("proofs", "twice"),
    [
        ([], False),
        ([PASSWORD], False),
        ([PASSWORD, PASSWORD], False),
        ([PROVIDER], False),
        ([PASSWORD, PROVIDER], False),
        ([INVITED], False),
        ([CODE], False),
        ([KEY], False),
        ([CODE, KEY], False),
        ([PASSWORD, CODE], True),
        ([PASSWORD, KEY], True),
        ([PROVIDER, {"method": "mfa", "type": "recovery_codes"}], True),
        ([INVITED, KEY], True),
        ([{**KEY, "passwordless": True}], True),
        ([{**PROVIDER, "two_factors": True}], True),
        ([{"method": "mfa", "type": "unknown"}, PASSWORD], False),
    ],
)
def test_what_counts_as_proven_twice(proofs: list[dict[str, object]], twice: bool) -> None:
    assert proven_twice(proofs) is twice


def test_owners_and_the_secretariat_need_two() -> None:
    assert {code for code in ROLES if needs_second_factor([code])} == {
        "contract_owner",
        "member_administrator",
        "secretariat",
    }
    assert not needs_second_factor(["unknown"])
    assert remove_factor(["contract_owner"], 0) is not None
    assert remove_factor(["contract_owner"], 1) is None
    assert remove_factor(["reader"], 0) is None


def test_the_limits_are_those_of_their_table() -> None:
    assert lasts("session_idle").total_seconds() == 30 * 60
    assert lasts("session_age").total_seconds() == 12 * 3600
    assert 364 < lasts("sign_in_journal").days < 366
    with pytest.raises(KeyError):
        lasts("nothing")


@pytest.mark.django_db
def test_sessions_of_another_are_not_ones_own_to_end() -> None:
    with pytest.raises(NotVisible):
        end_other_sessions(by=actor("rita"), at=NOON, person_id=person("mons").pk, kept="x")


@pytest.mark.django_db
def test_the_platform_has_no_details_of_its_own() -> None:
    with pytest.raises(NotVisible):
        change_own_details(by=PLATFORM, at=NOON, name="A", language="nb")
    with pytest.raises(DomainError):
        change_own_details(by=actor("rita"), at=NOON, name="  ", language="nb")
