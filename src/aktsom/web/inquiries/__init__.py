"""Signals as they come in, and the joint inquiries that they become."""
