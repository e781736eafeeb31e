"""What a page leads to is there for the one who reads it: from Home, two presses deep, for each kind of person."""

import re
from collections.abc import Iterator

import pytest

from aktsom.follow_up.models import FollowUp
from tests import commons
from tests.beginnings import beginning
from tests.follow_up.concluded import followed_up
from tests.web.conftest import Visit

PEOPLE = ("olga", "mons", "rita", "bjarne", "sekka", "ada", "revi", "nora", "odd", "dag")
MOST = 120  # pages that one is led to, enough for each room and what stands first in it
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')


@beginning(after=commons.terms)
def one() -> FollowUp:
    return followed_up(sets={"oslo": "T4", "bergen": "T1"})


@pytest.mark.parametrize("who", PEOPLE)
def test_no_link_leads_to_what_is_not_there(one: FollowUp, visit: Visit, who: str) -> None:
    client = visit(who)
    asked: dict[str, str] = {"/": "typed"}
    wrong: list[tuple[int, str, str]] = []
    for _depth in range(3):
        for address, came_from in [item for item in asked.items() if item[1]][:MOST]:
            asked[address] = ""
            answer = client.get(address, follow=True)
            if answer.status_code not in (200, 304):
                wrong.append((answer.status_code, address, came_from))
            elif answer.headers["Content-Type"].startswith("text/html"):
                for link in _links(answer.content.decode()):
                    asked.setdefault(link, address)
    assert wrong == []
    assert len(asked) > 5


def _links(page: str) -> Iterator[str]:
    for found in LINK.findall(page):
        yield found.replace("&amp;", "&")
