"""Random programs: what random_programs.py compares."""
from .programs import Programs  # noqa: F401
