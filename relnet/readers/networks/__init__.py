"""Networks from other programs: nodes and ties, drawn elsewhere."""
