import Interface
import Model
import Terminal
import Testing

@Suite("What the decoder attended to")
struct AlignmentPanelTests {
  private static let pairs = [
    SentencePair(english: "Run!", french: "Cours !"), SentencePair(english: "Go on.", french: "Continue."),
    SentencePair(english: "Turn!", french: "Tourne !"),
  ]

  /// A sentence translated by a network as it is before it has learnt anything, the panel shown.
  private func inspected(
    attends: Bool = true, columns: Int = 80, rows: Int = 30
  ) throws -> (state: WorkbenchState, decode: Decode) {
    var hyperparameters = Hyperparameters()
    hyperparameters.padding = .mask
    hyperparameters.attention = attends
    hyperparameters.latentDimension = 16
    let dataset = Dataset(pairs: Self.pairs, padding: .mask)
    let checkpoint = Checkpoint(untrainedFor: dataset, hyperparameters: hyperparameters)
    let translator = Translator(checkpoint.network)
    var state = WorkbenchState(
      WorkbenchOptions(checkpoint: checkpoint, checkpointPath: "attention.safetensors"),
      size: Size(columns: columns, rows: rows), appearance: Appearance(isUnicode: true, colorCount: 0))
    state.press(.alt("4"))
    state.translate("Turn!", with: translator)
    state.press(.escape)
    state.answer(state.press(.home), with: translator)
    state.press(.character(":"))
    state.type("panel alignment")
    state.answer(state.press(.enter), with: translator)
    return (state, translator.decode("Turn!"))
  }

  @Test(
    "The exact shares of the step under the cursor, beside what leaving a character out does", arguments: [60, 80, 130])
  func shares(columns: Int) throws {
    var (state, decode) = try inspected(columns: columns)
    for step in 0..<3 {
      let shares = try #require(decode.steps[step].attention)
      #expect(shares.count == 5)
      let rows = state.screen.split(separator: "\n").map(String.init)
      for (character, share) in zip("Turn!", shares) {
        let number = Figures.exactProbability(Double(share))
        #expect(
          rows.contains { $0.contains("\(character) ") && $0.contains(number) },
          "\(character) \(number) \(state.screen)")
      }
      state.press(.right)
    }
  }

  @Test("What leaving a character out does stands in its row once it is known")
  func omission() throws {
    let (state, _) = try inspected()
    let found = try #require(state.inspector.attribution.latest?.answer.omission)
    for change in found.changes {
      let figure = change.magnitude < 1e-3 ? "e-" : String(change.magnitude.description.prefix(5))
      #expect(state.screen.contains(figure), "\(change) \(state.screen)")
    }
  }

  @Test("The cursor walks the sentence, and stops at its ends")
  func cursor() throws {
    var (state, _) = try inspected()
    #expect(state.screen.contains("on T"))
    for letter in "urn!!" {
      state.press(.down)
      #expect(state.screen.contains("on \(letter)"))
    }
  }

  @Test("Before the first step there is a blank", arguments: [true, false])
  func nothingYet(attends: Bool) throws {
    var (state, _) = try inspected(attends: attends)
    state.press(.character("i"))
    state.type("Run!")
    // Asked for, but not answered.
    state.press(.enter)
    #expect(state.screen.contains("alignment") && state.inspector.attribution.request != nil)
  }

  @Test("A network without attention is told what it would need")
  func without() throws {
    let (state, decode) = try inspected(attends: false)
    #expect(decode.steps.allSatisfy { $0.attention == nil })
    #expect(state.screen.contains("This network has no attention"))
    #expect(state.screen.contains("--attention"))
  }

  @Test("It is written as a picture, too")
  func picture() throws {
    for attends in [true, false] {
      var (state, _) = try inspected(attends: attends)
      guard case .export(let documents) = state.press(.character("e")).first else {
        Issue.record("nothing is written")
        return
      }
      #expect(documents.contains { $0.name == "alignment" } == attends)
    }
  }
}
