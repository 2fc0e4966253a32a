/// A self-contained page: its style is in it, nothing is fetched (which its policy tells the browser, too). It follows the reader's light or dark colours.

package struct HTMLPage {
  private var body = ""
  private let title: String

  package init(title: String) { self.title = title }

  package static func escape(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// Markup as it is.
  package mutating func add(_ markup: String) { body += markup + "\n" }

  package mutating func heading(_ level: Int, _ text: String, id: String? = nil) {
    let attribute = id.map { " id=\"\(HTMLPage.escape($0))\"" } ?? ""
    add("<h\(level)\(attribute)>\(HTMLPage.escape(text))</h\(level)>")
  }

  package mutating func paragraph(_ text: String, class name: String? = nil) {
    let attribute = name.map { " class=\"\($0)\"" } ?? ""
    add("<p\(attribute)>\(HTMLPage.escape(text))</p>")
  }

  /// A table whose first column names the row; the others are figures.
  package mutating func table(_ columns: [String], _ rows: [[String]]) {
    // What scrolls can be reached by keys.
    add("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(HTMLPage.escape(columns.joined(separator: ", ")))\"><table>")
    add("<tr>" + columns.map { "<th scope=\"col\">\(HTMLPage.escape($0))</th>" }.joined() + "</tr>")
    for row in rows {
      let cells = row.dropFirst().map { "<td>\(HTMLPage.escape($0))</td>" }.joined()
      add("<tr><th scope=\"row\">\(HTMLPage.escape(row.first ?? ""))</th>\(cells)</tr>")
    }
    add("</table></div>")
  }

  /// A drawing with its caption: `draw` makes it for a width. There is one for wide windows and one for narrow ones.
  package mutating func figure(caption: String, _ draw: (Double) -> String) {
    let drawings = "<div class=\"wide\">\(draw(800))</div><div class=\"narrow\">\(draw(400))</div>"
    add("<figure>\(drawings)<figcaption>\(HTMLPage.escape(caption))</figcaption></figure>")
  }

  package var text: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTMLPage.escape(title))</title>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
    <link rel="icon" href="data:,">
    <style>
    \(HTMLPage.style)
    </style>
    </head>
    <body>
    <main>
    \(body)</main>
    </body>
    </html>

    """
  }

  /// The colours of the series are Okabe and Ito's (2008), which people tell apart however they see colours.
  private static let style = """
    :root { color-scheme: light dark; --paper: #ffffff; --ink: #1c1c1c; --faint: #6b6b6b; --line: #d8d8d8; --panel: #f6f6f6;
      --s0: #0072b2; --s1: #d55e00; --s2: #009e73; --s3: #cc79a7; --s4: #e69f00; --s5: #56b4e9; --s6: #8a7a00; --s7: #555555; --shade: #e69f00; }
    @media (prefers-color-scheme: dark) { :root { --paper: #161616; --ink: #e8e8e8; --faint: #a0a0a0; --line: #3c3c3c; --panel: #202020;
      --s0: #4aa8e0; --s1: #f08a4b; --s2: #3cc79c; --s3: #e2a3c6; --s4: #f0b840; --s5: #8accf2; --s6: #d0c04a; --s7: #b0b0b0; --shade: #9a6a00; } }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
    main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
    h1, h2, h3 { line-height: 1.2; overflow-wrap: anywhere; } h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
    figure { margin: 1rem 0; } figcaption, .faint { color: var(--faint); font-size: 0.875rem; }
    .narrow { display: none; } @media (max-width: 40rem) { .wide { display: none; } .narrow { display: block; } }
    svg { display: block; width: 100%; height: auto; font: 13px system-ui, sans-serif; }
    svg text { fill: var(--ink); } svg .faint { fill: var(--faint); } svg .axis { stroke: var(--line); } svg .whisker { stroke: var(--ink); }
    a { color: var(--s0); } :focus-visible { outline: 3px solid var(--s0); outline-offset: 1px; }
    .scroll { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
    th, td { padding: 0.25rem 0.75rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
    th:first-child { text-align: left; } .warning { border-left: 4px solid var(--s1); padding-left: 0.75rem; }
    """
}
