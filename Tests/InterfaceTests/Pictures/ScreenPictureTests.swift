import Foundation
import Interface
import Model
import Terminal
import Testing

@Suite("Screens as pictures")
struct ScreenPictureTests {
  @Test("Letters stand in their cells, in runs of one style, whatever a font makes of them")
  func text() throws {
    var canvas = Canvas(size: Size(columns: 20, rows: 2))
    canvas.write("Run <fast> & é", at: Point(column: 1, row: 0), style: Style(attributes: .bold))
    canvas.write("狗\u{1B}x", at: Point(column: 0, row: 1))
    let reader = try SVGReader(ScreenPicture.text(from: canvas, in: .dark))
    #expect(reader.texts == ["Run", "<fast>", "&", "é", "狗", "␛", "x"])
    #expect(reader.lengths == ["27", "54", "9", "9", "18", "9", "9"])
    #expect(reader.attributes("x", of: "text") == ["21", "57", "120", "138", "12", "30", "39"])
    #expect(reader.attributes("fill", of: "rect") == ["#121212"])
  }

  @Test("Lines, blocks and braille are shapes; a colour behind a cell is a rectangle")
  func shapes() throws {
    var canvas = Canvas(size: Size(columns: 12, rows: 1))
    canvas.write("│─┤⣿▌░┊", at: Point(column: 0, row: 0), style: Style(foreground: .palette(74)))
    canvas.write("ab", at: Point(column: 9, row: 0), style: Style(foreground: .palette(214), attributes: .reverse))
    let reader = try SVGReader(ScreenPicture.text(from: canvas, in: .light))
    #expect(reader.texts == ["ab"] && reader.elements["path"] == 4, "lines, dots, and blocks of two densities")
    #expect(reader.attributes("fill", of: "rect") == ["#ffffff", "#ffaf00"])
    #expect(reader.attributes("stroke", of: "path").filter { $0 == "#5fafd7" }.count == 2)
    #expect(reader.attributes("fill", of: "text") == ["#ffffff"])
  }

  @Test("Every page at every size makes a picture", arguments: [(1, 1), (40, 10), (60, 20), (80, 24), (200, 60)])
  func pages(columns: Int, rows: Int) throws {
    for page in Page.allCases {
      for scheme in ColorScheme.allCases {
        var state = Fixture.state(columns: columns, rows: rows)
        state.appearance = Appearance(isUnicode: scheme != .plain, colorCount: 256, colorScheme: scheme)
        state.page = page
        let reader = try SVGReader(ScreenPicture.text(from: state.draw(), in: scheme))
        let letters = reader.texts.joined().filter(\.isLetter).count
        #expect(letters == state.screen.filter(\.isLetter).count)
      }
    }
  }
}
