"""``python -m orewire`` is the command line."""

from orewire.cli import main

main(prog_name="orewire")
