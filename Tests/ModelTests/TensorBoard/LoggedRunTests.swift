import Foundation
import Model
import Testing

/// What Keras 2.3.1, TensorFlow 1.15, TF-Keras 2.21, Keras 3.15.1 and PyTorch 2.13 logged, against what they say they did.
@Suite("Logged runs") struct LoggedRunTests {
  /// The folder of a fixture, made by Reference/generate_logs.py.
  private static func folder(_ name: String) throws -> String {
    try #require(Bundle.module.resourceURL).appendingPathComponent("Reference/Logs/" + name).path
  }

  private static func expected(_ name: String) throws -> [String: [Double]] {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder(name) + "/expected.json"))
    return try JSONDecoder().decode([String: [Double]].self, from: data)
  }

  private func read(_ path: String) -> LoggedRun {
    var reader = EventReader(path)
    #expect(reader.read() && reader.remarks.isEmpty)
    return LoggedRun(path: path, reader.scalars)
  }

  private func floats(_ values: [Double]?) -> [Float]? { values?.map { Float($0) } }

  @Test(arguments: ["keras-2", "tf-1", "tf-keras", "keras-3"]) func keras(_ name: String) throws {
    let (run, expected) = (read(try Self.folder(name)), try Self.expected(name))
    #expect(run.history.map(\.epoch) == [1, 2, 3, 4, 5])
    #expect(floats(run.history.map(\.training.loss)) == floats(expected["loss"]))
    #expect(floats(run.history.map(\.training.accuracy)) == floats(expected["accuracy"] ?? expected["acc"]))
    let validation = run.history.compactMap(\.validation)
    #expect(floats(validation.map(\.loss)) == floats(expected["val_loss"]))
    #expect(floats(validation.map(\.accuracy)) == floats(expected["val_accuracy"] ?? expected["val_acc"]))
    #expect(run.history.allSatisfy { $0.seconds >= 0 && $0.seconds < 60 && $0.training.characterLoss.isNaN })
    #expect(try RecordedRun(contentsOf: Self.folder(name)).history.map(\.epoch) == [1, 2, 3, 4, 5])
  }

  @Test func keras3HasBatchesAndTheRate() throws {
    let run = read(try Self.folder("keras-3"))
    #expect(run.history.map(\.learningRate) == [Double](repeating: Double(Float(0.001)), count: 5))
    #expect(run.choice.names[.training(.loss)] == "train/epoch_loss")
    #expect(run.choice.names[.validation(.loss)] == "validation/epoch_loss")
    #expect(run.choice.names[.batchLoss] == "train/batch_loss")
    // The resumed training counts its batches from 1 again: those of the epochs before are dropped.
    #expect(run.batches.map(\.position) == [3.5, 4, 4.5, 5] && run.batches.map(\.step) == [1, 2, 3, 4])
    #expect(
      run.names == [
        "train/batch_accuracy", "train/batch_loss", "train/epoch_accuracy", "train/epoch_learning_rate",
        "train/epoch_loss", "validation/epoch_accuracy", "validation/epoch_loss",
        "validation/evaluation_accuracy_vs_iterations", "validation/evaluation_loss_vs_iterations",
      ])
  }

  @Test func anotherSeriesCanBeChosen() throws {
    let path = try Self.folder("keras-3")
    var reader = EventReader(path)
    _ = reader.read()
    var choice = ScalarChoice(likelyIn: reader.scalars)
    choice.names[.training(.loss)] = "train/epoch_accuracy"
    choice.names[.validation(.loss)] = nil
    choice.names[.validation(.accuracy)] = nil
    let run = LoggedRun(path: path, reader.scalars, choice: choice)
    #expect(run.history.map(\.training.loss) == run.history.map(\.training.accuracy))
    #expect(run.history.allSatisfy { $0.validation == nil } && run.choice == choice)
  }

  @Test func pytorch() throws {
    let (run, expected) = (read(try Self.folder("pytorch")), try Self.expected("pytorch"))
    #expect(run.names == ["Accuracy/train", "Loss/train", "Loss/val", "lr"], "no histograms, no texts")
    #expect(run.history.map(\.epoch) == [1, 2, 3, 4])
    #expect(run.history.map(\.training.loss) == expected["loss"])
    #expect(run.history.map(\.training.accuracy) == expected["accuracy"])
    #expect(run.history.map(\.learningRate) == expected["lr"])
    #expect(run.history.compactMap(\.validation?.loss) == expected["val_loss"])
    let file = try #require(FileManager.default.contentsOfDirectory(atPath: run.path).first { $0.contains("tfevents") })
    #expect(try RecordedRun(contentsOf: run.path + "/" + file).history.count == 4, "one of its files alone")
  }

  @Test func pytorchByBatches() throws {
    let (run, expected) = (read(try Self.folder("pytorch-batches")), try Self.expected("pytorch-batches"))
    let batches = try #require(expected["batches"])
    #expect(run.batches.map(\.loss) == batches && run.batches.map(\.step) == Array(1...100))
    #expect(run.batches.allSatisfy { abs($0.position - Double($0.step) / 25) < 1e-12 })
    #expect(run.history.map(\.epoch) == [1, 2, 3, 4], "a validation ends an epoch")
    #expect(run.history.compactMap(\.validation?.loss) == expected["val_loss"])
    for (index, record) in run.history.enumerated() {
      let part = batches[(25 * index)..<(25 * (index + 1))]
      #expect(record.training.loss == part.reduce(0, +) / 25)
    }
  }

  @Test(arguments: ["keras-2", "tf-1", "tf-keras", "keras-3"]) func tables(_ name: String) throws {
    let (run, expected) = (try RecordedRun(contentsOf: Self.folder(name) + "/table.csv"), try Self.expected(name))
    #expect(run.history.map(\.epoch) == [1, 2, 3, 4, 5] && run.rejectedLineCount == 0)
    #expect(run.history.map(\.training.loss) == expected["loss"])
    #expect(run.history.compactMap(\.validation?.loss) == expected["val_loss"])
  }

  @Test func severalTrainingsAreToldApart() throws {
    let scratch = try ScratchDirectory()
    for name in ["a", "b"] {
      try FileManager.default.copyItem(atPath: Self.folder("keras-3"), toPath: scratch.path + "/" + name)
    }
    let runs = [scratch.path + "/a", scratch.path + "/b"]
    #expect(EventFolder.runs(in: scratch.path) == runs && EventFolder.runs(in: scratch.path + "/a/") == [runs[0]])
    #expect(read(runs[0]).history.count == 5 && read(runs[1] + "/").history.count == 5)
    #expect(read(runs[0] + "/train").names.contains("epoch_loss"), "a part is a training when it is asked for")
  }

  @Test func whatHoldsNoEpochIsRefused() throws {
    let scratch = try ScratchDirectory()
    for name in ["empty/train", "several/train/a", "several/train/b"] {
      try FileManager.default.createDirectory(atPath: scratch.path + "/" + name, withIntermediateDirectories: true)
    }
    for name in ["a", "b"] {
      let copy = scratch.path + "/several/train/\(name)/tfevents"
      let log = try Self.folder("pytorch-batches") + "/train"
      let file = try #require(FileManager.default.contentsOfDirectory(atPath: log).first)
      try FileManager.default.copyItem(atPath: log + "/" + file, toPath: copy)
    }
    let table = try scratch.file("table.csv", "epoch,mass,weight\n0,1,2\n")
    for (path, found) in [
      (scratch.path + "/empty", "0 trainings; expected"),
      (scratch.path + "/several", "2 trainings (train/a, train/b); expected"),
      (table, "2 columns, none a loss or an accuracy (mass, weight); expected"),
    ] {
      #expect {
        try RecordedRun(contentsOf: path)
      } throws: { error in
        "\(error)".hasPrefix("\(path): \(found)") && "\(error)".contains("a folder for TensorBoard")
      }
    }
  }
}
