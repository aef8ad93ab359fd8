import Foundation
import Testing

@Suite("The shipped network") struct ShippedCheckpointTests {
  private let checkpoint = Program.root + "/Checkpoints/everyday.safetensors"

  @Test func itIsFoundWhateverTheWorkingDirectory() throws {
    try #require(FileManager.default.fileExists(atPath: checkpoint), "\(checkpoint) is missing")
    let scratch = try ScratchDirectory()
    for directory in ["/", scratch.path, Program.root + "/Tests"] {
      let outcome = try Program.run("summary", in: directory)
      #expect(outcome.status == 0 && outcome.output.contains("Total params: 682,060 "), "\(outcome.errors)")
    }
  }

  @Test func itIsFoundThroughALink() throws {
    let scratch = try ScratchDirectory()
    try FileManager.default.createSymbolicLink(atPath: scratch("link"), withDestinationPath: try Program.path())
    let outcome = try RunningProgram([scratch("link"), "summary"]).finish()
    #expect(outcome.output.contains("Total params: 682,060 "), "\(outcome.errors)")
  }

  @Test func itTranslates() throws {
    let outcome = try Program.run("translate", "Go.")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.lines.count == 1 && outcome.lines.first?.isEmpty == false)
    let repl = try Program.run([], input: Data("Go.\n".utf8))
    #expect(repl.output == outcome.output && repl.status == 0)
  }

  @Test func trainingNeverOverwritesIt() throws {
    let scratch = try ScratchDirectory()
    let outcome = try Program.run(
      "train", "--data", try SmallNetwork.data, "--epochs", "1", "--latent-dim", "2", "--output", checkpoint,
      in: scratch.path)
    #expect(outcome.status == 64 && outcome.errors.contains("never overwritten"))
  }

  /// The second one needs nothing that does not come with the program.
  @Test func theNetworkOfTheEverydaySentencesIsTrainedFurtherAndEvaluated() throws {
    let scratch = try ScratchDirectory()
    let everyday = Program.root + "/Checkpoints/everyday.safetensors"
    let outcome = try Program.run("evaluate", "--checkpoint", everyday, "--json", in: scratch.path)
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    #expect(report?["is_data_of_training"] as? Bool == true, "\(outcome.errors)")
    let training = try #require(report?["training"] as? [String: Any])
    #expect((training["exact_match"] as? Double).map { $0 > 0.9 } == true)
    // Its optimizer's slots are there: an epoch more leaves the loss where it was.
    let further = try Program.run(
      "train", "--resume", everyday, "--epochs", "101", "--output", "x", "--log", "log", "--log-batches", "0",
      in: scratch.path)
    #expect(further.status == 0, "\(further.errors)")
    let line = try String(contentsOfFile: scratch("log"), encoding: .utf8)
    let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    #expect(record?["epoch"] as? Int == 101)
    #expect((record?["loss"] as? Double).map { $0 < 0.05 } == true)
  }

  @Test func theWorkbenchOpensOnIt() throws {
    let run = try TerminalRun.play(["wait:type a sentence", Keys.control("c"), "exit"], [])
    #expect(run.status == 130 && run.isRestored)
  }
}

@Suite("The real corpus", .enabled(if: ProcessInfo.processInfo.environment["SEQ2SEQ_DATA"] != nil))
struct RealCorpusTests {
  @Test func trainsAnEpoch() throws {
    let scratch = try ScratchDirectory()
    let data = try #require(ProcessInfo.processInfo.environment["SEQ2SEQ_DATA"])
    let outcome = try Program.run(
      "train", "--data", data, "--samples", "500", "--epochs", "1", "--latent-dim", "64", in: scratch.path)
    #expect(outcome.status == 0 && outcome.lines.count == 1 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(scratch.names == ["seq2seq.best.safetensors", "seq2seq.safetensors"])
  }
}
