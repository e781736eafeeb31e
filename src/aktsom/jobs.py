"""Collects the areas' jobs, so that the outbox knows who delivers what."""

import aktsom.effects.jobs
import aktsom.findings.jobs
import aktsom.follow_up.jobs
import aktsom.interop.chains.reported
import aktsom.interop.company_register.jobs
import aktsom.interop.registers.jobs
import aktsom.knowledge.jobs
import aktsom.members.digest_jobs
import aktsom.members.jobs
import aktsom.records.jobs
import aktsom.risk.jobs
import aktsom.sanctions.jobs
import aktsom.suppliers.jobs
import aktsom.supply_chain.concern_jobs
import aktsom.supply_chain.invited
import aktsom.supply_chain.jobs
import aktsom.supply_chain.letter_jobs
import aktsom.supply_chain.reach_jobs
import aktsom.teams.jobs
import aktsom.web.packages.jobs
import aktsom.web.records.jobs  # noqa: F401  registers its handlers
