import Model

extension WorkbenchState {
  mutating func performOnInspector(_ action: Action) -> [Effect] {
    switch action {
    case .nextPanel(let distance):
      let panels = InspectorPanel.allCases
      inspector.panel = panels[(inspector.panel.rawValue + distance + panels.count) % panels.count]
    case .showPanel(let panel):
      inspector.panel = panel
      if page != .inspecting { show(.inspecting) }
    case .moveInPanel(let distance):
      if let current = translations.current { inspector.move(by: distance, in: current) }
    case .openInspectedBranch:
      guard let step = translations.current?.shownStep else { break }
      return openBranch(choosing: inspector.character(at: step))
    case .nextReference: nextReference()
    case .weigh(let reference): weigh(reference)
    case .encodeAnew:
      inspector.encodeAnew()
      inspector.panel = .nearest
    default: break
    }
    return []
  }

  private mutating func nextReference() {
    let count = translations.current?.inspectedReferences.count ?? 0
    if count > 0 { inspector.showReference(after: inspector.reference, of: count) }
    inspector.panel = .reference
  }

  /// Takes a translation of the sentence on the screen that is to be weighed.
  private mutating func weigh(_ reference: String) {
    guard translations.current != nil else {
      notice = Notice("Nothing to compare it with yet: translate a sentence first")
      return
    }
    translations.current?.ownReference = reference.composed
    inspector.showReference(after: nil, of: 1)
    inspector.panel = .reference
  }

  /// What is to be computed behind the decode on the screen and was not asked for yet; nothing on other pages.
  mutating func inspections() -> [Effect] {
    guard page == .inspecting, let current = translations.current else { return [] }
    inspector.follow(current)
    // Another network knew other characters.
    guard let step = current.shownStep, step.vocabulary == network?.configuration.targetVocabulary else { return [] }
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
    guard layout.panels.contains(.nearest), let pairs = corpus?.pairs else { return [] }
    let trained = training.trainedPairs(of: pairs)
    let request = NearestRequest(
      translation: current.id, sentence: current.request, data: training.data, pairCount: trained.count,
      round: inspector.round, toleratesEarlierWeights: training.isActive)
    return inspector.ask(request) ? [.findNearest(request, among: trained)] : []
  }
}
