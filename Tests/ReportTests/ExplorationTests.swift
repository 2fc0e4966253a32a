/// What `natrix dis` makes of listings: columns that fit, pages that stay small.

import NatrixReport
import Testing

@Suite struct ExplorationTests {
  private func exploration(functions: Int, rows: Int) -> Exploration {
    var result = Exploration(path: "app.py", source: ["def f(x):", "    return x"])
    for number in 0..<functions {
      var function = ExploredFunction(name: "f\(number)", signature: "def f\(number)(x: int) -> int", lines: 1...2, showsEveryLine: true)
      for id in ["generic/lowering", "generic/dead-code", "machine/generic"] {
        var listing = Listing(id, id.hasPrefix("machine") ? .machine : .generic, title: id)
        listing.rows = (0..<rows).map { Listing.Row(1 + $0 % 2, "\(id) row \($0) of function \(number), which is long enough to be cut", note: "int") }
        function.listings.append(listing)
      }
      result.functions.append(function)
    }
    return result
  }

  @Test(arguments: [40, 60, 90, 200]) func linesFitTheWidth(width: Int) {
    let text = ExplorationText(exploration(functions: 1, rows: 5), width: width).text { $0.listings }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= width || $0.hasPrefix("def ") })
    #expect(text.contains("1  def f(x):") && text.contains("2      return x"))
  }

  @Test func largePagesLeaveOutWhatMattersLeast() {
    let page = ExplorationPage.html(exploration(functions: 40, rows: 200))
    #expect(page.utf8.count < 2_000_000)
    #expect(page.contains("\"left\":[\"generic/lowering\"") == false)
    #expect(page.contains("\"left\":[\"machine/generic\"]"))
  }

  @Test func dataCannotEndItsElement() {
    var one = exploration(functions: 1, rows: 1)
    one.source = ["x = '</script><b>'"]
    #expect(ExplorationPage.html(one).contains("'</script><b>'") == false)
  }

  @Test func aPassIsFoundByItsName() {
    let function = exploration(functions: 1, rows: 1).functions[0]
    #expect(function.listings.filter { $0.isAfter("dead-code") }.map(\.id) == ["generic/dead-code"])
    #expect(function.optimised?.id == "generic/dead-code")
  }
}
