import Interface
import Model
import Terminal
import Testing

@Suite("Parts of the screen")
struct ClippingTests {
  /// What fills the body of the screen: a page, and on the inspecting one its panel.
  struct Content: CustomTestStringConvertible, Sendable {
    let page: Page
    var panel = InspectorPanel.probabilities
    /// Keys that put something in front of it.
    var keys: [Key] = []
    var testDescription: String { page == .inspecting ? "\(page), \(panel)" : "\(page), \(keys.count) keys" }

    static let all =
      Page.allCases.filter { $0 != .inspecting }.map { Content(page: $0) }
      + InspectorPanel.allCases.map { Content(page: .inspecting, panel: $0) }
      + [[], [.character("x")], [.backspace], [.pageDown], Array(repeating: .pageDown, count: 4) + [.enter]].map {
        Content(page: .training, keys: [.escape, .character("t")] + $0)
      }
  }

  /// A session with something in every pane.
  private func state(_ content: Content) throws -> WorkbenchState {
    var state = Fixture.state()
    state.read(["Run!": "Courez\u{A0}!", "Go.": "Va\u{A0}!"])
    _ = state.update(.otherRead(Fixture.checkpoint(writing: "Courez\u{A0}!"), path: "/somewhere/other.safetensors"))
    state.press(.alt(Page.translating.digit))
    state.translate("Run!")
    state.press(.escape, .character("p"))
    state.answer(state.press(.character("B")))
    let phase = content.keys.isEmpty ? TrainingPhase.running : .stopped
    _ = state.update(.trained(try Fixture.progress(phase: phase), Fixture.batches(1...41) { 1 / $0 }))
    state.inspector.panel = content.panel
    state.answer(state.press(.alt(content.page.digit)))
    for key in content.keys { state.answer(state.press(key)) }
    _ = state.update(.folderListed(FolderListing(folder: "", names: ["a.txt", "data/", "x y.tsv", "x.zip"])))
    return state
  }

  @Test("No page and no panel leaves its rectangle at any size from 40×10 to 100×40", arguments: Content.all)
  func sweep(_ content: Content) throws {
    var state = try state(content)
    for rows in 10...40 {
      // Widths that have no common step with the rows: every pair of remainders is met.
      for columns in stride(from: 40 + rows % 12, through: 100, by: 12) {
        _ = state.update(.resized(Size(columns: columns, rows: rows)))
        let screen = state.draw()
        let layout = ScreenLayout(state.size)
        var frame = Canvas(size: state.size)
        TitleLine(state).draw(on: &frame, in: layout.title)
        RunLine(state.training, appearance: state.appearance).draw(on: &frame, in: layout.run)
        FootLine(state).draw(on: &frame, in: Rectangle(column: 1, row: rows - 1, columns: columns - 2, rows: 1))
        let around = [0, 1, rows - 1].map { row in (0..<columns).map { frame[$0, row] == screen[$0, row] } }
        let margins = (0..<rows).map { screen[0, $0].character == " " && screen[columns - 1, $0].character == " " }
        #expect(!around.joined().contains(false) && !margins.contains(false), "at \(columns)×\(rows)")
      }
    }
  }
}
