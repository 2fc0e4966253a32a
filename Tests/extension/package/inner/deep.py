from .. import first
import host_module


def where():
    return __name__, __package__, first.VALUE, host_module.NAME


def place():
    from .. import inner
    return __file__, inner.__path__

deep_name = "main" if __name__ == "__main__" else "imported"
