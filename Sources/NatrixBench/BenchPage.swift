/// A report as one self-contained page with charts.

import NatrixReport

package enum BenchPage {
  package static func html(_ report: BenchReport) -> String {
    var page = HTMLPage(title: "natrix bench")
    page.heading(1, "What compiling gains")
    let machine = report.machine
    page.paragraph(
      "\(report.natrix), measured on \(machine.processor), \(machine.cores) cores, \(machine.system). Runs are interleaved; "
        + "figures are medians, whiskers their 95 % confidence intervals.", class: "faint")
    if report.isPartial { page.paragraph("The measuring was broken off: this is what was done by then.", class: "warning") }
    addOverview(report, to: &page)
    for name in BenchTables.names(of: report) {
      addGrowth(name, report, to: &page)
      for program in report.programs where program.name == name { addProgram(program, report.systems, to: &page) }
    }
    return page.text
  }

  private static func addOverview(_ report: BenchReport, to page: inout HTMLPage) {
    guard let reference = report.programs.lazy.compactMap({ $0.reference?.name }).first else { return }
    let systems = report.systems
    let rows = report.programs.compactMap { program -> (name: String, marks: [(series: Int, estimate: Estimate)])? in
      let marks = program.results.compactMap { result -> (series: Int, estimate: Estimate)? in
        guard let index = systems.firstIndex(of: result.name), let ratio = program.speedUp(of: result) else { return nil }
        return (index, ratio)
      }
      return marks.isEmpty ? nil : (program.title, marks)
    }
    guard !rows.isEmpty else { return }
    page.heading(2, "Speed-up over \(reference)")
    page.figure(caption: "Times as fast as \(reference), on a logarithmic axis; to the right is faster.") {
      Chart.ratios(rows, names: systems, label: "Speed-up by program", width: $0)
    }
    if report.programs.count > 1 {
      page.table(
        ["system", "geometric mean"],
        report.systems.compactMap { name in report.meanSpeedUp(of: name).map { [name, BenchTables.ratio($0)] } })
    }
  }

  private static func addGrowth(_ name: String, _ report: BenchReport, to page: inout HTMLPage) {
    let sized = report.programs.filter { $0.name == name && $0.size != nil }
    guard sized.count > 1 else { return }
    let series = report.systems.map { system in
      Chart.Series(
        system,
        sized.compactMap { program in
          guard let size = program.size, let result = program.results.first(where: { $0.name == system && $0.counts })
          else { return nil }
          return (size, result.time.value)
        })
    }
    page.heading(2, "How the cost of \(name) grows")
    let caption = "Time by size, both axes logarithmic: a straight line of slope k is growth as n to the power of k."
    page.figure(caption: caption) { width in
      Chart.points(
        series.filter { !$0.points.isEmpty }, label: "Time by size", width: width, isLogarithmic: true, joined: true,
        xText: { NumberText.fixed($0, 0) }, yText: NumberText.seconds)
    }
    for growth in BenchTables.growths(report) where growth.hasPrefix("growth of \(name):") { page.paragraph(growth) }
  }

  private static func addProgram(_ program: ProgramResult, _ systems: [String], to page: inout HTMLPage) {
    page.heading(2, program.title)
    for result in program.results {
      if let failure = result.failure { page.paragraph("\(result.name): \(failure). It is not ranked.", class: "warning") }
    }
    let counted = program.results.filter(\.counts)
    guard !counted.isEmpty else { return }
    func series(_ result: SystemResult) -> Int { systems.firstIndex(of: result.name) ?? 0 }
    let times = counted.map { (name: $0.name, series: series($0), estimate: $0.time) }
    let what = program.function == nil ? "Time from start to end" : "Time of a call"
    page.figure(caption: "\(what); shorter is faster.") {
      Chart.bars(times, label: what, width: $0, text: NumberText.seconds)
    }
    page.table(BenchTables.columns(of: program), counted.map { BenchTables.cells($0, of: program) })
    if let first = program.results.first, let time = first.compileTime, let size = first.executableSize {
      page.paragraph("Compiled in \(NumberText.seconds(time)); the executable has \(NumberText.bytes(size)).")
    }
    if program.function == nil {
      let peaks = counted.map {
        (name: $0.name, series: series($0), estimate: Estimate($0.peak, Statistics.interval(ofMedian: $0.runs.map(\.peak))))
      }
      page.figure(caption: "The most memory in use.") {
        Chart.bars(peaks, label: "Peak memory", width: $0, text: NumberText.bytes)
      }
    }
    let runs = systems.map { system in
      let walls = counted.first { $0.name == system }?.walls ?? []
      return Chart.Series(system, walls.enumerated().map { (Double($0.offset + 1), $0.element) })
    }
    page.figure(caption: "Every run in the order of the rounds: drifts and outliers of the machine show here.") { width in
      Chart.points(
        runs, label: "Run by run", width: width, isLogarithmic: false, joined: false, xText: { NumberText.fixed($0, 0) },
        yText: NumberText.seconds)
    }
  }
}
