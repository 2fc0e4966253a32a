/// The operating system as the driver needs it: files, folders and child processes through POSIX, without Foundation
/// (whose loading alone takes longer than a cached run).

import Glibc

/// A system call failed: which one, on what, and errno's text.
package struct SystemError: Error, CustomStringConvertible {
  package let path: String
  package let code: Int32
  package init(_ path: String, _ code: Int32 = errno) {
    self.path = path
    self.code = code
  }
  package var reason: String { String(cString: strerror(code)) }
  package var description: String { "\(path): \(reason)" }
}

package enum FileKind { case file, folder, other }

/// What identifies a file's content without reading it.
package struct FileStamp: Equatable {
  package var size: Int
  package var seconds: Int
  package var nanoseconds: Int
  package var inode: UInt
}

package enum System {
  package static func kind(of path: String) -> FileKind? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  package static func isFile(_ path: String) -> Bool { kind(of: path) == .file }
  package static func isFolder(_ path: String) -> Bool { kind(of: path) == .folder }

  package static func stamp(of path: String) -> FileStamp? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    return FileStamp(
      size: Int(info.st_size), seconds: info.st_mtim.tv_sec, nanoseconds: info.st_mtim.tv_nsec,
      inode: UInt(info.st_ino))
  }

  package static func read(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(path) }
    defer { close(descriptor) }
    return try readAll(descriptor, name: path)
  }

  package static func readStandardInput() throws -> [UInt8] { try readAll(0, name: "<stdin>") }

  private static func readAll(_ descriptor: Int32, name: String) throws -> [UInt8] {
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemError(name)
      }
      if count == 0 { return result }
      result.append(contentsOf: chunk[0..<count])
    }
  }

  /// Names this process among others that may write to the same folder, also from other machines and containers.
  static let processName = "\(getpid())-" + String(UInt32.random(in: .min ... .max), radix: 36)

  /// Writes the whole file under another name first, so that nobody ever sees half of it.
  package static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o666) throws {
    let temporary = "\(path).\(processName).tmp"
    TemporaryFiles.add(temporary)
    defer { TemporaryFiles.remove(temporary) }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw SystemError(path) }
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + offset, bytes.count - offset)
      }
      if count < 0 {
        if errno == EINTR { continue }
        let code = errno
        close(descriptor)
        throw SystemError(path, code)
      }
      offset += count
    }
    guard close(descriptor) == 0 else { throw SystemError(path) }
    guard rename(temporary, path) == 0 else { throw SystemError(path) }
  }

  /// Writes a file that a person asked for; the error says that it is this one which cannot be written.
  package static func writeResult(_ bytes: [UInt8], to path: String, mode: mode_t = 0o666) throws {
    do {
      try write(bytes, to: path, mode: mode)
    } catch let error as SystemError {
      throw DriverError("cannot write '\(path)': \(error.reason)")
    }
  }

  /// Makes the folder and those above it.
  package static func makeFolder(_ path: String) throws {
    if isFolder(path) || path.isEmpty { return }
    try makeFolder(Path.folder(of: path))
    if mkdir(path, 0o777) != 0, errno != EEXIST { throw SystemError(path) }
  }

  /// Removes a folder with all that is in it, as far as that is possible.
  package static func removeFolder(_ path: String) {
    for name in list(path) {
      let entry = Path.join(path, name)
      var info = stat()
      // A link to a folder goes, the folder stays.
      if lstat(entry, &info) == 0, info.st_mode & S_IFMT == S_IFDIR { removeFolder(entry) } else { unlink(entry) }
    }
    rmdir(path)
  }

  /// The names in a folder, sorted; none when it cannot be read.
  package static func list(_ path: String) -> [String] {
    guard let handle = opendir(path) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  package static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The path of this very program, links resolved.
  package static var executablePath: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return CommandLine.arguments[0] }
    return String(decoding: buffer[0..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  package static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getcwd(&buffer, buffer.count) != nil else { return path }
    let end = buffer.firstIndex(of: 0) ?? buffer.count
    let current = String(decoding: buffer[0..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return Path.join(current, path)
  }

  /// Where a command stands on PATH.
  package static func find(command: String) -> String? {
    if command.contains("/") { return access(command, X_OK) == 0 ? command : nil }
    for folder in (environment("PATH") ?? "/usr/bin:/bin").split(separator: ":") {
      let path = Path.join(String(folder), command)
      if isFile(path), access(path, X_OK) == 0 { return path }
    }
    return nil
  }

  package static var isErrorTerminal: Bool { isatty(2) == 1 }

  /// Writes to standard error, whole.
  package static func printError(_ text: String) {
    var bytes = Array(text.utf8)
    while !bytes.isEmpty {
      let count = Glibc.write(2, bytes, bytes.count)
      if count < 0 && errno != EINTR { return }
      if count > 0 { bytes.removeFirst(count) }
    }
  }

  package static var monotonicSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Paths as text.
package enum Path {
  package static func join(_ folder: String, _ name: String) -> String {
    if folder.isEmpty || folder == "." || name.hasPrefix("/") { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
  /// The part before the last slash; empty when there is none.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
  package static func name(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }
  /// Fails when a file or folder of this name, without `.py`, cannot be imported.
  package static func checkModuleName(_ name: String) throws {
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }), name.first?.isNumber == false else {
      throw DriverError("'\(name)' is no name of a module", hint: "rename the file: letters, digits and underscores")
    }
  }
  package static func stem(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
