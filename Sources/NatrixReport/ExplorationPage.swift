/// An exploration as one self-contained page: a function is chosen, and beside one another three forms of its code, by line of
/// the source. The listings are in the page as data (ExplorationData), a script writes what is chosen.

package enum ExplorationPage {
  package static func html(_ exploration: Exploration) -> String {
    var page = HTMLPage(title: "natrix dis: \(exploration.path)")
    page.add("<style>\n\(style)\n</style>")
    page.heading(1, exploration.path)
    let sides = [exploration.python, exploration.compiler.map { "machine code by \($0)" }].compactMap { $0 }
    page.paragraph(
      "What each line becomes: \((sides + ["the intermediate representation after each pass with types and ranges, and C"]).joined(separator: ", ")). "
        + "Keys: j and k for the next and previous function, ] and [ for the next and previous pass that changes it. "
        + "+ marks what the pass has put there, − what it has removed.", class: "faint")
    for note in exploration.notes { page.paragraph("Note: \(note)", class: "warning") }
    page.add("<noscript><p class=\"warning\">This page needs JavaScript; <code>natrix dis</code> without --html prints the same.</p></noscript>")
    page.add(controls(exploration))
    page.add("<p id=\"signature\" aria-live=\"polite\"></p><p id=\"missing\" class=\"faint\"></p><div id=\"titles\" aria-hidden=\"true\"></div><div id=\"code\"></div>")
    page.add("<script type=\"application/json\" id=\"data\">\(ExplorationData(exploration).json)</script>")
    page.add("<script>\n\(script)\n</script>")
    return page.text
  }

  private static func controls(_ exploration: Exploration) -> String {
    var text = "<form class=\"controls\" id=\"controls\"><label>Function <select id=\"function\">"
    for (index, function) in exploration.functions.enumerated() {
      text += "<option value=\"\(index)\">\(HTMLPage.escape(function.name)), line \(function.firstLine)</option>"
    }
    text += "</select></label>"
    for (index, name) in ["Left", "Middle", "Right"].enumerated() {
      text += "<label>\(name) <select id=\"form\(index)\"></select></label>"
    }
    return text + "</form>"
  }

  private static let style = """
    main { max-width: none; }
    .controls { position: sticky; top: 0; background: var(--paper); padding: 0.5rem 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem;
      border-bottom: 1px solid var(--line); z-index: 1; }
    .controls label { display: flex; gap: 0.4rem; align-items: baseline; font-size: 0.875rem; color: var(--faint); min-width: 0; }
    select { font: inherit; color: var(--ink); background: var(--panel); border: 1px solid var(--faint); border-radius: 4px; padding: 0.2rem; max-width: 22rem; min-width: 0; }
    select:focus-visible { outline: 3px solid var(--s0); outline-offset: 1px; }
    #signature { font: 600 15px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; margin: 0.75rem 0; }
    #missing:empty { display: none; }
    #titles, .cells { display: grid; grid-template-columns: repeat(var(--forms, 2), minmax(0, 1fr)); gap: 0 1rem; }
    #titles { font-size: 0.875rem; color: var(--faint); }
    .line { border-top: 1px solid var(--line); padding: 0.15rem 0 0.35rem; }
    .source { font: 14px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--panel); display: flex; margin: 0; }
    .source b { flex: none; width: 4em; padding-right: 1em; text-align: right; font-weight: 400; color: var(--faint); user-select: none; }
    .cell { font: 12px/1.45 ui-monospace, monospace; margin: 0.2rem 0 0; padding-left: 1.2em; white-space: pre-wrap; overflow-wrap: anywhere; }
    .row { display: block; padding-left: 2.5em; text-indent: -2.5em; } .head { font-weight: 700; padding-left: 1.5em; }
    .note { color: var(--s0); } .plus::before, .minus::before { content: "+"; color: var(--s2); font-weight: 700; display: inline-block; width: 1em; margin-left: -1em; text-indent: 0; }
    .minus { color: var(--faint); } .minus > span { text-decoration: line-through; } .minus::before { content: "−"; color: var(--s1); }
    @media (max-width: 48rem) {
      #titles { display: none; } .cells { display: block; } .cell:empty { display: none; } .controls { position: static; }
      .cell::before { content: attr(data-title); display: block; color: var(--faint); font-family: system-ui, sans-serif; margin-left: -1em; }
      .source b { width: 2.5em; padding-right: 0.6em; } .controls label { width: 100%; } .controls select { flex: 1; max-width: none; }
    }
    """

  private static let script = """
    "use strict";
    const data = JSON.parse(document.getElementById("data").textContent);
    const chooser = document.getElementById("function");
    const forms = [0, 1, 2].map(i => document.getElementById("form" + i));
    const wanted = ["bytecode", "optimised", matchMedia("(min-width: 70rem)").matches ? "machine/fast" : ""];

    const current = () => data.functions[chooser.value];
    function rowsOf(f, index) {
      while (index > 0 && f.listings[index].rows === null) index--;
      return f.listings[index].rows || [];
    }
    function before(f, index) {
      const group = f.listings[index].id.split("/")[0];
      return index > 0 && f.listings[index].id.includes("/") && f.listings[index - 1].id.split("/")[0] === group ? rowsOf(f, index - 1) : null;
    }
    function find(f, id) {
      if (id === "optimised") id = f.optimised;
      let index = f.listings.findIndex(l => l.id === id);
      if (index < 0 && id.startsWith("fast")) index = f.listings.findIndex(l => l.id === f.optimised);
      if (index < 0 && id.endsWith("/fast")) index = f.listings.findIndex(l => l.id === id.replace("/fast", "/generic"));
      return index;
    }
    function fill() {
      const f = current();
      forms.forEach((select, i) => {
        select.replaceChildren(new Option("nothing", ""));
        f.listings.forEach((l, index) => select.append(new Option(l.title + (l.changed ? "" : " (no change)"), index)));
        const index = wanted[i] ? find(f, wanted[i]) : -1;
        select.value = index < 0 ? "" : index;
      });
    }
    function element(name, className, text) {
      const e = document.createElement(name);
      if (className) e.className = className;
      if (text !== undefined) e.textContent = text;
      return e;
    }
    const texts = rows => new Set(rows.filter((_, i) => i % 3 === 1));
    // The rows of a listing by line, each [is a head, text, note, "" or "plus" or "minus"]: what the pass has removed stands last.
    function byLine(f, index) {
      const lines = new Map();
      const add = (rows, mark) => {
        for (let i = 0; i < rows.length; i += 3) {
          const line = rows[i] >> 1, kind = mark(rows[i + 1]);
          if (kind === null) continue;
          if (!lines.has(line)) lines.set(line, []);
          lines.get(line).push([rows[i] & 1, rows[i + 1], rows[i + 2], kind]);
        }
      };
      const rows = rowsOf(f, index), old = f.listings[index].changed ? before(f, index) : null;
      const now = texts(rows), then = old && texts(old);
      add(rows, text => then && !then.has(text) ? " plus" : "");
      if (old) add(old, text => now.has(text) ? null : " minus");
      return lines;
    }
    function cell(f, index, rows) {
      const pre = element("pre", "cell");
      pre.dataset.title = f.listings[index].title;
      for (const [head, text, note, mark] of rows) {
        const row = element("span", "row" + (head ? " head" : "") + mark);
        row.append(element("span", "", data.strings[text]));
        if (note) row.append(element("span", "note", "  : " + data.strings[note]));
        pre.append(row);
      }
      return pre;
    }
    function draw() {
      const f = current();
      const chosen = forms.map(s => s.value).filter(v => v !== "").map(Number);
      document.getElementById("signature").textContent = f.signature;
      document.getElementById("missing").textContent = f.left.length ? "Left out, so that the page stays small: " + f.left.join(", ") +
        ". natrix dis --function " + f.name + " --html shows all of it." : "";
      const titles = document.getElementById("titles");
      titles.replaceChildren(...chosen.map(i => element("div", "", f.listings[i].title)));
      const found = chosen.map(index => byLine(f, index));
      const lines = new Set();
      if (f.all) for (let line = f.first; line <= f.last; line++) lines.add(line);
      for (const map of found) for (const line of map.keys()) lines.add(line);
      const code = document.getElementById("code");
      code.style.setProperty("--forms", chosen.length || 1);
      titles.style.setProperty("--forms", chosen.length || 1);
      code.replaceChildren(...[...lines].sort((a, b) => a - b).map(line => {
        const block = element("section", "line");
        if (line) {
          const source = element("p", "source");
          source.append(element("b", "", line), element("code", "", data.source[line - 1]));
          block.append(source);
        }
        const cells = element("div", "cells");
        cells.append(...chosen.map((index, i) => cell(f, index, found[i].get(line) || [])));
        block.append(cells);
        return block;
      }));
    }
    function choose(index) {
      chooser.value = index;
      fill();
      draw();
      history.replaceState(null, "", "#" + encodeURIComponent(current().name));
    }
    function step(by) {
      const f = current();
      let index = Number(forms[1].value);
      const group = forms[1].value === "" ? "" : f.listings[index].id.split("/")[0];
      if (!group) return;
      for (index += by; f.listings[index] && f.listings[index].id.split("/")[0] === group; index += by) {
        if (f.listings[index].changed) {
          forms[1].value = index;
          wanted[1] = f.listings[index].id;
          draw();
          return;
        }
      }
    }
    forms.forEach((select, i) => select.addEventListener("change", () => {
      wanted[i] = select.value === "" ? "" : current().listings[select.value].id;
      draw();
    }));
    chooser.addEventListener("change", () => choose(chooser.value));
    document.addEventListener("keydown", event => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLSelectElement && "jk".includes(event.key)) return;
      const at = Number(chooser.value);
      if (event.key === "j" && at + 1 < data.functions.length) choose(at + 1);
      else if (event.key === "k" && at > 0) choose(at - 1);
      else if (event.key === "]") step(1);
      else if (event.key === "[") step(-1);
      else return;
      event.preventDefault();
    });
    if (data.functions.length) {
      const named = data.functions.findIndex(f => f.name === decodeURIComponent(location.hash.slice(1)));
      const first = data.functions.findIndex(f => f.all);
      choose(named >= 0 ? named : Math.max(0, first));
    }
    """
}
