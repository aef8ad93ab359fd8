import Interface
import Model
import Terminal
import Testing

@Suite("The list of runs") struct RunsTests {
  /// What is asked of the worker, where that is among the effects.
  private func asked(_ effects: [Effect]) -> [RunsRequest?] {
    effects.compactMap { if case .followRuns(let request) = $0 { request } else { nil } }
  }

  @Test("Runs are looked at while the page is on the screen, and asked for once")
  func asking() {
    var state = Fixture.state()
    #expect(asked(state.update(.started)).isEmpty && state.runs.asked == nil)
    let opened = asked(state.press(.alt("6")))
    #expect(opened.count == 1 && opened[0]?.places == ["."] && opened[0]?.drawn.isEmpty == true)
    #expect(state.find(Fixture.threeRuns).isEmpty && asked(state.press(.escape, .down)).isEmpty)
    #expect(asked(state.press(.character(" "))).map { $0?.drawn } == [["seq2seq.safetensors"]])
    #expect(asked(state.press(.character("2"))) == [nil])
    #expect(asked(state.press(.character("z"))).isEmpty)
  }

  @Test("The youngest stand first; any column sorts, either way round, and the cursor stays on its run")
  func sorting() {
    var state = Fixture.runsState(Fixture.threeRuns)
    #expect(state.listedNames == ["seq2seq-2", "seq2seq", "old.jsonl"])
    #expect(state.runs.selected == "seq2seq-2.safetensors")
    state.press(.character("R"))
    #expect(state.listedNames == ["old.jsonl", "seq2seq", "seq2seq-2"])
    #expect(state.runs.row == 2 && state.runs.selected == "seq2seq-2.safetensors")
    state.press(.character(":"))
    state.type("sort loss")
    state.press(.enter)
    #expect(state.notice?.text == "Sorted by loss, ascending; R turns it round")
    #expect(state.listedNames == ["seq2seq-2", "seq2seq", "old.jsonl"])
    state.press(.character("<"))
    #expect(state.runs.column == .epoch && state.listedNames.last == "seq2seq-2")
    state.press(.character(">"), .character(">"))
    #expect(state.runs.column == .best)
  }

  @Test("A run of which nothing is known stands last, whichever way round", arguments: [false, true])
  func unknown(_ isReversed: Bool) {
    var runs = Fixture.threeRuns
    runs[0].best = nil
    var state = Fixture.runsState(runs)
    state.press(.character(":"))
    state.type("sort loss")
    state.press(.enter)
    if isReversed { state.press(.character("R")) }
    #expect(state.listedNames.last == "seq2seq-2")
  }

  @Test("Numbers in names are numbers")
  func numbers() {
    var state = Fixture.runsState(Fixture.manyRuns(12).shuffled())
    state.press(.character(":"))
    state.type("sort name")
    state.press(.enter)
    #expect(state.listedNames == (1...12).map { "net-\($0)" })
  }

  @Test("A filter looks for its words in names, data and hyperparameters; Enter keeps it, Esc forgets it")
  func filtering() {
    var state = Fixture.runsState(Fixture.threeRuns)
    state.press(.character("/"))
    state.type("dropout 0.2")
    #expect(state.listedNames == ["seq2seq"] && state.screen.contains("/dropout 0.2"))
    state.press(.enter)
    #expect(state.keys.focus == .runs && state.screen.contains("1/1, 3 in all"))
    state.press(.escape)
    #expect(state.listedNames.count == 3)
    state.press(.character("/"))
    state.type("learning-rate 0.001")
    #expect(state.listedNames.count == 2, "as the list names it")
    state.press(.control("u"))
    state.type("learning rate 0.001")
    #expect(state.listedNames.count == 2, "as the form names it")
    state.press(.control("u"))
    state.type("jsonl")
    #expect(state.listedNames == ["old.jsonl"])
    state.type("x")
    #expect(state.listedNames.isEmpty && state.screen.contains("No run has jsonlx"))
    state.press(.escape)
    #expect(state.keys.focus == .runs && state.listedNames.count == 3)
    state.press(.escape)
    #expect(state.notice?.text == "All runs are listed already")
  }

  @Test("A run that is drawn has a letter, which it keeps whatever comes and goes")
  func letters() {
    var state = Fixture.runsState(Fixture.manyRuns(7))
    for _ in 1...3 { state.press(.character(" "), .down) }
    #expect(state.chart.overlays.map(\.letter) == ["A", "B", "C"])
    state.press(.home, .character(" "))
    #expect(state.notice?.text == "A net-1 is no longer drawn")
    state.press(.end, .character(" "))
    #expect(state.chart.overlays.map(\.name) == ["net-2", "net-3", "net-7"])
    #expect(state.chart.overlays.map(\.letter) == ["B", "C", "D"], "A is the letter of net-1 still")
    state.press(.home, .character(" "))
    #expect(state.chart.overlays.last?.letter == "A" && state.chart.overlays.last?.name == "net-1")
    state.press(.character("R"))
    let rows = state.draw().lines.filter { $0.contains("net-") && $0.contains("finished") }
    #expect(rows.map { $0.contains(" A net-1 ") } == [false, false, false, false, false, false, true])
    state.press(.character("R"), .end, .up, .character(" "), .up, .character(" "))
    #expect(state.chart.overlays.count == 5 && state.notice?.isError == true)
    #expect(state.notice?.text.hasPrefix("5 earlier runs are shown already") == true)
  }

