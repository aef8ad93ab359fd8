import Essentials
import Model
import Terminal

/// A file to be written, which gets a number so that it replaces no other.
package struct ExportDocument: Hashable, Sendable {
  /// What is written; long texts are put together only then.
  package enum Content: Hashable, Sendable {
    /// A text.
    case text(String)
    /// The numbers of some curves.
    case table(ChartContent)
    /// A picture of some curves.
    case picture(ChartContent)
    /// A figure.
    case figure(Figure)
    /// A screen in the colours of a scheme.
    case screen(Canvas, ColorScheme)
  }

  /// What it shows, as a part of the file's name.
  package let name: String
  /// What kind of file it is.
  package let fileExtension: String
  /// What is in it.
  package let content: Content

  /// A file to be written.
  package init(name: String, fileExtension: String, content: Content) {
    self.name = name
    self.fileExtension = fileExtension
    self.content = content
  }

  /// All of it; this may take a while.
  package var text: String {
    switch content {
    case .text(let text): text
    case .table(let content): CurveTable.text(from: content)
    case .picture(let content): CurvePicture.text(from: content)
    case .figure(let figure): FigurePicture.text(from: figure)
    case .screen(let canvas, let scheme): ScreenPicture.text(from: canvas, in: scheme)
    }
  }

  /// `seq2seq-decode-3.json`.
  package func fileName(_ number: Int) -> String { "seq2seq-\(name)-\(number).\(fileExtension)" }
}

/// Why a document could not be written.
package struct ExportError: Error, CustomStringConvertible {
  /// The file, the reason and the remedy.
  package let description: String
}

extension ExportDocument {
  /// Writes documents into a directory; all of them get the first number that none of their names has there yet.
  ///
  /// - Returns: the names of the files.
  /// - Throws: `ExportError`; what was written of these documents is gone then.
  package static func write(_ documents: [ExportDocument], in directory: String = ".") throws(ExportError) -> [String] {
    var number = 1
    while true {
      let names = documents.map { $0.fileName(number) }
      var code: Int32 = 0
      var count = 0
      while count < documents.count, code == 0 {
        code = documents[count].create(directory + "/" + names[count])
        count += code == 0 ? 1 : 0
      }
      if code == 0 { return names }
      for name in names.prefix(count) { unlink(directory + "/" + name) }
      guard code == EEXIST else {
        let reason = String(cString: strerror(code))
        throw ExportError(
          description: "\(names[count]): cannot write it (\(reason)). Start seq2seq where files can be written.")
      }
      number += 1
    }
  }

  /// Makes the file, which must not exist yet; errno, or 0 when it is whole.
  private func create(_ path: String) -> Int32 {
    guard let file = fopen(path, "wx") else { return errno }
    let isWritten = fputs(text, file) >= 0
    let isClosed = fclose(file) == 0
    guard !isWritten || !isClosed else { return 0 }
    defer { unlink(path) }
    return errno
  }
}

extension WorkbenchState {
  /// How many of each step's likeliest characters an exported decode has, as `translate --json` has them.
  private static let exportedCandidates = 5

  /// Writes what is on the screen to files: curves, the decode with its figures, or the evaluation; and the screen itself
  /// as a picture.
  mutating func export() -> [Effect] {
    let documents =
      (page.panes.contains(.chart) || page == .runs ? exportedCurves : [])
      + (page.panes.contains(.steps) ? exportedDecode.map { [$0] } ?? [] : []) + exportedFigures
      + (page.panes.contains(.evaluation) ? exportedEvaluation.map { [$0] } ?? [] : [])
    let screen = ExportDocument(
      name: "screen", fileExtension: "svg", content: .screen(draw(), appearance.colorScheme))
    return [.export(documents + [screen])]
  }

  /// The figures of a decode: the map of its steps, or what the panels of the inspecting page show.
  private var exportedFigures: [ExportDocument] {
    guard let translation = translating.current, translation.branch.isComplete else { return [] }
    let panels: [InspectorPanel] =
      switch page {
      case .overview, .translating: [.probabilities]
      case .inspecting:
        InspectingLayout(of: self, in: ScreenLayout(size).body).panels
      default: []
      }
    return panels.compactMap { $0.figure(of: translation, self) }.map { figure in
      ExportDocument(name: figure.name, fileExtension: "svg", content: .figure(figure))
    }
  }

  /// The curves as a table and as a picture, once there are any.
  private var exportedCurves: [ExportDocument] {
    let content = ChartContent(page == .runs ? withCurvesOfRunsAlone : self)
    guard !content.history.isEmpty || content.batches.count > 0 || !content.overlays.isEmpty else { return [] }
    return [
      ExportDocument(name: "curves", fileExtension: "csv", content: .table(content)),
      ExportDocument(name: "curves", fileExtension: "svg", content: .picture(content)),
    ]
  }

  /// The last evaluation, once there is one: the object that `evaluate --json` prints.
  private var exportedEvaluation: ExportDocument? {
    evaluation.latest.map {
      ExportDocument(name: "evaluation", fileExtension: "json", content: .text($0.report.json + "\n"))
    }
  }

  /// The branch that is walked, once it is whole: the object that `translate --json` prints.
  private var exportedDecode: ExportDocument? {
    guard let translation = translating.current, let sentence = translation.sentence, translation.branch.isComplete,
      !translation.branch.isCancelled
    else { return nil }
    let report = DecodeReport(sentence, steps: translation.branch.steps, top: Self.exportedCandidates)
    return ExportDocument(name: "decode", fileExtension: "json", content: .text(report.json + "\n"))
  }
}
