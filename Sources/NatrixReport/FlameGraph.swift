/// A profile as a flame graph: an SVG that stands alone. Each box is a function, as wide as the time spent in it and in what it
/// calls, which stands above it. A click (or Return) makes a box as wide as the drawing; the lowest box shows all again.

package enum FlameGraph {
  /// A function recurs at most so often in a stack that is drawn: deep recursion is no tall drawing.
  private static let mostRecursions = 24
  /// Boxes narrower than this part of the whole are left out.
  private static let narrowest = 0.0004
  private static let height = 18

  private final class Node {
    let title: String
    let kind: Kind
    var time = 0
    var children: [String: Node] = [:]
    init(_ title: String, _ kind: Kind) {
      self.title = title
      self.kind = kind
    }
    func child(_ title: String, _ kind: Kind) -> Node {
      if let found = children[title] { return found }
      let made = Node(title, kind)
      children[title] = made
      return made
    }
    /// Those wide enough to be drawn, in the order of their names.
    func drawn(of whole: Int) -> [Node] {
      children.values.filter { Double($0.time) >= narrowest * Double(whole) }.sorted { $0.title < $1.title }
    }
    func depth(of whole: Int) -> Int { 1 + (drawn(of: whole).map { $0.depth(of: whole) }.max() ?? 0) }
  }

  private enum Kind: String { case all, own, library, runtime, collector }

  package static func svg(_ profile: Profile) -> String {
    let root = tree(profile)
    let whole = max(1, root.time)
    let levels = root.depth(of: whole)
    let tall = 58 + levels * height
    var boxes = ""
    draw(root, from: 0, level: 0, levels: levels, whole: whole, to: &boxes)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="100%" height="\(tall)" role="img" aria-label="flame graph of \(HTMLPage.escape(profile.program))">
      <style>
      \(style)
      </style>
      <rect class="paper" width="100%" height="100%"/>
      <text x="8" y="20" class="head">\(HTMLPage.escape(profile.program)): \(Profile.tenths(Double(root.time) / 1e8, by: 2)) s of processor time</text>
      <text x="8" y="38" id="told" class="faint">click a box to enlarge it; boxes in brackets are the runtime on behalf of the function below</text>
      <g id="boxes">
      \(boxes)</g>
      <script><![CDATA[
      \(script)
      ]]></script>
      </svg>

      """
  }

  private static func tree(_ profile: Profile) -> Node {
    let root = Node("all", .all)
    for (stack, time) in profile.stacks {
      root.time += time
      var node = root
      var seen: [Int: Int] = [:]
      for call in stack.calls {
        seen[call.function, default: 0] += 1
        if seen[call.function, default: 0] > mostRecursions { continue }
        let function = profile.functions[call.function]
        node = node.child(function.title, function.isLibrary ? .library : .own)
        node.time += time
      }
      if let part = stack.runtime {
        node = node.child("[\(part)]", part == "collector" || part == "allocation" ? .collector : .runtime)
        node.time += time
      }
    }
    return root
  }

  private static func draw(_ node: Node, from start: Int, level: Int, levels: Int, whole: Int, to text: inout String) {
    let percent = Profile.tenths(Double(node.time) * 100 / Double(whole))
    let told = HTMLPage.escape("\(node.title): \(Profile.tenths(Double(node.time) / 1e8, by: 2)) s, \(percent) %")
    let x = fraction(start, whole)
    let width = fraction(node.time, whole)
    let y = 48 + (levels - 1 - level) * height
    text += "<svg class=\"b \(node.kind.rawValue)\" x=\"\(x)%\" y=\"\(y)\" width=\"\(width)%\" height=\"\(height - 1)\" tabindex=\"0\">"
    text += "<title>\(told)</title><rect width=\"100%\" height=\"100%\" rx=\"2\"/>"
    text += "<text x=\"4\" y=\"13\">\(HTMLPage.escape(node.title))</text>"
    text += "</svg>\n"
    var at = start
    for child in node.drawn(of: whole) {
      draw(child, from: at, level: level + 1, levels: levels, whole: whole, to: &text)
      at += child.time
    }
  }

  /// In percent, with three places.
  private static func fraction(_ part: Int, _ whole: Int) -> String {
    let scaled = Int((Double(part) * 100_000 / Double(whole)).rounded())
    let rest = "\(scaled % 1000)"
    return "\(scaled / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }

  private static let style = """
    svg { font: 12px system-ui, sans-serif; } svg:root { background: #ffffff; } .paper { fill: #ffffff; } text { fill: #1c1c1c; } .head { font-size: 15px; font-weight: 600; } .faint { fill: #5a5a5a; }
    .b { cursor: pointer; overflow: hidden; } .b:focus-visible > rect, .b:hover > rect { stroke: #1c1c1c; stroke-width: 2; } .b.hidden { display: none; }
    .all > rect { fill: #dcdcdc; } .own > rect { fill: #f5b64a; } .library > rect { fill: #8cc6ee; } .runtime > rect { fill: #cfd8a8; } .collector > rect { fill: #eaa9c6; } .b.past > rect { opacity: 0.5; }
    @media (prefers-color-scheme: dark) { svg:root { background: #161616; } .paper { fill: #161616; } text { fill: #ededed; } .faint { fill: #a8a8a8; }
      .b:focus-visible > rect, .b:hover > rect { stroke: #ededed; } .all > rect { fill: #3a3a3a; } .own > rect { fill: #8a5a00; } .library > rect { fill: #1c5a86; } .runtime > rect { fill: #4f5a24; } .collector > rect { fill: #7c3458; } }
    """

  private static let script = """
    const boxes = Array.from(document.querySelectorAll(".b")).map(element => ({ element, x: parseFloat(element.getAttribute("x")),
      width: parseFloat(element.getAttribute("width")), y: parseFloat(element.getAttribute("y")) }));
    const told = document.getElementById("told"), words = told.textContent, slack = 0.0005;
    function show(chosen) {
      for (const box of boxes) {
        const inside = box.x >= chosen.x - slack && box.x + box.width <= chosen.x + chosen.width + slack && box.y <= chosen.y;
        const below = box.y > chosen.y && box.x <= chosen.x + slack && box.x + box.width >= chosen.x + chosen.width - slack;
        box.element.classList.toggle("hidden", !inside && !below);
        box.element.classList.toggle("past", below);
        box.element.setAttribute("x", below ? "0%" : (box.x - chosen.x) / chosen.width * 100 + "%");
        box.element.setAttribute("width", below ? "100%" : box.width / chosen.width * 100 + "%");
      }
    }
    for (const box of boxes) {
      const tell = () => { told.textContent = box.element.querySelector("title").textContent; };
      box.element.addEventListener("click", () => show(box));
      box.element.addEventListener("keydown", event => { if (event.key === "Enter") show(box); });
      box.element.addEventListener("mouseenter", tell);
      box.element.addEventListener("focus", tell);
      box.element.addEventListener("mouseleave", () => { told.textContent = words; });
    }
    """
}
