"""What it cost and what it changed: effort, duplicates avoided, figures that add up, and the reports that the law and
management ask for.
"""
