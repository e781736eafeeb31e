"""The database's own wall for findings, sanctions, letters, signals and publications.

What is shared is seen by those who have a contract covered; a decision, and what it sets in motion, by the owner of the
contract, by the supplier once it is decided, and by those with whom the owner shares it.
"""

from django.db import migrations

from aktsom.migrations._policies import COVERED, KEEPS_NETWORK, KEYS, MINE, PEOPLE_OF, among, either, of, wall

OWN = among("owner_id", "members")
SHARED = either(KEYS, COVERED)
SHARED_BY_OWNER = of("sanctiondecision", "decision_id", "shared_at is not null")
KEPT = either(KEYS, KEEPS_NETWORK)
PROPOSED = f"proposed_at is not null and {KEEPS_NETWORK}"
OF_PROPOSED = f"{of('publicationversion', 'version_id', 'proposed_at is not null')} and {KEEPS_NETWORK}"


def parts(table, column, *names):
    return dict.fromkeys(names, (of(table, column), of(table, column, KEYS)))


def of_findings(network):
    of_measure, of_entitlement = of("measure", "measure_id"), of("entitlement", "entitlement_id")
    return {
        **dict.fromkeys(("finding", "actionplan"), (SHARED, KEYS)),
        **parts("finding", "finding_id", "findingdecision", "findingcomment", "entitlement", "statedtotal"),
        **parts("actionplan", "plan_id", "measure"),
        **dict.fromkeys(("proof", "extension"), of_measure),
        **dict.fromkeys(("payment", "confirmation"), of_entitlement),
        "colourchange": KEYS,
        **dict.fromkeys(("signal", "inquiry", "inquirybranch", "inquirymember"), KEPT),
        "signalmessage": of("signal", "signal_id"),
        **dict.fromkeys(("publication", "publicationversion"), either(KEYS, PROPOSED)),
        "publicationpassage": either(KEYS, OF_PROPOSED),
        # What everybody reads is a table of its own, which holds nothing but what is public.
        **dict.fromkeys(("publicresult", "publicarea"), (KEYS, KEEPS_NETWORK)),
        "embargolimit": (network, KEEPS_NETWORK),
    }


def of_sanctions(network):
    return {
        # Whoever decides on a recommendation holds it still meanwhile.
        "recommendation": (SHARED, KEYS, SHARED),
        **parts("recommendation", "recommendation_id", "recommendedon"),
        **dict.fromkeys(("sanctiondecision", "decisionmade"), (SHARED, OWN)),
        "exitassessment": (either(KEYS, SHARED_BY_OWNER), OWN),
        **dict.fromkeys(("suspension", "replacement", "termination"), (either(KEYS, SHARED_BY_OWNER), KEYS)),
        **parts("suspension", "suspension_id", "suspensionstep"),
        **parts("replacement", "replacement_id", "newplace"),
        **dict.fromkeys(("ordercondition", "bid"), (KEYS, OWN)),
        "qualificationrefusal": (of("bid", "bid_id"), OWN),
        "letter": (either(KEYS, f"state <> 'draft' and {SHARED_BY_OWNER}"), KEYS),
        **parts("letter", "letter_id", "lettersignature", "letteranswer"),
        "letterseries": MINE,
        "lettertemplate": (either(MINE, PEOPLE_OF), PEOPLE_OF),
    }


def policies(network):
    return {**of_findings(network), **of_sanctions(network)}


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0007_findings_and_sanctions")]
    operations = [wall(policies)]
