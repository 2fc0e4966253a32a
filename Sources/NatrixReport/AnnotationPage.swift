/// An annotated file as one self-contained page: a line opens with a click, the Return key or a tap, and shows its reasons, its
/// intermediate representation and its C.

package enum AnnotationPage {
  /// Bytes that a page should have at most: IR and C are left out of the lines that cost least where there would be more.
  private static let most = 1_950_000

  package static func html(_ file: AnnotatedFile) -> String {
    var page = HTMLPage(title: "natrix annotate: \(file.path)")
    page.add("<style>\n\(style)\n</style>")
    page.heading(1, file.path)
    page.paragraph(
      "Each line is marked by how much of it is left to the runtime: · nothing is executed or all of it is machine code, "
        + "▮▮▮▮ all of it is. A line opens: reasons, operations, intermediate representation and C. Keys: n and p for the next and previous line that has reasons.", class: "faint")
    addFirst(file, to: &page)
    page.heading(2, "Source")
    let codes = file.lines.map(code)
    let bare = file.lines.map { markup($0, of: file, code: "") }
    let used = page.text.utf8.count + script.utf8.count + bare.reduce(1_000) { $0 + $1.utf8.count + 1 }
    let shown = linesWithRoom(file, codes, room: most - used)
    let left = codes.indices.filter { !codes[$0].isEmpty && !shown.contains($0) }.count
    if left > 0 {
      page.paragraph(
        "The file is long: \(left) line\(left == 1 ? "" : "s"), those that cost least, open without intermediate representation and C. natrix dis has them.",
        class: "faint")
    }
    page.add("<div class=\"source\">")
    for (index, line) in file.lines.enumerated() {
      page.add(shown.contains(index) ? markup(line, of: file, code: codes[index]) : bare[index])
    }
    page.add("</div>")
    page.add("<script>\n\(script)\n</script>")
    return page.text
  }

  private static func addFirst(_ file: AnnotatedFile, to page: inout HTMLPage) {
    page.heading(2, "Worth changing first")
    let first = file.worthChanging
    guard !first.isEmpty else { return page.paragraph("Nothing: no line has a known reason to be slow.") }
    page.add("<ol>")
    for line in first {
      let source = HTMLPage.escape(line.text.drop { $0 == " " || $0 == "\t" }.description)
      page.add("<li><a href=\"#L\(line.number)\">line \(line.number)</a>: <code>\(source)</code>")
      if file.seconds != nil { page.add("<p>\(file.share(of: line)) of the time</p>") }
      for text in explanations(line, most: 3) { page.add(text) }
      page.add("</li>")
    }
    page.add("</ol>")
  }

  /// The lines, by index, whose IR and C there is room for, the costly ones first.
  private static func linesWithRoom(_ file: AnnotatedFile, _ codes: [String], room: Int) -> Set<Int> {
    var left = room
    var shown: Set<Int> = []
    for index in file.lines.indices.sorted(by: { (file.lines[$0].cost, $1) > (file.lines[$1].cost, $0) }) {
      let size = codes[index].utf8.count
      guard size > 0, size <= left else { continue }
      left -= size
      shown.insert(index)
    }
    return shown
  }

  private static func code(of line: AnnotatedLine) -> String {
    [("Fast version", line.fast), ("Generic version", line.generic), ("C", line.c)].filter { !$0.1.isEmpty }.map { title, code in
      "<h3>\(title)</h3><pre>\(HTMLPage.escape(code.joined(separator: "\n")))</pre>"
    }.joined()
  }

  /// Why a line is slow, with links to where the reason comes from, and where its guards failed.
  private static func explanations(_ line: AnnotatedLine, most: Int = .max) -> [String] {
    let reasons = line.firstReasons(most).map { reason, advice in
      let links = reason.from.map { "<a href=\"#L\($0)\">\($0)</a>" }.joined(separator: ", ")
      let from = links.isEmpty ? "" : " (from line\(reason.from.count == 1 ? "" : "s") \(links))"
      let title = reason.title.isEmpty ? "" : "<strong>\(HTMLPage.escape(reason.title))</strong>: "
      let asked = advice.map { " <em>\(HTMLPage.escape($0))</em>" } ?? ""
      return "<p>\(title)\(HTMLPage.escape(reason.because))\(from).\(asked)</p>"
    }
    return reasons + (line.measured?.sentences.prefix(most) ?? []).map { "<p>\(HTMLPage.escape($0)).</p>" }
  }

  private static func markup(_ line: AnnotatedLine, of file: AnnotatedFile, code: String) -> String {
    let share = file.seconds == nil ? "" : "<span class=\"share\">\(file.share(of: line))</span>"
    let head =
      "\(share)<span class=\"number\">\(line.number)</span><span class=\"mark\" aria-label=\"level \(line.level) of 4\">\(mark(line.level))</span>"
      + "<code>\(HTMLPage.escape(line.text))</code>"
    let sentences = line.operations.sentences
    guard !sentences.isEmpty || !line.reasons.isEmpty || line.measured != nil else { return "<div class=\"line l0\" id=\"L\(line.number)\">\(head)</div>" }
    let slow = line.reasons.isEmpty ? "" : " slow"
    var text = "<details class=\"line l\(line.level)\(slow)\" id=\"L\(line.number)\"><summary>\(head)</summary><div class=\"inside\">"
    text += explanations(line).joined()
    if let seconds = file.seconds, seconds > 0, let measured = line.measured, measured.total > 0 {
      text += "<p>\(file.share(of: line).isEmpty ? "0 %" : file.share(of: line)) of the time in this line, \(Profile.tenths(measured.total * 100 / seconds)) % with what it calls.</p>"
    }
    text += "<ul>" + sentences.map { "<li>\(HTMLPage.escape($0))</li>" }.joined() + "</ul>"
    return text + code + "</div></details>"
  }

  private static func mark(_ level: Int) -> String { level == 0 ? "·" : String(repeating: "▮", count: level) }

  /// A line that a link leads to opens; n and p go to the next and previous line that has reasons. Without scripts lines open
  /// all the same.
  private static let script = """
    "use strict";
    const slow = [...document.querySelectorAll(".source details.slow")];
    function show(line) {
      if (!line) return;
      line.open = true;
      line.scrollIntoView({block: "center"});
      line.firstElementChild.focus({preventScroll: true});
    }
    function follow() {
      const line = location.hash && document.getElementById(location.hash.slice(1));
      if (line instanceof HTMLDetailsElement) show(line);
    }
    addEventListener("hashchange", follow);
    addEventListener("keydown", event => {
      if (event.ctrlKey || event.altKey || event.metaKey || !"np".includes(event.key)) return;
      const at = slow.findIndex(line => line.contains(document.activeElement));
      show(event.key === "n" ? slow[at + 1] : slow[at < 0 ? slow.length - 1 : at - 1]);
    });
    follow();
    """

  private static let style = """
    .source { font: 14px/1.5 ui-monospace, monospace; overflow-x: auto; }
    .line > summary, div.line { white-space: pre; list-style: none; display: block; } .line > summary { cursor: pointer; }
    summary::-webkit-details-marker { display: none; } summary:hover { outline: 1px solid var(--s0); }
    .number { display: inline-block; width: 3.5em; text-align: right; color: var(--faint); user-select: none; }
    .share { display: inline-block; width: 5em; text-align: right; font-variant-numeric: tabular-nums; color: var(--s1); }
    .mark { display: inline-block; width: 4em; padding-left: 0.7em; color: var(--ink); letter-spacing: -1px; }
    .source code { font: inherit; } .inside { font: 15px/1.5 system-ui, sans-serif; white-space: normal; padding: 0.25rem 1rem 0.5rem 5em; border-left: 4px solid var(--s1); }
    .inside pre { font: 12px/1.4 ui-monospace, monospace; overflow-x: auto; background: var(--panel); padding: 0.5rem; } .inside h3 { font-size: 0.9rem; margin: 0.5rem 0 0; }
    .l1 > summary { background: color-mix(in srgb, var(--shade) 10%, transparent); } .l2 > summary { background: color-mix(in srgb, var(--shade) 22%, transparent); }
    .l3 > summary { background: color-mix(in srgb, var(--shade) 36%, transparent); } .l4 > summary { background: color-mix(in srgb, var(--shade) 48%, transparent); }
    details .number { color: var(--ink); }
    @media (max-width: 40rem) { .number { width: 2.5em; } .mark { width: 3.2em; } .inside { padding-left: 1em; } }
    """
}
