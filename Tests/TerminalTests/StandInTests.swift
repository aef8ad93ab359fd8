import Terminal
import Testing

@Suite struct StandInTests {
  private func shown(_ text: String, columns: Int = 12) -> Canvas {
    var canvas = Canvas(size: Size(columns: columns, rows: 1))
    canvas.write(text, at: Point(column: 0, row: 0), style: Style(attributes: .bold))
    return canvas.withLettersOnly
  }

  @Test(arguments: [
    ("aé日", "aé日"), ("l’été", "l'été"), ("« … »", "\" ~ \""), ("a─b→×", "a-b>x"), ("a\u{A0}b", "a b"), ("₂", "₂"),
    ("5€!", "5@!"), ("🙂x", "@ x"), ("⡇█▶", "@@@"), ("a\tb", "aIb"),
  ])
  func keepsLettersAndColumns(_ text: String, _ expected: String) { #expect(shown(text).lines == [expected]) }

  @Test func tellsWhatIsNotInTheText() {
    #expect(shown("?")[0, 0].style.attributes == .bold && shown("’")[0, 0].style.attributes == .bold)
    #expect(shown("€")[0, 0] == Cell("@", style: Style(attributes: [.bold, .underline])))
    #expect(shown("\t")[0, 0] == Cell("I", style: Style(attributes: [.bold, .reverse])))
  }
}
