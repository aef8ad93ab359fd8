import Foundation
import Model
import Testing

/// Our event files in the hands of the `tensorboard` package.
@Suite("Event files and TensorBoard") struct TensorBoardPythonTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  private static let script = """
    import json, math, sys
    from tensorboard.backend.event_processing.event_multiplexer import EventMultiplexer
    from tensorboard.util import tensor_util
    found = EventMultiplexer().AddRunsFromDirectory(sys.argv[1]).Reload()
    print(json.dumps({
        run: {
            tag: [[event.step, event.wall_time, repr(tensor_util.make_ndarray(event.tensor_proto).item())]
                  for event in found.Tensors(run, tag)]
            for tag in tags["tensors"]
            if found.SummaryMetadata(run, tag).plugin_data.plugin_name == "scalars"
        } for run, tags in found.Runs().items()
    }))
    """

  private struct Point: Decodable, Equatable {
    let step: Int
    let time: Double
    let value: String

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      step = try values.decode(Int.self)
      time = try values.decode(Double.self)
      value = try values.decode(String.self)
    }
  }

  @Test func opensOurFiles() throws {
    let scratch = try ScratchDirectory()
    let log = TensorBoardLog(folder: scratch.path, batchesPerEpoch: 3) { 1_750_000_000.25 }
    let metrics = Metrics(loss: 0.1, accuracy: 0.5, characterLoss: .nan, characterAccuracy: 1)
    for batch in 1...3 { log.append(BatchRecord(epoch: 200, batch: batch, metrics: metrics, seconds: 1)) }
    let record = EpochRecord(epoch: 200, training: metrics, validation: metrics, learningRate: 0.001, seconds: 1)
    #expect(log.append(record) == nil)
    let opened = try open(scratch.path)
    #expect(opened.keys.sorted() == ["train", "validation"])
    let keys = Metric.allCases.map(\.key)
    #expect(
      opened["train"]?.keys.sorted()
        == (keys.flatMap { ["batch_" + $0, "epoch_" + $0] } + ["epoch_learning_rate"]).sorted())
    #expect(
      opened["validation"]?.keys.sorted()
        == keys.flatMap { ["epoch_" + $0, "evaluation_\($0)_vs_iterations"] }.sorted())
    #expect(opened["train"]?["batch_loss"]?.map(\.step) == [598, 599, 600])
    for (part, tag, step, value) in [
      ("train", "epoch_loss", 199, "0.10000000149011612"),
      ("train", "epoch_learning_rate", 199, "0.0010000000474974513"),
      ("validation", "epoch_character_loss", 199, "nan"),
      ("validation", "evaluation_loss_vs_iterations", 600, "0.10000000149011612"),
    ] {
      let points = try #require(opened[part]?[tag])
      #expect(points.map(\.step) == [step] && points.map(\.value) == [value])
      #expect(points.map(\.time) == [1_750_000_000.25])
    }
  }

  private func open(_ folder: String) throws -> [String: [String: [Point]]] {
    let python = Self.root + "/.venv/bin/python"
    try #require(
      FileManager.default.isExecutableFile(atPath: python),
      """
      \(python) is missing. These tests need it; run the test command of README.md, which installs it: \
      python3 -m venv .venv && .venv/bin/pip install -r Tests/requirements.txt
      """)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", Self.script, folder]
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return try JSONDecoder().decode([String: [String: [Point]]].self, from: data)
  }
}
