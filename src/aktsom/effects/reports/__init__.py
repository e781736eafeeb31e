"""What reports say: drafted from what stands in the tables, in the language of the report, as parts of a paper."""
