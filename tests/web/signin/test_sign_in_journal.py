"""The sign-in journal: what is written, and what never is."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import Refused
from aktsom.core.models import OutboxMessage
from aktsom.core.outbox import deliver_due, send_todays
from aktsom.members.actions.signing_in import forget_old_sign_ins, note_sign_in
from aktsom.members.jobs import FORGET_SIGN_INS
from aktsom.members.models import SignIn
from aktsom.members.own_access import latest_sign_ins
from aktsom.members.states import SignInOutcome
from tests.cast import PASSWORD, actor, person
from tests.web.signin.ways import by_code, by_password, code_of, recovery_codes_of, with_code_app, with_password

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str, str | None]]:
    rows = SignIn.objects.select_related("person").order_by("id")
    return [(row.outcome, row.method, row.person.name if row.person else None) for row in rows]


def test_in_and_out(client: Client) -> None:
    by_password(client, with_password("rita"), REMOTE_ADDR="10.1.2.3")
    client.post(reverse("account_logout"))
    assert told() == [("signed_in", "password", "Rita"), ("signed_out", "", "Rita")]


def test_where_from_and_with_what(client: Client) -> None:
    rita = with_password("rita")
    client.post(
        reverse("account_login"),
        {"login": rita.email, "password": PASSWORD},
        REMOTE_ADDR="10.1.2.3",
        headers={"User-Agent": "x" * 1000},
    )
    row = SignIn.objects.get()
    assert (row.ip_address, row.browser) == ("10.1.2.3", "x" * 200)


def test_both_steps_and_each_wrong_one(client: Client) -> None:
    mons, secret = with_code_app("mons")
    client.post(reverse("account_login"), {"login": mons.email, "password": "wrong"})
    by_password(client, mons)
    by_code(client, "000000")
    by_code(client, code_of(secret))
    assert told() == [
        ("wrong", "password", "Mons"),
        ("wrong", "totp", "Mons"),
        ("signed_in", "password+totp", "Mons"),
    ]


def test_a_recovery_code_is_told_as_one(client: Client) -> None:
    mons, _secret = with_code_app("mons")
    by_password(client, mons)
    by_code(client, recovery_codes_of(mons)[0])
    assert told() == [("signed_in", "password+recovery_code", "Mons")]


def test_neither_address_nor_password_is_kept(client: Client) -> None:
    typed = {"login": "somebody@elsewhere.example", "password": "what was typed"}
    client.post(reverse("account_login"), typed)
    row = SignIn.objects.values().get()
    assert row["person_id"] is None
    assert not any(word in str(row) for word in ("somebody", "elsewhere", "typed"))


def test_who_is_out_of_use_is_refused_and_not_wrong(client: Client) -> None:
    rita = with_password("rita")
    rita.is_active = False
    rita.save()
    assert by_password(client, rita)["Location"] == reverse("account_inactive")
    assert told() == [("refused", "password", "Rita")]


def test_throttled_is_told_once_a_minute(client: Client) -> None:
    rita = with_password("rita")
    for _ in range(9):
        client.post(reverse("account_login"), {"login": rita.email, "password": "wrong"})
    assert told() == [("wrong", "password", "Rita")] * 5 + [("throttled", "password", "Rita")]


def test_throttled_codes_are_told_too(client: Client) -> None:
    mons, _secret = with_code_app("mons")
    by_password(client, mons)
    for _ in range(7):
        by_code(client, "000000")
    assert told() == [("wrong", "totp", "Mons")] * 5 + [("throttled", "totp", "Mons")]


def test_a_made_up_passkey_is_wrong_and_nobodys(client: Client) -> None:
    for credential in ("", "{}", "[]", "null", '{"response": {"userHandle": "MQ"}}', "not json"):
        answer = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
        assert answer["Location"] == reverse("account_login")
    assert set(told()) == {("wrong", "passkey", None)}


def test_a_person_sees_only_its_own(client: Client) -> None:
    by_password(Client(), with_password("mons"))
    by_password(client, with_password("rita"))
    assert {row.person_id for row in latest_sign_ins(actor("rita"))} == {person("rita").pk}
    assert "Logget inn" in client.get(reverse("account")).text


def test_old_rows_are_forgotten_each_day() -> None:
    now, rita = timezone.now(), person("rita")
    for days in (1, 300, 400):
        note_sign_in(at=now - timedelta(days=days), person=rita, outcome=SignInOutcome.SIGNED_IN)
    send_todays(today=timezone.localdate(), at=now)
    deliver_due(now)
    assert OutboxMessage.objects.filter(kind=FORGET_SIGN_INS, delivered_at__isnull=False).count() == 1
    assert SignIn.objects.count() == 2


def test_only_the_platform_forgets() -> None:
    with pytest.raises(Refused):
        forget_old_sign_ins(by=actor("olga"), at=timezone.now())
    assert forget_old_sign_ins(by=PLATFORM, at=timezone.now()) == 0


def test_known_and_unknown_addresses_are_answered_alike(client: Client) -> None:
    with_password("rita")
    pages = []
    for address in ("rita@example.org", "nobody@example.org"):
        answer = client.post(reverse("account_login"), {"login": address, "password": "wrong"})
        pages.append(
            (answer.status_code, answer.text.replace(address, "").split("csrf")[0], len(answer.text) - len(address))
        )
    assert pages[0][:2] == pages[1][:2]


def test_an_unknown_address_costs_as_much_work_as_a_known_one(client: Client, monkeypatch: Any) -> None:
    """Time would tell who has an account: both hash one password."""
    hashed: list[int] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args))
    with_password("rita")
    counts = []
    for address in ("rita@example.org", "nobody@example.org"):
        hashed.clear()
        client.post(reverse("account_login"), {"login": address, "password": "wrong"})
        counts.append(len(hashed))
    assert counts[0] == counts[1] == 1


def test_a_code_used_again_is_told_as_wrong(client: Client) -> None:
    mons, secret = with_code_app("mons")
    code = code_of(secret)
    by_password(client, mons)
    by_code(client, code)
    other = Client()
    by_password(other, mons)
    by_code(other, code)
    assert told()[-1] == ("wrong", "totp", "Mons")
