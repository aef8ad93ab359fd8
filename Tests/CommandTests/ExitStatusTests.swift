import Foundation
import Testing

@Suite("Exit status") struct ExitStatusTests {
  private let scratch: ScratchDirectory
  private let data: String

  init() throws {
    scratch = try ScratchDirectory()
    data = try scratch.file("pairs.txt", SmallNetwork.corpus)
  }

  /// Runs the program where nothing may be left behind, and expects a status and something said on standard error only.
  private func expect(
    _ status: Int32, _ arguments: String..., saying words: String, at location: SourceLocation = #_sourceLocation
  ) throws {
    let before = scratch.names
    let outcome = try Program.run(arguments, in: scratch.path)
    #expect(outcome.status == status, "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.errors.contains(words), "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.output.isEmpty, sourceLocation: location)
    #expect(scratch.names == before, sourceLocation: location)
  }

  // MARK: 64, a command line that cannot be followed

  @Test func unknownOptionsAndArguments() throws {
    try expect(64, "train", "--dat", data, saying: "--data")
    try expect(64, "summary", "--bogus", saying: "Unknown option '--bogus'")
    try expect(64, "wat", saying: "'wat'")
  }

  @Test(arguments: [
    ["--epochs", "many"], ["--epochs=-1"], ["--samples", "0"], ["--batch-size", "0"], ["--latent-dim", "0"],
    ["--latent-dim", "100000"], ["--validation-split", "1"], ["--validation-split=-0.1"], ["--learning-rate", "0"],
    ["--learning-rate", "nan"], ["--decay=-1"], ["--rho", "1"], ["--momentum", "inf"], ["--epsilon=-1"],
    ["--rmsprop", "adam"], ["--padding", "tab"], ["--seed=-1"], ["--seed", "18446744073709551616"], ["--threads", "0"],
    ["--threads", "9999"], ["--max-length", "0"], ["--columns", "2,2"], ["--separator", "|"],
  ])
  func numbersThatMakeNoSense(_ option: [String]) throws {
    let outcome = try Program.run(["train", "--data", data] + option, in: scratch.path)
    #expect(outcome.status == 64 && outcome.output.isEmpty, "\(outcome.errors)")
    #expect(!outcome.errors.isEmpty && scratch.names == ["pairs.txt"])
  }

  /// By any name; nothing is touched.
  @Test func filesThatAreEachOther() throws {
    try FileManager.default.createSymbolicLink(atPath: scratch("link"), withDestinationPath: "pairs.txt")
    let network = scratch("network.safetensors")
    try FileManager.default.copyItem(atPath: try SmallNetwork.path, toPath: network)
    let (before, corpus) = (try Data(contentsOf: URL(fileURLWithPath: network)), SmallNetwork.corpus)
    for arguments in [
      ["--output", "link"], ["--output", "./pairs.txt"], ["--output", "new", "--log", "link"],
      ["--output", "new", "--log", "../\(NSString(string: scratch.path).lastPathComponent)/new"],
      ["--resume", network, "--output", "new", "--log", "network.safetensors"],
      ["--resume", network, "--output", network, "--log", network],
    ] {
      let outcome = try Program.run(["train", "--data", data] + arguments, in: scratch.path)
      #expect(outcome.status == 64 && outcome.errors.contains("is also"), "\(outcome.errors)")
      #expect(outcome.errors.contains("--output, --log, --data and --resume name the files."))
    }
    #expect(scratch.names == ["link", "network.safetensors", "pairs.txt"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: network)) == before)
    #expect(try String(contentsOfFile: data, encoding: .utf8) == corpus)
  }

  @Test func negativeProbabilities() throws {
    try expect(64, "translate", "--checkpoint", try SmallNetwork.path, "--probabilities=-1", "Hi", saying: "at least 0")
    try expect(64, "translate", "--beam", "0", "Hi", saying: "--beam 0; expected 1 to 256")
    try expect(
      64, "evaluate", "--beam", "5", "--length-penalty", "3", saying: "--length-penalty 3.0; expected 0.0 to 2.0")
    try expect(64, "evaluate", "--length-penalty", "1", saying: "Give --beam N, too")
  }

  @Test func resumingWithAnotherShape() throws {
    let network = try SmallNetwork.path
    try expect(64, "train", "--data", data, "--resume", network, "--latent-dim", "16", saying: "--latent-dim 16")
    try expect(64, "train", "--data", data, "--resume", network, "--padding", "zero", saying: "--padding zero")
    try expect(
      64, "train", "--data", data, "--resume", network, "--recurrent-activation", "hard-sigmoid",
      saying: "--recurrent-activation hard-sigmoid, but")
  }

