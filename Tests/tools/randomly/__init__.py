"""Random programs: what random_programs.py compares."""
from .programs import file_of  # noqa: F401
