import Essentials
import Model

/// The form that sets a training up with everything filled in: what was typed, and elsewhere what the command line asked
/// for, or the network that is trained further, or the default.
package struct FormSheet {
  /// What a row can be.
  package enum Kind: Hashable, Sendable {
    /// One of some words.
    case choice([String])
    /// A number, or another text.
    case text
    /// A path, or one of some words; the names of its files end with one of some extensions.
    case path([String], words: [String])
    /// Nothing; it opens others.
    case more
  }

  /// A row.
  package struct Row: Hashable, Sendable {
    /// Which it is.
    package let field: FormField
    /// What it is called.
    package let label: String
    /// What it says.
    package let text: String
    /// What holds where it says nothing.
    var placeholder = ""
    /// What it is counted in.
    var unit = ""
    /// The original's value, where this is another one.
    package var original: String?
    /// What it can be.
    package let kind: Kind
    /// Whether it cannot be changed: the network that is trained further is made that way.
    package var isFixed = false
  }

  /// The screen.
  let state: WorkbenchState
  /// The run that there is.
  let training: RunState
  /// What was typed.
  let form: TrainingForm
  /// What holds where nothing is typed.
  let base: Hyperparameters
  /// The rows, those of the rarer hyperparameters only while they are shown.
  package private(set) var rows: [Row] = []

  /// The form of a screen.
  package init(_ state: WorkbenchState) {
    self.state = state
    training = state.training
    form = state.training.form
    base = Self.base(state, resumes: state.training.form.resumes)
    rows = fields.map(row)
  }

  /// What a new training, or one that goes on, has where nothing is typed.
  static func base(_ state: WorkbenchState, resumes: Bool) -> Hyperparameters {
    guard resumes, let card = state.network.card else { return state.training.hyperparameters }
    var values =
      (try? state.training.asked.given.withoutShapes.resumed(from: card.hyperparameters)) ?? card.hyperparameters
    values.epochs = state.training.resumedEpochs
    return values
  }

  private var fields: [FormField] {
    [.setting(.data)] + (offersNetwork ? [.network] : []) + Hyperparameter.usual.map { .hyperparameter($0) }
      + [.setting(.threads), .setting(.output), .setting(.log), .setting(.tensorBoard), .more]
      + (form.isWhole ? Hyperparameter.rest.map { .hyperparameter($0) } : [])
  }

  /// The row under the cursor.
  package var selected: Row? { rows.first { $0.field == form.selected } }

  /// Whether the network at hand can be trained further on the data, as far as anybody knows; once chosen, it stays to be
  /// chosen.
  package var offersNetwork: Bool {
    if form.resumes { return true }
    guard training.canResume, let data, state.network.card != nil else { return false }
    return outlook?.fitsNetwork ?? (data == state.data.location && state.data.fitsNetwork != false)
  }

  /// What is found out about a training on the data that is chosen; `nil` while that is being read.
  package var outlook: RunOutlook? {
    guard let latest = training.outlook.latest, latest.request.plan.data == data else { return nil }
    return latest.answer
  }

  // MARK: - The rows

  private func row(_ field: FormField) -> Row {
    switch field {
    case .setting(let setting): row(setting)
    case .hyperparameter(let hyperparameter): row(hyperparameter)
    case .network:
      Row(
        field: field, label: "network", text: form.resumes ? Self.further : Self.new,
        kind: .choice([Self.new, Self.further]))
    case .more: Row(field: field, label: "more", text: others, kind: .more)
    }
  }

  private static let (new, further) = ("new", "trained further")

  private func row(_ hyperparameter: Hyperparameter) -> Row {
    let isFixed = form.resumes && Hyperparameter.ofTheNetwork.contains(hyperparameter)
    let standard = hyperparameter.plainText(base)
    let text = isFixed ? standard : form.texts[.hyperparameter(hyperparameter)] ?? standard
    let original = hyperparameter.plainText(Hyperparameters())
    return Row(
      field: .hyperparameter(hyperparameter), label: hyperparameter.title, text: text, placeholder: standard,
      unit: hyperparameter.unit, original: (text.isEmpty ? standard : text) == original ? nil : original,
      kind: hyperparameter.choices.isEmpty ? .text : .choice(hyperparameter.choices), isFixed: isFixed)
  }

  private func row(_ setting: RunSetting) -> Row {
    let typed = form.texts[.setting(setting)]
    let (text, placeholder, kind): (String, String, Kind) =
      switch setting {
      case .data:
        (
          typed ?? state.standardData?.typed ?? "", "which pairs?",
          .path(CommandParameter.corpusFiles, words: state.knownData.map(\.typed))
        )
      case .threads:
        (
          typed ?? training.asked.threads.map(String.init) ?? "",
          form.resumes ? "\(training.resumedThreads), as before" : "\(RunState.processors), one per processor", .text
        )
      case .output:
        (
          typed ?? training.asked.output.checkpoint ?? "", nextName,
          .path(["safetensors"], words: [])
        )
      case .log: (typed ?? training.asked.output.log ?? "", "none", .path(["jsonl"], words: []))
      case .tensorBoard: (typed ?? training.asked.output.tensorBoard ?? "", "none", .path([], words: []))
      }
    return Row(field: .setting(setting), label: setting.title, text: text, placeholder: placeholder, kind: kind)
  }

  /// The name that is free.
  private var nextName: String {
    guard let path = outlook?.savesTo else { return "the next free name" }
    return path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }

  /// The rarer hyperparameters: first what is not as the original has it.
  private var others: String {
    let rows = Hyperparameter.rest.map(row)
    let others = rows.filter { $0.original != nil }.map { "\($0.label) \($0.text)" }
    return (others + rows.filter { $0.original == nil }.map(\.label)).joined(separator: ", ")
  }

  // MARK: - What it says

  /// The line about the row under the cursor: what is wrong with it, or else what it does and what it can be.
  package var message: (text: String, isError: Bool) {
    if let refusal = form.refusal { return (refusal, true) }
    if let problem = problem(of: form.selected) { return (problem, true) }
    if let problem = problems.first, problem.field == form.selected { return (problem.reason, true) }
    // A path that is still being typed is not wrong yet.
    if state.formOffers.isEmpty, let problem = foundProblem, problem.field == form.selected {
      return (problem.reason, true)
    }
    return (explanation(of: form.selected), false)
  }

  private func explanation(of field: FormField) -> String {
    switch field {
    case .setting(.data):
      download.map { "\($0.letters) is not here: Enter downloads it from manythings.org first" }
        ?? RunSetting.data.explanation
    case .setting(let setting): setting.explanation
    case .hyperparameter(let hyperparameter): hyperparameter.explanation
    case .network: "A new network, or \(state.network.card?.name ?? "this one") trained further"
    case .more: form.isWhole ? "Enter hides these hyperparameters" : "Enter shows the other hyperparameters"
    }
  }

  /// What the row under the cursor can be, in a few words; empty where that is all said.
  package var expected: String {
    switch form.selected {
    case .setting(let setting): setting.expected
    case .hyperparameter(let hyperparameter): hyperparameter.expected
    case .network: form.resumes ? "from epoch \((training.history.last?.epoch ?? 0) + 1) on" : ""
    case .more: ""
    }
  }
}
