"""Chains in spreadsheets: a workbook to fill in, the rows understood, and public lists of production places."""
