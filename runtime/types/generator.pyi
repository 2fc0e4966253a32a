class generator:
    def send(self, value, /):
        """send(arg) -> send 'arg' into generator,
return next yielded value or raise StopIteration."""
    def throw(self, type, value=..., traceback=..., /):
        """throw(value)
throw(type[,value[,tb]])

Raise exception in generator, return next yielded value or raise
StopIteration."""
    def close(self):
        """close() -> raise GeneratorExit inside generator."""
    @classmethod
    def __class_getitem__(cls, item, /): ...
    @property
    def gi_code(self): ...
    @property
    def gi_frame(self): ...
    @property
    def gi_running(self) -> bool: ...
    @property
    def gi_suspended(self) -> bool: ...
    @property
    def gi_yieldfrom(self):
        """object being iterated by yield from, or None"""
    @property
    def __name__(self):
        """name of the generator"""
    @__name__.setter
    def __name__(self, value): ...
    @property
    def __qualname__(self):
        """qualified name of the generator"""
    @__qualname__.setter
    def __qualname__(self, value): ...
