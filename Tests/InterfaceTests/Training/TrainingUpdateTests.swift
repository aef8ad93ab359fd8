import Interface
import Model
import Terminal
import Testing

@Suite("Training by keys")
struct TrainingUpdateTests {
  private static let file = CorpusLocation.named("fra.txt")

  @Test("One key asks what to train on, and Enter takes the data in use and a new network")
  func start() {
    var state = Fixture.state(epochs: 0, data: Self.file)
    #expect(state.press(.control("t")).isEmpty && state.keys.dialog == .start(StartQuestion(inUse: .here(Self.file))))
    #expect(!state.screen.contains("train this network further"), "there is nothing to resume")
    #expect(state.press(.character("r")).isEmpty)
    #expect(state.press(.enter) == [.prepareTraining(Self.file, resumes: false, epochs: 100)])
    #expect(state.screen.contains("Reading fra.txt"))
    #expect(state.press(.control("t")).isEmpty, "while the corpus is read, the key waits")
  }

  @Test("A trained network can be trained further")
  func resume() {
    var state = Fixture.state(epochs: 40, data: Self.file)
    state.press(.escape, .character("t"))
    #expect(state.screen.contains("resume: train this network further, to epoch 100"))
    #expect(state.press(.character("r")) == [.prepareTraining(Self.file, resumes: true, epochs: 100)])
  }

