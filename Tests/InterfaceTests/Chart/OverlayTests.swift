import Foundation
import Interface
import Model
import Terminal
import Testing

@Suite("Earlier runs beside the one at hand")
struct OverlayTests {
  /// The run of a log in which the loss is so many times that of `Fixture.history`.
  private func run(_ name: String, epochs: Int = 40, times factor: Double) throws -> RecordedRun {
    let path = NSTemporaryDirectory() + UUID().uuidString + "/" + name
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let records = Fixture.history(epochs).map { record in
      EpochRecord(
        epoch: record.epoch, training: Fixture.metrics(loss: record.training.loss * factor, accuracy: 0.5),
        validation: Fixture.metrics(loss: (record.validation?.loss ?? 0) * factor, accuracy: 0.5),
        learningRate: 0.001, seconds: 8)
    }
    try Data(records.map { $0.jsonLine + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: path))
    return try RecordedRun(contentsOf: path)
  }

  @Test("A path is asked for; a file that is no run is asked for again with the reason")
  func question() throws {
    var state = Fixture.state()
    state.press(.escape, .character("o"))
    #expect(state.screen.contains("│ :compare "))
    state.type("old.jsonl")
    #expect(state.press(.enter) == [.readRun(path: "old.jsonl")])
    _ = state.update(.runUnreadable(path: "old.jsonl", "old.jsonl: there is no such file"))
    #expect(state.screen.contains("old.jsonl: there is no such file") && state.screen.contains(":compare old.jsonl"))
    state.press(.enter)
    _ = state.update(.runRead(try run("old.jsonl", times: 2)))
    #expect(state.keys.dialog == nil && state.chart.overlays.map(\.name) == ["old"])
    #expect(state.notice?.text.hasSuffix("old.jsonl: 40 epochs") == true)
  }

  @Test("A run is taken away by its letter, or the last one")
  func removal() throws {
    var state = Fixture.state()
    for name in ["a", "b", "c"] { _ = state.update(.runRead(try run(name, times: 2))) }
    state.press(.escape, .character(":"))
    state.type("uncompare b")
    state.press(.enter)
    #expect(state.chart.overlays.map(\.letter) == ["A", "C"])
    state.press(.character("O"))
    #expect(state.chart.overlays.map(\.letter) == ["A"] && state.notice?.text.hasPrefix("No longer comparing") == true)
    state.press(.character("O"), .character("O"))
    #expect(state.chart.overlays.isEmpty && state.notice?.text == "No earlier run is shown; o adds one")
  }

  @Test("Letters are given, kept and given again; the same file again replaces its run")
  func letters() throws {
    var overlays: [Overlay] = []
    let runs = try (1...6).map { try run("\($0).jsonl", times: Double($0)) }
    var added = runs.prefix(5).map { overlays.add($0) }
    #expect(added == [true, true, true, true, true] && overlays.map(\.letter) == ["A", "B", "C", "D", "E"])
    added = [runs[5], runs[2]].map { overlays.add($0) }
    #expect(added == [false, true] && overlays.count == 5)
    overlays.remove(at: 1)
    added = [overlays.add(runs[5])]
    #expect(added == [true] && overlays.map(\.letter) == ["A", "C", "D", "E", "B"])
  }

  @Test("Every run has its letters on its curves, in the legend and beside its numbers at the crosshair")
  func screen() throws {
    var state = Fixture.state(columns: 120, rows: 40)
    _ = state.update(.runRead(try run("twice.jsonl", times: 2)))
    _ = state.update(.runRead(try run("half.jsonl", epochs: 30, times: 0.5)))
    state.press(.alt("2"), .escape)
    let screen = state.screen
    #expect(screen.contains("Aa twice") && screen.contains("Bb half"))
    let plot = state.draw().lines.dropFirst(3).prefix(30).map { String($0.prefix(88)) }.joined()
    for letter in "AaBb" { #expect(plot.contains(letter), "\(letter) stands upon its curve") }
    // Epoch 40: the run's loss is 0.125, its validation loss 0.66.
    #expect(screen.contains("epoch 40: loss"))
    // The other ended before that: its last numbers, with their epoch.
    #expect(screen.contains("A twice       0.2500  1.3200") && screen.contains("B half @30    0.1250  0.2700"))
    #expect(screen.contains("B 0.125") && screen.contains("b 0.270"), "and behind its curves")
    state.press(.home, .shiftRight)
    #expect(state.screen.contains("A twice       1.8661  1.0648"), "epoch 11")
    #expect(state.screen.contains("B half        0.4665  0.2662"))
    state.press(.character("O"))
    #expect(!state.screen.contains("half") || state.notice != nil)
    #expect(state.chart.overlays.map(\.letter) == ["A"])
  }

  @Test("What was left out of a log is told when it is given at the start, too")
  func rejectedLines() throws {
    let path = NSTemporaryDirectory() + UUID().uuidString
    try Data((Fixture.history(3).map { $0.jsonLine + "\n" }.joined() + "{\"epoch\":").utf8)
      .write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let options = WorkbenchOptions(compared: [try RecordedRun(contentsOf: path)])
    let state = WorkbenchState(options, size: Size(columns: 80, rows: 24), appearance: .plain)
    #expect(state.chart.overlays.count == 1)
    #expect(state.notice?.text == path + ": 3 epochs; 1 line is no record and left out")
  }

  @Test("The window holds every run; zoomed in, it follows the run at hand")
  func window() throws {
    var state = Fixture.state(epochs: 20)
    _ = state.update(.runRead(try run("long.jsonl", epochs: 100, times: 2)))
    #expect(ChartContent(state).window == 0...100)
    state.press(.escape, .character("z"), .character("z"))
    #expect(state.chart.span == 20 && ChartContent(state).window == 0...20)
    state.press(.left)
    #expect(state.chart.crosshair == 20)
    for _ in 0..<10 { state.press(.pageDown) }
    #expect(state.chart.crosshair == 100 && ChartContent(state).window == 80...100)
  }

  @Test("Without Unicode the letters are the curves")
  func ascii() throws {
    var state = Fixture.state(columns: 120, rows: 40, isUnicode: false)
    _ = state.update(.runRead(try run("twice.jsonl", times: 2)))
    let screen = state.screen
    #expect(screen.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(screen.count { $0 == "A" } > 20 && screen.count { $0 == "a" } > 20)
  }
}
