import Foundation
import Model
import Testing

@Suite("train") struct TrainTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    _ = try scratch.file("four.txt", SmallNetwork.corpus)
  }

  /// Trains a small network on the four pairs.
  private func train(_ options: String...) throws -> Program.Outcome {
    let defaults = ["train", "--data", "four.txt", "--latent-dim", "8", "--threads", "1", "--output", "x.safetensors"]
    // An option given twice counts the last time.
    return try Program.run(defaults + options, in: scratch.path)
  }

  /// The objects of a log.
  private func log(_ name: String) throws -> [[String: Any]] {
    try String(contentsOfFile: scratch(name), encoding: .utf8).split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  private static let keys: Set = [
    "epoch", "loss", "accuracy", "character_loss", "character_accuracy", "learning_rate", "seconds",
  ]
  private static let validationKeys: Set = [
    "val_loss", "val_accuracy", "val_character_loss", "val_character_accuracy",
  ]

  @Test func aPipeGetsALineForEachEpoch() throws {
    let outcome = try train("--epochs", "3", "--validation-split", "0.25")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.lines.count == 3 && outcome.output.hasSuffix("\n"))
    for (number, line) in outcome.lines.enumerated() {
      #expect(line.hasPrefix("epoch \(number + 1)/3  loss "))
      for name in ["accuracy", "character_loss", "val_loss", "val_character_accuracy"] {
        #expect(line.contains(" \(name) "))
      }
    }
    #expect(!outcome.output.contains("\u{1B}") && !outcome.output.utf8.contains(13))
    #expect(scratch.names == ["four.txt", "x.best.safetensors", "x.safetensors"])
    let checkpoint = try Checkpoint(contentsOf: scratch("x.safetensors"))
    #expect(checkpoint.state.epoch == 3 && checkpoint.state.batch == 0 && checkpoint.state.history.count == 3)
    let best = try Checkpoint(contentsOf: scratch("x.best.safetensors"))
    #expect(best.state.epoch == checkpoint.state.best?.epoch)
  }

  @Test func theLogHasALineOfJSONForEachEpoch() throws {
    #expect(try train("--epochs", "2", "--validation-split", "0.25", "--log", "log.jsonl").status == 0)
    let records = try log("log.jsonl")
    #expect(records.count == 2)
    for (number, record) in records.enumerated() {
      #expect(Set(record.keys) == Self.keys.union(Self.validationKeys))
      #expect(record["epoch"] as? Int == number + 1)
      for key in record.keys { #expect(record[key] is NSNumber, "\(key)") }
    }
    // A resumed run goes on in the log, a new one begins it anew where that is asked for.
    #expect(try train("--epochs", "3", "--resume", "x.safetensors", "--log", "log.jsonl").status == 0)
    #expect(try log("log.jsonl").map { $0["epoch"] as? Int } == [1, 2, 3])
    #expect(try train("--epochs", "1", "--log", "log.jsonl").status == 73)
    #expect(try train("--epochs", "1", "--log", "log.jsonl", "--overwrite").status == 0)
    #expect(try log("log.jsonl").count == 1)
  }

  /// A step's shares of the source's characters are in `translate --json`.
  @Test func attentionInBothDirections() throws {
    let refused = try train("--attention", "--epochs", "1")
    #expect(refused.status == 64 && refused.errors.contains("attention with padding space; expected padding mask"))
    let narrow = try train("--bidirectional", "--padding", "mask", "--epochs", "1")
    #expect(narrow.status == 64 && narrow.errors.contains("latent dimension of 8; expected a multiple of 32"))
    let outcome = try train(
      "--attention", "--bidirectional", "--padding", "mask", "--split", "sentence", "--latent-dim", "32", "--epochs",
      "2", "--validation-split", "0.25")
    #expect(outcome.status == 0 && outcome.lines.count == 2 && outcome.lines[1].contains(" val_loss "))
    let resumed = try train("--resume", "x.safetensors", "--epochs", "3", "--latent-dim", "32", "--threads", "1")
    #expect(resumed.status == 0 && resumed.lines.count == 1)
    let sentence = SmallNetwork.pairs[0].0
    let translated = try Program.run(
      ["translate", "--checkpoint", "x.safetensors", "--json", sentence], in: scratch.path)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(translated.lines[0].utf8)) as? [String: Any])
    for step in try #require(object["steps"] as? [[String: Any]]) {
      let shares = try #require(step["attention"] as? [Double])
      #expect(shares.count == sentence.unicodeScalars.count && abs(shares.reduce(0, +) - 1) < 1e-5)
    }
  }

  @Test func withoutHeldOutPairsThereAreNoValidationNumbers() throws {
    let outcome = try train("--epochs", "2", "--validation-split", "0", "--log", "log.jsonl")
    #expect(outcome.status == 0 && !outcome.output.contains("val_"))
    for record in try log("log.jsonl") { #expect(Set(record.keys) == Self.keys) }
    #expect(scratch.names == ["four.txt", "log.jsonl", "x.safetensors"])
  }

  /// With steps this large the loss leaves all numbers behind; the run ends all the same and says so in JSON as null.
  @Test func aLossThatIsNoNumber() throws {
    let outcome = try train("--epochs", "3", "--learning-rate", "1e39", "--log", "log.jsonl", "--validation-split", "0")
    #expect(outcome.status == 0 && outcome.lines.count == 3)
    #expect(outcome.lines.last?.contains("loss nan") == true)
    let last = try #require(try log("log.jsonl").last)
    #expect(last["loss"] is NSNull && last["character_loss"] is NSNull)
    let checkpoint = try Checkpoint(contentsOf: scratch("x.safetensors"))
    #expect(checkpoint.state.history.last?.training.loss.isNaN == true)
    let translation = try Program.run(
      "translate", "--checkpoint", scratch("x.safetensors"), "--json", "Our soup sings.")
    #expect(translation.status == 0)
    #expect((try? JSONSerialization.jsonObject(with: Data(translation.output.utf8))) != nil)
  }

  @Test func hugeLearningRatesEndSanely() throws {
    let outcome = try train("--epochs", "2", "--learning-rate", "1e30")
    #expect(outcome.status == 0 && outcome.lines.count == 2)
    #expect(outcome.lines.allSatisfy { $0.utf8.count < 300 })
  }

  @Test func noEpochsLeaveTheNetworkUntrained() throws {
    let outcome = try train("--epochs", "0")
    #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
    #expect(try Checkpoint(contentsOf: scratch("x.safetensors")).state.epoch == 0)
  }

  @Test func theSeedDecidesEverything() throws {
    for (name, seed) in [("a", "7"), ("b", "7"), ("c", "8")] {
      #expect(try train("--epochs", "2", "--seed", seed, "--output", name).status == 0)
    }
    let networks = try ["a", "b", "c"].map { try Checkpoint(contentsOf: scratch($0)).network }
    #expect(networks[0] == networks[1] && networks[0] != networks[2])
  }

  @Test func linesThatHoldNoPairAreReported() throws {
    let text = SmallNetwork.corpus + "no second column\n\tempty\nempty\t\n"
    var bytes = Data([0xEF, 0xBB, 0xBF]) + Data(text.replacingOccurrences(of: "\n", with: "\r\n").utf8)
    bytes += Data([0xFF, 0xFE]) + Data("\tno UTF-8\r\n".utf8) + Data("Zed hums.\tZed fredonne.\tattribution".utf8)
    _ = try scratch.file("bad.txt", bytes)
    let outcome = try train("--data", "bad.txt", "--epochs", "1")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("bad.txt: 1 line without a second column (line 5)\n"))
    #expect(outcome.errors.contains("bad.txt: 2 lines with an empty side (lines 6, 7)\n"))
    #expect(outcome.errors.contains("not UTF-8 (line 8)\n"))
    let vocabulary = try Checkpoint(contentsOf: scratch("x.safetensors")).network.configuration.inputVocabulary
    #expect(vocabulary.index(of: "\r") == nil && vocabulary.index(of: "\u{FEFF}") == nil)
    #expect(vocabulary.index(of: "d") != nil)
  }

  /// A deflated archive, made by Python, trains as the text in it does.
  @Test func aZipArchive() throws {
    let script = """
      import zipfile
      with zipfile.ZipFile("four.zip", "w", zipfile.ZIP_DEFLATED) as archive:
          archive.writestr("_about.txt", "not\\tthis")
          archive.write("four.txt", "fra.txt")
      """
    let made = try RunningProgram([try Program.python(), "-c", script], in: scratch.path).finish()
    try #require(made.status == 0, "\(made.errors)")
    #expect(try train("--data", "four.zip", "--epochs", "2", "--output", "zip.safetensors").status == 0)
    #expect(try train("--epochs", "2").status == 0)
    let networks = try ["zip.safetensors", "x.safetensors"].map { try Checkpoint(contentsOf: scratch($0)).network }
    #expect(networks[0] == networks[1])
  }

  @Test func samplesLimitThePairs() throws {
    #expect(try train("--samples", "2", "--epochs", "1").status == 0)
    let configuration = try Checkpoint(contentsOf: scratch("x.safetensors")).network.configuration
    #expect(configuration.inputVocabulary.index(of: "Z") == nil)
    #expect(configuration.maxEncoderLength == "Our soup sings.".count)
  }

  /// Before it starts: what the longest pair costs; with `--max-length` it is left out, and that is recorded.
  @Test func oneLongPairIsToldOf() throws {
    let long = String(repeating: "very ", count: 40)
    _ = try scratch.file("long.txt", SmallNetwork.largerCorpus + "A \(long)long day.\tUn jour \(long)long.\n")
    let outcome = try train("--data", "long.txt", "--epochs", "0")
    #expect(outcome.errors.contains("long.txt: 426 steps for each pair because of 1 pair over 15 characters"))
    let short = try train("--data", "long.txt", "--epochs", "0", "--max-length", "15", "--overwrite")
    #expect(short.errors == "long.txt: 1 line with a side over 15 characters (line 101)\n")
    #expect(try Checkpoint(contentsOf: scratch("x.safetensors")).hyperparameters.maxLength == 15)
  }

  @Test func withoutDataItTrainsOnTheSentencesThatComeWithIt() throws {
    let outcome = try Program.run(
      ["train", "--samples", "50", "--latent-dim", "8", "--epochs", "1", "--output", "x.safetensors"], in: scratch.path)
    #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.lines.count == 1, "\(outcome.errors)")
  }

  @Test func nobodyReadingEndsWithASave() throws {
    let outcome = try Program.shell(
      """
      { "$seq2seq" train --data four.txt --latent-dim 8 --epochs 1000000 --output x.safetensors; echo $? >status; } |
        head -1
      """, in: scratch.path)
    #expect(outcome.lines.count == 1 && outcome.errors.isEmpty)
    #expect(try String(contentsOfFile: scratch("status"), encoding: .utf8) == "0\n")
    #expect(try Checkpoint(contentsOf: scratch("x.safetensors")).state.epoch >= 1)
    #expect(!scratch.names.contains { $0.hasSuffix(".tmp") })
  }
}
