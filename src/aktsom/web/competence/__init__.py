"""The register of competence: one's own page, a team's, and the network's."""
