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
      if let current = translating.current { inspector.move(by: distance, in: current) }
    case .openBranch:
      guard let step = translating.current?.shownStep else { break }
      return openBranch(choosing: inspector.character(at: step))
    case .nextReference: nextReference()
    case .weigh(let reference): weigh(reference)
    case .encodeAnew:
      inspector.encodeAnew()
      inspector.panel = .nearest
    }
    return []
  }

  private mutating func nextReference() {
    let count = translating.current?.inspectedReferences.count ?? 0
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
    return attribution(in: current) + forcing(in: current) + neighbors(of: current)
  }

  private mutating func attribution(in current: Translation) -> [Effect] {
    let request = AttributionRequest(
      translation: current.id, sentence: current.request, choices: current.branch.steps[...current.step].map(\.index))
    return inspector.ask(request) ? [.attribute(request)] : []
  }

  private mutating func forcing(in current: Translation) -> [Effect] {
    let references = current.inspectedReferences
    guard !references.isEmpty else { return [] }
    let reference = references[min(inspector.reference, references.count - 1)]
    let request = ForcedRequest(translation: current.id, sentence: current.request, reference: reference)
    return inspector.ask(request) ? [.force(request)] : []
  }

  /// The nearest sentences where they are on the screen: the training sentences are not encoded for nothing.
  private mutating func neighbors(of current: Translation) -> [Effect] {
    let layout = InspectingLayout(in: ScreenLayout(size).body, panel: inspector.panel)
    guard layout.panels.contains(.nearest), let pairs = data.corpus?.pairs else { return [] }
    let count = training.trainedPairs(of: pairs.count)
    let request = NearestRequest(
      translation: current.id, sentence: current.request, data: data.location, pairCount: count,
      round: inspector.round, toleratesEarlierWeights: training.isActive)
    return inspector.ask(request) ? [.findNearest(request, among: pairs.prefix(count))] : []
  }
}
