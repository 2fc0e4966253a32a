class coroutine:
    @native("nx_generator_send")
    def send(self, value, /):
        """send(arg) -> send 'arg' into coroutine,
return next iterated value or raise StopIteration."""
    @native("nx_generator_throw")
    def throw(self, type, value=..., traceback=..., /):
        """throw(value)
throw(type[,value[,traceback]])

Raise exception in coroutine, return next iterated value or raise
StopIteration."""
    @native("nx_generator_close")
    def close(self):
        """close() -> raise GeneratorExit inside coroutine."""
    @classmethod
    @native("nx_generator_class_getitem")
    def __class_getitem__(cls, item, /): ...
    @property
    def cr_code(self): ...
    @property
    def cr_frame(self): ...
    @property
    def cr_running(self) -> bool: ...
    @property
    def cr_suspended(self) -> bool: ...
    @property
    def cr_await(self):
        """object being awaited on, or None"""
    @property
    def cr_origin(self): ...
    @property
    def __name__(self):
        """name of the coroutine"""
    @__name__.setter
    def __name__(self, value): ...
    @property
    def __qualname__(self):
        """qualified name of the coroutine"""
    @__qualname__.setter
    def __qualname__(self, value): ...

class coroutine_wrapper:
    """A wrapper object implementing __await__ for coroutines."""
    def send(self, value, /): ...
    def throw(self, type, value=..., traceback=..., /): ...
    def close(self): ...

class anext_awaitable:
    def send(self, value, /): ...
    @vector
    def throw(self, *args): ...
    def close(self): ...
