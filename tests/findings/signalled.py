"""Signals and inquiries made by the same acts as people's, for tests; and a chain that leads from a place to buyers."""

import itertools
from datetime import datetime
from typing import Any

from aktsom.contracts.models import Contract
from aktsom.core.actor import PLATFORM
from aktsom.findings.actions import inquiries as inquiry_acts
from aktsom.findings.actions import signals as acts
from aktsom.findings.actions.receiving import FormSaid, receive_signal
from aktsom.findings.models import Inquiry, Signal
from aktsom.findings.rules.receipts import code_of, hash_of
from aktsom.findings.signal_states import Employer, SignalSource, Since
from aktsom.sharing.audiences import NETWORK_KEY
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain.actions.sites import SiteFacts, add_site
from aktsom.supply_chain.models import ChainLink, Site
from tests.cast import NOON, actor, member, supplier
from tests.risk.purchases import bought

TEXT = "De tar passene fra oss når vi kommer, og vi får dem ikke igjen før etter to år."
_numbers = itertools.count(1)


def received(at: datetime = NOON, **told: Any) -> tuple[Signal, str]:
    """By the public form: the signal, and the code that its sender was shown."""
    nonce = told.pop("nonce", f"nonce-{next(_numbers)}")
    code = code_of(b"secret", nonce)
    usual: dict[str, Any] = {
        "kind": "forced_labour", "place": "Lembayung, Ipoh", "text": TEXT, "source": SignalSource.WORKER,
        "since": Since.NOW, "in_danger": False, "employer": Employer.MAY, "language": "en",
    }  # fmt: skip
    receive_signal(at=at, said=FormSaid(**{**usual, **told}), nonce=nonce, code=code)
    return Signal.objects.get(receipt_hash=hash_of(code)), code


def noted(by: str = "sekka", **told: Any) -> Signal:
    team_id = told.pop("team_id", None)
    usual: dict[str, Any] = {
        "source": SignalSource.NGO, "kind": "forced_labour", "text": "En rapport sier at pass holdes tilbake.",
        "name": "Human Rights Watch", "link": "https://example.org/rapport",
    }  # fmt: skip
    said = acts.SignalSaid(**{**usual, **told})
    return acts.note_signal(by=actor(by), at=NOON, said=said, team_id=team_id)


def place(name: str = "Lembayung", country: str = "MY") -> Site:
    """Known from a public list."""
    return add_site(by=PLATFORM, at=NOON, facts=SiteFacts(name, country), public_source="Open Supply Hub")


def delivers(
    site: Site, to: Supplier | Site, stage: str = "final", seen_by: frozenset[int] = frozenset({NETWORK_KEY})
) -> ChainLink:
    end = {"to_site": to} if isinstance(to, Site) else {"to_supplier": to}
    return ChainLink.objects.create(
        from_site=site, stage=stage, source="disclosure", confidence="declared", added_at=NOON, owner=member("oslo"),
        audience="members", seen_by=seen_by, **end,
    )  # fmt: skip


def buys(owner: str, name: str, **said: Any) -> Contract:
    return bought(owner, supplier_name=name, supplier_number="", title=f"Avtale med {name}", **said)


def of(name: str) -> Supplier:
    return supplier(name, "")


def opened(one: Signal, site: Site, by: str = "sekka", **told: Any) -> Inquiry:
    one.refresh_from_db()
    usual: dict[str, Any] = {
        "title": "Pass holdes tilbake ved en fabrikk", "about": "Noen sier at pass blir holdt tilbake.",
        "kind": "forced_labour", "start_kind": "sted", "start_key": site.public_id,
    }  # fmt: skip
    said = inquiry_acts.InquirySaid(**{**usual, **told})
    return inquiry_acts.open_inquiry(by=actor(by), at=NOON, signal_id=one.public_id, revision=one.revision, said=said)
