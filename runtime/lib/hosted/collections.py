"""The `collections` of extension modules: containers are the runtime's and become the host's when they cross, the rest is the host's."""
import _host_collections as _host
from _host_collections import __all__, __doc__, __file__, __path__, ChainMap, UserDict, UserList, UserString, abc, namedtuple
from _containers import OrderedDict, _share, defaultdict, deque
from _counting import Counter

_share(Counter)


def __getattr__(name):
    return getattr(_host, name)
