# exit and quit, which `site` puts into builtins.

class quitter:
    @property
    def name(self): ...
    @property
    def eof(self): ...