  @Test("The curves of a run that is drawn follow its file")
  func growth() {
    var state = Fixture.runsState(Fixture.threeRuns)
    state.press(.character(" "))
    #expect(state.chart.overlays[0].run.history.isEmpty)
    for epochs in [12, 13] {
      state.find(Fixture.threeRuns, histories: ["seq2seq-2.safetensors": Fixture.runHistory(epochs)])
      #expect(state.chart.overlays[0].run.history.count == epochs && state.chart.overlays[0].letter == "A")
    }
  }

  @Test("Enter opens a network, c compares with it, r resumes it")
  func networks() throws {
    var state = Fixture.runsState(Fixture.threeRuns)
    state.press(.down)
    #expect(state.press(.enter).contains(.readNetwork(path: "seq2seq.safetensors")))
    state.network.reading = nil
    #expect(state.press(.character("c")).contains(.readOther(path: "seq2seq.safetensors")))
    #expect(
      state.press(.character("r")).contains(.readNetwork(path: "seq2seq.safetensors")) && state.keys.dialog == nil)
    let checkpoint = Fixture.checkpoint(epochs: 3)
    _ = state.update(.networkRead(checkpoint, path: "seq2seq.safetensors", data: .here(.embedded)))
    #expect(state.keys.dialog == .form && state.training.form.resumes)
    #expect(state.network.card?.path == "seq2seq.safetensors")
  }

  @Test("Runs of other folders are listed, too, a folder of the palette's among them")
  func places() {
    var state = Fixture.runsState(Fixture.threeRuns)
    state.press(.character(":"))
    state.type("runs lo")
    _ = state.update(.folderListed(FolderListing(folder: "", names: ["logs/", "seq2seq.safetensors"])))
    state.press(.down, .enter)
    #expect(state.keys.dialog == nil && state.notice?.text == "Looking at logs/, too")
    #expect(state.runs.asked?.places == [".", "logs"])
    _ = state.update(.runRead(RecordedRun(path: "/far/old.jsonl", history: Fixture.runHistory(2))))
    #expect(state.runs.places == [".", "logs", "/far/old.jsonl"])
    _ = state.update(.runRead(RecordedRun(path: "./seq2seq.safetensors", history: Fixture.runHistory(2))))
    #expect(state.runs.places.count == 3 && state.draw().lines.contains { $0.contains("B seq2seq ") })
  }

  @Test("The curves of the runs are exported, without those of a run at hand that is none of them")
  func export() {
    var state = Fixture.runsState(Fixture.threeRuns)
    guard case .export(let screen) = state.press(.character("e")).first else {
      Issue.record("nothing is exported")
      return
    }
    #expect(screen.map(\.name) == ["screen"], "there are no curves yet")
    state.press(.character(" "))
    state.find(Fixture.threeRuns, histories: ["seq2seq-2.safetensors": Fixture.runHistory(12)])
    guard case .export(let documents) = state.press(.character("e")).first else {
      Issue.record("nothing is exported")
      return
    }
    #expect(documents.map(\.name) == ["curves", "curves", "screen"])
    guard case .table(let content) = documents[0].content else {
      Issue.record("no table")
      return
    }
    #expect(content.history.isEmpty && content.overlays.map(\.letter) == ["A"])
  }

  @Test("What cannot be done to a run says why not")
  func refusals() {
    var state = Fixture.runsState(Fixture.threeRuns)
    state.press(.character("r"))
    #expect(state.notice?.text.contains("is being trained in another process") == true)
    state.press(.character("g"))
    #expect(state.notice?.text.contains("this is for TensorBoard's event files") == true)
    state.press(.end)
    for key in ["r", "c"] as [Character] {
      #expect(state.press(.character(key)).isEmpty)
      #expect(state.notice?.text.contains("a log without a network") == true, "\(key)")
    }
    #expect(state.press(.enter).isEmpty && state.notice?.text.contains("Space draws its curves") == true)
    var damaged = Fixture.run("damaged.safetensors", epochs: 0, standing: .unreadable)
    damaged.failure = "damaged.safetensors: it is cut off"
    state.find([damaged])
    for key in [Key.enter, .character(" "), .character("w"), .character("r"), .character("c")] {
      state.press(key)
      #expect(state.notice == Notice("damaged.safetensors: it is cut off", isError: true))
    }
    state.find([])
    state.press(.character(" "))
    #expect(state.notice?.text.hasPrefix("There is no run yet") == true)
  }

  @Test("The run that is trained here stands on top with its own numbers, whatever its file says")
  func here() throws {
    var state = Fixture.runsState(Fixture.threeRuns + [Fixture.run("net.safetensors", epochs: 3)])
    state.training.outputPath = "./net.safetensors"
    _ = state.update(.trained(try Fixture.progress(epochs: 36), []))
    #expect(state.listedNames == ["net", "seq2seq-2", "seq2seq", "old.jsonl"])
    let row = try #require(state.draw().lines.first { $0.contains("net ") })
    #expect(row.contains("● net") && row.contains("training") && row.contains("36/100"))
    state.press(.home, .enter)
    #expect(state.notice?.text == "It is the network at hand: it is trained here")
    state.press(.down, .enter)
    #expect(state.notice?.text.hasPrefix("A network is being trained here") == true)
    for key in [Key.enter, .character("r")] {
      state.press(.end, .up, key)
      #expect(state.notice?.text.hasPrefix("A network is being trained, and that one translates") == true)
    }
    _ = state.update(.trained(try Fixture.progress(epochs: 36, phase: .stopped), []))
    #expect(state.runs.count == 4 && state.listedNames.contains("net"))
    #expect(state.draw().lines.contains { $0.contains("net ") && $0.contains("stopped") })
  }
}
