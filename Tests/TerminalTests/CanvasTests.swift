import Terminal
import Testing

@Suite struct CanvasTests {
  private func canvas(_ columns: Int, _ rows: Int = 1) -> Canvas { Canvas(size: Size(columns: columns, rows: rows)) }

  @Test func writesTextAndReportsColumns() {
    var canvas = canvas(8, 2)
    #expect(canvas.write("Go.", at: Point(column: 1, row: 0)) == 3)
    #expect(canvas.write("Va !", at: Point(column: 0, row: 1), style: Style(attributes: .bold)) == 4)
    #expect(canvas.lines == [" Go.", "Va !"])
    #expect(canvas[0, 1] == Cell("V", style: Style(attributes: .bold)))
  }

  @Test func clipsAtEveryEdge() {
    var canvas = canvas(4, 1)
    #expect(canvas.write("abcdef", at: Point(column: 2, row: 0)) == 2)
    #expect(canvas.write("xyz", at: Point(column: -1, row: 0)) == 3)
    #expect(canvas.lines == ["yzab"])
    for row in [-1, 1] { #expect(canvas.write("no", at: Point(column: 0, row: row)) == 0) }
    #expect(canvas.write("no", at: Point(column: 4, row: 0)) == 0)
    #expect(canvas.write("no", at: Point(column: -9, row: 0)) == 2)
    #expect(canvas.lines == ["yzab"])
  }

  @Test func clipsAtTheLimit() {
    var canvas = canvas(8)
    #expect(canvas.write("abcdef", at: Point(column: 1, row: 0), limit: 3) == 3)
    #expect(canvas.write("no", at: Point(column: 5, row: 0), limit: 0) == 0)
    #expect(canvas.write("no", at: Point(column: 5, row: 0), limit: -1) == 0)
    #expect(canvas.lines == [" abc"])
  }

  @Test func nothingLeavesTheRectangleItIsClippedTo() {
    var canvas = canvas(8, 3)
    let box = Rectangle(column: 2, row: 1, columns: 4, rows: 1)
    canvas.clipped(to: box) { canvas in
      #expect(canvas.write("abcdefghij", at: Point(column: 0, row: 1)) == 6)
      #expect(canvas.write("no", at: Point(column: 2, row: 2)) == 0)
      canvas.fill(Rectangle(size: canvas.size), with: Cell("x"))
      canvas[2, 1] = Cell("語")
      canvas[5, 1] = Cell("語")
      canvas[1, 1] = Cell("n")
      canvas.clipped(to: Rectangle(column: 4, row: 0, columns: 4, rows: 3)) {
        $0.fill(Rectangle(size: $0.size), with: Cell("y"))
        $0.cursor = Point(column: 2, row: 1)
      }
      #expect(canvas.cursor == nil)
      canvas.cursor = Point(column: 2, row: 1)
    }
    #expect(canvas.lines == ["", "  語yy", ""])
    #expect(canvas.cursor == Point(column: 2, row: 1))
    canvas.write("out", at: Point(column: 0, row: 2))
    #expect(canvas.lines[2] == "out")
  }

  @Test func keepsWideCharactersWhole() {
    var canvas = canvas(5)
    #expect(canvas.write("日本語", at: Point(column: 0, row: 0)) == 5)
    #expect(canvas.lines == ["日本"])
    #expect(canvas[1, 0].isContinuation && canvas[3, 0].isContinuation && !canvas[4, 0].isContinuation)
    #expect(canvas.write("語", at: Point(column: -1, row: 0)) == 2)
    #expect(canvas.lines == ["  本"])
  }

  @Test func writingOverHalfAWideCharacterClearsTheOtherHalf() {
    var left = canvas(4)
    left.write("日本", at: Point(column: 0, row: 0))
    var right = left
    var both = left
    left[0, 0] = Cell("x")
    #expect(left.lines == ["x 本"])
    right[1, 0] = Cell("x")
    #expect(right.lines == [" x本"])
    both[1, 0] = Cell("語")
    #expect(both.lines == [" 語"])
  }

  @Test func keepsCombiningMarksWithTheirLetter() {
    var canvas = canvas(4)
    #expect(canvas.write("e\u{301}o\u{302}\u{301}", at: Point(column: 0, row: 0)) == 2)
    #expect(canvas[0, 0].character == "e\u{301}" && canvas[1, 0].character == "o\u{302}\u{301}")
    let marks = String(repeating: "\u{301}", count: 9)
    canvas.write("a" + marks, at: Point(column: 0, row: 0))
    #expect(canvas[0, 0].character.unicodeScalars.count == 5)
  }

  @Test func makesControlCharactersVisible() {
    var canvas = canvas(12)
    #expect(canvas.write("\u{1B}[m\t\r\n\0\u{7F}\u{9B}x", at: Point(column: 0, row: 0)) == 10)
    #expect(canvas.lines == ["␛[m␉␍␊␀␡�x"])
    canvas[0, 0] = Cell("\u{1B}")
    #expect(canvas[0, 0].character == "␛")
  }

  @Test func ignoresCellsOutside() {
    var canvas = canvas(2)
    for (column, row) in [(-1, 0), (2, 0), (0, -1), (0, 1)] {
      canvas[column, row] = Cell("x")
      #expect(canvas[column, row] == Cell())
    }
    canvas[1, 0] = Cell("日")
    #expect(canvas == Canvas(size: canvas.size))
  }

  @Test func fillsTheVisiblePart() {
    var canvas = canvas(5, 3)
    canvas.fill(Rectangle(column: -1, row: 1, columns: 4, rows: 9), with: Cell("#"))
    #expect(canvas.lines == ["", "###", "###"])
    canvas.fill(canvas.bounds, with: Cell("日"))
    #expect(canvas.lines == ["日日", "日日", "日日"])
  }

  @Test(arguments: [(0, 0), (1, 1), (-3, 4)]) func survivesTinySizes(_ columns: Int, _ rows: Int) {
    var canvas = canvas(columns, rows)
    canvas.write("日x", at: Point(column: 0, row: 0))
    canvas.fill(Rectangle(column: 0, row: 0, columns: 9, rows: 9), with: Cell("日"))
    #expect(canvas.lines == Array(repeating: "", count: max(0, rows)))
  }

  @Test func differsByTheCursor() {
    var canvas = canvas(3)
    canvas.cursor = Point(column: 1, row: 0)
    #expect(canvas != Canvas(size: canvas.size))
  }
}
