/// The instructions of the pass dying-values: gives objects back, asks what that rests on, hands results over.

import NatrixIR

struct OwnershipEdits {
  private enum Act {
    case drop, share, handOver, asksBefore, asksBehind
  }
  private struct Edit {
    var place: Int
    var rank: Int
    var value: ValueID?
    var act: Act
    var conditions: [OwnershipCondition] = []
  }

  private struct Edge: Hashable {
    var source, target: BlockID
  }

  private var edits: [BlockID: [Edit]] = [:]
  /// On ways between blocks, which get one of their own.
  private var edges: [(edge: Edge, edit: Edit)] = []
  /// Conditions that are asked where they arise.
  private var asked: Set<OwnershipCondition> = []

  init(_ deaths: [Death]) {
    for death in deaths {
      let edit = Edit(
        place: death.place, rank: death.isShared ? 3 : 2, value: death.value, act: death.isShared ? .share : .drop,
        conditions: death.conditions)
      if let target = death.edge { edges.append((Edge(source: death.block, target: target), edit)) }
      else { edits[death.block, default: []].append(edit) }
      note(death.conditions)
    }
  }

  /// What a block returns; nil: somebody may have that.
  mutating func handOver(
    _ result: (value: ValueID, conditions: [OwnershipCondition])?, in block: BlockID, _ graph: Graph
  ) {
    edits[block, default: []].append(
      Edit(
        place: graph[block].instructions.count - 1, rank: 4, value: result?.value, act: .handOver,
        conditions: result?.conditions ?? []))
    note(result?.conditions ?? [])
  }

  private mutating func note(_ conditions: [OwnershipCondition]) {
    for condition in conditions {
      switch condition {
      case .stayed, .handedOver, .fromHost: asked.insert(condition)
      case .builtin, .direct, .list, .number: break
      }
    }
  }

  private func split(_ edge: Edge, _ graph: inout Graph) -> BlockID {
    let block = graph.addBlock()
    graph.append(Instruction(.jump, targets: [edge.target]), to: block)
    graph[block].predecessors = [edge.source]
    graph.renamePredecessor(edge.source, to: block, of: edge.target)
    let end = graph[edge.source].instructions.last!
    graph[end].targets = graph[end].targets.map { $0 == edge.target ? block : $0 }
    return block
  }

  mutating func apply(to graph: inout Graph) {
    let homes = graph.definingBlocks()
    var answers: [OwnershipCondition: ValueID] = [:]
    func make(_ id: PrimitiveID, _ inputs: [ValueID], _ attributes: [Attribute] = []) -> ValueID {
      graph.add(Instruction(.primitive, inputs, attributes: [.primitive(id)] + attributes))
    }
    for condition in asked.sorted(by: { $0.operand.index < $1.operand.index }) {
      let call = condition.operand
      guard let block = homes[call.index], let place = graph[block].instructions.firstIndex(of: call) else { continue }
      if case .fromHost = condition {
        answers[condition] = make(.is_hosts, [graph[call].inputs[0]])
        edits[block, default: []].append(Edit(place: place, rank: 5, value: answers[condition], act: .asksBefore))
        continue
      }
      if case .stayed = condition {
        let count = make(.exit_count, [])
        edits[block, default: []].append(Edit(place: place, rank: 5, value: count, act: .asksBefore))
        answers[condition] = make(.no_exit_since, [count])
      } else {
        answers[condition] = make(.take_over, [call])
      }
      edits[block, default: []].append(Edit(place: place + 1, rank: 0, value: answers[condition], act: .asksBehind))
    }
    var between: [Edge: BlockID] = [:]
    for (edge, edit) in edges {
      let block = between[edge] ?? split(edge, &graph)
      between[edge] = block
      edits[block, default: []].append(edit)
    }
    for (block, edits) in edits.sorted(by: { $0.key.index < $1.key.index }) {
      // From the last place to the first, so that places stay what they are.
      for edit in edits.sorted(by: { ($0.place, $0.rank, $0.value?.index ?? 0) > ($1.place, $1.rank, $1.value?.index ?? 0) }) {
        var new: [ValueID] = []
        var condition: ValueID?
        for one in edit.conditions {
          let holds: ValueID
          switch one {
          case .builtin(let callee, let name):
            holds = make(.is_builtin, [callee], [.name(name)])
            new.append(holds)
          case .direct(let method):
            holds = make(.is_same, [method, graph.add(Instruction(.constant, attributes: [.constant(.none)]))])
            new.append(holds)
          case .list(let object):
            holds = make(.is_exact_list, [object])
            new.append(holds)
          case .number(let object):
            holds = make(.is_number, [object])
            new.append(holds)
          case .stayed, .handedOver, .fromHost:
            guard let answer = answers[one] else { continue }
            holds = answer
          }
          if let both = condition {
            condition = make(.both, [both, holds])
            new.append(condition!)
          } else {
            condition = holds
          }
        }
        switch edit.act {
        case .asksBefore, .asksBehind: new = [edit.value!]
        case .share: new.append(make(.share_object, [edit.value!]))
        case .drop: new.append(condition.map { make(.drop_when, [edit.value!, $0]) } ?? make(.drop, [edit.value!]))
        case .handOver:
          let value = edit.value ?? graph.add(Instruction(.constant, attributes: [.constant(.absent)]))
          new.append(condition.map { make(.hand_over_when, [value, $0]) } ?? make(.hand_over, [value]))
        }
        graph[block].instructions.insert(contentsOf: new, at: edit.place)
      }
    }
  }
}
