import sys
from pathlib import Path

# The training code is no part of the installed package.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "models"))
