"""What the library asks about the program itself."""
@native("nx_program_modules_")
def modules():
    """(name, path of the source or None, whether it is a package) of every module that can be imported"""
def interprets():
    """whether modules are found in files, which are then interpreted"""

def namespace_packages():
    """names of the packages that are folders without __init__.py"""

def name_in_messages(cls, name, /):
    """Error texts call a class of the library so: with its module, as the classes of native modules are called."""
