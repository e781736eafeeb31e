"""The ladder of steps towards a supplier: one recommendation, and one decision for each contract by its owner."""
