import Foundation
import Interface
import Model
import Terminal
import Testing

@Suite("The form that sets a training up")
struct FormTests {
  private static let file = CorpusLocation.named("fra.txt")

  private func form(epochs: Int = 0, columns: Int = 80, rows: Int = 24) -> WorkbenchState {
    var state = Fixture.state(columns: columns, rows: rows, epochs: epochs, data: Self.file)
    state.press(.control("t"))
    return state
  }

  /// Four pairs in a file, one line of it without any.
  private func fourPairs() throws -> String {
    let path = NSTemporaryDirectory() + "seq2seq-form-\(UUID().uuidString).txt"
    try "Run!\tCours !\nGo.\tVa !\nnothing\nI run.\tJe cours.\nMove!\tCourez !\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test("Two keys start a new network on the data in use, with the defaults")
  func twoKeys() throws {
    var state = Fixture.state(epochs: 0, data: Self.file)
    state.press(.control("t"))
    #expect(state.keys.dialog == .form && state.screen.contains("start training"))
    let plan = try #require(state.press(.enter).plan)
    #expect(plan.data == Self.file && !plan.resumes && plan.threads == nil && plan.given[.epochs] == "100")
    #expect(try plan.given.applied(to: Hyperparameters()) == Hyperparameters())
    #expect(state.screen.contains("Reading fra.txt"))
    #expect(state.press(.control("t")).plan == nil && state.keys.dialog == .loading, "the key waits")
  }

  @Test("Every hyperparameter is a row, the usual ones at once and the others behind one that opens them")
  func rows() {
    var state = form()
    var labels = FormSheet(state).rows.map(\.label)
    let settings = ["threads", "output", "log", "tensorboard", "more"]
    #expect(labels == ["data"] + Hyperparameter.usual.map(\.title) + settings)
    while state.training.form.selected != .more { state.press(.down) }
    #expect(state.press(.enter).plan == nil && state.training.form.isWhole)
    labels = FormSheet(state).rows.map(\.label)
    #expect(Hyperparameter.all.allSatisfy { labels.contains($0.title) })
    for _ in Hyperparameter.rest { state.press(.down) }
    #expect(state.screen.contains("▶ shuffle"))
    state.press(.character(" "))
    #expect(state.press(.enter).plan?.given[.shuffle] == "false")
  }

  @Test("What is typed takes the place of what stands there, Backspace empties it, the arrows edit it")
  func typing() {
    var state = form()
    state.select(.hyperparameter(.latentDimension))
    state.type("12")
    #expect(FormSheet(state).selected?.text == "12")
    state.press(.left, .character("8"))
    #expect(FormSheet(state).selected?.text == "182")
    state.press(.up, .down, .backspace)
    #expect(FormSheet(state).selected?.text == "" && FormSheet(state).hyperparameters?.latentDimension == 256)
    state.press(.up, .down)
    #expect(FormSheet(state).selected?.text == "256", "what was deleted is the default again")
    state.press(.end, .character("0"))
    #expect(FormSheet(state).selected?.text == "2560")
  }

  @Test("Choices go round by the arrows and Space, and to the word that begins with a letter")
  func choices() {
    var state = form()
    state.select(.hyperparameter(.padding))
    #expect(state.screen.contains("‹ space ›"))
    for (key, padding) in [(Key.right, Padding.zero), (.left, .space), (.character("z"), .zero)] {
      state.press(key)
      #expect(FormSheet(state).hyperparameters?.padding == padding)
    }
    state.press(.character(" "))
    #expect(FormSheet(state).hyperparameters?.padding != .zero)
    state.press(.left)
    #expect(state.screen.contains("• ‹ zero ›  (space)"))
    _ = state.update(.resized(Size(columns: 100, rows: 24)))
    #expect(state.screen.contains("• ‹ zero ›  original space"))
  }

  @Test(
    "A value that makes no sense is said at once, and the start is refused there",
    arguments: [
      (.hyperparameter(.latentDimension), "0", "latent dimension 0; expected 1 to 8192"),
      (.hyperparameter(.learningRate), "fast", "learning rate fast; expected a finite number above 0"),
      (.hyperparameter(.validationSplit), "1", "validation split 1; expected at least 0 and less than 1"),
      (.setting(.threads), "0", "threads 0; expected 1 to 1024"),
    ] as [(FormField, String, String)])
  func refusals(_ field: FormField, _ text: String, _ reason: String) {
    var state = form()
    state.select(field)
    state.type(text)
    #expect(state.screen.contains(reason) && FormSheet(state).message == (reason, true))
    state.press(.up, .up, .up)
    #expect(!state.screen.contains(reason) && state.screen.contains("×"), "the row is marked")
    #expect(state.press(.enter).plan == nil)
    #expect(state.keys.dialog == .form && state.training.form.selected == field && state.screen.contains(reason))
    state.press(.control("u"))
    #expect(state.press(.enter).plan != nil)
  }

  @Test("Values that do not go together are refused at a row that is not the original's")
  func contradiction() {
    var state = form()
    state.select(.more)
    state.press(.enter)
    state.select(.hyperparameter(.attention))
    state.press(.right)
    #expect(FormSheet(state).message.isError && FormSheet(state).hyperparameters == nil)
    state.select(.setting(.data))
    #expect(state.press(.enter).plan == nil && FormSheet(state).message.isError)
    state.select(.hyperparameter(.padding))
    state.press(.character("m"))
    #expect(state.press(.enter).plan?.given[.attention] == "true")
  }

  @Test("Esc loses nothing: what was typed is there again, and goes into the plan")
  func staying() throws {
    var state = form()
    state.select(.hyperparameter(.latentDimension))
    state.type("8")
    state.select(.setting(.output))
    state.type("a b.safetensors")
    state.press(.escape)
    #expect(state.keys.dialog == nil)
    state.press(.control("t"))
    #expect(state.screen.contains("• 8 cells") && state.screen.contains("a b.safetensors"))
    let plan = try #require(state.press(.enter).plan)
    #expect(plan.given[.latentDimension] == "8" && plan.output.checkpoint == "a b.safetensors")
  }

  @Test("It begins with what the command line asked for, and says what the original has instead")
  func commandLine() throws {
    var request = RunRequest(data: Self.file, threads: 3, output: RunOutput(log: "log.jsonl", tensorBoard: "runs"))
    request.given[.momentum] = "0.5"
    request.given[.batchSize] = "16"
    let options = WorkbenchOptions(run: request, data: .here(Self.file))
    var state = WorkbenchState(options, size: Size(columns: 120, rows: 40), appearance: .plain)
    state.press(.control("t"))
    for text in ["• 16 pairs  original 64", "log.jsonl", "runs", "momentum 0.5, decay"] {
      #expect(state.screen.contains(text), "\(text)")
    }
    let plan = try #require(state.press(.enter).plan)
    #expect(plan.given[.momentum] == "0.5" && plan.threads == 3 && plan.output == request.output)
  }

  @Test("A trained network can be trained further, with its own shapes and to a later epoch")
  func resume() throws {
    var state = form(epochs: 100)
    #expect(FormSheet(state).rows[1].label == "network" && state.screen.contains("new"))
    state.press(.down, .right)
    #expect(state.screen.contains("train further") && state.screen.contains("from epoch 101 on"))
    state.select(.hyperparameter(.latentDimension))
    #expect(state.training.form.selected != .hyperparameter(.latentDimension), "that is passed over")
    #expect(state.screen.contains("the network's"))
    var plan = try #require(state.press(.enter).plan)
    #expect(plan.resumes && plan.given[.epochs] == "200" && plan.given[.latentDimension] == nil)
    _ = state.update(.trainingRefused("fra.txt: does not fit"))
    #expect(state.keys.dialog == .form && state.screen.contains("fra.txt: does not fit"))
    state.select(.hyperparameter(.epochs))
    state.type("90")
    #expect(state.press(.enter).plan == nil)
    #expect(state.screen.contains("epochs 90; expected more than the 100 that the network has had"))
    state.press(.control("u"))
    state.type("102")
    plan = try #require(state.press(.enter).plan)
    #expect(plan.given[.epochs] == "102")
  }

  @Test("What nothing can be resumed from is not offered")
  func nothingToResume() {
    #expect(!FormSheet(form()).offersNetwork)
    #expect(!FormSheet(form()).rows.contains { $0.field == .network })
  }

  @Test("Tab types the rest of a path and goes on behind a whole one; the arrows choose among what is offered")
  func paths() throws {
    var state = form()
    #expect(state.training.form.selected == .setting(.data))
    #expect(state.press(.character("d")).contains(.listFolder("")))
    let names = [".hidden.txt", "data/", "deu.txt", "fra.zip", "notes.md"]
    _ = state.update(.folderListed(FolderListing(folder: "", names: names)))
    #expect(state.screen.contains("  data/") && state.screen.contains("  deu.txt") && !state.screen.contains("fra.zip"))
    #expect(state.press(.tab).contains(.listFolder("data/")), "a folder is opened")
    _ = state.update(.folderListed(FolderListing(folder: "data/", names: ["a.tsv", "b.tsv"])))
    state.press(.down, .down, .down)
    #expect(state.screen.contains("▶ data/b.tsv"))
    #expect(state.press(.enter).plan == nil && FormSheet(state).data == .named("data/b.tsv"))
    state.press(.tab)
    #expect(state.training.form.selected == .hyperparameter(.samples))
    #expect(state.press(.enter).plan?.data == .named("data/b.tsv"))
  }

  @Test("Without data the first row asks for some, and a start says so")
  func noData() {
    var state = WorkbenchState(
      WorkbenchOptions(data: .elsewhere(name: "four.txt")), size: Size(columns: 80, rows: 24), appearance: .plain)
    state.press(.control("t"))
    #expect(state.screen.contains("which pairs?") && state.screen.contains("four.txt, which is not here"))
    #expect(state.press(.enter).plan == nil && state.screen.contains("No data is named yet"))
    state.type("a.txt ")
    #expect(state.press(.enter).plan?.data == .named("a.txt"))
    _ = state.update(.trainingRefused("a.txt: no such file. Check the name."))
    #expect(state.screen.contains("a.txt: no such file. Check the name."))
  }

  @Test("Before anything starts it shows what the training will be, once the data is read")
  func outlook() throws {
    let path = try fourPairs()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var state = Fixture.state(columns: 100, rows: 30, epochs: 0, data: .named(path))
    let effects = state.press(.control("t"))
    #expect(state.screen.contains("reading "))
    state.answer(effects)
    for text in [
      "pairs       4", "trained on  3", "held out    1", "1 line without a second column",
      "steps       1 an epoch", "not known yet",
    ] { #expect(state.screen.contains(text), "\(text)") }
    let preview = try #require(FormSheet(state).outlook?.preview)
    state.select(.hyperparameter(.latentDimension))
    state.answer(state.press(.character("8")))
    let narrow = try #require(FormSheet(state).outlook?.preview)
    #expect(narrow.parameterCount < preview.parameterCount && narrow.characters == preview.characters)
    // As many as the network that is then made.
    var given = GivenHyperparameters()
    given[.latentDimension] = "8"
    let setup = try RunSetup(RunRequest(data: .named(path), given: given))
    #expect(NetworkSummary(setup.checkpoint.network).parameterCount == narrow.parameterCount)
    state.training.pace = MachinePace(seconds: 4, for: preview.load)
    state.answer(state.press(.backspace))
    #expect(state.screen.contains("about 4 s") && state.screen.contains("about 6:40"))
    state.training.pace = MachinePace(seconds: 0.01, for: preview.load)
    #expect(state.screen.contains("less than 0.1 s"))
    state.type("x")
    #expect(FormSheet(state).outlook?.preview != nil, "what was found stays while something makes no sense")
  }

  @Test("A path that is still being typed is not called wrong, and a wrong one once")
  func unfinished() {
    var state = form()
    state.answer(state.press(.character("d")))
    _ = state.update(.folderListed(FolderListing(folder: "", names: ["deu.txt"])))
    #expect(!state.screen.contains("no such file"))
    state.answer(state.press(.character("x")))
    #expect(state.screen.split(separator: "no such file").count == 2)
    #expect(state.screen.contains("nothing to train on yet"))
    state.press(.enter)
    #expect(state.keys.dialog == .form && FormSheet(state).message.isError)
  }

  @Test("The network is offered where it has room for the data, whichever that is")
  func fitting() throws {
    let path = try fourPairs()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var state = form(epochs: 40)
    state.press(.control("u"))
    state.answer(state.press(.character("x")))
    #expect(!FormSheet(state).offersNetwork)
    state.press(.control("u"))
    state.type(path)
    state.answer(state.press(.end))
    #expect(FormSheet(state).outlook?.problem == nil && !FormSheet(state).offersNetwork, "J and M are unknown to it")
    try "Run!\tCours\u{202F}!\nGo.\tVa !\n".write(toFile: path, atomically: true, encoding: .utf8)
    state.answer(state.press(.escape, .control("t")))
    #expect(FormSheet(state).offersNetwork && state.screen.contains("network"))
  }

  @Test("A training that is over tells how fast the machine is, which is kept")
  func pace() throws {
    let path = try fourPairs()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let load = try RunSetup(RunRequest(data: .named(path))).load
    var state = Fixture.state(epochs: 0)
    state.press(.control("t"), .enter)
    let card = try #require(state.network.card)
    _ = state.update(.trainingPrepared(card, rejected: [], load: load))
    var progress = try Fixture.progress(epochs: 2)
    _ = state.update(.trained(progress, []))
    #expect(state.training.pace == nil, "these epochs may be another machine's")
    progress = try Fixture.progress(epochs: 3)
    progress.batchCount = 206
    _ = state.update(.trained(progress, []))
    let pace = try #require(state.training.pace)
    #expect(abs(pace.seconds(for: load) - 8) < 1e-9)
    progress.phase = .stopped
    #expect(state.update(.trained(progress, [])) == [.keepPace(pace)])
    #expect(MachinePace(pace.description) == pace && MachinePace("fast 2") == nil && MachinePace("1 0") == nil)
  }

  @Test("A rate, or epochs, for the next training go into the form")
  func commands() {
    var state = form()
    state.press(.escape, .control("x"))
    state.type("rate 0.01")
    state.press(.enter)
    #expect(state.notice?.text == "The next training has the learning rate 0.01")
    state.press(.control("x"))
    state.type("epochs 7")
    state.press(.enter, .control("t"))
    let plan = state.press(.enter).plan
    #expect(plan?.given[.learningRate] == "0.01" && plan?.given[.epochs] == "7")
  }

  @Test("Every key that is shown changes the form, in every row", arguments: [false, true])
  func hints(_ isWhole: Bool) {
    var state = form(epochs: 40, columns: 120)
    if isWhole {
      state.select(.more)
      state.press(.enter)
      state.select(.setting(.data))
    }
    for row in FormSheet(state).rows {
      for hint in state.hints {
        let binding = KeyBinding.all.first { binding in
          [.form, .everywhere].contains(binding.context) && binding.keys.first?.label(isUnicode: true) == hint.key
        }
        guard let key = binding?.keys.first else {
          Issue.record("\(hint.key) is no key")
          continue
        }
        var after = state
        let effects = after.press(key)
        #expect(!effects.isEmpty || after.draw() != state.draw(), "\(hint.key) “\(hint.words)” at \(row.label)")
      }
      state.press(.down)
    }
  }

  @Test("At every size the row under the cursor is seen, and the line about it", arguments: [false, true])
  func sizes(_ isWhole: Bool) {
    for (columns, rows) in [(40, 10), (60, 15), (60, 20), (80, 24), (120, 40), (200, 60)] {
      var state = form(epochs: 40, columns: columns, rows: rows)
      if isWhole {
        while state.training.form.selected != .more { state.press(.down) }
        state.press(.enter)
      }
      state.press(.pageUp, .pageUp, .pageUp, .pageUp, .pageUp, .pageUp)
      for row in FormSheet(state).rows {
        let words = Comment("\(row.label) at \(columns)×\(rows)")
        #expect(state.training.form.selected == row.field, words)
        #expect(state.screen.contains("▶ \(row.label)"), words)
        let beginning = FormSheet(state).message.text.split(separator: " ").prefix(2).joined(separator: " ")
        #expect(state.screen.contains(beginning), words)
        state.press(.down)
      }
    }
  }
}

extension [Effect] {
  /// The training that is asked for; `nil` for none.
  var plan: RunPlan? {
    lazy.compactMap { if case .prepareTraining(let plan) = $0 { plan } else { nil } }.first
  }
}

extension WorkbenchState {
  /// Moves the form's cursor onto a row, or as near as it goes.
  fileprivate mutating func select(_ field: FormField) {
    for _ in 0..<30 { press(.backTab) }
    while training.form.selected != .setting(.data) { press(.up) }
    for _ in 0..<30 where training.form.selected != field { press(.tab) }
  }
}
