"""The areas' tables, collected in the order in which areas may build on each other; nothing else."""

from aktsom.core.models import *  # noqa: F403
from aktsom.members.models import *  # noqa: F403
from aktsom.sharing.models import *  # noqa: F403
from aktsom.categories.models import *  # noqa: F403
from aktsom.suppliers.models import *  # noqa: F403
from aktsom.terms.models import *  # noqa: F403
from aktsom.contracts.models import *  # noqa: F403
from aktsom.supply_chain.models import *  # noqa: F403
from aktsom.risk.models import *  # noqa: F403
from aktsom.teams.models import *  # noqa: F403
from aktsom.follow_up.models import *  # noqa: F403
