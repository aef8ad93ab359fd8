/// What fills the screen between its head and its foot.
package enum Page: Int, CaseIterable, Hashable, Sendable {
  /// The curves and the decode together.
  case overview = 1
  /// The curves with all their numbers.
  case training
  /// A sentence, its decode and what else it could have been.
  case translating
  /// Everything behind one decode.
  case inspecting
  /// How well the network translates what it was trained on, and what it never saw.
  case evaluating

  /// The digit that opens the page.
  package var digit: Character { Character(String(rawValue)) }

  /// The page's name in the head of the screen.
  package var title: String {
    switch self {
    case .overview: "all"
    case .training: "train"
    case .translating: "translate"
    case .inspecting: "inspect"
    case .evaluating: "evaluate"
    }
  }

  /// The panes that can have the keys, in the order Tab visits them.
  package var panes: [Focus] {
    switch self {
    case .overview: [.prompt, .steps, .chart]
    case .training: [.prompt, .chart, .pins]
    case .translating: [.prompt, .steps, .beam]
    case .inspecting: [.prompt, .steps]
    case .evaluating: [.prompt, .evaluation]
    }
  }

  /// The groups of keys that work somewhere on the page.
  package var keyContexts: [KeyContext] {
    panes.map(\.keyContext) + (self == .inspecting ? [.inspector] : [])
  }
}
