"""How the shipped region Lindeland was made."""
