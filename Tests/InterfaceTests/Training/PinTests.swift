import Foundation
import Interface
import Model
import Terminal
import Testing

@Suite("Pinned sentences")
struct PinTests {
  private static let pairs = [
    "Go.\tVa !", "Run!\tCours\u{202F}!", "Run!\tCourez\u{202F}!", "Stay.\tReste.", "Dare.\tOse.", "Read.\tLis.",
    "Save it.\tGarde-le.", "Find Tom.\tTrouve Tom.", "Fire!\tFeu !", "Stove.\tFour.",
  ]

  /// The data in use, once it is read: ten pairs, eight of which are trained on.
  private func withCorpus(
    _ state: WorkbenchState = Fixture.state(), pairs: [String] = Self.pairs
  ) throws -> (WorkbenchState, [Effect]) {
    let path = NSTemporaryDirectory() + UUID().uuidString
    try Data(pairs.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    var state = state
    let corpus = try Corpus(contentsOf: path)
    let effects = state.update(.corpusRead(state.data.location ?? .embedded, corpus))
    _ = state.update(.sentencesIndexed(state.data.location ?? .embedded, SentenceIndex(corpus.pairs)))
    return (state, effects)
  }

  /// What a network that writes one text whatever it reads makes of the pinned sentences after an epoch.
  private func translate(_ state: inout WorkbenchState, to text: String, epoch: Int, run: Int? = nil) {
    let translations = Translator(Fixture.network(writing: text)).translate(state.training.pins.history.texts)
    _ = state.update(.pinsTranslated(PinUpdate(translations, epoch: epoch, run: run ?? state.training.pins.run)))
  }

  @Test("Some sentences of the data are pinned from the start and translated with the network at hand")
  func defaults() throws {
    let (state, effects) = try withCorpus()
    let texts = ["Go.", "Run!", "Stay.", "Read.", "Find Tom."]
    #expect(state.training.pins.history.texts == texts, "the first and the last that are trained on, and some between")
    #expect(state.training.pins.sentences[1].references == ["Cours\u{202F}!", "Courez\u{202F}!"])
    #expect(effects == [.followPins(PinRequest(texts: texts, run: 0, epoch: 40))])
  }

  @Test("p pins the sentence on the screen and unpins it; what the data says of it is its reference")
  func toggle() throws {
    var (state, _) = try withCorpus()
    state.press(.escape, .character("p"))
    #expect(state.training.pins.sentences.count == 5, "nothing is translated yet")
    state.press(.character("i"))
    state.translate("Fire!")
    let effects = state.press(.escape, .character("p"))
    #expect(
      state.training.pins.sentences.last?.text == "Fire!" && state.training.pins.sentences.last?.references == ["Feu !"]
    )
    #expect(effects == [.followPins(PinRequest(texts: state.training.pins.history.texts, run: 0, epoch: 40))])
    #expect(state.notice?.text.hasPrefix("Pinned until the program ends") == true)
    state.press(.character("p"))
    #expect(state.training.pins.history.texts == ["Go.", "Run!", "Stay.", "Read.", "Find Tom."])
    let (again, _) = try withCorpus(state)
    #expect(
      again.training.pins.history.texts == state.training.pins.history.texts,
      "chosen by hand, they stay with other data")
  }

  @Test("Other data, however small, brings its own sentences")
  func otherData() throws {
    var (state, _) = try withCorpus()
    state.press(.alt("2"), .escape, .tab, .down, .down, .down, .down)
    #expect(state.training.pins.selected == 4)
    (state, _) = try withCorpus(state, pairs: ["Fire!\tFeu !", "Stove.\tFour."])
    #expect(
      state.training.pins.history.texts == ["Fire!"] && state.screen.contains("▶ Fire!"), "the other one is held out")
  }

  @Test("A sentence pinned before the data is read stays, and the data's own come to it")
  func early() throws {
    var state = Fixture.state()
    state.translate("Fire!")
    state.press(.escape, .character("p"))
    let (read, _) = try withCorpus(state)
    #expect(read.training.pins.history.texts == ["Fire!", "Go.", "Run!", "Stay.", "Read.", "Find Tom."])
    #expect(read.training.pins.sentences[0].references == ["Feu !"])
  }

  @Test("The command pins any sentence, translated or not, without leaving the page")
  func command() throws {
    var (state, _) = try withCorpus()
    state.press(.alt("2"), .control("x"))
    state.type("pin Stove.")
    let effects = state.press(.enter)
    #expect(
      state.training.pins.sentences.last?.text == "Stove."
        && state.training.pins.sentences.last?.references == ["Four."])
    #expect(effects == [.followPins(PinRequest(texts: state.training.pins.history.texts, run: 0, epoch: 40))])
    #expect(state.page == .training && state.keys.dialog == nil)
  }

  @Test("On the training page the arrows walk the pins and their epochs, and p unpins one")
  func pane() throws {
    var (state, _) = try withCorpus()
    state.press(.alt("2"), .escape, .tab)
    #expect(state.keys.focus == .pins)
    state.press(.down, .down, .up)
    #expect(state.training.pins.selected == 1)
    state.press(.left, .left)
    #expect(state.chart.crosshair == 39)
    state.press(.character("p"))
    #expect(state.training.pins.history.texts == ["Go.", "Stay.", "Read.", "Find Tom."])
    for _ in 0..<4 { state.press(.character("p")) }
    #expect(state.training.pins.sentences.isEmpty && state.keys.focus != .pins)
    #expect(state.screen.contains("Sentences whose translation you follow from epoch to epoch"))
  }

  @Test("The page shows each translation, when its characters became right, and what was lost again")
  func page() throws {
    var (state, _) = try withCorpus(Fixture.state(columns: 120, rows: 40, epochs: 8))
    for (epoch, text) in [(5, "Cos"), (6, "Cours\u{202F}!"), (7, "Cour"), (8, "Coure\u{202F}!")] {
      translate(&state, to: text, epoch: epoch)
    }
    state.press(.alt("2"), .escape, .tab, .down)
    let lines = state.draw().lines
    let first = try #require(lines.firstIndex { $0.contains("▶ Run!") })
    #expect(
      lines[first...(first + 3)] == [
        " ▶ Run!       Coure !                                  lost since 7, right 6",
        "   reference  Courez◌!",
        "              ✓✓✓✓✓·✓✓",
        "   since      55668 88",
      ])
    #expect(lines.contains { $0.hasPrefix(" pinned") && $0.hasSuffix("after epoch 8") })
    state.press(.left, .left, .left)
    #expect(state.chart.crosshair == 6)
    let scrubbed = state.draw().lines
    #expect(scrubbed.contains { $0.hasPrefix(" ▶ Run!       Cours !") && $0.hasSuffix("right since 6") })
    #expect(scrubbed.contains { $0.hasSuffix("after epoch 6, under the crosshair") })
    state.press(.home)
    #expect(state.draw().lines.contains { $0.hasPrefix(" ▶ Run!       none kept") })
  }

  @Test("The training page at 80×24: curves, numbers, and the pinned sentences with their characters")
  func trainingPage() throws {
    var (state, _) = try withCorpus(Fixture.state(epochs: 0))
    let records = Fixture.batches(1...37) { 2 * pow(0.5, $0 / 10) }
    var progress = try Fixture.progress(epochs: 36, batch: 81)
    progress.batchCount = records.count
    _ = state.update(.trained(progress, Array(records.prefix(36 * 125 + 81))))
    for (epoch, text) in [(9, "Cosin"), (21, "Cours\u{202F}!"), (30, "Coun"), (36, "Cours!")] {
      translate(&state, to: text, epoch: epoch)
    }
    state.press(.alt("2"), .escape, .tab, .down)
    expectBody(
      state,
      """
       loss        ⠂⠂ val  ⠒⠒ train  ⣿⣿ batches  ★ best                 train     val
            │⠒⠦⠤⣄⣀                                       epoch             37      36
            │    ⠈⠉⠓⠲⠤⢤⣀⡀                                loss          0.1823  0.6024
           1┤           ⠉⠙⠒⠦⢤⣀⣀                          accuracy      0.9470  0.8500
            │ ⠁⠁⠃⠂⠂⠂⠂⠂⠄⠄⠄⠄⠄⠄⠄⠄⠌⡉⡓⡲⡤★⣀⡀⡀⡀⡀⠄⠄⠄⠄⠄⠄⠄⠄⠄⠂⠂⠂⠂   real characters
         0.3┤                        ⠉⠙⠒⠦⢤⣀⡀               loss        0.5469  1.8072
            │                              ⠉⠉⠓⠲⠤⣄⣀⡀        accuracy    0.8470  0.7500
            │                                    ⠈⠉⠙⠒⠦⠤  learning rate  0.001
            └───────── 10 ─────── 20 ─────── 30 ─ epoch  pairs/s          987
       pinned ──────────────────────────────────────────────────────── after epoch 36
         Go.        Cours!                      1 of 4 characters right
       ▶ Run!       Cours!                      lost since 30, right 21
         reference  Cours◌!
                    ✓✓✓✓✓×✓
         since        23333
                    9916606
         Stay.      Cours!                      0 of 6 characters right
         Read.      Cours!                      1 of 4 characters right
         Find Tom.  Cours!                      2 of 11 characters right

       › i or Enter to type
       ↓ sentences  p unpin  t pause  x stop  s save  + rate  ? help  q quit
      """)
  }

  @Test("A tall overview has room for the pinned sentences")
  func overview() throws {
    let (state, _) = try withCorpus(Fixture.state(columns: 200, rows: 60))
    #expect(state.draw().lines.contains { $0.hasPrefix(" pinned ─") && $0.contains("translated after every epoch") })
    let (small, _) = try withCorpus(Fixture.state(columns: 200, rows: 30))
    #expect(!small.screen.contains("pinned"))
  }

  @Test("A new network's translations begin anew, and those of the run before are not taken any more")
  func runs() throws {
    var (state, _) = try withCorpus()
    translate(&state, to: "Cours\u{202F}!", epoch: 40)
    #expect(state.training.pins.history.epochs == [40])
    let card = try #require(state.network.card)
    var resumed = state
    resumed.press(.control("t"), .character("r"))
    _ = resumed.update(.trainingPrepared(card, rejected: []))
    #expect(resumed.training.pins.history.epochs == [40], "a resumed run goes on")
    state.press(.control("t"), .enter)
    let effects = state.update(.trainingPrepared(card, rejected: []))
    #expect(
      effects.suffix(2) == [
        .followPins(PinRequest(texts: state.training.pins.history.texts, run: 1, epoch: nil)), .startTraining,
      ])
    #expect(state.training.pins.history.epochs.isEmpty)
    translate(&state, to: "Cours\u{202F}!", epoch: 41, run: 0)
    #expect(state.training.pins.history.epochs.isEmpty)
    translate(&state, to: "Cours\u{202F}!", epoch: 1)
    #expect(state.training.pins.history.epochs == [1])
  }

  @Test("A network that stands in the middle of an epoch translates no pins until the next one is complete")
  func restingEpoch() throws {
    var state = Fixture.state(epochs: 0)
    #expect(state.training.restingEpoch == 0, "loaded, and no epoch of it is known")
    _ = state.update(.trained(try Fixture.progress(phase: .running), []))
    #expect(state.training.restingEpoch == nil)
    _ = state.update(.trained(try Fixture.progress(phase: .stopped), []))
    #expect(state.training.restingEpoch == nil, "stopped after 81 batches")
    _ = state.update(.trained(try Fixture.progress(batch: 0, phase: .stopped), []))
    #expect(state.training.restingEpoch == 40)
    _ = state.update(.trained(try Fixture.progress(batch: 125, phase: .finished), []))
    #expect(state.training.restingEpoch == 40)
  }

  @Test("The pins are translated at once with a network that was just loaded, wherever its training stood")
  func loaded() {
    for (epoch, batch, label) in [(7, 0, 7), (7, 3, 8), (0, 0, 0)] {
      var checkpoint = Fixture.checkpoint(epochs: epoch, writing: "Va\u{202F}!")
      checkpoint.state.batch = batch
      var state = Fixture.state()
      state.translate("Run!")
      state.press(.escape, .character("p"), .character(":"))
      state.type("load x.safetensors")
      state.press(.enter)
      let effects = state.update(.networkRead(checkpoint, path: "x.safetensors", data: .here(.embedded)))
      #expect(effects.contains(.followPins(PinRequest(texts: ["Run!"], run: 1, epoch: label))))
      translate(&state, to: "Va\u{202F}!", epoch: label)
      state.press(.character("2"))
      let words = [7: "after epoch 7", 8: "in epoch 8", 0: "as the network was loaded"]
      #expect(state.draw().lines.contains { $0.hasPrefix(" pinned") && $0.hasSuffix(words[label] ?? "") })
    }
  }

  @Test("No more are pinned than are translated at once")
  func capacity() {
    var state = Fixture.state()
    for number in 0..<Pins.capacity + 3 {
      state.press(.character("i"))
      state.translate("Run\(number)")
      state.press(.escape, .character("p"))
    }
    #expect(state.training.pins.sentences.count == Pins.capacity && state.notice?.isError == true)
  }

  @Test("What became of a sentence is told in a few words")
  func summary() {
    func summary(_ entries: [(Int, String)], references: [String] = ["Va !"]) -> String {
      var pin = PinnedSentence("Go.", references: references)
      for (epoch, output) in entries { pin.record(output, epoch: epoch) }
      return PinSummary.text(pin, at: entries.count - 1, isUnicode: true)
    }
    #expect(summary([]) == "")
    #expect(summary([(1, "e"), (2, "Va !"), (3, "Va !")]) == "right since 2")
    #expect(summary([(1, "Va !"), (2, "Va !")]) == "right since 1")
    #expect(summary([(40, "Va !"), (41, "Va !")]) == "right since 40 or before")
    #expect(
      summary([(1, "e"), (2, "Va !"), (3, "V"), (4, "V"), (5, "Va !"), (6, "V"), (7, "Va !")])
        == "right since 2, lost 3–4, 6")
    #expect(summary([(1, "e"), (2, "Va !"), (3, "Va !"), (4, "V"), (9, "Ve")]) == "lost since 4, right 2–3")
    #expect(summary([(1, "Ve!")]) == "2 of 4 characters right")
    #expect(summary([(1, "e"), (2, "Vo"), (3, "Vo")], references: []) == "unchanged since 2")
    let restless = (1...9).map { ($0, $0 % 2 == 0 ? "Va !" : "V") }
    #expect(summary(restless) == "lost since 9, right 4 times since 2")
    #expect(summary(restless + [(10, "Va !")]) == "right since 10, lost 4 times since 2")
  }

  @Test(
    "At every size the pinned sentence under the cursor is on the page when it has the keys", arguments: [10, 16, 24])
  func cursor(_ rows: Int) throws {
    var (state, _) = try withCorpus(Fixture.state(columns: 80, rows: rows))
    translate(&state, to: "Cours\u{202F}!", epoch: 40)
    state.press(.alt("2"), .escape, .tab)
    for sentence in state.training.pins.sentences {
      #expect(state.draw().lines.contains { $0.contains("▶ " + sentence.text) })
      state.press(.down)
    }
  }
}
