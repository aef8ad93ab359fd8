import Interface
import Model
import Terminal
import Testing

@Suite("Evaluating") struct EvaluatingTests {
  /// Eight pairs are trained on and two held out, one of which asks what training asks.
  static let pairs = [
    ("Run!", "Cours\u{202F}!"), ("Run!", "Courez\u{202F}!"), ("Go.", "Va."), ("Stay.", "Reste."),
    ("I stay.", "Je reste."),
    ("Come in.", "Entrez."), ("Come on.", "Viens."), ("I see.", "Je vois."), ("Go.", "Va\u{202F}!"),
    ("Fear it.", "Va\u{202F}!"),
  ]

  /// The page with the keys, and the pairs read.
  static func page(columns: Int = 80, rows: Int = 24, isUnicode: Bool = true) throws -> WorkbenchState {
    var state = Fixture.state(columns: columns, rows: rows, isUnicode: isUnicode)
    _ = state.update(.corpusRead(.embedded, try Fixture.corpus(pairs)))
    state.press(.escape, .character("5"))
    return state
  }

  /// The same with the network evaluated.
  static func evaluated(columns: Int = 80, rows: Int = 24, isUnicode: Bool = true) throws -> WorkbenchState {
    var state = try page(columns: columns, rows: rows, isUnicode: isUnicode)
    state.answer(state.press(.character("v")))
    return state
  }

  /// The request of the evaluation that begins with some effects.
  private func request(_ effects: [Effect]) throws -> EvaluationRequest {
    try #require(effects.lazy.compactMap { $0.inquiry as? EvaluationRequest }.first)
  }

  @Test("One key evaluates the network on the data in use, and gives that up again")
  func starting() throws {
    var state = try Self.page()
    #expect(state.screen.contains("v evaluates fra-eng.safetensors on everyday sentences"))
    let request = try request(state.press(.character("v")))
    #expect(request.checkpoint == "/somewhere/fra-eng.safetensors" && request.data == .embedded)
    _ = state.update(.answered(InquiryReport(progress: 0.5, of: request)))
    #expect(state.screen.contains("evaluating  ▕████████        ▏   50 %") && state.screen.contains("v cancel"))
    #expect(state.press(.character("v")) == [.callOff(AnyRequest(request))])
    #expect(state.notice?.text == "Evaluation cancelled")
    state.answer([.inquire(AnyRequest(request))])
    #expect(state.evaluation.latest == nil, "what was given up is not shown when it comes all the same")
  }

  @Test("The palette knows it, and goes to its page")
  func palette() throws {
    var state = try Self.page()
    state.press(.character("1"), .character(":"))
    state.type("evaluate")
    _ = try request(state.press(.enter))
    #expect(state.page == .evaluating && state.keys.focus == .evaluation)
  }

  @Test("It waits for the pairs, and no longer where they cannot be read")
  func waiting() throws {
    var state = Fixture.state()
    state.press(.escape, .character("5"))
    #expect(state.press(.character("v")) == [.readCorpus(.embedded)])
    #expect(state.screen.contains("reading everyday sentences"))
    var refused = state
    _ = refused.update(.corpusUnreadable(.embedded, "gone"))
    #expect(!refused.evaluation.isPending && refused.screen.contains("v evaluates"))
    _ = try request(state.update(.corpusRead(.embedded, try Fixture.corpus(Self.pairs))))
  }

  @Test("Without a network there is something to say")
  func noNetwork() {
    var state = WorkbenchState(size: Size(columns: 80, rows: 24))
    state.press(.alt("5"), .escape)
    #expect(state.screen.contains("No network yet: start training."))
    #expect(state.press(.character("v")).isEmpty && state.notice?.isError == true)
  }

