"""relnet: repeated surveys of organisations, turned into evidence of change."""
