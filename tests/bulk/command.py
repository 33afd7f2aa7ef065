"""The command line with toy readers in place of the extractor: ``python command.py extract …``."""

from toys import Toy

from orewire.bulk import loader
from orewire.cli import main

if __name__ == "__main__":
    loader.Loader = Toy
    main(prog_name="orewire")
