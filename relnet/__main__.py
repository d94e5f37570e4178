"""``python -m relnet``."""

from relnet.cli import main

main(prog_name="relnet")
