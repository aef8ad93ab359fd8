import Interface
import Model
import Terminal
import Testing

@Suite("The page of runs") struct RunsScreenTests {
  /// The heading of the list.
  private func heading(_ state: WorkbenchState) -> [String] {
    let line = state.draw().lines.first { $0.contains("state") && $0.contains("run") } ?? ""
    return line.split(separator: /\s{2,}/).map(String.init).filter { !$0.isEmpty }
  }

  @Test("Columns go as the screen gets narrower, those that tell least first", arguments: [false, true])
  func columns(_ isUnicode: Bool) {
    let expected = [
      40: ["run", "state", "val loss"], 60: ["run", "state", "epoch", "val loss", "at", "age"],
      80: ["run", "state", "epoch", "val loss", "at", "chars", "differs in", "age"],
      120: ["run", "state", "epoch", "val loss", "at", "chars", "data", "differs in", "age"],
      200: ["run", "state", "epoch", "val loss", "at", "chars", "data", "differs in", "age"],
    ]
    for (columns, titles) in expected {
      var runs = Fixture.manyRuns(5)
      runs[0].data = TrainingData(name: "fra", pairs: [])
      let state = Fixture.runsState(columns: columns, rows: 24, isUnicode: isUnicode, runs)
      var found = heading(state)
      if found.last?.hasPrefix(isUnicode ? "▲" : "^") == true { found[found.count - 1].removeFirst() }
      #expect(found == titles, "\(columns)")
    }
  }

  @Test("The list, what is known of the run under the cursor, and its curves below, at 80×24")
  func list() {
    var state = Fixture.runsState(Fixture.threeRuns)
    state.press(.down)
    let lines = state.draw().lines
    #expect(
      Array(lines.dropFirst(2).prefix(8)) == [
        " runs ───────────────────────────────────────────────────────────────────── 2/3", " › i or Enter to type",
        "     run             state     epoch  val loss   at  chars  differs in     ▲age",
        "     seq2seq-2       growing   12/40    0.4205  @12  0.750  latent-dim 6…   now",
        " ▶   seq2seq         finished  40/40    0.7500  @20  0.750                   2h",
        "     logs/old.jsonl  stopped   40/40    1.0000  @20  0.750  -                2d",
        " checkpoint seq2seq.safetensors", " dropout 0.2",
      ])
    #expect(state.screen.contains("Space draws the curves of the run under the cursor here"))
    state.press(.character(" "))
    state.find(Fixture.threeRuns, histories: ["seq2seq.safetensors": Fixture.runHistory(40, times: 1.5)])
    #expect(state.screen.contains("Aa seq2seq") && state.screen.contains("epoch"))
    #expect(!state.screen.contains("★ best"), "the run at hand is none of those listed")
  }

  @Test("The smallest screen has the list alone, and a screen between the curves below it")
  func small() {
    let tiny = Fixture.runsState(columns: 40, rows: 10, isUnicode: false, Fixture.threeRuns).draw().lines
    #expect(tiny.dropFirst(4).prefix(4).map { $0.count } == [39, 39, 39, 39])
    #expect(tiny[5].contains("> ") && tiny[5].contains("growing") && tiny[5].contains("0.4205"))
    var between = Fixture.runsState(columns: 60, rows: 20, Fixture.threeRuns)
    between.press(.character(" "))
    #expect(between.screen.contains("Aa seq2seq-2") && between.screen.contains("logs/old.jsonl"))
  }

  @Test("Of a thousand runs those around the cursor are on the screen, the chart below them where it is large")
  func thousand() {
    var state = Fixture.runsState(columns: 120, rows: 40, Fixture.manyRuns(1000))
    state.press(.end)
    #expect(state.screen.contains("1000/1000") && state.screen.contains("▶   net-1000"))
    #expect(state.screen.contains("Space draws the curves"))
    let before = state.draw().lines
    state.press(.up)
    #expect(state.screen.contains("▶   net-999"))
    #expect(state.draw().lines[6].prefix(30) == before[6].prefix(30), "only the cursor has moved")
    state.press(.home)
    #expect(state.draw().lines[5].contains("▶   net-1 "))
    let small = Fixture.runsState(Fixture.manyRuns(1000))
    #expect(small.draw().lines.count { $0.contains("finished") } == 16)
  }

  @Test("It is drawn at every size, within the margins, with 1, 3 and 40 runs", arguments: [0, 1, 3, 40])
  func sizes(_ count: Int) {
    var state = Fixture.runsState(count == 0 ? [] : Fixture.manyRuns(count))
    state.press(.character(" "))
    for rows in stride(from: 1, through: 60, by: 3) {
      for columns in stride(from: 1, through: 200, by: 11) {
        _ = state.update(.resized(Size(columns: columns, rows: rows)))
        state.press(.down)
        state.notice = nil
        expectFrame(state)
      }
    }
  }

  @Test("Names are seen and not sent, and their ends stay where they are long")
  func names() {
    let long = String(repeating: "folder/", count: 20) + "the-end.safetensors"
    let state = Fixture.runsState([Fixture.run("bad\u{1B}[31m.safetensors"), Fixture.run(long)])
    #expect(state.screen.contains("bad◌[31m") && state.screen.contains("the-end  "))
    #expect(state.draw().lines.contains { $0.contains("…") && $0.contains("/the-end ") })
  }

  @Test("Without Unicode every character is ASCII")
  func ascii() {
    var state = Fixture.runsState(columns: 120, rows: 40, isUnicode: false, Fixture.threeRuns)
    state.press(.character(" "), .down, .character("w"))
    state.notice = nil
    let run = Fixture.threeRuns[1]
    state.find(Fixture.threeRuns, watched: WatchedRun(run: run, history: Fixture.runHistory(20)))
    #expect(state.screen.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(state.screen.contains("* seq2seq ") && state.screen.contains("A seq2seq-2"))
  }

  @Test("The series of event files are listed, each with what it is taken for, and another can be taken")
  func tags() {
    var run = Fixture.run("board", kind: .events)
    run.hyperparameters = nil
    var state = Fixture.runsState([run])
    state.press(.character("g"))
    #expect(state.runs.asked?.listed == "board")
    #expect(state.screen.contains("reading them"))
    let series = RunSeries(
      path: "board", names: ["a/loss", "b/loss", "c/\u{1B}x"], choice: ScalarChoice(likelyIn: LoggedScalars()))
    state.find([run], series: series)
    #expect(state.screen.contains("▶ a/loss") && state.screen.contains("c/◌x"))
    state.press(.down, .down, .down, .up)
    state.press(.character("v"))
    #expect(state.runs.asked?.choices["board"]?.names[.validation(.loss)] == "b/loss")
    #expect(state.keys.dialog == nil && state.notice?.text == "b/loss is drawn as val loss of board")
  }
}