  @Test("It begins by itself behind the last epoch, and says where it is to be seen")
  func afterTraining() throws {
    var state = try Self.page()
    state.press(.character("2"))
    _ = state.update(.trained(try Fixture.progress(), []))
    let effects = state.update(.trained(try Fixture.progress(phase: .finished), []))
    _ = try request(effects)
    #expect(state.notice?.text == "Training finished")
    #expect(state.update(.trained(try Fixture.progress(phase: .finished), [])).isEmpty, "once is enough")
    state.answer(effects)
    #expect(
      state.notice?.text.hasPrefix("Training finished, network evaluated: of the unseen pairs 0.0 % exact") == true)
    #expect(state.notice?.text.hasSuffix("on page 5") == true)
  }

  @Test("A program that waits for the last epoch to quit evaluates nothing")
  func leaving() throws {
    var state = try Self.page()
    _ = state.update(.trained(try Fixture.progress(), []))
    state.press(.character("q"), .character("k"))
    #expect(state.update(.trained(try Fixture.progress(phase: .finished), [])) == [.exit(status: 0)])
  }

  @Test("How much the network was trained since is told")
  func age() throws {
    var state = try Self.evaluated(columns: 120)
    #expect(!state.screen.contains("since trained"))
    for (epochs, words) in [(40, "less than an epoch"), (41, "1 epoch"), (44, "4 epochs")] {
      _ = state.update(.trained(try Fixture.progress(epochs: epochs), []))
      #expect(state.screen.contains("the network has since trained for \(words)   v evaluates it anew"))
    }
  }

  @Test("Another network, and other data, have not been evaluated yet; a network that is trained further has")
  func forgetting() throws {
    let state = try Self.evaluated()
    let card = try #require(state.network.card)
    for (key, isKept) in [(Key.character("r"), true), (.character("n"), false)] {
      var trained = state
      trained.press(.character("t"), key)
      _ = trained.update(.trainingPrepared(card, rejected: []))
      #expect((trained.evaluation.latest != nil) == isKept)
    }
    var loading = state
    let request = try request(loading.press(.character("v")))
    loading.press(.character(":"))
    loading.type("load a")
    loading.press(.enter)
    let effects = loading.update(.networkRead(Fixture.checkpoint(), path: "a", data: .here(.embedded)))
    #expect(effects.first == .callOff(AnyRequest(request)))
    #expect(loading.evaluation.latest == nil && !loading.evaluation.isPending)
  }

  @Test("The arrows choose the part whose sentences are shown, and walk these from both ends")
  func looking() throws {
    var state = try Self.evaluated()
    #expect(state.evaluation.part == .unseen)
    state.press(.right)
    #expect(state.evaluation.part == .training && state.screen.contains("training, best  1/4"))
    state.press(.down)
    #expect(state.evaluation.sentence == 1 && state.screen.contains("training, worst  2/3"))
    state.press(.end)
    #expect(state.evaluation.sentence == 3)
    state.press(.pageUp, .up)
    #expect(state.evaluation.sentence == 0)
    state.press(.left, .left)
    #expect(state.evaluation.part == .leaked)
  }

  @Test("On a small screen the rows of the table come first, and behind them all sentences, best first")
  func smallScreen() throws {
    var state = try Self.evaluated(columns: 40, rows: 10)
    state.press(.right)
    for _ in 0..<EvaluationTable.rowCount { state.press(.down) }
    #expect(state.evaluation.hiddenRows == EvaluationTable.rowCount && state.evaluation.sentence == 0)
    #expect(state.screen.contains("training, best first") && state.screen.contains("Run!"))
    state.press(.end)
    #expect(state.evaluation.sentence == 6)
    state.press(.home)
    #expect((state.evaluation.hiddenRows, state.evaluation.sentence) == (0, 0))
  }

  @Test("The export is what evaluate --json prints")
  func export() throws {
    var state = try Self.page()
    state.answer(state.press(.character("v")))
    let latest = try #require(state.evaluation.latest)
    let path = try #require(state.data.corpus?.path)
    let report = EvaluationReport(
      latest.evaluation, checkpoint: "/somewhere/fra-eng.safetensors", point: TrainingPoint(epoch: 40, batch: 0),
      data: path)
    let document = ExportDocument(name: "evaluation", fileExtension: "json", content: .text(report.json + "\n"))
    guard case .export(let documents)? = state.press(.character("e")).first else { throw CancellationError() }
    #expect(documents.first == document && documents.map(\.name) == ["evaluation", "screen"])
  }
}
