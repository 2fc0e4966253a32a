"""What pyproject.toml says, and which files belong to the project."""
import ast
import glob
import os
import re
import sysconfig

try:
    import tomllib
except ImportError:  # before 3.11
    import tomli as tomllib


class ProjectError(Exception):
    """pyproject.toml asks for something that cannot be done."""


_KNOWN = {"modules", "include", "source", "ship-sources", "require-compiler", "options", "version-from"}
_IGNORED_FOLDERS = {"__pycache__", ".git", ".hg", ".tox", ".venv", "venv", "build", "dist", "node_modules"}


def normalised(name):
    return re.sub(r"[-_.]+", "-", name).lower()


class Project:
    def __init__(self, folder, config_settings=None):
        self.folder = folder
        path = os.path.join(folder, "pyproject.toml")
        try:
            with open(path, "rb") as file:
                self.toml = tomllib.load(file)
        except FileNotFoundError:
            raise ProjectError(f"there is no {path}") from None
        self.table = self.toml.get("project", {})
        if not self.table.get("name"):
            raise ProjectError("pyproject.toml: [project] needs a name")
        self.name = self.table["name"]
        self.file_name = normalised(self.name).replace("-", "_")
        self.settings = self.toml.get("tool", {}).get("natrix", {})
        unknown = sorted(set(self.settings) - _KNOWN)
        if unknown:
            raise ProjectError(f"pyproject.toml: [tool.natrix] has no setting {unknown[0]!r} (there are: {', '.join(sorted(_KNOWN))})")
        self.modules = list(self.settings.get("modules", []))
        self.ships_sources = self.settings.get("ship-sources", True)
        given = config_settings or {}
        self.requires_compiler = bool(
            self.settings.get("require-compiler") or given.get("require-compiler") or os.environ.get("NATRIX_REQUIRE_COMPILER"))
        self.options = list(self.settings.get("options", []))
        self.source_root = self._find_source_root()
        self.included = self._find_included()
        self.version = self._find_version()

    # ---- where things are

    def _find_source_root(self):
        given = self.settings.get("source")
        if given:
            root = os.path.join(self.folder, given)
            if not os.path.isdir(root):
                raise ProjectError(f"pyproject.toml: [tool.natrix] source = {given!r}: there is no such folder")
            return root
        source = os.path.join(self.folder, "src")
        return source if os.path.isdir(source) and not os.path.exists(os.path.join(source, "__init__.py")) else self.folder

    def _find_included(self):
        """Top-level modules and packages, as names of files and folders in the source root."""
        given = self.settings.get("include")
        if given is None:
            given = {module.partition(".")[0] for module in self.modules} | {self.file_name}
            if self.source_root != self.folder:
                given = {entry[:-3] if entry.endswith(".py") else entry for entry in os.listdir(self.source_root)
                         if entry.endswith(".py") or os.path.isfile(os.path.join(self.source_root, entry, "__init__.py"))}
        found = []
        for name in sorted(given):
            base = os.path.join(self.source_root, name)
            if os.path.isdir(base):
                found.append(name)
            elif os.path.isfile(base + ".py"):
                found.append(name + ".py")
            elif os.path.isfile(base):
                found.append(name)
            elif self.settings.get("include") is not None or name != self.file_name:
                raise ProjectError(f"there is no module or package {name!r} in {self.source_root}")
        if not found:
            raise ProjectError(f"there is no module or package {self.file_name!r} in {self.source_root}; "
                               "name what belongs to the wheel in [tool.natrix] include")
        return found

    def _find_version(self):
        if "version" in self.table:
            return self.table["version"]
        if "version" not in self.table.get("dynamic", []):
            raise ProjectError("pyproject.toml: [project] needs a version")
        name = self.settings.get("version-from", self.file_name)
        base = os.path.join(self.source_root, *name.split("."))
        for path in (base + ".py", os.path.join(base, "__init__.py")):
            if not os.path.isfile(path):
                continue
            with open(path, encoding="utf-8") as file:
                tree = ast.parse(file.read(), path)
            for statement in tree.body:
                targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
                value = getattr(statement, "value", None)
                if any(isinstance(t, ast.Name) and t.id == "__version__" for t in targets) and isinstance(value, ast.Constant):
                    return str(value.value)
        raise ProjectError(f"the version is dynamic, but {name} has no __version__ = \"…\" (see [tool.natrix] version-from)")

    def files_below(self, name):
        path = os.path.join(self.source_root, name)
        if os.path.isfile(path):
            return [path]
        found = []
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(f for f in folders if f not in _IGNORED_FOLDERS and not f.endswith(".egg-info"))
            found += [os.path.join(folder, file) for file in sorted(files)
                      if not file.endswith((".pyc", ".pyo", ".abi3.so", ".swp"))]
        return found

    def python_files(self):
        """(name in the wheel, path) of everything that belongs to it uncompiled: sources, data, stubs."""
        for name in self.included:
            for path in self.files_below(name):
                yield os.path.relpath(path, self.source_root).replace(os.sep, "/"), path

    def module_of(self, archive_name):
        """The dotted name of the listed module or package that this source is of; None: none."""
        if not archive_name.endswith(".py"):
            return None
        parts = archive_name[:-3].split("/")
        if parts[-1] == "__init__":
            parts.pop()
        for count in range(len(parts), 0, -1):
            name = ".".join(parts[:count])
            if name in self.modules and (count == len(parts) or self.is_package(name)):
                return name
        return None

    def path_of(self, module):
        """The file or folder of a listed module."""
        base = os.path.join(self.source_root, *module.split("."))
        if os.path.isfile(os.path.join(base, "__init__.py")):
            return base
        if os.path.isfile(base + ".py"):
            return base + ".py"
        raise ProjectError(f"pyproject.toml: [tool.natrix] modules: there is no module {module!r} in {self.source_root}")

    def is_package(self, module):
        return os.path.isdir(self.path_of(module))

    def license_files(self):
        patterns = self.table.get("license-files", ["LICEN[CS]E*", "COPYING*", "NOTICE*", "AUTHORS*"])
        if isinstance(patterns, dict):
            patterns = patterns.get("globs", []) + patterns.get("paths", [])
        found = {path for pattern in patterns for path in glob.glob(os.path.join(self.folder, pattern)) if os.path.isfile(path)}
        return sorted(found)

    @staticmethod
    def compiled_tag():
        platform = re.sub(r"[-.]", "_", sysconfig.get_platform())
        return f"cp39-abi3-{platform}"
