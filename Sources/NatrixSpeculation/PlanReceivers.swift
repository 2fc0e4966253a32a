/// Which of the kinds that an object may be are left where an attribute is asked for: those that have one of that name. The
/// others would raise AttributeError, which the generic version does.
///
///     for c in everything:               everything: Constraint | Variable, and only the first has execute():
///       c.execute()                 →    guard_layout c, Constraint

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  /// What may be the object whose attribute is loaded.
  func receiverType(of load: ValueID) -> Type {
    speculation.having(graph[load].nameAttribute ?? "", inputType(0, of: load))
  }
}

extension Speculation {
  /// The type without what has no attribute of that name; as it is where nothing would be left, or that is not known.
  func having(_ name: String, _ type: Type) -> Type {
    guard does(.receivers), !type.isAny, type.atoms.count > 1, !name.hasPrefix("__") else { return type }
    var left = type
    var instances = 0
    for atom in type.atoms {
      switch atom {
      case .instance(let id):
        if mayHave(name, id) { instances += 1 } else { left = left.without(atom) }
      case .int, .bool, .float, .complex, .bigInt:
        if !Speculation.numberAttributes.contains(name) { left = left.without(atom) }
      case .str, .bytes, .container:
        if !Speculation.builtinAttributes.contains(name) { left = left.without(atom) }
      case .absent, .none, .ellipsis, .notImplemented, .native, .iterator, .generator, .function, .boundMethod, .classObject,
        .builtin, .builtinMethod, .module:
        break
      }
    }
    return instances > 0 ? left : type
  }

  private func mayHave(_ name: String, _ id: ClassID) -> Bool {
    let info = types.classes[id]
    if info.isOpaque || info.nativeBase != nil || info.mro.contains(where: { types.classes[$0].isOpaque }) { return true }
    for hook in [name, "__getattr__", "__getattribute__"] where types.classes.member(hook, of: id) != nil { return true }
    if layouts[info.body]?.names.contains(name) ?? false { return true }
    return id.index < types.attributes.count && !(types.attributes[id.index][name]?.isNever ?? true)
  }

  /// Names that numbers have.
  private static let numberAttributes: Set<String> = [
    "as_integer_ratio", "bit_count", "bit_length", "conjugate", "denominator", "from_bytes", "fromhex", "hex", "imag",
    "is_integer", "numerator", "real", "to_bytes",
  ]

  /// Names that instances of builtin types have.
  private static let builtinAttributes = Set(
    """
    add add_note append appendleft args as_integer_ratio bit_count bit_length buffer buffer_info byteswap
    c_contiguous capitalize casefold cast center characters_written clear close closed code conjugate
    contiguous copy count decode deleter denominator detach difference difference_update discard elements
    encode encoding end end_lineno end_offset endswith errno errors expandtabs extend extendleft f_contiguous
    fdel fget filename filename2 fileno find flush format format_map from_bytes frombytes fromfile fromhex
    fromkeys fromlist fromunicode fset get getter gi_code gi_frame gi_running gi_suspended gi_yieldfrom hex
    imag index indices insert intersection intersection_update is_integer isalnum isalpha isascii isatty
    isdecimal isdigit isdisjoint isidentifier islower isnumeric isprintable isspace issubset issuperset
    istitle isupper items itemsize join keys line_buffering lineno ljust lower lstrip maketrans maxlen mode
    most_common move_to_end msg name nbytes ndim newlines numerator obj object offset partition path peek pop
    popitem popleft print_file_and_line raw read read1 readable readinto readinto1 readline readlines
    readonly real reason reconfigure release remove removeprefix removesuffix replace reverse rfind rindex
    rjust rotate rpartition rsplit rstrip seek seekable send setdefault setter shape sort split splitlines
    start startswith step stop strerror strides strip suboffsets subtract swapcase symmetric_difference
    symmetric_difference_update tell text throw title to_bytes tobytes tofile tolist toreadonly total
    tounicode translate truncate typecode union update upper value values with_traceback writable write
    write_through writelines zfill
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
