"""The migrations that a database may have been built by before these took their place.

Such a database holds the same tables, triggers and policies already: Django sees by these names that there is nothing to
do. One that had come part of the way is first brought to the last of them by the release that has their files.
"""

REPLACED = [
    ("aktsom", name)
    for name in (
        "0001_first_tables",
        "0002_append_only",
        "0003_network",
        "0004_own_facts",
        "0005_running_until",
        "0006_suppliers_and_chains",
        "0007_wall",
        "0008_reach_log",
        "0009_places_kept",
        "0010_questionnaires",
        "0011_follow_ups",
        "0012_evidence",
        "0013_self_reports",
        "0014_calendar_links",
        "0015_dispatch",
        "0016_conclusions",
        "0017_judging",
        "0018_meetings",
        "0019_document_reviews",
        "0020_audits",
        "0021_places_and_rereadings",
        "0022_packages",
    )
]