  /// A checkpoint is shipped where the XDG data directories have one; neither it nor its neighbours are overwritten.
  @Test func overwritingAShippedCheckpoint() throws {
    let folder = scratch("seq2seq/Checkpoints")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: try SmallNetwork.path, toPath: folder + "/fra-eng.safetensors")
    try FileManager.default.createSymbolicLink(atPath: scratch("link"), withDestinationPath: folder)
    for output in [folder + "/fra-eng.safetensors", folder + "/mine.safetensors", "link/fra-eng.safetensors"] {
      let outcome = try Program.run(
        "train", "--data", data, "--epochs", "1", "--latent-dim", "2", "--output", output,
        environment: ["XDG_DATA_HOME": scratch.path], in: scratch.path)
      #expect(outcome.status == 64 && outcome.errors.contains("never overwritten"), "\(output): \(outcome.errors)")
    }
    #expect(FileManager.default.contentsEqual(atPath: folder + "/fra-eng.safetensors", andPath: try SmallNetwork.path))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["fra-eng.safetensors"])
  }

  // MARK: 65, data that is no good

  @Test func foreignAndDamagedCheckpoints() throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: try SmallNetwork.path))
    let foreign = #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
    let length = withUnsafeBytes(of: UInt64(foreign.utf8.count).littleEndian) { Data($0) }
    _ = try scratch.file("text", "no checkpoint")
    _ = try scratch.file("cut", whole.dropLast(1))
    _ = try scratch.file("empty", "")
    _ = try scratch.file("foreign", length + Data(foreign.utf8) + Data(count: 4))
    for (name, words) in [("text", "expected"), ("cut", "expected"), ("empty", "expected"), ("foreign", "\"seq2seq\"")]
    {
      for command in ["summary", "translate", "repl", "workbench"] {
        try expect(65, command, "--checkpoint", name, saying: words)
      }
      try expect(65, "train", "--data", data, "--resume", name, saying: "\(name): ")
    }
  }

  @Test func dataThatDoesNotFitTheNetwork() throws {
    _ = try scratch.file("other.txt", "Ça?\tWhat!\n")
    let network = try SmallNetwork.path
    try expect(65, "train", "--data", "other.txt", "--resume", network, "--epochs", "999", saying: "U+00C7")
  }

  @Test(arguments: ["", "\n\n", "no tab\n", "\tempty side\n", "PK\u{3}\u{4}broken", "nul\0\tnul\n"])
  func filesWithoutPairs(_ text: String) throws {
    _ = try scratch.file("pairs", text)
    try expect(65, "train", "--data", "pairs", saying: "pairs: ")
  }

  /// What is recognised is said with the options that read it, by every command that reads pairs.
  @Test func filesOfAnotherLayout() throws {
    _ = try scratch.file("ids.tsv", "7\tOur soup.\t9\tNotre soupe.\n8\tThe moon.\t4\tLa lune.\n")
    try expect(65, "train", "--data", "ids.tsv", saying: "ids.tsv: numbers in columns 1 and 3; ")
    let words = "--columns 2,4 reads the pairs; --columns 1,2 takes the lines as they stand."
    try expect(65, "evaluate", "--checkpoint", SmallNetwork.path, "--data", "ids.tsv", saying: words)
    let outcome = try Program.run(
      ["evaluate", "--checkpoint", SmallNetwork.path, "--data", "ids.tsv", "--columns", "2,4", "--json"],
      in: scratch.path)
    #expect(outcome.status == 0 && outcome.output.contains("Notre soupe."), "\(outcome.errors)")
    try expect(64, "train", "--columns", "2,4", saying: "--data FILE")
  }

  @Test func nothingLeftToTrainOn() throws {
    try expect(65, "train", "--data", data, "--validation-split", "0.9", saying: "--validation-split")
  }

  // MARK: 66, no such input

  @Test func missingFiles() throws {
    for command in ["summary", "translate", "repl", "workbench"] {
      try expect(66, command, "--checkpoint", "missing", saying: "missing: there is no such file")
    }
    try expect(66, "summary", "--checkpoint", ".", saying: "this is a directory")
    try expect(66, "--against", "missing", saying: "missing: there is no such file")
    try expect(66, "train", "--data", "missing", saying: "missing: there is no such file")
    try expect(66, "train", "--data", ".", saying: "this is a directory")
    try expect(66, "train", "--data", data, "--resume", "missing", saying: "missing: there is no such file")
  }

  @Test func trainingWithoutAnyDataSaysWhereToGetSome() throws {
    // A copy of the program alone, without the sentences that come with it.
    try FileManager.default.copyItem(atPath: try Program.path(), toPath: scratch("alone"))
    let outcome = try RunningProgram([scratch("alone"), "train"]).finish()
    #expect(outcome.status == 66 && outcome.errors.contains("manythings.org"), "\(outcome.errors)")
  }

  // MARK: 74, input or output that fails

  @Test(arguments: ["missing/x.safetensors", "pairs.txt/x.safetensors", ".", ""])
  func savingWhereNothingCanBeSaved(_ output: String) throws {
    try expect(74, "train", "--data", data, "--output", output, saying: "expected to write there")
  }

  @Test func loggingWhereNothingCanBeWritten() throws {
    try expect(74, "train", "--data", data, "--log", "missing/log.jsonl", saying: "missing/log.jsonl: ")
  }

  /// A file-size limit stands for the full disk that no test can fill.
  @Test func aSaveThatFails() throws {
    try FileManager.default.copyItem(atPath: try SmallNetwork.path, toPath: scratch("x.safetensors"))
    let outcome = try Program.shell(
      "ulimit -f 1; \"$seq2seq\" train --data pairs.txt --latent-dim 64 --epochs 2 --output x.safetensors --overwrite 2>&1 >/dev/null",
      in: scratch.path)
    #expect(outcome.status == 74, "\(outcome.output)")
    #expect(outcome.output.contains("x.safetensors: cannot write it"))
    #expect(FileManager.default.contentsEqual(atPath: scratch("x.safetensors"), andPath: try SmallNetwork.path))
    #expect(scratch.names == ["pairs.txt", "x.safetensors"])
  }

  @Test func writingToAFullDevice() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let outcome = try Program.shell(
      "\"$seq2seq\" summary --checkpoint \"$network\" >/dev/full", environment: ["network": try SmallNetwork.path])
    #expect(outcome.status == 74)
  }
}