  @Test("A network that has reached its epochs is resumed for as many again")
  func resumeFinished() {
    var state = Fixture.state(epochs: 100, data: Self.file)
    #expect(
      state.press(.control("t"), .character("r")) == [.prepareTraining(Self.file, resumes: true, epochs: 200)])
  }

  @Test("Without data it is the everyday sentences, and the arrows choose other data")
  func choices() {
    var state = Fixture.state(epochs: 0)
    var embedded = state
    #expect(embedded.press(.control("t"), .enter) == [.prepareTraining(.embedded, resumes: false, epochs: 100)])
    state.press(.control("t"), .up)
    #expect(state.screen.contains("▶ everyday sentences"))
    state.press(.down, .down, .down, .down)
    #expect(state.screen.contains("▶ another file"))
    state.press(.enter)
    #expect(state.keys.dialog.map { if case .dataPath(let question) = $0 { !question.resumes } else { false } } == true)
    #expect(state.screen.contains("Which file to train on?"))
  }

  @Test("A path is asked for, and a bad one is asked for again with the reason")
  func path() {
    var state = Fixture.state(epochs: 0)
    state.press(.control("t"), .down, .down, .enter)
    #expect(state.press(.enter).isEmpty, "nothing is typed yet")
    #expect(state.screen.contains("No file is named yet"))
    state.type("a.txt ")
    #expect(state.press(.enter) == [.prepareTraining(.named("a.txt"), resumes: false, epochs: 100)])
    _ = state.update(.trainingRefused("a.txt: no such file. Check the name."))
    #expect(state.screen.contains("a.txt: no such file. Check the name."))
    #expect(state.screen.contains("› a.txt"))
    state.press(.backspace, .backspace, .backspace, .backspace)
    state.type("zip")
    #expect(state.press(.enter) == [.prepareTraining(.named("a.zip"), resumes: false, epochs: 100)])
    #expect(state.press(.escape).isEmpty && state.keys.dialog == nil)
  }

  @Test("The files of the folder that is typed are offered, Tab types them, the arrows choose one")
  func completion() {
    var state = Fixture.state(epochs: 0)
    #expect(state.press(.control("t"), .down, .down, .enter) == [.listFolder("")])
    let names = [".hidden.txt", "data/", "deu.txt", "fra.zip", "notes.md"]
    _ = state.update(.folderListed(FolderListing(folder: "", names: names)))
    for offer in ["data/", "deu.txt", "fra.zip"] { #expect(state.screen.contains(offer)) }
    #expect(!state.screen.contains("notes.md") && !state.screen.contains(".hidden"))
    state.type("d")
    #expect(!state.screen.contains("fra.zip"))
    #expect(state.press(.tab) == [.listFolder("data/")], "a folder is opened")
    _ = state.update(.folderListed(FolderListing(folder: "data/", names: ["a.tsv", "b.tsv"])))
    #expect(state.screen.contains("› data/") && state.screen.contains("data/b.tsv"))
    state.press(.down, .down, .down)
    #expect(state.screen.contains("▶ data/b.tsv"))
    #expect(state.press(.enter) == [.prepareTraining(.named("data/b.tsv"), resumes: false, epochs: 100)])
  }

  @Test("The word that training is being stopped goes once it has stopped")
  func stopping() throws {
    var state = Fixture.state()
    var progress = try Fixture.progress()
    _ = state.update(.trained(progress, []))
    state.press(.escape)
    #expect(state.press(.character("x")) == [.stopTraining])
    #expect(state.screen.contains("Stopping after this batch"))
    progress.phase = .stopped
    _ = state.update(.trained(progress, []))
    #expect(state.notice == Notice("Stopped; nothing was saved"))
  }

  @Test("Data that does not fit a resumed network leads back to the choice, with the reason")
  func misfit() {
    var state = Fixture.state(epochs: 40, data: Self.file)
    state.press(.control("t"), .character("r"))
    _ = state.update(.trainingRefused("fra.txt: does not fit"))
    #expect(state.screen.contains("fra.txt: does not fit") && state.screen.contains("▶ fra.txt"))
    #expect(state.press(.character("r")) == [.prepareTraining(Self.file, resumes: true, epochs: 100)])
  }

  @Test("A session starts once its corpus is read, unless that was taken back")
  func prepared() throws {
    var state = Fixture.state(epochs: 0)
    let card = try #require(state.network.card)
    state.press(.control("t"), .enter)
    var dismissed = state
    dismissed.press(.escape)
    #expect(dismissed.update(.trainingPrepared(card, rejected: [])).isEmpty)
    let effects = state.update(.trainingPrepared(card, rejected: []))
    let finding = Effect.readRunBefore(path: "/somewhere/fra-eng.safetensors")
    #expect(effects == [finding, .followPins(PinRequest(texts: [], run: 1, epoch: nil)), .startTraining])
    #expect(state.keys.dialog == nil && state.data.location == .embedded)
  }

  @Test("The pairs of the data in use are read at first, and anew when training takes other data")
  func corpus() throws {
    var state = Fixture.state(epochs: 0, data: Self.file)
    #expect(state.update(.started) == [.readCorpus(Self.file)])
    let corpus = try Corpus(.embedded)
    _ = state.update(.corpusRead(.embedded, corpus))
    #expect(state.data.corpus == nil, "that is not the data in use")
    _ = state.update(.corpusRead(Self.file, corpus))
    #expect(state.data.corpus?.pairs.count == corpus.pairs.count)
    state.press(.control("t"))
    #expect(state.screen.contains("▶ fra.txt  \(corpus.pairs.count) pairs"))
    state.press(.up, .enter)
    let effects = state.update(.trainingPrepared(try #require(state.network.card), rejected: []))
    #expect(effects.suffix(2) == [.startTraining, .readCorpus(.embedded)])
    #expect(state.data.location == .embedded && state.data.corpus == nil)
    _ = state.update(.corpusUnreadable(Self.file, "gone"))
    #expect(state.notice == nil)
    _ = state.update(.corpusUnreadable(.embedded, "gone"))
    #expect(state.notice == Notice("gone", isError: true))
  }

  @Test("Pause, resume, stop, save and the learning rate")
  func commands() throws {
    var state = try running()
    #expect(state.press(.escape, .character("t")) == [.pauseTraining])
    _ = state.update(.trained(try Fixture.progress(phase: .paused), []))
    #expect(state.press(.character("t")) == [.resumeTraining])
    #expect(state.press(.character("s")) == [.saveCheckpoint])
    #expect(state.press(.character("x")) == [.stopTraining])
    #expect(state.press(.character("+")) == [.setLearningRate(0.002)])
    #expect(state.press(.character("+")) == [.setLearningRate(0.005)])
    #expect(state.press(.character("-")) == [.setLearningRate(0.002)])
  }

  @Test("While it trains, the keys that steer it stand below the curves, however narrow the screen")
  func hints() throws {
    var state = try running()
    state.press(.alt("2"), .escape)
    #expect(state.keys.focus == .chart)
    for hint in ["← crosshair", "t pause", "x stop", "s save", "+ rate", "? help", "q quit"] {
      #expect(state.draw().lines[23].contains(hint), "\(hint)")
    }
    _ = state.update(.resized(Size(columns: 40, rows: 10)))
    #expect(state.draw().lines[9] == " t pause  x stop  ? help  q quit")
  }

  @Test("Without training these keys only say so")
  func idle() {
    var state = Fixture.state()
    for key in ["s", "x", "+", "-"] as [Character] {
      #expect(state.press(.escape, .character(key)).isEmpty)
      #expect(state.notice?.text == "No training is running; t starts one")
    }
  }

  @Test(
    "Learning rates go by 1, 2, 5; others reach the next step",
    arguments: [
      (0.001, 0.002, 0.0005), (0.0003, 0.0005, 0.0002), (Double(Float(0.001)), 0.002, 0.0005), (5, 5, 2),
      (1e-8, 2e-8, 1e-8),
    ])
  func rates(_ rate: Double, _ up: Double, _ down: Double) {
    #expect(LearningRate.step(from: rate, up: true) == up)
    #expect(LearningRate.step(from: rate, up: false) == down)
  }

  @Test("Quitting during training asks: stop and save, keep going, cancel")
  func quitting() throws {
    var state = try running()
    #expect(state.press(.escape, .character("q")).isEmpty)
    #expect(state.keys.dialog == .quit)

    var cancelled = state
    #expect(cancelled.press(.escape).isEmpty && cancelled.keys.dialog == nil && cancelled.leaving == nil)

    var going = state
    #expect(going.press(.character("k")).isEmpty)
    var staying = going
    staying.press(.character("q"), .escape)
    #expect(staying.leaving == nil)
    #expect(going.update(.trained(try Fixture.progress(), [])).isEmpty)
    #expect(going.update(.trained(try Fixture.progress(phase: .finished), [])) == [.exit(status: 0)])

    #expect(state.press(.character("s")) == [.stopTraining])
    #expect(state.update(.trained(try Fixture.progress(phase: .stopped), [])) == [.exit(status: 0)])
  }

  @Test("When the last save fails the program stays, with the reason")
  func failedSave() throws {
    var state = try running()
    state.press(.escape, .character("q"), .character("s"))
    var progress = try Fixture.progress(phase: .stopped)
    progress.saveFailure = "disk full"
    #expect(state.update(.trained(progress, [])).isEmpty)
    #expect(state.notice == Notice("disk full", isError: true) && state.leaving == nil)
  }

  @Test("^C ends the batch, saves and exits with 130; a second one exits at once")
  func interrupt() throws {
    var state = try running()
    #expect(state.update(.interrupted) == [.stopTraining])
    var impatient = state
    #expect(impatient.update(.interrupted) == [.exit(status: 130)])
    #expect(state.update(.trained(try Fixture.progress(), [])).isEmpty)
    #expect(state.update(.trained(try Fixture.progress(phase: .stopped), [])) == [.exit(status: 130)])
  }

  @Test("^C without training exits; SIGTERM is passed on; lost input is a hang-up")
  func signals() {
    var state = Fixture.state()
    #expect(state.update(.interrupted) == [.exit(status: 130)])
    #expect(state.update(.terminated(signal: 15)) == [.terminate(signal: 15)])
    #expect(state.update(.inputEnded) == [.terminate(signal: 1)])
    #expect(state.press(.control("d")) == [.exit(status: 0)], "an empty line ends with ^D")
  }

  private func running() throws -> WorkbenchState {
    var state = Fixture.state(epochs: 40, data: Self.file)
    _ = state.update(.trained(try Fixture.progress(), []))
    return state
  }
}
