"""Standard errno system symbols."""
