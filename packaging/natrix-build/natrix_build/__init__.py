"""A PEP 517 build backend: wheels whose modules natrix has compiled.

    [build-system]
    requires = ["natrix-build"]
    build-backend = "natrix_build"

    [tool.natrix]
    modules = ["package.slow"]

This file holds the hooks that pip and build call; `project` reads pyproject.toml, `compiling` runs natrix, `wheels` writes
archives, `metadata` the core metadata.
"""
import os
import sys

import natrix_auto

from .compiling import compile_modules
from .metadata import core_metadata, entry_points
from .project import Project
from .wheels import Wheel, write_sdist

__version__ = "0.1.0"


def get_requires_for_build_wheel(config_settings=None):
    return [] if sys.version_info >= (3, 11) else ["tomli"]


get_requires_for_build_sdist = get_requires_for_build_editable = get_requires_for_build_wheel


def _dist_info(project):
    return f"{project.file_name}-{project.version}.dist-info"


def _add_metadata(wheel, project, tag):
    folder = _dist_info(project)
    wheel.add_text(f"{folder}/METADATA", core_metadata(project))
    points = entry_points(project)
    if points:
        wheel.add_text(f"{folder}/entry_points.txt", points)
    for path in project.license_files():
        wheel.add_file(f"{folder}/{os.path.basename(path)}", path)
    root = "true" if tag == "py3-none-any" else "false"
    wheel.add_text(
        f"{folder}/WHEEL",
        f"Wheel-Version: 1.0\nGenerator: natrix-build {__version__}\nRoot-Is-Purelib: {root}\nTag: {tag}\n")
    wheel.finish(f"{folder}/RECORD")


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    project = Project(os.getcwd())
    folder = os.path.join(metadata_directory, _dist_info(project))
    os.makedirs(folder, exist_ok=True)
    texts = {"METADATA": core_metadata(project), "entry_points.txt": entry_points(project)}
    for name, text in texts.items():
        if text:
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
    return os.path.basename(folder)


prepare_metadata_for_build_editable = prepare_metadata_for_build_wheel


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    project = Project(os.getcwd(), config_settings)
    compiled = compile_modules(project)
    tag = project.compiled_tag() if compiled else "py3-none-any"
    name = f"{project.file_name}-{project.version}-{tag}.whl"
    with Wheel(os.path.join(wheel_directory, name)) as wheel:
        for archive_name, path in project.python_files():
            if project.ships_sources or project.module_of(archive_name) not in compiled:
                wheel.add_file(archive_name, path)
        for module in compiled.values():
            wheel.add_file(module.archive_name, module.path)
            for extra_name, extra in module.extra:
                wheel.add_file(extra_name, extra)
        _add_metadata(wheel, project, tag)
    return name


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    """The sources stay where they are; listed modules are compiled when they are imported and have changed (natrix_auto)."""
    project = Project(os.getcwd(), config_settings)
    name = f"{project.file_name}-{project.version}-py3-none-any.whl"
    hook = f"_natrix_editable_{project.file_name}"
    with Wheel(os.path.join(wheel_directory, name)) as wheel:
        lines = [project.source_root]
        if project.modules:
            with open(natrix_auto.__file__, encoding="utf-8") as file:
                wheel.add_text(hook + ".py", file.read())
            lines.append(f"import {hook}; {hook}.install({sorted(project.modules)!r})")
        wheel.add_text(f"__editable__.{project.file_name}.pth", "\n".join(lines) + "\n")
        _add_metadata(wheel, project, "py3-none-any")
    return name


def build_sdist(sdist_directory, config_settings=None):
    project = Project(os.getcwd(), config_settings)
    return write_sdist(project, sdist_directory, core_metadata(project))
