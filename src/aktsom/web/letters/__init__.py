"""Letters as people meet them: the owner's and the supplier's page, joint letters, and the member's own templates."""
