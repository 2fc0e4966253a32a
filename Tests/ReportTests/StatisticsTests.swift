/// What `natrix bench` says of measured times, and how charts place it.

import NatrixBench
import NatrixReport
import Testing

@Suite struct StatisticsTests {
  @Test func mediansAreInTheMiddle() {
    #expect(Statistics.median([3, 1, 2]) == 2)
    #expect(Statistics.median([4, 1, 3, 2]) == 2.5)
    #expect(Statistics.quantile([0, 10], 0.25) == 2.5)
  }

  @Test func intervalsHoldTheMedianAndNarrowWithMoreRuns() {
    let few = [1.0, 1.2, 0.9, 1.1, 1.3]
    let many = (0..<20).flatMap { _ in few }
    let wide = Statistics.interval(ofMedian: few)
    let narrow = Statistics.interval(ofMedian: many)
    #expect(wide.contains(1.1) && narrow.contains(1.1))
    #expect(narrow.upperBound - narrow.lowerBound < wide.upperBound - wide.lowerBound)
    #expect(Statistics.interval(ofMedian: [2]) == 2...2)
  }

  @Test func exponentsAreThoseOfPowers() {
    let points = [1000.0, 2000, 4000].map { (size: $0, value: 3 * $0 * $0) }
    #expect(abs(Statistics.exponent(points) - 2) < 1e-9)
  }

  @Test func numbersHaveThreeDigitsAndAUnit() {
    #expect(NumberText.seconds(0.01234) == "12.3 ms")
    #expect(NumberText.seconds(1.5e-7) == "150 ns")
    #expect(NumberText.seconds(75) == "75.0 s")
    #expect(NumberText.bytes(1_490_000) == "1.49 MB")
    #expect(NumberText.short(0.0123) == "0.0123")
  }

  @Test func axesHaveRoundTicks() {
    #expect(Axis(0...83, 0...100).ticks == [0, 20, 40, 60, 80])
    #expect(Axis(0.8...12, 0...100, isLogarithmic: true).ticks == [1, 2, 5, 10])
    #expect(Axis(1...100, 0...100, isLogarithmic: true).place(10) == 50)
  }
}

@Suite struct ReportTests {
  private func program(_ natrix: [Double], _ python: [Double]) -> ProgramResult {
    func runs(_ walls: [Double]) -> [Run] { walls.map { Run(wall: $0, user: $0, system: 0, peak: 1e6) } }
    var program = ProgramResult(name: "a.py")
    program.results = [
      SystemResult(name: "natrix", runs: runs(natrix)), SystemResult(name: "CPython 3.11.2", runs: runs(python)),
    ]
    return program
  }

  private func report(_ program: ProgramResult) -> BenchReport {
    BenchReport(natrix: "natrix", machine: Machine(processor: "p", cores: 2, system: "s"), programs: [program])
  }

  @Test func speedUpsAreRatiosOfMedians() throws {
    let program = program([1, 1, 1.1], [10, 10, 11])
    let speedUp = try #require(program.speedUp(of: program.results[0]))
    #expect(speedUp.value == 10)
    #expect(speedUp.interval.contains(10))
    #expect(program.speedUp(of: program.results[1]) == nil)
  }

  @Test func whatPrintsSomethingElseIsNotRanked() {
    var program = program([1, 1, 1], [2, 2, 2])
    program.results[0].failure = "other output"
    #expect(program.speedUp(of: program.results[0]) == nil)
    #expect(BenchTables.terminal(program, isUnicode: false).contains("natrix: other output; not ranked"))
    #expect(report(program).hasFailures)
  }

  @Test func regressionsAreSlowerForSure() {
    let before = report(program([1, 1.01, 0.99], [10, 10, 10]))
    func isRegression(_ walls: [Double], _ python: [Double] = [10, 10, 10]) -> Bool {
      report(program(walls, python)).compared(with: before, threshold: 0.05)[0].isRegression
    }
    #expect(isRegression([1.2, 1.21, 1.19]))
    #expect(!isRegression([1.02, 1.01, 1.03]))
    #expect(!isRegression([0.9, 2, 1]))
    // The machine is slower as a whole.
    #expect(!isRegression([1.2, 1.21, 1.19], [12, 12, 12]))
  }

  @Test func reportsComeBackFromJSON() throws {
    let text = try report(program([1, 1.5, 1], [2, 2, 2])).json
    #expect(text.contains("\"wall\" : 1.5"))
  }

  @Test func pagesHoldNothingToFetch() {
    let html = BenchPage.html(report(program([1, 1, 1], [2, 2, 3])))
    #expect(html.contains("<svg") && html.contains("prefers-color-scheme"))
    #expect(!html.contains("http://") && !html.contains("https://") && !html.contains("<script"))
  }

  @Test func commandsAreDividedAsTheShellDoes() throws {
    #expect(try BenchedSystem.shellWords(#"a 'b c' "d'e" f\ g"#) == ["a", "b c", "d'e", "f g"])
    #expect(throws: (any Error).self) { try BenchedSystem.shellWords("'open") }
  }
}
