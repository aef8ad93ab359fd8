import Foundation
import Interface
import Model
import Testing

@Suite("Exports")
struct ExportTests {
  private let directory = NSTemporaryDirectory() + "seq2seq-exports-" + UUID().uuidString

  init() throws { try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true) }

  private func documents(_ effects: [Effect]) -> [ExportDocument] {
    effects.flatMap { effect in if case .export(let documents) = effect { documents } else { [ExportDocument]() } }
  }

  @Test("A decode is the object that translate --json prints")
  func decode() throws {
    var state = Fixture.state()
    state.translate("Run!")
    state.press(.alt("3"), .escape)
    let document = try #require(documents(state.press(.character("e"))).first)
    let decode = Fixture.translator.decode("Run!")
    let sentence = Sentence("Run!", for: Fixture.translator.configuration)
    #expect(document.text == DecodeReport(sentence, steps: decode.steps, top: 5).json + "\n")
    #expect(document.fileName(3) == "seq2seq-decode-3.json")
  }

  @Test("Where there is nothing else, the screen itself is a picture")
  func nothing() throws {
    for (page, epochs) in [(Page.overview, 0), (.training, 0), (.translating, 40), (.evaluating, 40)] {
      var state = Fixture.state(epochs: epochs)
      state.press(.alt(page.digit), .escape)
      let screen = state.draw()
      let documents = documents(state.press(.character("e")))
      #expect(documents.map { $0.fileName(1) } == ["seq2seq-screen-1.svg"], "\(page)")
      #expect(documents.first?.content == .screen(screen, .dark))
    }
  }

  @Test("A page exports what it shows", arguments: [Page.overview, .training, .translating, .inspecting])
  func pages(page: Page) {
    var state = Fixture.state()
    state.translate("Run!")
    state.press(.alt(page.digit), .escape)
    let names = documents(state.press(.character("e"))).map { $0.fileName(1) }
    let (curves, decode) = (["seq2seq-curves-1.csv", "seq2seq-curves-1.svg"], ["seq2seq-decode-1.json"])
    let shown: [String] =
      switch page {
      case .overview: curves + decode + ["seq2seq-probabilities-1.svg"]
      case .training: curves
      default: decode + ["seq2seq-probabilities-1.svg"]
      }
    #expect(names == shown + ["seq2seq-screen-1.svg"])
  }

  @Test("The files that were written are named")
  func notice() {
    var state = Fixture.state()
    for (paths, words) in [(["a"], "Wrote a"), (["a", "b"], "Wrote a and b"), (["a", "b", "c"], "Wrote a, b and c")] {
      _ = state.update(.exported(paths))
      #expect(state.notice?.text == words)
    }
  }

  @Test("Files are numbered together and replace no other")
  func numbers() throws {
    let curves = ["csv", "svg"].map { ExportDocument(name: "curves", fileExtension: $0, content: .text("1 é\n")) }
    #expect(try ExportDocument.write(curves, in: directory) == ["seq2seq-curves-1.csv", "seq2seq-curves-1.svg"])
    try Data("mine".utf8).write(to: URL(fileURLWithPath: directory + "/seq2seq-curves-2.svg"))
    #expect(try ExportDocument.write(curves, in: directory) == ["seq2seq-curves-3.csv", "seq2seq-curves-3.svg"])
    let names = try FileManager.default.contentsOfDirectory(atPath: directory)
    #expect(
      Set(names)
        == Set([1, 3].flatMap { ["seq2seq-curves-\($0).csv", "seq2seq-curves-\($0).svg"] } + ["seq2seq-curves-2.svg"]))
    #expect(try String(contentsOfFile: directory + "/seq2seq-curves-1.csv", encoding: .utf8) == "1 é\n")
    try FileManager.default.removeItem(atPath: directory)
  }

  @Test("Where nothing can be written the reason is told")
  func failure() {
    let document = ExportDocument(name: "decode", fileExtension: "json", content: .text("{}"))
    #expect { try ExportDocument.write([document], in: "/proc/nowhere") } throws: {
      "\($0)"
        == "seq2seq-decode-1.json: cannot write it (No such file or directory). Start seq2seq where files can be written."
    }
  }
}
