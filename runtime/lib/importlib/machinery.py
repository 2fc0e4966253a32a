"""The machinery of importlib: specs, and the finders and the loader of compiled modules."""
import sys

ModuleSpec = type(sys.__spec__)
BuiltinImporter, FrozenImporter, PathFinder = [finder for finder in sys.meta_path if isinstance(finder, type)
                                               and finder.__module__.startswith("_frozen_importlib")][:3]
SourceFileLoader = type(__loader__)

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = [".abi3.so", ".so"]


def all_suffixes():
    """Returns a list of all recognized module suffixes for this process"""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
