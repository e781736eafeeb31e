"""A made-up year of the pilot, from register files to reports, by nothing but the platform's own acts.

Eight members have 300 contracts with 40 suppliers in four categories. Read it from `year.py`. The clock is passed in,
nothing is drawn at random, and the figures that come of it can be worked out by hand from what stands here.
"""
