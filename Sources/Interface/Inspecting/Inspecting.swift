import Model

extension WorkbenchState {
  mutating func perform(_ action: InspectingAction) -> [Effect] {
    switch action {
    case .nextPanel(let distance):
      let panels = InspectorPanel.allCases
      inspector.panel = panels[(inspector.panel.rawValue + distance + panels.count) % panels.count]
    case .showPanel(let panel):
      inspector.panel = panel
      if page != .inspecting { show(.inspecting) }
    case .move(let distance):
      moveInPanel(by: distance)
    case .openBranch:
      guard let step = translating.current?.shownStep else {
        sayNothingIsTranslated()
        break
      }
      return openBranch(choosing: inspector.character(at: step))
    case .nextReference: nextReference()
    case .weigh(let reference): weigh(reference)
    case .encodeAnew:
      inspector.encodeAnew()
      inspector.panel = .nearest
      notice =
        data.absence.map { Notice($0, isError: true) }
        ?? (translating.current == nil ? nil : Notice("Encoding the sentences of \(data.title) anew"))
      if translating.current == nil { sayNothingIsTranslated() }
    }
    return []
  }

  /// Moves the cursor of the panel that has the keys, and says where it cannot.
  private mutating func moveInPanel(by distance: Int) {
    guard let current = translating.current else { return sayNothingIsTranslated() }
    if inspector.move(by: distance, in: current) { return }
    sayItEnds(distance < 0, inspector.panel.rowTitle)
  }

  private mutating func nextReference() {
    let count = translating.current?.inspectedReferences.count ?? 0
    if count < 2 { notice = Notice(count == 0 ? "There is no reference yet" : "This is the only reference") }
    if count > 0 { inspector.showReference(after: inspector.reference, of: count) }
    inspector.panel = .reference
  }

  /// Takes a translation of the sentence on the screen that is to be weighed.
  private mutating func weigh(_ reference: String) {
    guard translating.current != nil else {
      notice = Notice("Nothing to compare it with yet: translate a sentence first")
      return
    }
    translating.current?.ownReference = reference.composed
    inspector.showReference(after: nil, of: 1)
    inspector.panel = .reference
  }

  /// What is to be computed behind the decode on the screen and was not asked for yet; nothing on other pages.
  mutating func inspections() -> [Effect] {
    guard page == .inspecting, let current = translating.current else { return [] }
    inspector.follow(current)
    // Another network knew other characters.
    guard let step = current.shownStep, step.vocabulary == network.card?.configuration.targetVocabulary else {
      return []
    }
    return InspectorPanel.allCases.compactMap(\.request).flatMap { askForWanted($0) }
  }
}
