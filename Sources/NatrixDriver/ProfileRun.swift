/// Runs a program that was built for profiling and gathers its samples.

import Glibc
import NatrixReport

extension Pipeline {
  /// Runs `executable` in this process's place; `name` is how the profile calls it. Gives the profile, if the program has made
  /// one, and how the program ended, as waitpid tells it.
  package static func profiledRun(
    _ executable: String, arguments: [String], name: String
  ) throws -> (profile: Profile?, status: Int32) {
    var template = Array("/tmp/natrix-profile-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw SystemError("/tmp") }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    TemporaryFiles.add(path)
    defer {
      close(descriptor)
      TemporaryFiles.remove(path)
    }
    setenv("NATRIX_PROFILE", path, 1)
    let status = try ChildProcess.foreground(executable, arguments)
    unsetenv("NATRIX_PROFILE")
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_size > 0 else { return (nil, status) }
    let size = Int(info.st_size)
    guard let memory = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), memory != MAP_FAILED else { return (nil, status) }
    defer { munmap(memory, size) }
    guard let data = ProfileData(UnsafeRawBufferPointer(start: memory, count: size)) else { return (nil, status) }
    return (try ProfileNames(executable: executable, data: data)?.profile(of: name), status)
  }
}
