"""Core metadata (PEP 621 to METADATA) and entry points."""
import os

from .project import ProjectError


def _people(project, key, header):
    names, addresses = [], []
    for person in project.table.get(key, []):
        if "email" in person:
            addresses.append(f"{person['name']} <{person['email']}>" if "name" in person else person["email"])
        elif "name" in person:
            names.append(person["name"])
    return ([(header, ", ".join(names))] if names else []) + ([(header + "-email", ", ".join(addresses))] if addresses else [])


def _readme(project):
    given = project.table.get("readme")
    if given is None:
        return None, ""
    if isinstance(given, str):
        given = {"file": given}
    if "text" in given:
        return given.get("content-type", "text/plain"), given["text"]
    path = os.path.join(project.folder, given["file"])
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except OSError as error:
        raise ProjectError(f"pyproject.toml: readme: {error}") from None
    kinds = {".md": "text/markdown", ".rst": "text/x-rst"}
    return given.get("content-type", kinds.get(os.path.splitext(path)[1].lower(), "text/plain")), text


def _with_extra(requirement, extra):
    text, _, marker = requirement.partition(";")
    condition = f"extra == {extra!r}"
    return f"{text.strip()}; ({marker.strip()}) and {condition}" if marker else f"{requirement}; {condition}"


def core_metadata(project):
    table = project.table
    lines = [("Metadata-Version", "2.1"), ("Name", project.name), ("Version", project.version)]
    if "description" in table:
        lines.append(("Summary", " ".join(table["description"].split())))
    lines += _people(project, "authors", "Author") + _people(project, "maintainers", "Maintainer")
    license = table.get("license")
    if isinstance(license, dict):
        license = license.get("text")
    if license:
        lines.append(("License", license.replace("\n", "\n        ")))
    if table.get("keywords"):
        lines.append(("Keywords", ",".join(table["keywords"])))
    lines += [("Classifier", text) for text in table.get("classifiers", [])]
    lines += [("Project-URL", f"{label}, {url}") for label, url in table.get("urls", {}).items()]
    if "requires-python" in table:
        lines.append(("Requires-Python", table["requires-python"]))
    lines += [("Requires-Dist", text) for text in table.get("dependencies", [])]
    for extra, requirements in table.get("optional-dependencies", {}).items():
        lines.append(("Provides-Extra", extra))
        lines += [("Requires-Dist", _with_extra(text, extra)) for text in requirements]
    kind, text = _readme(project)
    if kind:
        lines.append(("Description-Content-Type", kind + ("; charset=UTF-8" if "charset" not in kind else "")))
    return "".join(f"{name}: {value}\n" for name, value in lines) + ("\n" + text if text else "")


def entry_points(project):
    groups = dict(project.table.get("entry-points", {}))
    for key, group in (("scripts", "console_scripts"), ("gui-scripts", "gui_scripts")):
        if project.table.get(key):
            groups[group] = project.table[key]
    return "\n".join(f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in points.items()) for group, points in groups.items())
