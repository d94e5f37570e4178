"""Tables as people make them: lists, matrices, memberships and pairs."""
