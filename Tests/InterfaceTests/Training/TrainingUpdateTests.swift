import Interface
import Model
import Terminal
import Testing

@Suite("Training by keys")
struct TrainingUpdateTests {
  private static let file = CorpusLocation.named("fra.txt")

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
    state.press(.control("t"), .left, .enter)
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
