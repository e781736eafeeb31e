"""Writes about places and chains."""
