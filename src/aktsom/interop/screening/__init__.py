"""Registers in, screened registers out, with neither database nor set-up."""
