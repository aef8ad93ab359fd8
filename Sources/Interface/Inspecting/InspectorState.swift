import Model

/// What the inspecting page shows of a decode beside its steps.
package struct InspectorState: Sendable {
  /// The panel that has the keys.
  package var panel: InspectorPanel = .probabilities
  /// The character under the cursor of the map, by its index; `nil` for the one that the step chose.
  package private(set) var character: Int?
  /// The memory cell under the cursor, by its place among the most changed.
  package private(set) var cell = 0
  /// The character of the sentence under the cursor.
  package private(set) var source = 0
  /// The reference that is weighed, by its place among `Translation.inspectedReferences`.
  package private(set) var reference = 0
  /// The neighbour under the cursor.
  package internal(set) var neighbor = 0
  /// What the characters of the sentence did for the step's.
  package internal(set) var attribution = Inquiry<AttributionRequest>()
  /// The reference, teacher-forced.
  package internal(set) var forced = Inquiry<ForcedRequest>()
  /// The nearest sentences.
  package internal(set) var nearest = Inquiry<NearestRequest>()
  /// How often a reader asked for the sentences to be encoded anew.
  package private(set) var round = 0
  private var translation: Int?

  /// The first panel with nothing computed.
  package init() {}

  /// Sets the cursors back where another sentence is on the screen.
  package mutating func follow(_ current: Translation) {
    guard translation != current.id else { return }
    translation = current.id
    (character, cell, source, reference, neighbor) = (nil, 0, 0, 0, 0)
  }

  /// Moves the cursor of the panel that has the keys, stopping at the ends.
  ///
  /// - Returns: whether it moved.
  @discardableResult
  package mutating func move(by distance: Int, in current: Translation) -> Bool {
    guard let step = current.shownStep else { return false }
    let before = cursors(at: step)
    func moved(_ position: Int, count: Int) -> Int { max(0, min(count - 1, position + distance)) }
    switch panel {
    case .probabilities:
      let order = ProbabilityMap(Array(current.branch.shown)).order
      let position = order.firstIndex(of: character(at: step)) ?? 0
      character = order[moved(position, count: order.count)]
    case .cells: cell = moved(cell, count: step.state.cell.count)
    case .alignment, .source: source = moved(source, count: current.sentence?.indices.count ?? 0)
    case .reference: reference = moved(reference, count: current.inspectedReferences.count)
    case .nearest: neighbor = moved(neighbor, count: nearest.latest?.answer.neighbors.count ?? 0)
    }
    return cursors(at: step) != before
  }

  private func cursors(at step: DecodeStep) -> [Int] { [character(at: step), cell, source, reference, neighbor] }

  /// The index of the character under the cursor of the map at a step.
  package func character(at step: DecodeStep) -> Int {
    character.flatMap { $0 < step.vocabulary.count ? $0 : nil } ?? step.index
  }

  /// Shows the first reference, the next one, or the first again behind the last.
  package mutating func showReference(after shown: Int?, of count: Int) {
    reference = shown.map { count > 0 ? ($0 + 1) % count : 0 } ?? 0
  }

  /// Has the sentences encoded anew.
  package mutating func encodeAnew() { round += 1 }
}

/// A part of the inspecting page.
package enum InspectorPanel: Int, CaseIterable, Hashable, Sendable {
  /// How likely every character was at every step.
  case probabilities
  /// The decoder's memory cells along the steps.
  case cells
  /// What the decoder attended to at every step.
  case alignment
  /// What each character of the sentence did for one of the translation.
  case source
  /// A given translation, teacher-forced, beside the decode.
  case reference
  /// The sentences of the data that the encoder leaves nearest.
  case nearest

  /// Its name on the screen and in commands.
  package var title: String {
    switch self {
    case .probabilities: "probabilities"
    case .cells: "cells"
    case .alignment: "alignment"
    case .source: "source"
    case .reference: "reference"
    case .nearest: "nearest"
    }
  }

  /// What its cursor stands on.
  var rowTitle: String {
    switch self {
    case .probabilities, .alignment, .source: "character"
    case .cells: "cell"
    case .reference: "reference"
    case .nearest: "sentence"
    }
  }

  /// What it shows, for those who have not seen it.
  package var purpose: String {
    switch self {
    case .probabilities: "every character at every step, with entropy and P(end)"
    case .cells: "the decoder's memory cells along the steps"
    case .alignment: "what a decoder with attention looked at, step by step"
    case .source: "which characters of the sentence mattered, found in two ways"
    case .reference: "a given translation, teacher-forced, beside the free decode"
    case .nearest: "the training sentences that the encoder leaves nearest"
    }
  }
  /// The view of it below the steps of a sentence.
  func view(of translation: Translation, _ state: WorkbenchState) -> any InspectorPanelView {
    switch self {
    case .probabilities: ProbabilitiesPanel(translation, state)
    case .cells: CellsPanel(translation, state)
    case .alignment: AlignmentPanel(translation, state)
    case .source: SourcePanel(translation, state)
    case .reference: ReferencePanel(translation, state)
    case .nearest: NearestPanel(translation, state)
    }
  }

  /// What it has computed; `nil` where the decode's steps say all.
  var request: (any InquiryRequest.Type)? {
    switch self {
    case .probabilities, .cells: nil
    case .alignment, .source: AttributionRequest.self
    case .reference: ForcedRequest.self
    case .nearest: NearestRequest.self
    }
  }
}
