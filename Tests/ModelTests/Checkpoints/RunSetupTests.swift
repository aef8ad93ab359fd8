import Foundation
import Model
import Testing

@Suite("Setting up a run") struct RunSetupTests {
  private let path = NSTemporaryDirectory() + UUID().uuidString + ".txt"

  private func write(_ lines: [String]) throws {
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
  }

  private func small(_ texts: (Hyperparameter, String)...) -> GivenHyperparameters {
    var given = GivenHyperparameters()
    given[.latentDimension] = "4"
    for (hyperparameter, text) in texts { given[hyperparameter] = text }
    return given
  }

  @Test func aNewNetworkIsMadeForTheDataAndWhatWasGiven() throws {
    try write(["Go.\tVa !", "nothing", "Run!\tCours !", "Hi.\tSalut !"])
    defer { unlink(path) }
    let setup = try RunSetup(
      RunRequest(data: .named(path), given: small((.samples, "2"), (.seed, "7"), (.shuffle, "false")), threads: 3))
    #expect(setup.dataset.pairs.map(\.english) == ["Go.", "Run!"])
    #expect(setup.rejected.map(\.description) == ["1 line without a second column (line 2)"])
    #expect(setup.checkpoint.network.configuration.latentDimension == 4)
    #expect(setup.checkpoint.hyperparameters.seed == 7 && !setup.checkpoint.hyperparameters.shuffle)
    #expect(setup.threads == 3 && !setup.isResumed)
  }

  @Test("A run that goes on keeps its threads and hyperparameters, but for what was given")
  func resuming() throws {
    try write(["Go.\tVa !", "Run!\tCours !"])
    defer { unlink(path) }
    var checkpoint = try RunSetup(RunRequest(data: .named(path), given: small((.batchSize, "1")))).checkpoint
    checkpoint.state.threads = 1
    let setup = try RunSetup(
      RunRequest(data: .named(path), start: .network(checkpoint), given: small((.learningRate, "0.5"))))
    #expect(setup.threads == 1 && setup.isResumed)
    #expect(setup.checkpoint.hyperparameters.batchSize == 1 && setup.checkpoint.hyperparameters.learningRate == 0.5)
    let more = try RunSetup(RunRequest(data: .named(path), start: .network(checkpoint), threads: 2))
    #expect(more.threads == 2)
  }

  @Test("The greatest length is recorded where it is given, and inherited by a run that goes on")
  func maxLength() throws {
    try write(["Go.\tVa !", "Hello!\tBonjour !", "Run!\tCours !"])
    defer { unlink(path) }
    let setup = try RunSetup(RunRequest(data: .named(path), given: small((.maxLength, "9"))))
    #expect(setup.dataset.pairs.map(\.english) == ["Go.", "Run!"])
    #expect(setup.rejected.map(\.description) == ["1 line with a side over 9 characters (line 2)"])
    #expect(setup.data == TrainingData(name: NSString(string: path).lastPathComponent, pairs: setup.dataset.pairs))
    let json = String(decoding: try JSONEncoder().encode(setup.checkpoint.hyperparameters), as: UTF8.self)
    #expect(json.contains("\"max_length\":9"))
    let more = try RunSetup(RunRequest(data: .named(path), start: .network(setup.checkpoint)))
    #expect(more.data == setup.data && more.checkpoint.hyperparameters.maxLength == 9)
    let whole = try Corpus.whole(.named(path), known: nil).pairs
    #expect(Array(more.checkpoint.hyperparameters.sample(of: whole)) == setup.dataset.pairs)
    let plain = String(decoding: try JSONEncoder().encode(Hyperparameters()), as: UTF8.self)
    #expect(!plain.contains("max_length"))
  }

  @Test("A corpus that is laid out otherwise is read as the request says, and by that only known data is used")
  func otherLayout() throws {
    try write(["7;Go.;Va !", "8;Run!;Cours !"])
    defer { unlink(path) }
    let format = CorpusFormat(separator: .semicolon, columns: CorpusFormat.Columns("2,3"))
    let whole = try Corpus.whole(.named(path, format), known: nil)
    let setup = try RunSetup(RunRequest(data: .named(path, format), given: small()), known: whole)
    #expect(setup.dataset.pairs.map(\.french) == ["Va !", "Cours !"])
    #expect(throws: CorpusError.self) { try Corpus.whole(.named(path), known: whole) }
  }

  @Test(
    "What does not fit a network that is trained further is named",
    arguments: [
      (Hyperparameter.latentDimension, "5", "latent dimension 5, but the network to be trained further has 4."),
      (Hyperparameter.padding, "zero", "padding zero, but the network to be trained further has space."),
      (.attention, "true", "attention with padding space; expected padding mask, so that it reads real"),
    ])
  func otherShapes(_ hyperparameter: Hyperparameter, _ text: String, _ message: String) throws {
    try write(["Go.\tVa !"])
    defer { unlink(path) }
    let checkpoint = try RunSetup(RunRequest(data: .named(path), given: small())).checkpoint
    let request = RunRequest(data: .named(path), start: .network(checkpoint), given: small((hyperparameter, text)))
    let error = #expect(throws: RunSetupError.self) { try RunSetup(request) }
    #expect(error?.description.hasPrefix(message) == true)
  }

  @Test(
    "Values that make no sense are refused by name",
    arguments: [
      (Hyperparameter.rho, "1", "rho 1.0; expected at least 0 and less than 1"),
      (.rho, "much", "rho much; expected at least 0 and less than 1"),
      (.maxLength, "10001", "max length 10001; expected 1 to 10000"),
      (.batchSize, "0", "batch size 0; expected 1 to 1000000"),
      (.split, "half", "split half; expected last or sentence"),
      (
        .attention, "true",
        "attention with padding space; expected padding mask, so that it reads real characters alone"
      ),
      (
        .bidirectional, "true",
        "a bidirectional encoder with padding space; expected padding mask, so that it reads real characters alone"
      ),
      (.rmsprop, "adam", "rmsprop adam; expected optimizer-v2 or keras-3"),
    ])
  func nonsense(_ hyperparameter: Hyperparameter, _ text: String, _ message: String) {
    let error = #expect(throws: RunSetupError.self) {
      try small((hyperparameter, text)).applied(to: Hyperparameters())
    }
    #expect(error?.description == message)
  }

  @Test("Every hyperparameter survives as text") func texts() {
    var values = Hyperparameters()
    values.learningRate = 0.1 + 0.2
    values.maxLength = 120
    values.centered = true
    values.padding = .mask
    (values.attention, values.bidirectional, values.split) = (true, true, .sentence)
    values.rmsprop = .keras3
    values.seed = .max
    var read = Hyperparameters()
    for hyperparameter in Hyperparameter.all { #expect(hyperparameter.read(hyperparameter.text(values), &read)) }
    #expect(read == values)
  }

  @Test("Data that was read is not read again, unless the file has changed") func knownData() throws {
    try write(["Go.\tVa !", "Run!\tCours !", "Hi.\tSalut !"])
    defer { unlink(path) }
    let whole = try Corpus.whole(.named(path), known: nil)
    #expect(try Corpus.first(2, of: .named(path), known: whole).pairs.map(\.english) == ["Go.", "Run!"])
    try write(["Stop!\tArrête !", "Wait!\tAttends !"])
    #expect(try Corpus.first(2, of: .named(path), known: whole).pairs.map(\.english) == ["Stop!", "Wait!"])
    #expect(try Corpus.whole(.named(path), known: whole).pairs.count == 2)
  }
}
