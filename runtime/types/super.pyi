class super:
    """super() -> same as super(__class__, <first argument>)
super(type) -> unbound super object
super(type, obj) -> bound super object; requires isinstance(obj, type)
super(type, type2) -> bound super object; requires issubclass(type2, type)"""
    @member
    def __thisclass__(self): ...
    @member
    def __self__(self): ...
    @member
    def __self_class__(self): ...
