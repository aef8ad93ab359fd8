import Interface
import Model
import Terminal
import Testing

@Suite("The keys that are shown")
struct HintTests {
  /// What a session can have come to, from nothing to a training beside a decode with all that stands beside it.
  enum Session: CaseIterable, Sendable {
    case fresh, translated, compared, training, stepwise

    func state() throws -> WorkbenchState {
      var state = Fixture.state(columns: 120, rows: 40)
      if self == .fresh { return state }
      state.read(["Run!": "Courez\u{A0}!", "Go.": "Va\u{A0}!"])
      if self == .stepwise {
        state.translating.speed = .manual
        state.type("Run!")
        guard case .decode(let request) = state.press(.enter).first else { return state }
        request.decode(by: Fixture.translator) { _ = state.update(.decoded($0)) }
        return state
      }
      state.translate("Run!")
      if self == .translated { return state }
      state.press(.escape, .character("p"))
      state.answer(state.press(.character("B")))
      _ = state.update(.otherRead(Fixture.checkpoint(writing: "Courez\u{A0}!"), path: "/somewhere/other.safetensors"))
      if self == .training { _ = state.update(.trained(try Fixture.progress(), Fixture.batches(1...41) { 1 / $0 })) }
      return state
    }
  }

  @Test("Every key that is shown changes the screen, has an effect, or says why not", arguments: Session.allCases)
  func everyHint(_ session: Session) throws {
    let start = try session.state()
    var count = 0
    for page in Page.allCases {
      for focus in page.panes where focus != .beam || start.translating.beam.isShown {
        var state = start
        state.page = page
        state.keys.focus = focus
        state.notice = nil
        let contexts = state.keys.contexts(on: page)
        for hint in state.hints {
          let binding = KeyBinding.all.first { binding in
            contexts.contains(binding.context) && binding.keys.first?.label(isUnicode: true) == hint.key
              && KeyBinding.action(for: binding.keys[0], in: contexts) == binding.action
          }
          let key = try #require(binding?.keys.first, "\(hint)")
          var after = state
          let effects = after.press(key)
          let words: Comment = "\(hint.key) “\(hint.words)” on page \(page), \(focus)"
          #expect(!effects.isEmpty || after.notice != nil || after.draw() != state.draw(), words)
          count += 1
        }
      }
    }
    #expect(count > 50)
  }

  @Test("At one character per key the key is named: beside the speed, at a decode, and among the hints")
  func manual() throws {
    var state = Fixture.state()
    state.press(.escape, .character(":"))
    state.type("speed key")
    state.press(.enter)
    #expect(state.notice?.text == "Decoding speed: one per key; Space shows the next character, ⇧→ while typing")
    state = try Session.stepwise.state()
    #expect(state.notice?.text == "One character per key: Space shows the next character, ⇧→ while typing")
    state.press(.shiftRight, .shiftRight)
    #expect(state.screen.contains("out   C o") && state.screen.contains("⇧→ next character"))
    state.press(.escape, .character(" "))
    #expect(state.screen.contains("out   C o u") && state.screen.contains("Space next character"))
  }

  @Test("Drawing works beside the hypotheses, where its key is shown")
  func drawing() throws {
    var state = try Session.compared.state()
    state.press(.alt(Page.translating.digit))
    state.keys.focus = .beam
    #expect(state.hints.contains { $0.key == "d" })
    guard case .decode(let request) = state.press(.character("d")).first else {
      Issue.record("nothing is drawn")
      return
    }
    #expect(request.origin == .draw(temperature: 0.8, seed: 1))
  }

  @Test("Every key that help shows works, at its beginning and in a search")
  func help() {
    for keys in [[Key.function(1)], [.function(1), .end], [.function(1), .character("/")]] {
      var state = Fixture.state()
      for key in keys { state.press(key) }
      state.notice = nil
      for binding in KeyBinding.all where state.keys.contexts(on: state.page).prefix(1).contains(binding.context) {
        guard binding.hint != nil, let key = binding.keys.first else { continue }
        var after = state
        let effects = after.press(key)
        #expect(!effects.isEmpty || after.notice != nil || after.draw() != state.draw(), "\(binding.title)")
      }
    }
  }

  @Test("y copies the translation as it is, and says so; or why not")
  func copying() throws {
    var state = try Session.translated.state()
    state.press(.escape)
    #expect(state.press(.character("y")) == [.copy("Cours\u{202F}!")])
    _ = state.update(.copied("Cours\u{202F}!", isSent: true))
    #expect(state.notice?.text.hasPrefix("Copied") == true && state.notice?.text.contains("OSC 52") == true)
    _ = state.update(.copied("Cours\u{202F}!", isSent: false))
    #expect(state.notice?.text.hasPrefix("Not copied: this terminal") == true && state.notice?.isError == true)
    state = try Session.fresh.state()
    state.press(.escape)
    #expect(state.press(.character("y")).isEmpty && state.notice?.text.hasPrefix("Nothing is translated yet") == true)
  }

  @Test("Keys with nothing to act on say so")
  func silent() {
    var state = Fixture.state(epochs: 0)
    state.press(.escape)
    for page in Page.allCases {
      for focus in page.panes where focus != .prompt {
        state.page = page
        state.keys.focus = focus
        for binding in KeyBinding.all where state.keys.contexts(on: page).prefix(1).contains(binding.context) {
          var after = state
          after.notice = nil
          guard let key = binding.keys.first else { continue }
          let effects = after.press(key)
          #expect(
            !effects.isEmpty || after.notice != nil || after.draw() != state.draw(), "\(binding.title) in \(focus)")
        }
      }
    }
  }
}
