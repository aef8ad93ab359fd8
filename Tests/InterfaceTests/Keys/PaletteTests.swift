import Foundation
import Interface
import Terminal
import Testing

@Suite("The command palette")
struct PaletteTests {
  private func palette(_ state: WorkbenchState) throws -> CommandPalette {
    guard case .palette(let palette) = state.keys.dialog else { throw Missing() }
    return palette
  }

  private struct Missing: Error {}

  /// The first screen, away from the prompt, with a command typed.
  private func typing(_ text: String) -> WorkbenchState {
    var state = Fixture.state()
    state.press(.escape, .character(":"))
    state.type(text)
    return state
  }

  @Test("A colon opens it away from the prompt, ^X and Alt-: also while typing, and Esc closes it")
  func opening() {
    for keys in [[Key.escape, .character(":")], [.control("x")], [.alt(":")]] {
      var state = Fixture.state()
      state.type("Run")
      for key in keys { state.press(key) }
      #expect(state.keys.dialog == .palette(CommandPalette()))
      state.press(.escape)
      #expect(state.keys.dialog == nil && state.translating.prompt.text == "Run")
    }
    var state = Fixture.state()
    state.type(":")
    #expect(state.keys.dialog == nil && state.translating.prompt.text == ":")
  }

  @Test("It lists every named row of the table of keys, with its words and keys")
  func list() throws {
    let names = KeyBinding.all.compactMap(\.name?.rawValue)
    #expect(names.sorted() == CommandName.allCases.map(\.rawValue).sorted())
    #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" } })
    #expect(try palette(typing("")).entries.map(\.text) == KeyBinding.all.compactMap(\.usage))
    let screen = typing("st").draw().lines.joined(separator: "\n")
    #expect(screen.contains("▶ stop") && screen.contains("stop training and save") && screen.contains(" x │"))
    for binding in KeyBinding.all where binding.keys.isEmpty { #expect(binding.name != nil) }
  }

  @Test("What is typed is looked for at the beginning of the names, in them, in their letters, then in the words")
  func matching() throws {
    #expect(try palette(typing("s")).entries.prefix(3).map(\.binding.name) == [.stop, .save, .slower])
    #expect(try palette(typing("oom")).entries.first?.binding.name == .zoom)
    #expect(try palette(typing("brn")).entries.first?.binding.name == .branch)
    #expect(try palette(typing("checkpoint")).entries.first?.binding.name == .load)
    #expect(try palette(typing("qqqq")).entries.isEmpty)
  }

  @Test("The arrows choose, Tab types the rest, Enter does it")
  func choosing() throws {
    var state = typing("zo")
    state.press(.down, .up, .up, .tab)
    #expect(try palette(state).editor.text == "zoom")
    state.press(.enter)
    #expect(state.keys.dialog == nil && state.chart.span == 20)
    #expect(state.keys.focus == .chart)
  }

  @Test("What a command takes is completed, and asked for where it is missing")
  func parameters() throws {
    var state = typing("pag")
    state.press(.enter)
    #expect(try palette(state).editor.text == "page ")
    #expect(try palette(state).entries.map(\.text) == Page.allCases.map { "page " + $0.title })
    state.type("ins")
    #expect(try palette(state).entries.map(\.text) == ["page inspect"])
    state.press(.enter)
    #expect(state.keys.dialog == nil && state.page == .inspecting)
  }

  @Test(
    "Commands take numbers, names and paths",
    arguments: [
      ("speed 4", .translating(.setSpeed(.perSecond(4)))), ("speed key", .translating(.setSpeed(.manual))),
      ("speed dec", .translating(.setSpeed(.immediate))), ("page 2", .screen(.show(.training))),
      ("rate 0.0005", .training(.setLearningRate(0.0005))), ("epochs 50", .training(.setEpochs(50))),
      ("theme light", .screen(.use(.light))), ("smooth 7", .chart(.setSmoothing(7))),
      ("smooth off", .chart(.setSmoothing(0))), ("theme", .screen(.nextColorScheme)),
      ("  load  a b.safetensors ", .network(.load(path: "a b.safetensors"))),
      (":quit", .leaving(.quit)), ("quit ", .leaving(.quit)),
    ] as [(String, Action)])
  func actions(_ text: String, _ action: Action) {
    #expect(CommandEntry.matches(for: text).first?.action == action)
  }

  @Test(
    "A command that takes something says what, with all there is to choose and what is in force",
    arguments: [
      ("rate ", "a finite number above 0, the original's is 0.001; now 0.001"),
      ("epochs ", "0 to 1000000, the original's is 100; now 100"),
      ("speed ", "or key or decoded: key, 2, 5, 10, 20, 40, decoded; now 20"),
      (
        "panel foo",
        "the name of a panel: probabilities, cells, alignment, source, reference, nearest; now probabilities"
      ),
      ("page nine", "the name of a page or its digit: all, train, translate, inspect, evaluate, runs; now all"),
      ("smooth ", "a number of batches up to 10000, or off: off, 10, 50, 200; now off"),
    ])
  func explanations(_ text: String, _ explanation: String) throws {
    var state = typing(text)
    _ = state.update(.trained(try Fixture.progress(), []))
    let words = state.screen.split { " │\n".contains($0) }.joined(separator: " ")
    #expect(words.contains(explanation))
  }

  @Test(
    "What makes no sense is refused where it was typed",
    arguments: [
      (
        "rate fast",
        "rate fast: expected a finite number above 0, the original's is 0.001; now 0.001 for the next training"
      ),
      ("quit now", "quit takes nothing behind it"),
      ("qqqq", "no command has qqqq in its name"),
      ("epochs -1", "epochs -1: expected 0 to 1000000, the original's is 100; now 100 for the next training"),
      ("theme nope", "theme nope: expected the name of a theme: dark, light, contrast, plain; now dark"),
      ("smooth x", "smooth x: expected a number of batches up to 10000, or off: off, 10, 50, 200; now off"),
      ("nothing at all", "no command has nothing in its name"),
    ])
  func refusals(_ text: String, _ reason: String) throws {
    var state = typing(text)
    #expect(state.press(.enter).isEmpty)
    #expect(try palette(state).error == reason)
    let words = state.screen.split { " │\n".contains($0) }.joined(separator: " ")
    #expect(words.contains(reason))
    state.press(.backspace)
    #expect(try palette(state).error == nil)
  }

  @Test("Where a file is meant its folder is read, and what is in it is offered")
  func files() throws {
    var state = typing("load")
    #expect(state.press(.character(" ")) == [.listFolder("")])
    #expect(state.press(.character("n")).isEmpty)
    let names = [".hidden.safetensors", "nets/", "new.safetensors", "notes.txt"]
    _ = state.update(.folderListed(FolderListing(folder: "", names: names)))
    #expect(try palette(state).entries.map(\.text) == ["load n", "load nets/", "load new.safetensors"])
    #expect(state.press(.tab) == [.listFolder("nets/")])
    #expect(try palette(state).editor.text == "load nets/")
    _ = state.update(.folderListed(FolderListing(folder: "elsewhere/", names: ["a.safetensors"])))
    #expect(try palette(state).entries.map(\.text) == ["load nets/"])
    _ = state.update(.folderListed(FolderListing(folder: "nets/", names: ["a b.safetensors", "log.jsonl"])))
    #expect(state.press(.enter).isEmpty, "a folder is opened, not loaded")
    #expect(try palette(state).editor.text == "load nets/a b.safetensors")
    #expect(state.press(.enter) == [.readNetwork(path: "nets/a b.safetensors")])
  }

  @Test("Every choice a command offers is one it takes")
  func choices() {
    for binding in KeyBinding.all {
      for choice in binding.parameter?.choices ?? [] { #expect(binding.parameter?.action(choice) != nil) }
    }
  }

  @Test("A command of a pane that is not on the page goes to a page that has it")
  func panes() {
    var state = Fixture.state()
    state.press(.alt(Page.translating.digit), .control("x"))
    state.type("metric")
    state.press(.enter)
    #expect(state.page == .overview && state.chart.metric == .accuracy)
  }

  @Test("A question that waits is not covered, and closing the palette takes nothing back")
  func questions() {
    var state = Fixture.state()
    state.press(.control("t"), .control("x"))
    #expect(state.keys.dialog == .form)
  }

  @Test("It fits every screen", arguments: [(40, 10), (80, 24), (200, 60)])
  func sizes(_ columns: Int, _ rows: Int) {
    var state = Fixture.state(columns: columns, rows: rows)
    state.press(.control("x"))
    for _ in 0..<100 { state.press(.down) }
    let last = KeyBinding.all.last { $0.name != nil }
    #expect(state.draw().lines.contains { $0.contains("▶ \(last?.name?.rawValue ?? "?") ") })
    #expect(state.draw().cursor != nil)
  }

  @Test("Names, parameters and words stand below each other")
  func columns() {
    let lines = typing("pa").draw().lines
    func start(_ word: String) -> Int? {
      lines.lazy.compactMap { line in
        line.range(of: word).map { line.distance(from: line.startIndex, to: $0.lowerBound) }
      }.first
    }
    let starts = ["PANEL ", "PAGE ", "FILE "].map(start)
    #expect(starts[0] != nil && Set(starts).count == 1, "\(lines.joined(separator: "\n"))")
  }

  @Test("At 80×24 it stands above the page")
  func literal() {
    #expect(
      typing("sp").draw().lines.dropFirst(2).prefix(5).joined(separator: "\n")
        == """
         ╭────────────────────────────────────────────────────────────────────────────╮
         │ :sp                                                                        │
         │ ▶ speed SPEED  set how fast characters appear                              │
         │   stop         stop training and save                                    x │
         ╰────────────────────────────────────────────────────────────────────────────╯
        """)
  }
}
