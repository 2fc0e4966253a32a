"""Support for POSIX locales."""

def setlocale(category, locale=None, /):
    """Activates/queries locale processing."""
def localeconv() -> dict:
    """Returns numeric and monetary locale-specific parameters."""
def strcoll(os1, os2, /) -> int:
    """Compares two strings according to the locale."""
def strxfrm(string, /) -> str:
    """Return a string that can be used as a key for locale-aware comparisons."""
def nl_langinfo(key, /) -> str:
    """Return the value for the locale information associated with key."""
def getencoding() -> str:
    """Get the current locale encoding."""
