import Foundation
import Interface
import Model
import Terminal
import Testing

@Suite("Export of the curves")
struct CurveExportTests {
  private let folder = NSTemporaryDirectory() + "seq2seq-export-" + UUID().uuidString

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  /// Forty epochs, two batches of the next, an earlier run, and numbers of every kind.
  private func state() throws -> WorkbenchState {
    var state = Fixture.state()
    var progress = try Fixture.progress()
    progress.history[3] = EpochRecord(
      epoch: 4, training: Fixture.metrics(loss: .nan, accuracy: 0.1 + 0.2), validation: nil, learningRate: 1e-7,
      seconds: 1.0 / 3)
    let batches = [1, 2].map { batch in
      BatchRecord(epoch: 41, batch: batch, metrics: Fixture.metrics(loss: 1.0 / 7, accuracy: 0.7), seconds: 0.1)
    }
    _ = state.update(.trained(progress, batches))
    let path = folder + "/a, \"quoted\" <run> & more.jsonl"
    let lines = Fixture.history(12).map { $0.jsonLine + "\n" }.joined()
    try Data(lines.utf8).write(to: URL(fileURLWithPath: path))
    _ = state.update(.runRead(try RecordedRun(contentsOf: path)))
    return state
  }

  /// The fields of each line, as RFC 4180 has them.
  private func fields(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { line in
      var fields = [""]
      var isQuoted = false
      for character in line {
        switch character {
        case "\"": isQuoted.toggle()
        case "," where !isQuoted: fields.append("")
        default: fields[fields.count - 1].append(character)
        }
      }
      return fields
    }
  }

  @Test("The table reads back to the same numbers, bit for bit")
  func table() throws {
    let state = try state()
    let lines = fields(CurveTable.text(from: ChartContent(state)))
    #expect(lines[0].joined(separator: ",") == CurveTable.header && lines[0].count == 13)
    #expect(lines.allSatisfy { $0.count == 13 } && lines.count == 1 + 40 + 12 + 2)
    let run = try #require(state.chart.overlays.first?.run)
    let records = state.training.history.map { ("fra-eng.safetensors", $0) }
    let others = run.history.map { (run.path.filter { $0 != "\"" }, $0) }
    for (line, (name, record)) in zip(lines.dropFirst(), records + others) {
      #expect(line[0] == name && line[1] == "\(record.epoch)" && line[2].isEmpty)
      let (training, validation) = (record.training, record.validation)
      let expected = [
        training.loss, training.accuracy, validation?.loss, validation?.accuracy, training.characterLoss,
        training.characterAccuracy, validation?.characterLoss, validation?.characterAccuracy, record.learningRate,
        record.seconds,
      ]
      for (field, number) in zip(line[3...], expected) {
        #expect(Double(field)?.bitPattern == number?.bitPattern || (number?.isNaN == true && field == "nan"))
      }
    }
    let last = lines[lines.count - 1]
    #expect(last[1] == "41" && last[2] == "2" && Double(last[3]) == 1.0 / 7 && Double(last[7]) == 3.0 / 7)
    #expect([5, 6, 9, 10, 11, 12].allSatisfy { last[$0].isEmpty })
  }

  private func read(_ state: WorkbenchState) throws -> SVGReader {
    try SVGReader(CurvePicture.text(from: ChartContent(state)))
  }

  @Test("The picture is well-formed, with axis, legend, curves, the best epoch and the NaN")
  func picture() throws {
    let reader = try read(try state())
    #expect(reader.elements["svg"] == 1 && reader.elements["path"] == 1, "the batches")
    // Two runs with two parts each; the NaN breaks the training curve, the missing validation the other.
    #expect(reader.elements["polyline"] == 6)
    #expect(reader.elements["polygon"] == 2, "the star, on its curve and in the legend")
    for text in [
      "loss", "logarithmic axis", "epoch", "fra-eng.safetensors, training",
      "least validation loss 0.5000 after epoch 20",
      "A  a, \"quoted\" <run> & more, training", "NaN: epoch 4",
    ] {
      #expect(reader.text.contains(text), "\(text)")
    }
  }

  @Test("Any state makes a picture", arguments: Metric.allCases)
  func anyPicture(_ metric: Metric) throws {
    var state = Fixture.state(epochs: 0)
    state.chart.metric = metric
    _ = try read(state)
    let odd = Fixture.batches(1...3) { $0 < 1 ? 1e300 : $0 < 2 ? .infinity : -1 }
    var progress = try Fixture.progress(epochs: 0)
    progress.batchCount = odd.count
    _ = state.update(.trained(progress, odd))
    state.chart.smoothing = 10
    _ = try read(state)
    state.chart.isLogarithmic = false
    _ = try read(state)
  }

  @Test("Values beyond the axis are counted in the picture, too")
  func outliers() throws {
    var state = Fixture.state(epochs: 0)
    var progress = try Fixture.progress(epochs: 0)
    progress.batchCount = 5000
    _ = state.update(.trained(progress, Fixture.batches(1...40) { abs($0 - 20) < 0.001 ? 90 : 1 + 0.5 * sin($0) }))
    #expect(try read(state).text.contains("1 value above the axis"))
  }
}
