"""Writing wheels and source distributions: reproducible archives with the hashes that installers check."""
import base64
import gzip
import hashlib
import io
import os
import stat
import tarfile
import time
import zipfile


def _moment():
    """What files are dated with: SOURCE_DATE_EPOCH, or a fixed day that zip files can hold."""
    return max(int(os.environ.get("SOURCE_DATE_EPOCH", 1577836800)), 315532800)


class Wheel:
    def __init__(self, path):
        self.archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self.rows = []

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.archive.close()

    def _add(self, name, data, mode=0o644):
        info = zipfile.ZipInfo(name, time.gmtime(_moment())[:6])
        info.external_attr = (stat.S_IFREG | mode) << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        self.archive.writestr(info, data)
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        self.rows.append((name, f"sha256={digest}", str(len(data))))

    def add_text(self, name, text):
        self._add(name, text.encode())

    def add_file(self, name, path):
        with open(path, "rb") as file:
            self._add(name, file.read(), 0o755 if os.access(path, os.X_OK) else 0o644)

    def finish(self, record):
        def quoted(text):
            return '"' + text.replace('"', '""') + '"' if "," in text or '"' in text else text

        lines = [",".join([quoted(name), digest, size]) for name, digest, size in self.rows] + [f"{quoted(record)},,"]
        self._add(record, "".join(line + "\n" for line in lines).encode())


def write_sdist(project, folder, metadata):
    base = f"{project.file_name}-{project.version}"
    name = base + ".tar.gz"
    paths = {os.path.join(project.folder, "pyproject.toml")} | set(project.license_files())
    readme = project.table.get("readme")
    if isinstance(readme, dict):
        readme = readme.get("file")
    if readme:
        paths.add(os.path.join(project.folder, readme))
    for included in project.included:
        paths.update(project.files_below(included))
    tests = os.path.join(project.folder, "tests")
    if os.path.isdir(tests):
        paths.update(os.path.join(root, file) for root, _, files in os.walk(tests) for file in files
                     if "__pycache__" not in root and not file.endswith(".pyc"))
    with open(os.path.join(folder, name), "wb") as raw, \
            gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=_moment()) as packed, \
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        def add(inner, data, mode=0o644):
            info = tarfile.TarInfo(f"{base}/{inner}")
            info.size, info.mtime, info.mode = len(data), _moment(), mode
            archive.addfile(info, io.BytesIO(data))

        add("PKG-INFO", metadata.encode())
        for path in sorted(paths):
            with open(path, "rb") as file:
                add(os.path.relpath(path, project.folder).replace(os.sep, "/"), file.read(),
                    0o755 if os.access(path, os.X_OK) else 0o644)
    return name
