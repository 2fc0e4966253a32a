/// Calls by the interpreter around an extension module that go to fast versions at once, without objects for arguments.
///
///     nx_value py_m__f_hosted(nx_function *function, const nx_host_object *const *args) {
///         nx_i64 fast_n; nx_f64 fast_x;
///         if (nx_host_i64(args[0], &fast_n) && nx_host_f64(args[1], &fast_x)) { … py_m__f__fast(function, fast_n, fast_x) … }
///         return NX_STOP;                          // the general way
///     }

import NatrixIR

extension FastVersion {
  /// Tests of arguments that are lists or buffers of the host's, or containers of one kind.
  func hostedConditions(_ parameters: [String]) -> [String] {
    zip(parameters, kinds).compactMap { parameter, kind in kind.map { "nx_\(Primitive.row($0).name)(\(parameter))" } }
      + zip(parameters, hosted).compactMap { parameter, items in
        items.map { "nx_hosted_holds(\(parameter), \($0 == .floats))" }
      }
  }

  /// Whether it asks for anything of its arguments.
  var isConditional: Bool { parameters.contains { $0 != .object } || hosted.contains { $0 != nil } || kinds.contains { $0 != nil } }
}

extension Function {
  /// Versions for lists and buffers of the host's first: others may take any object.
  var dispatchOrder: [Int] {
    let isHosted = versions.map { $0.hosted.contains { $0 != nil } }
    return versions.indices.filter { isHosted[$0] } + versions.indices.filter { !isHosted[$0] }
  }

  func hasHostedEntry(in program: Program) -> Bool {
    program.traits.isExtension && kind == .function && !versions.isEmpty && !isInlined && signature.keywordOnly.isEmpty
      && signature.variadic == nil && signature.keywords == nil && parameterNames.count <= 8
      && versions.contains { $0.parameters.contains { $0 == .i64 || $0 == .f64 } }
  }
}

extension ModuleEmitter {
  /// Fast code of a function that calls itself by its name does not ask whether the name still means it: those who call it do.
  func callingItself(_ function: Function) -> [String] {
    guard program.traits.isExtension, function.isStatic else { return [] }
    let callsItself = function.versions.contains { version in
      version.graph.blocks.contains { block in
        block.instructions.contains { value in
          let instruction = version.graph[value]
          return instruction.opcode == .callFast && instruction.function == function.id
            && version.graph[instruction.inputs[0]].opcode == .constant
        }
      }
    }
    return callsItself ? ["NX_LIKELY(function->is_bound)"] : []
  }

  func emitHostedEntry(of function: Function, _ symbols: FunctionSymbols, to text: inout CText) {
    text.line()
    text.line("\(symbols.hostedPrototype) {")
    text.indent()
    for number in function.dispatchOrder {
      let version = function.versions[number]
      guard version.parameters.contains(where: { $0 == .i64 || $0 == .f64 }) else { break }
      text.line("{")
      text.indent()
      var conditions: [String] = []
      var arguments = ["function"]
      for (index, (parameter, representation)) in zip(symbols.parameters, version.parameters).enumerated() {
        switch representation {
        case .i64, .f64:
          text.line("\(representation.cType) fast_\(parameter);")
          conditions.append("nx_host_\(representation.rawValue)(args[\(index)], &fast_\(parameter))")
          arguments.append("fast_\(parameter)")
        case .object, .bool, .none: arguments.append(parameter)
        }
      }
      text.line("if (NX_LIKELY(\(conditions.joined(separator: " && ")))) {")
      text.indent()
      for (index, (parameter, representation)) in zip(symbols.parameters, version.parameters).enumerated()
      where representation == .object {
        text.line("nx_value \(parameter) = nx_host_argument(args[\(index)]);")
        text.line("if (NX_UNLIKELY(!\(parameter))) return NX_ERROR;")
      }
      let hosted = version.hostedConditions(symbols.parameters) + callingItself(function)
      if !hosted.isEmpty {
        text.line("if (\(hosted.joined(separator: " && "))) {")
        text.indent()
      }
      emitReturn(of: version, "\(symbols.fast(number))(\(arguments.joined(separator: ", ")))", to: &text)
      if !hosted.isEmpty {
        text.dedent()
        text.line("}")
      }
      text.dedent()
      text.line("}")
      text.dedent()
      text.line("}")
    }
    text.line("return NX_STOP;")
    text.dedent()
    text.line("}")
  }
}
