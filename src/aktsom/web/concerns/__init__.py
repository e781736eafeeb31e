"""The public form for whoever knows of harm: no account, no script, no cookie, and nothing kept that tells who or from
where."""
