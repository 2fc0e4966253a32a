/// The C of a library's functions, the header that describes them, and the file for pkg-config.

import NatrixSupport

struct LibraryText {
  /// The module's name, which every C name begins with.
  let prefix: String
  let interface: LibraryInterface
  let version: String

  init(prefix: String, interface: LibraryInterface, version: String = "0.1.0") {
    self.prefix = prefix
    self.interface = interface
    self.version = version
  }

  private var object: String { "\(prefix)_object" }

  // MARK: the header

  var header: String {
    let guardName = "NATRIX_LIBRARY_\(prefix.uppercased())_H"
    var lines = ["/* \(prefix).h: the module '\(prefix)' as a C library, made by natrix."]
    if let documentation = interface.documentation { lines += ["", LibraryText.comment(documentation)] }
    lines += LibraryText.rules.replacing("MODULE", with: prefix).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines += [
      "*/", "#ifndef \(guardName)", "#define \(guardName)", "#include <stdbool.h>", "#include <stddef.h>", "#include <stdint.h>", "",
      "#ifdef __cplusplus", "extern \"C\" {", "#endif", "",
      "typedef struct \(object) \(object);", "",
      LibraryText.common.replacing("MODULE", with: prefix),
    ]
    for function in interface.functions {
      lines.append("")
      lines.append("/* \(LibraryText.comment(function.signature))")
      if let documentation = function.documentation {
        lines += LibraryText.comment(documentation).split(separator: "\n", omittingEmptySubsequences: false).map { "   \($0)" }
      }
      lines[lines.count - 1] += " */"
      lines.append(prototype(function) + ";")
    }
    if !interface.leftOut.isEmpty {
      lines += ["", "/* Not here:"] + interface.leftOut.map { "   " + LibraryText.comment($0) } + ["*/"]
    }
    lines += ["", "#ifdef __cplusplus", "}", "#endif", "#endif"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func comment(_ text: String) -> String { text.replacing("*/", with: "* /") }

  private static let rules = """

    Functions may be called from any thread; they take turns, as threads of Python do. The first call of any starts the runtime
    and executes the module (MODULE_init does that and nothing else).

    Failure: a function that fails returns 0, nan, false or NULL, and MODULE_error() says "ValueError: …" until the thread's next
    call; it is NULL when nothing failed. Functions without a result return false when they fail.

    Memory: texts are UTF-8. Texts and arrays that are results are malloc'ed: free() them (an array of texts is one block). What
    is passed in is copied. Objects are handles: give each that a function returns back with MODULE_release. NULL as a handle
    is None.
    """

  private static let common = """
    bool MODULE_init(void);                        /* false: MODULE_error() says why */
    void MODULE_finish(void);                      /* flushes files and calls what atexit knows; also done at exit */
    void MODULE_thread_detach(void);               /* this thread will not call again; also done when it ends */
    const char *MODULE_error(void);                /* of this thread's last call; NULL: it did not fail */
    MODULE_object *MODULE_exception(void);         /* the exception of it, or NULL */

    MODULE_object *MODULE_retain(MODULE_object *object);
    void MODULE_release(MODULE_object *object);
    MODULE_object *MODULE_getattr(MODULE_object *object, const char *name);
    /* object.name(arguments); with name NULL: object(arguments) */
    MODULE_object *MODULE_call(MODULE_object *object, const char *name, size_t count, MODULE_object *const *arguments);
    MODULE_object *MODULE_from_int(int64_t value);
    MODULE_object *MODULE_from_double(double value);
    MODULE_object *MODULE_from_bool(bool value);
    MODULE_object *MODULE_from_str(const char *utf8);
    MODULE_object *MODULE_from_bytes(const void *data, size_t length);
    int64_t MODULE_to_int(MODULE_object *object);
    double MODULE_to_double(MODULE_object *object);
    bool MODULE_to_bool(MODULE_object *object);    /* its truth */
    char *MODULE_to_str(MODULE_object *object);    /* str(object) */
    uint8_t *MODULE_to_bytes(MODULE_object *object, size_t *length);
    """

  // MARK: prototypes

  private func resultType(_ type: LibraryType) -> String {
    switch type {
    case .int: "int64_t "
    case .float: "double "
    case .bool, .none: "bool "
    case .str: "char *"
    case .bytes: "uint8_t *"
    case .object: "\(object) *"
    case .ints, .floats, .bools, .strs: (type.element ?? "") + (type == .strs ? "*" : " *")
    }
  }

  private func parameter(_ parameter: LibraryParameter) -> String {
    let name = LibraryText.cName(parameter.name)
    switch parameter.type {
    case .int: return "int64_t \(name)"
    case .float: return "double \(name)"
    case .bool: return "bool \(name)"
    case .none, .object: return "\(object) *\(name)"
    case .str: return "const char *\(name)"
    case .bytes: return "const void *\(name), size_t \(name)_length"
    case .strs: return "const char *const *\(name), size_t \(name)_count"
    case .ints, .floats, .bools: return "const \(parameter.type.element ?? "") *\(name), size_t \(name)_count"
    }
  }

  /// The last parameter of what returns an array or bytes.
  private static func lengthParameter(_ type: LibraryType) -> String? {
    type == .bytes ? "length" : type.element == nil ? nil : "count"
  }

  private func prototype(_ function: LibraryFunction) -> String {
    var parameters = function.parameters.map(parameter)
    if function.isMethod { parameters.insert("\(object) *self", at: 0) }
    if let length = LibraryText.lengthParameter(function.result) { parameters.append("size_t *result_\(length)") }
    return "\(resultType(function.result))\(symbol(function))(\(parameters.isEmpty ? "void" : parameters.joined(separator: ", ")))"
  }

  /// A parameter's name, where C or C++ has another use for it with a stroke behind it.
  private static func cName(_ name: String) -> String {
    let ascii = String(name.unicodeScalars.map { $0.isASCII ? Character($0) : "_" })
    return reserved.contains(ascii) || ascii == "self" ? ascii + "_" : ascii
  }

  private static let reserved: Set<String> = [
    "auto", "bool", "break", "case", "catch", "char", "const", "continue", "default", "delete", "do", "double", "else", "enum", "explicit",
    "export", "extern", "false", "float", "for", "friend", "goto", "if", "inline", "int", "long", "mutable", "namespace", "new", "operator",
    "private", "protected", "public", "register", "restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch",
    "template", "this", "throw", "true", "try", "typedef", "typename", "union", "unsigned", "using", "virtual", "void", "volatile", "while",
    "alignas", "alignof", "asm", "bitand", "bitor", "and_eq", "compl", "concept", "constexpr", "decltype", "dynamic_cast", "linux", "noexcept",
    "not_eq", "nullptr", "or_eq", "requires", "static_assert", "thread_local", "typeof", "typeid", "unix", "wchar_t", "xor", "xor_eq",
    "errno", "stdin", "stdout", "stderr", "assert", "NULL", "NAN", "INFINITY", "EOF", "result_count", "result_length",
  ]

  private func symbol(_ function: LibraryFunction) -> String {
    prefix + "_" + function.qualifiedName.replacing(".", with: "_")
  }

  /// Names of the C functions.
  var symbols: [String] {
    LibraryText.commonNames.map { prefix + "_" + $0 } + interface.functions.map(symbol)
  }

  private static let commonNames = [
    "init", "finish", "thread_detach", "error", "exception", "retain", "release", "getattr", "call", "from_int", "from_double", "from_bool",
    "from_str", "from_bytes", "to_int", "to_double", "to_bool", "to_str", "to_bytes",
  ]

  // MARK: the functions

  var source: String {
    var lines = [
      "#include \"library.h\"", "#include <math.h>", "typedef nx_handle \(object);",
      "#define EXPORT __attribute__((visibility(\"default\")))", "const char nx_library_module[] = \"\(prefix)\";", "",
      LibraryText.commonSource.replacing("MODULE", with: prefix),
    ]
    for function in interface.functions { lines.append(body(function)) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func argument(_ parameter: LibraryParameter) -> String {
    let name = LibraryText.cName(parameter.name)
    switch parameter.type {
    case .int: return "nx_from_i64(\(name))"
    case .float: return "nx_from_double(\(name))"
    case .bool: return "nx_from_bool(\(name))"
    case .none: return "nx_library_object(\(name))"
    case .str(let optional):
      return optional ? "nx_library_str(\(name))"
        : "\(name) ? nx_library_str(\(name)) : nx_raisef(&nx_TypeError, \"%s\", \"'\(parameter.name)' is NULL\")"
    case .object: return "nx_library_object(\(name))"
    case .bytes: return "nx_library_bytes(\(name), \(name)_length)"
    case .ints, .floats, .bools, .strs: return "nx_library_\(parameter.type.converter)(\(name), \(name)_count)"
    }
  }

  private func body(_ function: LibraryFunction) -> String {
    let length = LibraryText.lengthParameter(function.result)
    var lines = ["EXPORT \(prototype(function)) {"]
    if let length { lines.append("    *result_\(length) = 0;") }
    lines.append("    if (!nx_library_enter()) return \(function.result == .float ? "NAN" : "0");")
    let arguments = (function.isMethod ? ["nx_library_object(self)"] : []) + function.parameters.map(argument)
    lines.append("    nx_value nx_arguments[] = {\((arguments + ["0"]).joined(separator: ", "))};")
    let keywords = function.parameters.filter(\.isKeyword).map { "\"\($0.name)\"" }
    let names = keywords.isEmpty ? "NULL" : "(const char *const[]){\(keywords.joined(separator: ", "))}"
    lines.append(
      "    nx_value nx_found = nx_library_call(\"\(function.qualifiedName)\", \(arguments.count - keywords.count), nx_arguments, \(keywords.count), \(names));")
    let converted: String
    switch function.result {
    case .none: converted = "nx_found != 0"
    case .object: converted = "nx_library_to_handle(nx_found)"
    case .str(let optional): converted = "nx_library_to_str(nx_found, \(optional))"
    case .int, .float, .bool: converted = "nx_library_to_\(function.result.converter)(nx_found)"
    case .bytes, .ints, .floats, .bools, .strs: converted = "nx_library_to_\(function.result.converter)(nx_found, result_\(length ?? ""))"
    }
    lines.append("    \(resultType(function.result))nx_result = \(converted);")
    lines += ["    nx_library_leave();", "    return nx_result;", "}", ""]
    return lines.joined(separator: "\n")
  }

  private static let commonSource = """
    EXPORT bool MODULE_init(void) {
        bool started = nx_library_enter();
        if (started) nx_library_leave();
        return started;
    }
    EXPORT void MODULE_finish(void) { nx_library_finish(); }
    EXPORT void MODULE_thread_detach(void) { nx_library_detach(); }
    EXPORT const char *MODULE_error(void) { return nx_library_error(); }
    EXPORT MODULE_object *MODULE_exception(void) { return nx_library_exception(); }
    EXPORT MODULE_object *MODULE_retain(MODULE_object *object) { return nx_library_retain(object); }
    EXPORT void MODULE_release(MODULE_object *object) { nx_library_release(object); }
    EXPORT MODULE_object *MODULE_getattr(MODULE_object *object, const char *name) { return nx_library_getattr(object, name); }
    EXPORT MODULE_object *MODULE_call(MODULE_object *object, const char *name, size_t count, MODULE_object *const *arguments) {
        return nx_library_call_method(object, name, count, arguments);
    }
    #define FROM(name, parameters, value) \\
        EXPORT MODULE_object *MODULE_from_##name parameters { \\
            MODULE_object *result = NULL; \\
            if (!nx_library_enter()) return NULL; \\
            result = nx_library_to_handle(value); \\
            nx_library_leave(); \\
            return result; \\
        }
    FROM(int, (int64_t value), nx_from_i64(value))
    FROM(double, (double value), nx_from_double(value))
    FROM(bool, (bool value), nx_from_bool(value))
    FROM(str, (const char *utf8), nx_library_str(utf8))
    FROM(bytes, (const void *data, size_t length), nx_library_bytes(data, length))
    #define TO(type, name, failure, parameters, value) \\
        EXPORT type MODULE_to_##name parameters { \\
            if (!nx_library_enter()) return failure; \\
            type result = value; \\
            nx_library_leave(); \\
            return result; \\
        }
    TO(int64_t, int, 0, (MODULE_object *object), nx_library_to_int(nx_library_object(object)))
    TO(double, double, NAN, (MODULE_object *object), nx_library_to_double(nx_library_object(object)))
    TO(bool, bool, false, (MODULE_object *object), nx_library_to_bool(nx_library_object(object)))
    TO(char *, str, NULL, (MODULE_object *object), nx_library_to_str(nx_to_str(nx_library_object(object)), false))
    TO(uint8_t *, bytes, NULL, (MODULE_object *object, size_t *length), nx_library_to_bytes(nx_library_object(object), length))

    """

  // MARK: pkg-config

  func packageConfiguration(libraries: [String], folder: String) -> String {
    """
    prefix=\(folder)
    libdir=${prefix}
    includedir=${prefix}

    Name: \(prefix)
    Description: the Python module \(prefix), compiled by natrix
    Version: \(version)
    Libs: -L${libdir} -l\(prefix)
    Libs.private: \(libraries.joined(separator: " "))
    Cflags: -I${includedir}

    """
  }
}
