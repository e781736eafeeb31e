"""The areas' tables, collected in the order in which areas may build on each other; nothing else."""

from aktsom.core.models import *
from aktsom.members.models import *
from aktsom.sharing.models import *
from aktsom.categories.models import *
from aktsom.suppliers.models import *
from aktsom.terms.models import *
from aktsom.contracts.models import *
from aktsom.supply_chain.models import *
from aktsom.risk.models import *
from aktsom.teams.models import *
from aktsom.follow_up.models import *
from aktsom.findings.models import *
from aktsom.sanctions.models import *
from aktsom.knowledge.models import *
from aktsom.effects.models import *
from aktsom.records.models import *
