"""What must be kept and what may be asked for: each member's whole case file for its archive, and requests for access
as cases with a clock.
"""
