import Interface
import Model
import Terminal
import Testing

@Suite("Watching a run") struct WatchingTests {
  private static let path = "far.safetensors"

  /// A run in its next epoch, of which so many batches of ten are logged; it is saved after `saved` epochs.
  private func watched(
    _ epochs: Int, batch: Int, standing: RunStanding = .growing, saved: Double = 1
  ) -> WatchedRun {
    var run = Fixture.run(Self.path, epochs: epochs, standing: standing)
    run.batches = 10
    run.saved = FileStamp(inode: 1, size: 1, modified: saved)
    run.savedPoint = TrainingPoint(epoch: epochs, batch: 0)
    let batches = Array(Fixture.batches(1...epochs + 1, perEpoch: 10) { 1 / $0 }.prefix(epochs * 10 + batch))
    let last = batches.last.map { LoggedBatch($0, batches: 10, epochs: 40, learningRate: 0.001) }
    return WatchedRun(run: run, history: Fixture.runHistory(epochs), batches: batches, lastBatch: last)
  }

  /// The page as `watch` opens it, before anything was found.
  private func opened() -> WorkbenchState {
    var state = WorkbenchState(
      WorkbenchOptions(data: .unknown, watched: ["logs"]), size: Size(columns: 120, rows: 40), appearance: .plain)
    _ = state.update(.started)
    return state
  }

  /// The page with a run found and followed.
  private func following() -> WorkbenchState {
    var state = opened()
    let run = watched(3, batch: 5)
    state.find([run.run])
    state.find([run.run], watched: run)
    return state
  }

  @Test("The page is there at once, with what it waits for; the first run that grows is followed")
  func automatic() {
    var state = opened()
    #expect(state.page == .runs && state.keys.focus == .runs && state.runs.asked?.places == ["logs"])
    #expect(state.screen.contains("Looking for runs in logs"))
    state.find([])
    #expect(state.screen.contains("No run in logs yet. The first that begins there is followed."))
    let run = watched(3, batch: 5)
    state.find([Fixture.run("other.safetensors", age: 60), run.run])
    #expect(state.runs.watch.path == Self.path && state.runs.asked?.watched == Self.path)
    #expect(state.runs.selected == Self.path)
  }

  @Test("Its epochs, batches and numbers stand where those of a training here would")
  func curves() {
    var state = following()
    #expect(state.training.history.count == 3 && state.training.batches.count == 35)
    #expect(state.screen.contains("epoch 4/40") && state.screen.contains("batch  5/10"))
    #expect(state.draw().lines[0].hasSuffix("watching"))
    let next = watched(3, batch: 9)
    #expect(state.find([next.run], watched: next).isEmpty, "its network was read already")
    #expect(state.training.batches.count == 39)
    let resumed = watched(2, batch: 4, saved: 2)
    state.find([resumed.run], watched: resumed)
    #expect(state.training.batches.count == 24, "a run that went back begins anew")
  }

  @Test("Its network is read after every save, translates from then on, and the pinned sentences at once")
  func network() {
    var state = opened()
    let run = watched(3, batch: 5)
    state.find([run.run])
    #expect(state.find([run.run], watched: run).contains(.readWatched(path: Self.path)))
    let checkpoint = Fixture.checkpoint(epochs: 3)
    let effects = state.update(.watchedRead(checkpoint, path: Self.path, data: .unknown))
    #expect(effects.contains(.useNetwork(checkpoint)) && state.network.card?.path == Self.path)
    let pins = effects.compactMap { if case .followPins(let request) = $0 { request.epoch } else { Int?.none } }
    #expect(pins.last == 3)
    let saved = watched(4, batch: 0, saved: 2)
    #expect(state.find([saved.run], watched: saved).contains(.readWatched(path: Self.path)))
    #expect(state.training.history.count == 4, "reading it changes nothing of the curves")
  }

  @Test("Without news it says for how long, and what has ended says so")
  func silence() {
    var state = following()
    let silent = watched(3, batch: 5, standing: .silent(seconds: 40))
    state.find([silent.run], watched: silent)
    #expect(state.draw().lines[0].hasSuffix("no news for 40 s") && state.screen.contains("silent"))
    let done = watched(40, batch: 0, standing: .finished)
    state.find([done.run], watched: done)
    #expect(state.draw().lines[0].hasSuffix("finished"))
    let leaving = state.press(.character("1"))
    #expect(leaving.contains(.followRuns(nil)), "nothing more is to come")
  }

  @Test("A run that grows is followed on every page; one that has ended only on its own")
  func pages() {
    var state = following()
    #expect(!state.press(.character("2")).contains(.followRuns(nil)) && state.runs.asked?.watched == Self.path)
    let next = watched(4, batch: 1)
    state.find([next.run], watched: next)
    #expect(state.training.history.count == 4)
  }

  @Test("Nothing can be done from here to a training elsewhere")
  func elsewhere() {
    var state = following()
    for key in ["x", "s", "+"] as [Character] {
      #expect(state.press(.character(key)).isEmpty)
      #expect(state.notice?.text.hasPrefix("No training is running") == true, "\(key)")
    }
    #expect(state.press(.character("q")) == [.exit(status: 0)], "and it goes on when this program ends")
  }

  @Test("w watches any run, and gives the curves at hand back where it has no network")
  func byHand() {
    var state = Fixture.runsState(Fixture.threeRuns)
    let before = state.training.history
    state.press(.end, .character("w"))
    let log = Fixture.threeRuns[2]
    #expect(state.runs.asked?.watched == log.path)
    state.find(Fixture.threeRuns, watched: WatchedRun(run: log, history: Fixture.runHistory(7)))
    #expect(state.training.history.count == 7 && state.screen.contains("● logs/old.jsonl"))
    state.press(.character("w"))
    #expect(state.training.history == before && state.runs.watch.path == nil && !state.training.isElsewhere)
  }

  @Test("Another network that is loaded, or a training that starts, takes its place")
  func ends() throws {
    var state = following()
    state.press(.character(":"))
    state.type("load other.safetensors")
    state.press(.enter)
    #expect(state.runs.watch.path == nil)
    _ = state.update(.networkRead(Fixture.checkpoint(epochs: 2), path: "other.safetensors", data: .unknown))
    #expect(state.training.history.count == 2 && !state.training.isElsewhere)
    state = following()
    _ = state.update(.trained(try Fixture.progress(), []))
    #expect(state.training.history.count == 3, "what a session said that is over")
  }
}
