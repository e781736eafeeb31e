"""Following up a supplier once for all who buy from it: questionnaires and self-reports, and what they show."""
