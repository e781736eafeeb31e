"""Publication as those with a part in it meet it: who writes, the supplier, contract owners, the secretariat."""
