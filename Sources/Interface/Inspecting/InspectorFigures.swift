import Model

// What the panels of a decode show, as figures.

extension Figure {
  /// The likeliest characters of every step, in the order in which they were written, and all others together.
  package static func probabilities(of translation: Translation, caption: [String]) -> Figure? {
    let steps = Array(translation.branch.shown)
    guard let vocabulary = steps.first?.vocabulary else { return nil }
    let map = ProbabilityMap(steps)
    let shown = Array(map.decodeOrder.prefix(mostRows))
    let rest = map.order.count > shown.count
    let values =
      shown.map { index in steps.indices.map { Double(map[$0, index]) } }
      + (rest ? [steps.indices.map { map.rest(at: $0, besides: shown) }] : [])
    let grid = FigureGrid(
      columnTitle: "the translation, step by step", rowTitle: "character", columns: names(of: steps),
      rows: shown.map { glyphs.name(vocabulary[$0]) } + (rest ? ["all others"] : []), values: values, scale: .share,
      valueTitle: "probability; framed: the character that was written",
      framed: steps.map { shown.firstIndex(of: $0.index) })
    return Figure(
      name: "probabilities", title: "How likely each character was at each step", caption: caption,
      panels: [.grid(grid)])
  }

  /// The memory cells that change most along the steps.
  package static func cells(of translation: Translation, caption: [String]) -> Figure? {
    let steps = Array(translation.branch.shown)
    let cells = MemoryCells(steps)
    let shown = cells.mostChanged(mostRows)
    guard !shown.isEmpty else { return nil }
    let grid = FigureGrid(
      columnTitle: "the translation, step by step", rowTitle: "cell", columns: names(of: steps),
      rows: shown.map { "\($0)" }, values: shown.map { cell in steps.indices.map { Double(cells[$0, cell]) } },
      scale: .signed, valueTitle: "what a cell holds before the character is written")
    let title = "The \(shown.count) memory cells of \(cells.cellCount) that change most"
    return Figure(name: "cells", title: title, caption: caption, panels: [.grid(grid)])
  }

  /// What each character of the sentence did for one character of the translation, found in two ways.
  package static func source(
    _ found: SourceAttributions, of request: AttributionRequest, in translation: Translation, caption: [String]
  ) -> Figure? {
    guard translation.branch.steps.indices.contains(request.step), let choice = request.choices.last else { return nil }
    let step = translation.branch.steps[request.step]
    func bars(_ title: String, _ attribution: SourceAttribution) -> Panel {
      .bars(
        FigureBars(
          title: title, valueTitle: "change of ln p without the character, nats",
          labels: attribution.characters.map(glyphs.name), values: attribution.changes))
    }
    let character = glyphs.name(step.vocabulary[choice])
    let logProbability = Figures.logProbability(found.omission.logProbability)
    return Figure(
      name: "source",
      title: "What each character of the sentence did for the “\(character)” of step \(request.step + 1)",
      caption: caption + [
        "With the whole sentence its ln p is \(logProbability) nats; a bar downwards is a character that helped."
      ],
      panels: [
        bars("Left out, the rest encoded anew", found.omission),
        bars("By the gradient, to first order", found.gradient),
      ])
  }

  /// As many rows as a page of paper has room for.
  private static let mostRows = 40
  private static let glyphs = Glyphs(isUnicode: true)

  private static func names(of steps: [DecodeStep]) -> [String] { steps.map { glyphs.name($0.character) } }
}

extension InspectorPanel {
  /// What it shows as a figure; `nil` where that is text, or not known yet.
  func figure(of translation: Translation, _ state: WorkbenchState) -> Figure? {
    let caption = state.caption(of: translation)
    switch self {
    case .probabilities: return .probabilities(of: translation, caption: caption)
    case .cells: return .cells(of: translation, caption: caption)
    case .source:
      guard let (request, found) = state.inspector.attribution.latest, request.translation == translation.id else {
        return nil
      }
      return .source(found, of: request, in: translation, caption: caption)
    case .reference, .nearest: return nil
    }
  }
}
