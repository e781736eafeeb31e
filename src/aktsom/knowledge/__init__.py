"""What teams know: guidance, what each follow-up taught, shared documents, questions between members, the library of
clauses, who can assess what; and what each person is told of.
"""
