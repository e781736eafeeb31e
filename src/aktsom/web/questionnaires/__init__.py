"""The questionnaires of the self-report: read by everybody, written by the secretariat."""
