"""Reading spreadsheets as people have them, and writing ones that are safe to open. Knows nothing of contracts."""
