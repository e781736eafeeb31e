import zipfile
from datetime import date

import pytest
from django.utils import timezone

from aktsom.core.outbox import deliver_due
from aktsom.follow_up.files import place
from aktsom.records.actions.exporting import order_export
from aktsom.records.rules.manifest import check
from tests.cast import actor, member, now
from tests.sharing.planting import plant

pytestmark = [pytest.mark.django_db]


def test_it(tmp_path):
    world = plant(tmp_path / "w")
    olga = actor("olga")
    from aktsom.records.queries.cases import cases_of

    cs = list(cases_of(olga, member("oslo")))
    print(cs)
    e = order_export(
        by=olga, at=now(), member_id=member("oslo").public_id, since=date(2020, 1, 1), until=date(2030, 1, 1)
    )
    deliver_due(timezone.now())
    e.refresh_from_db()
    print(e.state, e.problem, e.documents, e.left_out)
    p = tmp_path / "x.zip"
    p.write_bytes(b"".join(place().read(e.key, 0, e.size)))
    print(check(p))
    z = zipfile.ZipFile(p)
    for i in z.infolist():
        print(i.filename, i.file_size)
    print(z.read("arkivstruktur.xml").decode()[:6000])
    print(z.read("offentligJournal.xml").decode()[:1500])
    print(z.read("ikke-dekket.txt").decode())
    for n in z.namelist():
        if n.endswith(".csv"):
            print(n, z.read(n).decode()[:1500])
    z.extractall("/tmp/e3_out")
    assert 0
