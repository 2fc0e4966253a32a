class object:
    """The base class of the class hierarchy.

When called, it accepts no arguments and returns a new featureless
instance that has no instance attributes and cannot be given any."""
    @property
    def __class__(self): ...
    @__class__.setter
    def __class__(self, value): ...
    def __format__(self, format_spec, /):
        """Default object formatter."""
    def __dir__(self, /):
        """Default dir() implementation."""
    def __reduce__(self, /):
        """Helper for pickle."""
    def __reduce_ex__(self, protocol, /):
        """Helper for pickle."""
    def __getstate__(self, /):
        """Helper for pickle."""
    def __sizeof__(self, /):
        """Size of object in memory, in bytes."""
    @classmethod
    def __subclasshook__(cls, subclass, /):
        """Abstract classes can override this to customize issubclass()."""
    @vector
    @classmethod
    def __init_subclass__(cls, *args, **kwargs):
        """This method is called when a class is subclassed."""
