import Foundation
import Interface
import Model
import Terminal
import Testing

@Suite("Screens")
struct ScreenTests {
  @Test("The head: the program, its network and its pages, what the training is doing, and how far it is")
  func head() throws {
    func head(_ state: WorkbenchState) -> String { state.draw().lines.prefix(2).joined(separator: "\n") }
    var state = Fixture.state()
    #expect(
      head(state) == """
         fra-eng.safetensors    [1 all] 2 train 3 translate 4 inspect 5 evaluate 6 runs
         trained for 40 epochs  in 5:20  best val 0.500 @20
        """)
    _ = state.update(.resized(Size(columns: 40, rows: 10)))
    #expect(head(state) == " seq2seq  fra-eng.safetensors\n trained for 40 epochs")
    _ = state.update(.resized(Size(columns: 80, rows: 24)))
    _ = state.update(.trained(try Fixture.progress(epochs: 36, batch: 81), []))
    state.press(.alt("2"))
    #expect(
      head(state) == """
         seq2seq  fra-eng.safetensors                     1 [2 train] 3 4 5 6  training
         epoch 37/100  batch  81/125  ▕███▉  ▏  8.1 s/epoch  ETA 8:31  best 0.500 @20
        """)
  }

  @Test("The first screen at 80×24 shows the history, the prompt, and the key that starts training")
  func firstScreen() {
    expectBody(
      Fixture.state(epochs: 40),
      """
       loss                    ⠂⠂ val  ⠒⠒ train  ★ best                 train     val
           2┤ ⠲⢤⣀                                        epoch             40      40
            │   ⠈⠉⠓⠦⣄⡀                                   loss          0.1250  0.6600
           1┤        ⠉⠓⠲⢤⣀                               accuracy      0.9688  0.8500
            │            ⠈⠙⠲⠤⣄⡀                       ⡀  real characters
         0.5┤ ⠁⠁⠁⠃⠂⠂⠂⠆⠄⠄⠄⠄⠄⡀⡀⡀⡉⡓⡦⣄★⡀⡀⡀⡀⡀⡀⡄⠄⠄⠄⠄⠄⠂⠂⠂⠂⠁⠁⠁     loss        0.3750  1.9800
            │                     ⠈⠙⠲⢤⣀                    accuracy    0.8688  0.7500
            │                         ⠈⠉⠓⠦⣄⡀             learning rate  0.001
         0.2┤                              ⠉⠓⠲⢤⣀
            │                                  ⠈⠙⠲⠤⣄⡀
            │                                       ⠉⠓⠦
            └──────── 10 ─────── 20 ────── 30 ─── epoch
       translate ──────────────────────────────────────────────────── 20 characters/s
       › type a sentence, Enter translates it
       in    your sentence
       out   what the network makes of it, character by character
       conf  how sure it was of each: probability × 10
       step  the characters it weighed, as bars



       Enter translate  Esc commands  ^T start training  F1 help  ^C quit
      """)
  }

  @Test("Training and a decode at 80×24")
  func training() throws {
    var state = Fixture.state(epochs: 0)
    let records = Fixture.batches(1...37) { 2 * pow(0.5, $0 / 10) }
    var progress = try Fixture.progress(epochs: 36, batch: 81)
    progress.batchCount = records.count
    _ = state.update(.trained(progress, Array(records.prefix(36 * 125 + 81))))
    state.translate("Run!")
    state.press(.escape)
    expectBody(
      state,
      """
       loss        ⠂⠂ val  ⠒⠒ train  ⣿⣿ batches  ★ best                 train     val
           2┤⠦⢤⣀                                         epoch             37      36
            │  ⠈⠉⠓⠦⣄⡀                                    loss          0.1823  0.6024
            │       ⠉⠙⠲⢤⣀                                accuracy      0.9470  0.8500
           1┤           ⠈⠙⠒⠦⣄⡀                           real characters
            │ ⠄⠄⠄⠄⡀⡀⡀⡀       ⠉⠓⠲⢤⣀                ⡀⡀⡀⡀     loss        0.5469  1.8072
         0.5┤         ⠁⠁⠁⠁⠁⠃⠂⠂⠂⠂⠂⠊⠛★⠦⣆⡂⠂⠂⠂⠂⠂⠃⠁⠁⠁⠁⠁         accuracy    0.8470  0.7500
            │                         ⠉⠓⠲⢤⣀              learning rate  0.001
            │                             ⠈⠙⠲⠤⣄⡀         pairs/s          987
         0.2┤                                  ⠉⠓⠦⢤⣀     whole run       36 %
            │                                      ⠈⠙⠒⠦  processors      97 %
            └───────── 10 ─────── 20 ─────── 30 ─ epoch
       translate ──────────────────────────────────────────────────── 20 characters/s
       › i or Enter to type
       in    R u n !
       out   C o u r s ◌ ! ⏎   ◌ U+202F
       conf  8 8 8 8 8 8 8 9   probability × 10
       step 1/8   C   entropy 0.96 bits   margin .73
       ▶ C        .84  ██████▊     ⏎        <.01             .        <.01
         o        .11  ▉           ␣        <.01             J        <.01
         ⇥        <.01             !        <.01             the rest .03  ▎
       ← steps  ↓ choices  b branch  t pause  x stop  s save  + rate  ? help  q quit
      """)
  }

  @Test("The smallest screen still has curves, and the decode once there is one")
  func smallest() {
    var state = Fixture.state(columns: 40, rows: 10)
    expectBody(
      state,
      """
       loss          ⠂⠂ val  ⠒⠒ train  ★ best
           1┤ ⠙⠒⠒⠲⠤⠤⢤⣀⣀⡀
         0.3┤ ⠁⠂⠂⠂⠂⠂⠂⠂⠂⠋⠋⠋⠓⠒⠒★⠦⠦⣆⣂⣂⡂⠂⠂⠂⠂⠂⠂⠂⠃⠁
            │                      ⠉⠉⠉⠓⠒⠒⠦⠤⠤⣄
            └────────────── 20 ──────── epoch
       translate ──────────── 20 characters/s
       › type a sentence, Enter translates it
       ^T start training  F1 help  ^C quit
      """)
    state.translate("Run!")
    expectBody(
      state,
      """
       translate ──────────── 20 characters/s
       › type a sentence, Enter translates it
       in    R u n !
       out   C o u r s ◌ ! ⏎   ◌ U+202F
       conf  8 8 8 8 8 8 8 9
       step 1/8   C   entropy 0.96 bits
       ▶ C        .84  ████████████████▉
       ^T start training  F1 help  ^C quit
      """)
  }

  @Test("Below that it says what it needs", arguments: [(39, 10), (40, 9), (200, 3), (16, 60), (1, 1)])
  func tooSmall(_ columns: Int, _ rows: Int) {
    let lines = Fixture.state(columns: columns, rows: rows).draw().lines
    #expect(lines[0] == String("need 40×10, have \(columns)×\(rows)".prefix(columns)))
    #expect(lines.dropFirst().allSatisfy { $0.isEmpty })
  }

  @Test("Without Unicode every character is ASCII")
  func ascii() throws {
    var state = Fixture.state(columns: 120, rows: 40, isUnicode: false)
    _ = state.update(.trained(try Fixture.progress(), Fixture.batches(1...41) { 1 / $0 }))
    state.translate("Run!")
    for keys in [[Key.escape], [.tab], [.left], [.character("q")], [.escape], [.character("?")]] {
      for key in keys { state.press(key) }
      let screen = state.draw().lines.joined()
      #expect(screen.unicodeScalars.allSatisfy { $0.isASCII }, "\(screen.filter { !$0.isASCII })")
    }
  }

  @Test("A font of letters keeps the letters, at every size")
  func lettersOnly() throws {
    var state = Fixture.state(isUnicode: false)
    state.appearance.hasLetters = true
    state.translate("Éléonore … “Run” – 日本 🙂!")
    for page in Page.allCases {
      state.page = page
      for (columns, rows) in [(40, 10), (60, 15), (80, 24), (132, 50)] {
        _ = state.update(.resized(Size(columns: columns, rows: rows)))
        let others = Set(state.draw().lines.joined().unicodeScalars.filter { !$0.isASCII })
        #expect(others.isSubset(of: ["É", "é", "日", "本"]), "\(page), \(columns)×\(rows): \(others)")
      }
    }
  }

  @Test("After any storm of sizes the screen is the one of a fresh start")
  func storm() {
    var state = Fixture.state()
    state.translate("Run!")
    let fresh = state.draw()
    for columns in stride(from: 1, through: 210, by: 7) {
      for rows in stride(from: 1, through: 70, by: 3) {
        _ = state.update(.resized(Size(columns: columns, rows: rows)))
        let canvas = state.draw()
        expectFrame(state)
        if let cursor = canvas.cursor { #expect(cursor.column < columns && cursor.row < rows) }
      }
    }
    _ = state.update(.resized(Size(columns: 80, rows: 24)))
    #expect(state.draw() == fresh)
  }

  @Test("Every colour has a second cue: without colours nothing but attributes is lost")
  func colors() {
    var state = Fixture.state()
    state.translate("Run!")
    var colored = state
    colored.appearance.colorCount = 256
    #expect(colored.draw().lines == state.draw().lines)
    let canvas = state.draw()
    for row in 0..<24 {
      for column in 0..<80 { #expect(canvas[column, row].style.foreground == .standard) }
    }
  }

  @Test("Wide characters leave the borders where they are")
  func wide() throws {
    var state = Fixture.state()
    state.press(.control("t"), .down, .down, .character("n"))
    let empty = state.draw()
    state.type("語/データ/👨‍👩‍👧.txt")
    let typed = state.draw()
    #expect(typed.lines.joined().contains("› 語/データ/"))
    for row in 0..<24 {
      let borders = (0..<80).filter { "│╮╯".contains(empty[$0, row].character) }
      for column in borders { #expect(typed[column, row] == empty[column, row]) }
    }
  }
}
