"""A whole cooperation's registers made up in PostgreSQL itself: members of very different size, people, suppliers,
contracts with what the screen would say of them. Made by `insert … select`, so that a million contracts take a minute.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

DATABASE = os.environ.get("AKTSOM_BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432/aktsom_bench")
ROOT = Path(__file__).resolve().parents[1]


def answers(database: str = DATABASE) -> bool:
    import psycopg

    try:
        psycopg.connect(f"{database.rpartition('/')[0]}/postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def start(database: str = DATABASE, *, keep: bool = False) -> None:
    """A new database of that name (one that is there is thrown away, so the name must end with `_bench`), migrated."""
    import psycopg

    server, _, name = database.rpartition("/")
    if not name.endswith("_bench"):
        sys.exit(f"bench: {name} is thrown away and made anew; its name must end with _bench")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        if not keep:
            admin.execute(f'drop database if exists "{name}" with (force)')
            admin.execute(f'create database "{name}"')
    os.environ.update(
        {"DATABASE_URL": database, "AKTSOM_ENV": "demo", "AKTSOM_VAR": str(ROOT / "var" / "bench"),
         "DJANGO_SETTINGS_MODULE": "aktsom.settings"}
    )  # fmt: skip
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill(*, contracts: int, members: int, people: int, without: tuple[str, ...] = ()) -> None:
    """`without` are tables that what is measured does not ask."""
    from django.db import connection

    from aktsom.categories.queries import current_catalogue, current_version
    from aktsom.cli.demo import load_reference

    load_reference()
    numbers = {
        "contracts": contracts,
        "members": members,
        "people": people,
        "version": current_version().pk,
        "suppliers": max(100, contracts // 100),
    }
    products = [(n, product.group_id, product.id) for n, product in enumerate(current_catalogue().products)]
    with connection.cursor() as cursor:
        cursor.execute("create temporary table bought (k int, group_id text, product_id text)")
        cursor.executemany("insert into bought values (%s, %s, %s)", products)
        cursor.execute("select setseed(0.5)")
        for statement in STATEMENTS:
            if statement.startswith(tuple(f"insert into aktsom_{table} " for table in without)):
                continue
            named = {name: value for name, value in numbers.items() if f"%({name})s" in statement}
            cursor.execute(re.sub(r"%(?!\()", "%%", statement) if named else statement, named or None)
        cursor.execute("vacuum analyze")


_PUBLIC_ID = "'{0}_' || substr(md5('{0}' || {1}::text), 1, 12)"


def _id(prefix: str, number: str = "n") -> str:
    return _PUBLIC_ID.format(prefix, number)


STATEMENTS = (
    # A few members are large and most are small, as municipalities are.
    f"""insert into aktsom_member (public_id, slug, name, name_en, kind, organisation_number, contact_name,
          contact_email, archive_address, revision)
        select {_id("mem")}, 'bench-' || n, 'Medlem ' || n, '', 'kommune', '', '', '', '', 1
        from generate_series(1, %(members)s) n""",
    f"""insert into aktsom_person (public_id, email, name, home_id, language, is_active, password, wants_monthly_letter)
        select {_id("per")}, 'p' || n || '@bench.example', 'Person ' || n, m.id, '', true, '!', false
        from generate_series(1, %(people)s) n
        join aktsom_member m on m.slug = 'bench-' || ((n - 1) % %(members)s + 1)""",
    """insert into aktsom_membership (person_id, member_id, role, given_at)
       select id, home_id, 'contract_manager', now() from aktsom_person where email like '%@bench.example'""",
    f"""insert into aktsom_supplier (public_id, name, name_key, organisation_number, country,
          legal_form, state, covered, covered_why, account_address, account_source, size_source, register_answer)
        select {_id("sup")}, 'Leverandør ' || n || ' AS', 'leverandør ' || n, lpad((900000000 + n)::text, 9, '0'), 'NO',
          '', 'active', 'unknown', '', '', '', '', ''
        from generate_series(1, %(suppliers)s) n""",
    """create temporary table made as
       select n, m.id as member_id, s.id as supplier_id, (array['Engangshansker', 'Arbeidstøy', 'Bærbare datamaskiner',
           'Kontorrenhold', 'Kaffe og te', 'Møbler til skole', 'Byggematerialer', 'Konsulenttjenester'])[1 + n % 8]
           || ' ' || n as title, round((exp(random() * 9) * 5000)::numeric, 2) as value, random() as chance,
           date '2022-01-01' + (random() * 1500)::int as starts_on, now() as at
       from (select n, 1 + floor(%(members)s * power(random(), 2))::int as member_n,
                    1 + floor(%(suppliers)s * power(random(), 2))::int as supplier_n
             from generate_series(1, %(contracts)s) n) g
       join aktsom_member m on m.slug = 'bench-' || g.member_n
       join aktsom_supplier s on s.organisation_number = lpad((900000000 + g.supplier_n)::text, 9, '0')""",
    f"""insert into aktsom_contract (id, public_id, member_id, supplier_id, title, products, origins, value_band,
          currency, starts_on, ends_on, option_until, state, revision, created_at, changed_at)
        select n, {_id("con")}, member_id, supplier_id, title, '', '',
          case when chance > 0.9 then '' when value < 1e6 then 'small' when value < 1e7 then 'medium'
               when value < 1e8 then 'large' else 'very_large' end,
          'NOK', starts_on, starts_on + 1460, case when n % 3 = 0 then starts_on + 2190 end,
          case when chance > 0.98 then 'struck' when chance > 0.95 then 'ended' else 'running' end, 1, at, at
        from made""",
    """insert into aktsom_ownfacts (contract_id, member_id, reference, description, value, signed_on, options,
          term_deviations)
       select n, member_id, '2026/' || n, 'Beskrivelse av kjøpet som bare medlemmet selv ser.',
          case when chance <= 0.9 then value end, starts_on - 30, '', '' from made""",
    """insert into aktsom_contractcpv (contract_id, code, position)
       select n, (array['33141420', '18100000', '30213100', '90910000'])[1 + n % 4], 0 from made""",
    """create temporary table said as
       select made.*, b.group_id, b.product_id,
          case when chance < 0.25 then 'high_risk' when chance < 0.4 then 'insufficient_information'
               else 'not_on_list' end as verdict
       from made join bought b on b.k = made.n % (select count(*) from bought)""",
    f"""insert into aktsom_screening (id, public_id, contract_id, catalogue_version_id, at, verdict, level_raw,
          level_component, level_final, groups, products, rights, countries)
        select n, {_id("scr")}, n, %(version)s, at, verdict, '', '', '',
          case when verdict = 'not_on_list' then '' else group_id end,
          case when verdict = 'high_risk' then product_id else '' end, '', '' from said""",
    """insert into aktsom_screeningmatch (screening_id, member_id, kind, group_id, product_id, code, word, "where",
          cancelled_by, cancelled_why, cancelled_topic)
       select n, member_id, 'word', group_id, product_id, '', 'ord',
          case when n % 2 = 0 then 'title' else 'description' end, '', '', '' from said
       where verdict <> 'not_on_list'""",
    """insert into aktsom_contractrisk (id, contract_id, member_id, state, screening_id, verdict, level, level_raw,
          level_component, level_final, groups, product_ids, severity, likelihood, rank, revision)
       select n, n, member_id, case when n % 5 = 0 then 'confirmed' else 'screened' end, n, verdict,
          case when verdict = 'high_risk' then 'high' else '' end, '', '', '',
          case when verdict = 'not_on_list' then '' else group_id end,
          case when verdict = 'high_risk' then product_id else '' end,
          1 + n % 4, 1 + n % 3,
          case verdict when 'high_risk' then 100 + n % 300 when 'not_on_list' then 0 else 50 end, 1 from said""",
    """insert into aktsom_riskproduct (risk_id, member_id, group_id, product_id)
       select n, member_id, group_id, case when verdict = 'high_risk' then product_id else '' end from said
       where verdict <> 'not_on_list'""",
    f"""insert into aktsom_riskdecision (public_id, contract_id, member_id, screening_id, kind, verdict, products,
          reason, person_id, at)
        select {_id("dec")}, n, member_id, n, 'confirm', verdict, '', '', 1, at from said where n % 5 = 0""",
    """insert into aktsom_journalentry (number, at, person_id, body_id, member_id, verb, scope, subject, changes,
          previous, hash)
       select 1000000 + n, at, 1, member_id, member_id, 'contract_registered', '',
          'con_' || substr(md5('con' || n), 1, 12), '{}', repeat('0', 64), repeat('0', 64) from made where n % 4 = 0""",
    "update aktsom_journalhead set number = (select coalesce(max(number), 0) from aktsom_journalentry)",
    f"""insert into aktsom_registerimport (public_id, member_id, person_id, file_name, file_path, checksum,
          received_at, state, problem, problem_params, sheet, columns, noticed, whole_register, revision)
        select {_id("imp", "(m.id * 10 + k)")}, m.id, 1, 'register.xlsx', 'x', '', now(), 'read', '', '{{}}', '', '[]',
          '{{}}', true, 1
        from aktsom_member m, generate_series(1, 3) k where m.slug like 'bench-%'""",
    """insert into aktsom_importrow (register_import_id, member_id, number, reference, words, mended, facts, problems,
          outcome, changes)
       select i.id, i.member_id, n, '2026/' || n, '{}', '{}', '{}', '[]', 'new', '{}'
       from aktsom_registerimport i, generate_series(1, 200) n""",
    "select setval(pg_get_serial_sequence('aktsom_' || t, 'id'), %(contracts)s + 1) "
    "from unnest(array['contract', 'screening', 'contractrisk']) t",
)
