import Foundation
import Interface
import Model
import Terminal
import Testing

@Suite("Figures")
struct FigureTests {
  private let grid = FigureGrid(
    columnTitle: "steps <1>", rowTitle: "characters & more", columns: ["a", "U+202F"], rows: ["\u{1B}[31m", "é"],
    values: [[0, 1], [0.25, .nan]], scale: .share, valueTitle: "p", framed: [1, nil])

  @Test("A grid is a cell for each number, with its digits, and a frame where one is wanted")
  func cells() throws {
    let figure = Figure(name: "map", title: "A \"map\"", caption: ["One.", "Two & three."], panels: [.grid(grid)])
    let reader = try SVGReader(FigurePicture.text(from: figure))
    // The ground, four numbers, five samples of the legend, and one frame.
    #expect(reader.elements["rect"] == 1 + 4 + 5 + 1)
    for text in ["A \"map\"", "One.", "Two & three.", "steps <1>", "characters & more", "U+202F", ".25", "1.0", "NaN"] {
      #expect(reader.texts.contains(text), "\(text)")
    }
    #expect(reader.texts.contains("␛[31m"), "what cannot be seen has a mark")
  }

  @Test("A number in a grid is told by its colour and by its digits", arguments: [FigureGrid.Scale.share, .signed])
  func colors(_ scale: FigureGrid.Scale) throws {
    var grid = grid
    grid.scale = scale
    grid.values = [[1e300, -1e300], [.infinity, 0]]
    let figure = Figure(name: "map", title: "", caption: [], panels: [.grid(grid)])
    #expect(try SVGReader(FigurePicture.text(from: figure)).texts.contains("inf"))
  }

  @Test("Bars go up and down from 0, whatever they stand for")
  func bars() throws {
    let all: [[Double]] = [[0.5, -0.25, 0], [0, 0, 0], [.nan, -.infinity, .infinity], [1e300, -1e300, 1e-300], []]
    for values in all {
      let bars = FigureBars(
        title: "left out", valueTitle: "nats", labels: Array("abc".map { String($0) }.prefix(values.count)),
        values: values)
      let reader = try SVGReader(
        FigurePicture.text(from: Figure(name: "b", title: "", caption: [], panels: [.bars(bars)])))
      #expect(reader.elements["rect"] == 1 + values.count { !$0.isNaN }, "\(values)")
      #expect(
        reader.texts.contains("left out") && reader.texts.filter { ["a", "b", "c"].contains($0) }.count == values.count)
      #expect(reader.numbers.allSatisfy { (-20.0...2000).contains($0) }, "nothing outside of the picture")
    }
  }

  @Test("The panels of a decode are figures whose caption names sentence, network and data")
  func panels() throws {
    var state = Fixture.state(columns: 200, rows: 60)
    state.press(.alt("4"))
    state.translate("Run!", with: Fixture.attentiveTranslator)
    state.answer(state.update(.tick), with: Fixture.attentiveTranslator)
    state.press(.escape)
    let effects = state.press(.character("e"))
    let documents = effects.flatMap { effect in if case .export(let all) = effect { all } else { [ExportDocument]() } }
    #expect(documents.map(\.name) == ["decode", "probabilities", "cells", "source", "screen"])
    for document in documents.dropFirst().dropLast() {
      let reader = try SVGReader(document.text)
      let caption = reader.texts.joined(separator: " ")
      #expect(caption.contains("“Run!” is translated as “Cours !”."), "\(document.name)")
      #expect(caption.contains("Network: fra-eng.safetensors") && caption.contains("trained for 40 epochs."))
      #expect(caption.contains("Data: not recorded."))
    }
    let source = try SVGReader(documents[3].text)
    #expect(source.texts.contains("Left out, the rest encoded anew") && source.texts.contains("R"))
    let map = try SVGReader(documents[1].text)
    #expect(map.texts.contains("U+202F") && map.texts.contains("⏎") && map.texts.contains("all others"))
  }
}
