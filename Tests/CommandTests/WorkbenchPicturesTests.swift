import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Pictures of the workbench") struct WorkbenchPicturesTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  /// The text of a picture, which must be well-formed.
  private func words(_ name: String) throws -> String {
    let path = scratch(name)
    let parser = XMLParser(data: try Data(contentsOf: URL(fileURLWithPath: path)))
    try #require(parser.parse(), "\(name): \(String(describing: parser.parserError))")
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func oneKeyWritesTheScreenAndItsFigures() throws {
    let pair = SmallNetwork.pairs[2]
    let run = try TerminalRun.play(
      [
        TerminalRun.prompt, Keys.alt("4"), "wait:[4 inspect]", Keys.type(pair.key), Keys.enter,
        TerminalRun.steps(pair.value), "match:left out [+-].*gradient [+-]", Keys.escape, "wait:i or Enter to type",
        Keys.type("e"), "wait:Wrote seq2seq-decode-1.json, seq2seq-probabilities-1.svg", Keys.type("1"),
        "wait:[1 all]", "match:after epoch \\d", "settle:0.5", "save:screen", Keys.type("e"),
        "wait:seq2seq-screen-2.svg", Keys.type("q"), "exit",
      ], size: "200x60", in: scratch.path, ["--checkpoint", try SmallNetwork.path, "--data", try SmallNetwork.data])
    #expect(run.status == 0 && run.isRestored)
    #expect(
      scratch.names == [
        "seq2seq-cells-1.svg", "seq2seq-curves-2.csv", "seq2seq-curves-2.svg", "seq2seq-decode-1.json",
        "seq2seq-decode-2.json", "seq2seq-probabilities-1.svg", "seq2seq-probabilities-2.svg",
        "seq2seq-screen-1.svg", "seq2seq-screen-2.svg", "seq2seq-source-1.svg",
      ])
    for name in ["probabilities", "cells", "source"] {
      let words = try words("seq2seq-\(name)-1.svg")
      #expect(words.contains("“Fold the moon!” is translated as “Plie la lune !”."), "\(name)")
      #expect(words.contains("Network: small.safetensors") && words.contains("Data: 4 pairs of four.txt."), "\(name)")
    }
    // What was on the screen is on the picture.
    let (picture, screen) = (try words("seq2seq-screen-2.svg"), try #require(run.screens["screen"]))
    let words = screen.joined(separator: " ").split(separator: " ")
    let shown = words.filter { word in word.count > 3 && word.allSatisfy { $0.isASCII && $0.isLetter } }
    #expect(shown.count > 20 && shown.filter { !picture.contains($0) } == [])
  }
}
