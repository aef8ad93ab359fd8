import Foundation
import Interface
import Model
import Terminal
import Testing

@Suite("Marks on a chart")
struct ChartMarkTests {
  private func mark(_ kind: RunMark.Kind, _ epoch: Int, batch: Int = 0) -> RunMark {
    RunMark(kind, at: TrainingPoint(epoch: epoch, batch: batch), batchesPerEpoch: 125)
  }

  /// Forty epochs in which a few things were done.
  private func state(columns: Int = 80, rows: Int = 24, isUnicode: Bool = true) throws -> WorkbenchState {
    var state = Fixture.state(columns: columns, rows: rows, isUnicode: isUnicode)
    var progress = try Fixture.progress()
    progress.marks = [
      mark(.best, 7), mark(.best, 8), mark(.rate(from: 0.001, to: 0.0005), 13, batch: 30), mark(.best, 18),
      mark(.paused, 25, batch: 3), mark(.resumed(after: 130), 25, batch: 3), mark(.resumed(after: nil), 32),
      mark(.rate(from: 0.0005, to: 0.001), 32),
    ]
    _ = state.update(.trained(progress, []))
    state.press(.escape)
    state.keys.focus = .chart
    return state
  }

  private func foot(_ state: WorkbenchState) -> String {
    state.draw().lines.first { $0.contains("epoch") && ($0.contains("└") || $0.contains("+--")) } ?? ""
  }

  @Test("What was done stands on the line of the epochs")
  func places() throws {
    let foot = foot(try state(columns: 120, rows: 40))
    let marks = foot.filter { "☆↓↑‖▸".contains($0) }
    #expect(marks == "☆☆↓☆‖↑", "of two things in one place the rate is shown: \(foot)")
    #expect(self.foot(try state(columns: 120, rows: 40, isUnicode: false)).filter { "*v^=>".contains($0) } == "**v*=^")
  }

  @Test("The crosshair names them")
  func names() throws {
    var state = try state()
    func screen(at epoch: Int) -> String {
      state.chart.crosshair = epoch
      return state.screen
    }
    #expect(screen(at: 14).contains("↓ rate 0.001 → 0.0005 at batch 30"))
    #expect(screen(at: 18).contains("☆ saved as best"))
    #expect(screen(at: 26).contains("‖ paused for 2:10 at batch 3"))
    let both = screen(at: 32)
    #expect(both.contains("▸ resumed") && both.contains("↑ rate 0.0005 → 0.001"))
    #expect(!screen(at: 33).contains("rate 0") && !screen(at: 33).contains("resumed"))
  }

  @Test("Names stay in the plot", arguments: [(40, 10), (60, 20), (80, 24), (120, 40), (200, 60)])
  func room(columns: Int, rows: Int) throws {
    var state = try state(columns: columns, rows: rows)
    state.press(.alt("2"))
    state.keys.focus = .chart
    for epoch in 1...40 {
      state.chart.crosshair = epoch
      expectFrame(state)
    }
  }

  @Test("More than there is room for are counted")
  func many() {
    let marks = (1...9).map { mark(.rate(from: Double($0), to: Double($0 + 1)), 3, batch: $0) }
    #expect(marks.names(Glyphs(isUnicode: false)).first == "^ rate 1 -> 2 at batch 1")
    var state = Fixture.state(rows: 14)
    var progress = state.training.progress
    #expect(progress == nil)
    progress = try? Fixture.progress()
    progress?.marks = marks
    if let progress { _ = state.update(.trained(progress, [])) }
    state.press(.escape)
    state.keys.focus = .chart
    state.chart.crosshair = 4
    #expect(state.screen.contains("and ") && state.screen.contains(" more"))
  }

  @Test("A checkpoint brings its marks along, until a session has its own")
  func remembered() {
    var checkpoint = Fixture.checkpoint(epochs: 40)
    checkpoint.state.marks = [mark(.best, 12)]
    let options = WorkbenchOptions(checkpoint: checkpoint, checkpointPath: "/somewhere/fra-eng.safetensors")
    var state = WorkbenchState(options, size: Size(columns: 80, rows: 24), appearance: .plain)
    #expect(state.training.marks.count == 1 && state.screen.contains("☆"))
    state.chart.crosshair = 12
    #expect(state.screen.contains("saved as best"))
  }

  @Test("The star on another metric says that it is that of the loss")
  func star() {
    var state = Fixture.state(columns: 120, rows: 40)
    #expect(state.screen.contains("★ best ") && !state.screen.contains("best val loss"))
    for metric in [Metric.accuracy, .characterLoss, .characterAccuracy] {
      state.chart.metric = metric
      #expect(state.screen.contains("★ best val loss"), "\(metric)")
      _ = state.update(.resized(Size(columns: 80, rows: 24)))
      #expect(state.screen.contains("★ val loss"), "\(metric) where room is short")
      _ = state.update(.resized(Size(columns: 120, rows: 40)))
    }
  }

  @Test("The window of the mean is in the title")
  func smoothing() throws {
    var state = try state()
    _ = state.update(.trained(try Fixture.progress(), Fixture.batches(41...41) { _ in 0.2 }))
    state.press(.character("a"), .character("a"))
    #expect(state.screen.contains("loss, smoothed over 50"))
  }

  @Test("A loss that grows beyond all bounds stays on the scale, and its end has its name")
  func divergence() throws {
    var state = Fixture.state(epochs: 0)
    let records = Fixture.batches(1...4) { $0 < 3.5 ? pow(10, 10 * $0 - 8) : .infinity }
    _ = state.update(.trained(try Fixture.progress(epochs: 0, batch: 100), records))
    let curves = ChartCurves(ChartContent(state), plot: Size(columns: 40, rows: 12), isBraille: true)
    let columns = (0..<36).map { column in (0..<12).count { curves.grid[column, $0] != nil } }
    #expect(columns.allSatisfy { $0 <= 3 }, "a straight line, and no stroke: \(columns)")
    let lines = state.draw().lines
    #expect(lines[1].contains("inf from epoch 4, batch 63"))
    #expect(lines.contains { $0.contains("inf epoch 4, batch 63 ×") })
    #expect(["1e20┤", "1e10┤", " 1┤"].allSatisfy { label in lines.contains { $0.contains(label) } })
  }
}
