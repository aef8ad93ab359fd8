import Testing

/// What the workbench must survive: every size, an empty and a strange sentence, and nothing happening at all.
@Suite("Survival: sizes, texts, idling") struct SurvivalTests {
  private let prompt = TerminalRun.prompt
  private let quit = TerminalRun.quit
  private let pair = SmallNetwork.pairs[0]

  @Test(arguments: ["39x9", "39x24", "80x9", "10x3", "1x1"])
  func tooSmallScreensSaySo(_ size: String) throws {
    let message = "need 40×10, have \(size.replacing("x", with: "×"))"
    let columns = try #require(Int(size.prefix { $0 != "x" }))
    let run = try TerminalRun.workbench(
      ["wait:" + message.prefix(columns), "save:small", "resize:80x24", prompt] + quit, size: size)
    #expect(run.screens["small"]?.first == String(message.prefix(columns)).trimmingSuffix())
    #expect(run.status == 130 && run.isRestored)
  }

  /// The prompt, the sentence and the step walked to stay; the last frame is the one of a fresh start at its size.
  @Test func aStormOfResizesEndsAsAFreshStartOnEveryPage() throws {
    let start = try TerminalRun.workbench([prompt, "save:start"] + quit, size: "200x60").screens["start", default: []]
    let pages = try #require(start.first).matches(of: /(\d) [a-z]+/).map { $0.output.1 }
    #expect(pages.count >= 4)
    let sizes = ["120x40", "200x60", "39x9", "1x1", "60x15", "200x60", "80x24", "40x10", "132x50"]
    let storm = (sizes + sizes.reversed()).map { "resize:" + $0 }
    for page in pages {
      let arranging = [
        prompt, Keys.type(pair.key), Keys.enter, "match:step \\d+/20 ", "idle:0.2", Keys.shiftLeft,
        "idle:0.2", Keys.shiftLeft, "idle:0.2", Keys.alt(Character(String(page))), Keys.type("half a line"),
        "wait:half a line",
      ]
      let fresh = try TerminalRun.workbench(arranging + ["idle:0.3"], size: "100x30")
      let stormy = try TerminalRun.workbench(arranging + storm + ["resize:100x30", "wait:^C quit", "idle:0.3"])
      #expect(stormy.screen == fresh.screen, "page \(page)")
      #expect(stormy.cursor == fresh.cursor, "page \(page)")
    }
  }

  @Test func idleWritesNothing() throws {
    let run = try TerminalRun.workbench([
      prompt, "idle:0.5", "quiet:5", Keys.type(pair.key), Keys.enter, TerminalRun.steps(pair.value), "idle:0.5",
      "quiet:5",
    ])
    #expect(run.quiet == [0, 0])
    print("idle, share of one processor: \(run.busy.map { "\(($0 * 1e5).rounded() / 1e3) %" }.joined(separator: ", "))")
  }

  @Test func anEmptyPromptDoesNothing() throws {
    let run = try TerminalRun.workbench(
      [prompt, "idle:0.3", "save:before", Keys.enter, Keys.type("   "), Keys.enter, "idle:0.3", "save:after"] + quit)
    // But for a word at the foot, which says why.
    #expect(run.screens["before"]?.dropLast() == run.screens["after"]?.dropLast())
    #expect(run.screens["after"]?.last?.contains("Nothing to translate") == true)
    #expect(run.status == 130)
  }

  @Test func unknownCharactersAreNamed() throws {
    let run = try TerminalRun.workbench(
      [prompt, Keys.type("Our€ soup sings."), Keys.enter, TerminalRun.steps(pair.value)])
    #expect(run.text.contains("U+20AC"))
  }

  @Test func fiveHundredCharactersAreDecoded() throws {
    let text = String(repeating: pair.key + " ", count: 40).prefix(500)
    let run = try TerminalRun.workbench(
      [
        prompt, Keys.type(String(text)), Keys.enter, "wait:500 characters, trained on up to", "match:step \\d+/\\d+ ",
        "idle:0.5",
      ]
        + quit)
    #expect(run.status == 130 && run.isRestored)
  }

  @Test func aDecomposedLetterIsItsComposedForm() throws {
    let run = try TerminalRun.workbench(
      [prompt, Keys.type("Zoe\u{301} hums low."), Keys.enter, TerminalRun.steps(SmallNetwork.pairs[3].value)])
    #expect(!run.text.contains("U+0301"))
  }

  /// A family is five scalars and one grapheme; wide characters take two columns, marks none.
  @Test func wideCharactersKeepTheBordersAndAreErasedWhole() throws {
    let graphemes = ["語", "デ", "ー", "👨‍👩‍👧", "e\u{301}", "x\u{30A}\u{323}"]
    let run = try TerminalRun.workbench(
      [
        prompt, Keys.control("x"), "wait:a command", "idle:0.2", "save:empty", Keys.type(graphemes.joined()),
        "idle:0.2",
        "save:typed",
      ]
        + graphemes.map { _ in Keys.backspace } + ["wait:a command", "idle:0.2", "save:erased", Keys.escape] + quit)
    let (empty, typed) = (run.screens["empty", default: []], run.screens["typed", default: []])
    #expect(run.screens["erased"] == empty)
    let rows = zip(empty, typed).map { (before: $0, after: $1) }
    let field = try #require(rows.first { $0.after.contains("語デー") })
    #expect(Self.columns(field.after) == Self.columns(field.before))
  }

  /// The columns of the borders in a row.
  private static func columns(_ row: String) -> [Int] {
    var column = 0
    var borders: [Int] = []
    for scalar in row.unicodeScalars {
      if scalar == "│" { borders.append(column) }
      let isWide = (0x1100...0x115F).contains(scalar.value) || (0x2E80...0x9FFF).contains(scalar.value)
      let isMark = scalar.properties.canonicalCombiningClass != .notReordered
      column += isMark ? 0 : isWide || scalar.value >= 0x1F300 ? 2 : 1
    }
    return borders
  }
}

extension String {
  /// Without the spaces at the end, as rows of a screen are.
  fileprivate func trimmingSuffix() -> String { String(reversed().drop { $0 == " " }.reversed()) }
}
