import Model
import Testing

/// Pinned sentences through the epochs.
@Suite("Pinned sentences") struct PinnedHistoryTests {
  private func pin(_ references: [String], _ outputs: [(Int, String)]) -> PinnedSentence {
    var pin = PinnedSentence("Go.", references: references)
    for (epoch, output) in outputs { pin.record(output, epoch: epoch) }
    return pin
  }

  @Test func whenACharacterBecameRight() {
    let pin = pin(["Va !"], [(1, "e"), (2, "Ve"), (3, "Va"), (5, "Vo !"), (6, "Va !")])
    #expect(pin.target == "Va !" && pin.entries.map(\.epoch) == [1, 2, 3, 5, 6])
    #expect(pin.standings(at: 0) == [.notYet, .notYet, .notYet, .notYet])
    #expect(pin.standings(at: 1) == [.right(since: 2), .notYet, .notYet, .notYet])
    #expect(pin.standings(at: 2) == [.right(since: 2), .right(since: 3), .notYet, .notYet])
    #expect(pin.standings(at: 3) == [.right(since: 2), .lost(since: 5), .right(since: 5), .right(since: 5)])
    #expect(pin.standings(at: 4) == [.right(since: 2), .right(since: 6), .right(since: 5), .right(since: 5)])
  }

  /// An inserted character moves the others: they are still right.
  @Test func rightIsUnderAnAlignment() {
    let pin = pin(["Cours !"], [(1, "Coours !"), (2, "ours !")])
    #expect(pin.standings(at: 0).allSatisfy { $0 == .right(since: 1) })
    #expect(pin.standings(at: 1).first == .lost(since: 2))
    #expect(pin.standings(at: 1).dropFirst().allSatisfy { $0 == .right(since: 1) })
  }

  @Test func theTargetIsTheClosestReferenceToTheNewest() {
    var pin = pin(["Va !", "Marche."], [(1, "Va"), (2, "Va !")])
    #expect(pin.target == "Va !" && pin.standings(at: 1)[3] == .right(since: 2))
    pin.record("Marc", epoch: 3)
    #expect(pin.target == "Marche.")
    #expect(pin.standings(at: 2).prefix(4).allSatisfy { $0 == .right(since: 3) || $0 == .right(since: 1) })
    #expect(pin.standings(at: 2)[6] == .notYet)
    #expect(pin.standings(at: 0).count == 7, "one target for all epochs")
  }

  @Test func withoutAReferenceTheNewestTranslationIsTheTarget() {
    let pin = pin([], [(1, "Vo"), (2, "Va"), (3, "Va !")])
    #expect(pin.target == "Va !")
    #expect(pin.standings(at: 2) == [.right(since: 1), .right(since: 2), .right(since: 3), .right(since: 3)])
    #expect(self.pin([], []).standings(at: 0).isEmpty && self.pin([], [(1, "")]).standings(at: 0).isEmpty)
  }

  /// Training that starts again from an earlier epoch.
  @Test func laterEntriesOfAnAbandonedRunGo() {
    let again = pin(["Va !"], [(1, "V"), (2, "Va"), (3, "Va !"), (2, "Vo")])
    #expect(again == pin(["Va !"], [(1, "V"), (2, "Vo")]) && again.entries.map(\.output) == ["V", "Vo"])
  }

  /// Whatever came before, a history is what recording all of its entries at once makes it.
  @Test func whatIsKeptIsWhatWouldBeFound() {
    let outputs = ["e", "Ve", "Mare", "Va !", "Marche", "Vrche.", "Va!"]
    let pin = pin(["Va !", "Marche."], outputs.enumerated().map { ($0 + 1, $1) })
    for (position, output) in outputs.enumerated() {
      let alignment = Alignment(Array(pin.target.unicodeScalars), Array(output.unicodeScalars))
      for column in alignment.columns {
        guard let character = column.left else { continue }
        let standing = pin.standings(at: position)[character]
        if case .right = standing { #expect(column.kind == .match) } else { #expect(column.kind != .match) }
      }
    }
  }

  @Test func spellsOfRightAndWrongTranslations() {
    let pin = pin(["Va !", "Marche."], [(1, "e"), (2, "Va !"), (3, "Marche."), (6, "Vo !"), (7, "Va !")])
    #expect(pin.spells(through: 4).map(\.isRight) == [false, true, false, true])
    #expect(pin.spells(through: 4).map(\.epochs) == [1...1, 2...3, 6...6, 7...7])
    #expect(pin.spells(through: 1).map(\.epochs) == [1...1, 2...2])
    #expect([nil, 0, 1, 5, 6, 99].map { pin.position(at: $0) } == [4, nil, 0, 2, 3, 4])
    let free = self.pin([], [(3, "Vo"), (4, "Va"), (5, "Va")])
    #expect(free.spells(through: 2).map(\.isRight) == [false, true] && free.spells(through: 2)[1].epochs == 4...5)
    #expect(self.pin([], []).spells(through: 0).isEmpty)
  }

  @Test func anotherNetworkOrOtherDataBeginAnew() throws {
    let (start, _) = Fixture.start()
    var history = PinnedHistory()
    history.pin("Go on.", references: ["Va."])
    history.record(Translator(start.network).translate(history.texts), epoch: 1)
    let output = history.pins[0].entries[0].output
    history.refer { $0 == "Go on." ? [output] : [] }
    #expect(history.pins[0].references == [output] && history.epochs == [1])
    #expect(history.pins[0].spells(through: 0).map(\.isRight) == [true])
    history.restart()
    #expect(history.texts == ["Go on."] && history.pins[0].references == [output] && history.epochs.isEmpty)
  }

  @Test func pinning() throws {
    let (start, dataset) = Fixture.start()
    let checkpoint = try Fixture.trained(start, dataset)
    var history = PinnedHistory()
    history.pin("Go on.", references: ["Va."])
    history.pin("cafe\u{301}", references: [])
    history.pin("caf\u{E9}", references: ["x"])
    #expect(history.texts == ["Go on.", "caf\u{E9}"] && history.epochs.isEmpty)
    history.record(Translator(start.network).translate(history.texts), epoch: 1)
    history.pin("Look!", references: ["Vois !"])
    let translator = Translator(checkpoint.network)
    let late = translator.translate(["Go on."])
    history.record(translator.translate(history.texts), epoch: 5)
    #expect(history.pins.map { $0.entries.map(\.epoch) } == [[1, 5], [1, 5], [5]] && history.epochs == [1, 5])
    #expect(history.pins[2].entries[0].output == translator.decode("Look!").output)
    history.unpin(at: 0)
    history.record(late, epoch: 6)
    #expect(history.texts == ["caf\u{E9}", "Look!"] && history.epochs == [1, 5])
  }
}
