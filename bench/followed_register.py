"""What has been done with a big register: follow-ups of suppliers that many share, answers, findings, plans, decisions.
Made by `insert … select` on top of `big_register.fill`, for the figures of the room Effect.
"""

from __future__ import annotations

FOLLOW_UPS = 6_000


def fill() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement)
        cursor.execute("vacuum analyze")


def _id(prefix: str, number: str = "n") -> str:
    return f"'{prefix}_' || substr(md5('{prefix}' || ({number})::text), 1, 12)"


BUYERS = """(select coalesce(array_agg(distinct c.member_id * 10 + 3), '{}') from aktsom_coveredcontract c
            where c.follow_up_id = f.id)"""  # their keys


STATEMENTS = (
    """update aktsom_contract set term_set_id = (array['T2', 'T3', 'T4', 'T4', 'T4', null])[1 + id % 6]""",
    """update aktsom_ownfacts set term_deviations = 'Uten punkt 3.2' where contract_id % 40 = 0""",
    f"""insert into aktsom_categoryteam (public_id, group_id, state, starts_on, size_reason, last_activity_at,
          lead_active_at, revision, created_at)
        select {_id("tea", "group_id")}, group_id, 'active', date '2026-01-01', '', now(), now(), 1, now()
        from (select distinct group_id from aktsom_riskproduct) g""",
    """insert into aktsom_teamseat (team_id, person_id, member_id, part, taken_at)
       select t.id, p.id, p.home_id, 'lead', now() from aktsom_categoryteam t
       join lateral (select id, home_id from aktsom_person order by id offset t.id limit 1) p on true""",
    # The suppliers that most contracts in a category are with.
    f"""create temporary table wanted as
        select row_number() over (order by count(*) desc, p.group_id, c.supplier_id) as n, p.group_id, c.supplier_id
        from aktsom_contractrisk r join aktsom_contract c on c.id = r.contract_id
        join aktsom_riskproduct p on p.risk_id = r.id where r.verdict = 'high_risk' and c.supplier_id is not null
        group by p.group_id, c.supplier_id order by count(*) desc limit {FOLLOW_UPS}""",
    f"""insert into aktsom_followup (id, public_id, team_id, supplier_id, group_id, products, state, methods, form,
          form_proposed, form_ground, form_reason, starts_on, ends_on, beside, dropped_reason, made_at, announced_at,
          ended_at, revision)
        select n, {_id("fol")}, t.id, supplier_id, w.group_id, '[]',
          case when n % 3 = 0 then 'concluded' else 'running' end, '["self_report"]', 'full', 'full', '', '',
          date '2026-01-01', date '2026-12-31', '', '',
          timestamptz '2026-01-05' + n % 200 * interval '1 day', timestamptz '2026-01-06' + n % 200 * interval '1 day',
          case when n % 3 = 0 then timestamptz '2026-09-01' + n % 30 * interval '1 day' end, 1
        from wanted w join aktsom_categoryteam t on t.group_id = w.group_id""",
    """insert into aktsom_coveredcontract (follow_up_id, contract_id, member_id, joined_at, joined_late)
       select f.id, c.id, c.member_id, f.announced_at, false from aktsom_followup f
       join aktsom_contract c on c.supplier_id = f.supplier_id
       join aktsom_contractrisk r on r.contract_id = c.id and r.verdict = 'high_risk'
         and r.running_until >= current_date
       where exists (select from aktsom_riskproduct p where p.risk_id = r.id and p.group_id = f.group_id)""",
    f"""insert into aktsom_questionnaireedition (public_id, form, number, state, note, source, made_at, revision)
        select {_id("edi", "1")}, 'full', 1, 'published', '', '', now(), 1
        where not exists (select from aktsom_questionnaireedition where form = 'full')""",
    f"""insert into aktsom_selfreport (id, public_id, follow_up_id, team_id, supplier_id, group_id, products,
          edition_id, owner_id, audience, secrecy_ground, seen_by, state, message, asked_at, answered_at,
          withdrawn_reason, revision)
        select id, {_id("srp", "id")}, id, team_id, supplier_id, group_id, '[]',
          (select min(id) from aktsom_questionnaireedition), (select min(id) from aktsom_member), 'linked_buyers', '',
          {BUYERS},
          case when id % 4 = 0 then 'asked' else 'judged' end, '', announced_at,
          case when id % 4 > 0 then announced_at + interval '30 days' end, '', 1
        from aktsom_followup f""",
    """insert into aktsom_reportedcontract (self_report_id, contract_id, member_id, title, reference, term_set, due_on,
         due_why, added_at, ticked_on)
       select follow_up_id, contract_id, member_id, 'x', '', '',
         case when contract_id % 7 > 0 then joined_at::date + 42 end, '{}', joined_at,
         case when follow_up_id % 4 > 0 then joined_at::date + 20 + (follow_up_id % 40)::int end
       from aktsom_coveredcontract""",
    f"""insert into aktsom_conclusion (public_id, follow_up_id, term_set_id, number, wording, products, site_key,
          site_name, site_country, method, done_on, verdict, reason, left_open, risks, qualities, concluded_at)
        select {_id("ccl", "f.id || t.code")}, f.id, t.code, '1.1', 'x', '[]', '', '', '', 'audit', date '2026-08-01',
          'met', 'x', '', '[]', '[]', timestamptz '2026-08-01'
        from aktsom_followup f, aktsom_termset t where f.id % 3 = 0""",
    f"""insert into aktsom_colourchange (follow_up_id, term_set_id, seen_by, colour, flags, since, at)
       select f.id, t.code, {BUYERS}, (array['green', 'yellow', 'red'])[1 + f.id % 3], '[]', date '2026-08-01', now()
       from aktsom_followup f, aktsom_termset t where f.id % 2 = 0""",
    f"""insert into aktsom_finding (public_id, follow_up_id, owner_id, team_id, supplier_id, seen_by, shared_at, kind,
          state, number, site_key, site_name, site_country, title, text, found_on, rests_on, positive, scale, scope,
          irremediable, severity_reason, irremediable_reason, buyers_part, buyers_part_text, stopped_reason,
          lifted_reason, made_at, written_at, stood_at, closed_at, closed_on, unheard_reason, closed_reason,
          reopened_reason, withdrawn_reason, escalated_on, revision)
        select {_id("fnd", "id * 5 + k")}, id, (select min(id) from aktsom_member), team_id, supplier_id, '{{}}',
          announced_at, 'deviation', case when k = 1 then 'closed' else 'stands' end, '1.1', '', '', '', 'Avvik', '',
          announced_at::date, '', false, 3, 2, 1, 'x', '', '', '', '', '', announced_at, announced_at, announced_at,
          case when k = 1 then announced_at + interval '60 days' end,
          case when k = 1 then announced_at::date + 55 end, '', case when k = 1 then 'x' else '' end, '', '',
          case when k = 2 and id % 5 = 0 then date '2026-10-01' end, 1
        from aktsom_followup, generate_series(1, 3) k where id % 2 = 0""",
    f"""insert into aktsom_actionplan (id, public_id, follow_up_id, owner_id, team_id, supplier_id, seen_by, shared_at,
          state, due_on, wanted_text, asked_at, accepted_at, revision)
        select id, {_id("apl", "id")}, id, (select min(id) from aktsom_member), team_id, supplier_id, '{{}}',
          announced_at + interval '20 days', 'accepted', announced_at::date + 14, '', announced_at,
          announced_at + interval '20 days', 1
        from aktsom_followup where id % 2 = 0""",
    f"""insert into aktsom_measure (public_id, plan_id, finding_id, state, text, cause, who, due_on, proof_wanted,
          preventive, blocked_reason, alternative, agreed_at, revision)
        select {_id("msr", "id")}, follow_up_id, id, 'open', 'x', '', '', date '2026-12-01', '', false, '', '',
          stood_at + interval '20 days', 1
        from aktsom_finding where id % 3 > 0""",
    f"""insert into aktsom_reliancedecision (public_id, contract_id, member_id, follow_up_id, term_set_id, choice,
          reason, against, decided_at)
        select {_id("rly", "c.id")}, c.contract_id, c.member_id, c.follow_up_id, 'T4',
          (array['fully', 'partly', 'own'])[1 + c.id % 3], 'x',
          case when c.id % 3 = 0 then '[]' else '["x"]' end::jsonb, now()
        from aktsom_coveredcontract c join aktsom_followup f on f.id = c.follow_up_id
        where f.state = 'concluded' and c.id % 2 = 0""",
)
