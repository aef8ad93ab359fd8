import Foundation
import Model
import Testing

/// Files that Keras saved, and such as it opens, on the command line.
@Suite("From and to Keras") struct KerasCommandTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  private static let files = Program.root + "/Tests/ModelTests/Keras/KerasFiles"
  /// A model whose file keeps the loss of its last validation.
  private static let model = files + "/tf-keras-2.21/plain.keras"

  /// The sentences that the committed models were trained on.
  private func data() throws -> String {
    struct Contents: Decodable {
      struct Data: Decodable { let pairs: [[String]] }
      let data: Data
    }
    let json = try Data(contentsOf: URL(fileURLWithPath: Self.files + "/expected.json"))
    let pairs = try JSONDecoder().decode(Contents.self, from: json).data.pairs
    return try scratch.file("pairs.txt", pairs.map { "\($0[0])\t\($0[1])\n" }.joined())
  }

  @Test func imported() throws {
    let output = scratch("x.safetensors")
    let arguments = ["import", Self.model, "--data", try data(), "--output", output]
    let outcome = try Program.run(arguments)
    #expect(outcome.status == 0 && outcome.output == "Wrote \(output)\n", "\(outcome.errors)")
    #expect(outcome.errors.contains("proven by the loss of"))
    #expect(outcome.errors.contains("training goes on at iteration 6, with RMSprop as keras-3 has it"))
    let checkpoint = try Checkpoint(contentsOf: output)
    #expect(checkpoint.metadata["imported_from"] == "plain.keras, .keras of TF-Keras 2.21.0")
    #expect(checkpoint.metadata["characters_from"] != nil && checkpoint.data?.name == "pairs.txt")
    // It is a checkpoint now, which needs no data and has nothing more to tell.
    let translated = try Program.run("translate", "--checkpoint", output, "Go on.")
    #expect(translated.status == 0 && translated.errors.isEmpty)
    let direct = try Program.run("translate", "--checkpoint", Self.model, "--data", try data(), "Go on.")
    #expect(direct.output == translated.output && direct.errors.contains("proven by the loss of"))
    let again = try Program.run(arguments)
    #expect(again.status == 73 && again.errors.contains("exists already"))
    #expect(try Program.run(arguments + ["--overwrite"]).status == 0)
  }

  @Test func everyCommandTakesIt() throws {
    let data = try data()
    for command in [["evaluate"], ["summary"], ["repl"], ["export", scratch("x.h5")]] {
      let outcome = try Program.run(command + ["--checkpoint", Self.model, "--data", data])
      #expect(outcome.status == 0 && outcome.errors.contains("proven by the loss of"), "\(command): \(outcome.errors)")
    }
    let lines = Data("/load \(Self.model)\nGo on.\n".utf8)
    let loaded = try Program.run("repl", "--checkpoint", try SmallNetwork.path, "--data", data, input: lines)
    #expect(loaded.status == 0 && loaded.errors.contains("proven by the loss of") && !loaded.output.isEmpty)
  }

  /// `:load` and `:against` look for the characters in the data in use.
  @Test func theWorkbenchTakesIt() throws {
    for name in ["m.keras", "n.keras"] {
      _ = try scratch.file(name, try Data(contentsOf: URL(fileURLWithPath: Self.model)))
    }
    _ = try data()
    func command(_ text: String) -> [String] { [Keys.control("x"), Keys.type(text), Keys.enter] }
    let run = try TerminalRun.play(
      ["wait:small.safetensors"] + command("load m.keras") + ["wait:m.keras: .keras of TF-Keras", "save:loaded"]
        + command("against n.keras") + ["wait:n.keras: .keras of TF-Keras"] + TerminalRun.quit,
      size: "120x24", in: scratch.path, ["--checkpoint", try SmallNetwork.path, "--data", "pairs.txt"])
    #expect(run.isRestored)
    let screen = try #require(run.screens["loaded"])
    #expect(screen.contains { $0.contains("characters of the first 13 pairs of pairs.txt (34 and 41)") }, "\(screen)")
  }

  @Test func trainedOn() throws {
    let data = try data()
    let outcome = try Program.run(
      "train", "--resume", Self.model, "--data", data, "--epochs", "2", "--threads", "1", in: scratch.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("training goes on at iteration 6, with RMSprop as keras-3 has it"))
    let checkpoint = try Checkpoint(contentsOf: scratch("seq2seq.safetensors"))
    // 9 pairs are one batch an epoch.
    #expect(checkpoint.state.epoch == 2 && checkpoint.state.iterations == 8)
    // Keras's file is not written over, whatever is asked for.
    let copy = try scratch.file("copy.keras", try Data(contentsOf: URL(fileURLWithPath: Self.model)))
    let over = try Program.run("train", "--resume", copy, "--data", data, "--output", copy, "--epochs", "1")
    #expect(over.status == 73)
    #expect(FileManager.default.contentsEqual(atPath: copy, andPath: Self.model))
  }

  @Test(arguments: ["x.keras", "x.h5", "x.weights.h5"]) func exported(name: String) throws {
    let path = scratch(name)
    let arguments = ["export", "--checkpoint", try SmallNetwork.path, path]
    let outcome = try Program.run(arguments)
    #expect(outcome.status == 0 && outcome.output.hasPrefix("Wrote \(path), "), "\(outcome.errors)")
    // It comes back whole, without data.
    #expect(try Checkpoint(contentsOf: path) == Checkpoint(contentsOf: SmallNetwork.path))
    let translated = try Program.run("translate", "--checkpoint", path, "Our soup sings.")
    #expect(translated.output == "Notre soupe chante.\n" && translated.errors.isEmpty)
    #expect(try Program.run(arguments).status == 73)
    #expect(try Program.run(arguments + ["--overwrite"]).status == 0)
  }

  @Test func refusals() throws {
    let network = try SmallNetwork.path
    let data = try data()
    let nameless = try Program.run("export", "--checkpoint", network, scratch("x.pt"))
    #expect(nameless.status == 64 && nameless.errors.contains("expected .keras, .h5 or .weights.h5"))
    #expect(try Program.run("export", "--checkpoint", network, "--tf-keras", scratch("x.keras")).status == 64)
    #expect(try Program.run("export", "--checkpoint", network, scratch("none/x.keras")).status == 74)
    #expect(try Program.run("export", "--checkpoint", "missing", scratch("x.keras")).status == 66)
    let output = ["--output", scratch("x.safetensors")]
    #expect(try Program.run(["import", "missing.keras", "--data", data] + output).status == 66)
    #expect(try Program.run(["import", Self.model, "--data", "missing"] + output).status == 66)
    let other = try Program.run(["import", Self.files + "/keras-3.15.1/gru.keras", "--data", data] + output)
    #expect(other.status == 65 && other.errors.contains("the GRU layer"))
    let small = try Program.run(["import", Self.model, "--data", try SmallNetwork.data] + output)
    #expect(small.status == 65 && small.errors.contains("a network of 34 and 41 characters, but"))
    let bare = try Program.run("translate", "--checkpoint", Self.model, "Go on.")
    #expect(bare.status == 65 && bare.errors.contains("--data") && bare.errors.contains("34 and 41 characters"))
    #expect(try Program.run(["import", Self.model, "--data", data, "--samples", "0"] + output).status == 64)
    #expect(scratch.names == ["pairs.txt"])
  }

  /// The gates of the example of 2017 are not those of Keras 3.
  @Test func hardGatesGoWhereTheyAreUnderstood() throws {
    let model = Self.files + "/tf-keras-2.21/hard-sigmoid.h5"
    let source = ["--checkpoint", model, "--data", try data()]
    let refused = try Program.run(["export", scratch("x.keras")] + source)
    #expect(refused.status == 65 && refused.errors.contains("Export it for TF-Keras: as .h5"))
    #expect(try Program.run(["export", scratch("x.h5")] + source).status == 0)
    #expect(try Program.run(["export", "--tf-keras", scratch("x.weights.h5")] + source).status == 0)
  }
}
