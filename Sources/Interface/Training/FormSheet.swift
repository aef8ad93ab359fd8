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

  private let state: WorkbenchState
  private let training: RunState
  private let form: TrainingForm
  /// What holds where nothing is typed.
  private let base: Hyperparameters
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
  private static func base(_ state: WorkbenchState, resumes: Bool) -> Hyperparameters {
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
        field: field, label: "network", text: form.resumes ? networkName : Self.new,
        kind: .choice([Self.new, networkName]))
    case .more: Row(field: field, label: "more", text: others, kind: .more)
    }
  }

  private static let new = "new"
  private var networkName: String { (state.network.card?.name ?? "this one") + ", further" }

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
    let typed = form.typed(setting)
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

  // MARK: - What comes of it

  /// The pairs; `nil` where none are named.
  package var data: CorpusLocation? {
    guard let typed = form.typed(.data) else { return state.standardData }
    let text = typed.trimmed
    if text.isEmpty { return nil }
    return state.knownData.first { $0.typed == text } ?? CorpusLocation(typed: text)
  }

  /// The language whose corpus is to be downloaded first; `nil` for none.
  package var download: LanguageCode? {
    guard let data, case .named(let name, _) = data, let language = LanguageCode(name) else { return nil }
    if let outlook { return outlook.missing }
    return state.data.fetched.contains(language) ? nil : language
  }

  /// The hyperparameters that are asked for.
  private var given: GivenHyperparameters {
    var given = form.resumes ? training.asked.given.withoutShapes : training.asked.given
    given[.epochs] = String(base.epochs)
    for hyperparameter in Hyperparameter.all {
      if form.resumes, Hyperparameter.ofTheNetwork.contains(hyperparameter) { continue }
      if let text = form.typed(hyperparameter) { given[hyperparameter] = text }
    }
    return given
  }

  /// All hyperparameters; `nil` where one makes no sense.
  package var hyperparameters: Hyperparameters? {
    let network = form.resumes ? state.network.card?.hyperparameters : nil
    return try? network.map { try given.resumed(from: $0) } ?? given.applied(to: Hyperparameters())
  }

  private var output: RunOutput {
    func path(_ setting: RunSetting, _ asked: String?) -> String? {
      guard let typed = form.typed(setting) else { return asked }
      let text = typed.trimmed
      return text.isEmpty ? nil : text.tildeExpanded
    }
    var output = training.asked.output
    output.checkpoint = path(.output, output.checkpoint)
    output.log = path(.log, output.log)
    output.tensorBoard = path(.tensorBoard, output.tensorBoard)
    // A run that goes on stays in its file, unless another one is named here.
    if form.resumes, form.typed(.output)?.isEmpty == false, output.checkpoint != training.outputPath,
      output.conflict == .number
    {
      output.conflict = .refuse
    }
    return output
  }

  private var threads: Int? {
    guard let typed = form.typed(.threads) else { return training.asked.threads }
    return Int(typed)
  }

  /// The training; `nil` while no data is named.
  package var plan: RunPlan? {
    data.map { RunPlan(data: $0, resumes: form.resumes, given: given, threads: threads, output: output) }
  }

  /// What is to be found out about it; `nil` while it makes no sense.
  var outlookRequest: OutlookRequest? {
    guard let plan, let hyperparameters, problems.isEmpty else { return nil }
    return OutlookRequest(
      plan: plan, hyperparameters: hyperparameters,
      threads: threads ?? (form.resumes ? training.resumedThreads : RunState.processors), trained: trained)
  }

  private var trained: OutlookRequest.Trained? {
    guard training.canResume, let card = state.network.card else { return nil }
    var values = Self.base(state, resumes: true)
    for hyperparameter in [Hyperparameter.samples, .maxLength] {
      if let text = form.typed(hyperparameter) { _ = hyperparameter.read(text, &values) }
    }
    return OutlookRequest.Trained(
      configuration: card.configuration, hyperparameters: values,
      path: training.progress?.saved == nil ? nil : training.outputPath)
  }

  // MARK: - What is wrong with it

  /// Why a row's text makes no sense; `nil` if it does.
  package func problem(of field: FormField) -> String? {
    switch field {
    case .hyperparameter(let hyperparameter):
      guard !(rows.first { $0.field == field }?.isFixed ?? false), let text = form.typed(hyperparameter) else {
        return nil
      }
      return hyperparameter.refusal(of: text)?.description ?? (hyperparameter == .epochs ? epochsProblem(text) : nil)
    case .setting(.threads):
      guard let text = form.typed(.threads), !text.isEmpty else { return nil }
      let isValid = Int(text).map(RunRequest.threadCounts.contains) ?? false
      return isValid ? nil : "threads \(text); expected \(RunSetting.threads.expected)"
    case .setting(.data): return data == nil ? noData : nil
    case .setting, .network, .more: return nil
    }
  }

  /// A training that goes on must have somewhere to go.
  private func epochsProblem(_ text: String) -> String? {
    let done = training.history.last?.epoch ?? 0
    guard form.resumes, let epochs = Int(text), epochs <= done else { return nil }
    return "epochs \(text); expected more than the \(done) that the network has had"
  }

  private var noData: String {
    let absence = state.data.absence.map { "The network was \($0). " } ?? ""
    return absence + "No data is named yet; expected \(RunSetting.data.expected)"
  }

  /// What was typed that makes no sense, by row.
  private var problems: [FormProblem] {
    let fields = [.setting(.data), .setting(.threads)] + Hyperparameter.all.map { FormField.hyperparameter($0) }
    return fields.compactMap { field in problem(of: field).map { FormProblem(field: field, reason: $0) } }
  }

  /// Why the training cannot start as it is; `nil` where nothing is known against it.
  package var problem: FormProblem? { problems.first ?? foundProblem }

  /// What was found out to be in the way of the training as it is now, and not as it was before the last key.
  private var foundProblem: FormProblem? {
    guard let latest = training.outlook.latest, latest.request == outlookRequest else { return nil }
    return latest.answer.problem
  }

  // MARK: - What is said

  /// The line about the row under the cursor: what is wrong with it, or else what it does and what it can be.
  package var message: (text: String, isError: Bool) {
    if let refusal = form.refusal { return (refusal, true) }
    if let problem = problem(of: form.selected) { return (problem, true) }
    if let problem = foundProblem, problem.field == form.selected { return (problem.reason, true) }
    return (explanation(of: form.selected), false)
  }

  private func explanation(of field: FormField) -> String {
    switch field {
    case .setting(.data):
      download.map { "\($0.letters) is not here: Enter downloads it from manythings.org first" }
        ?? RunSetting.data.explanation
    case .setting(let setting): setting.explanation
    case .hyperparameter(let hyperparameter): hyperparameter.explanation
    case .network: "A new network, or the one at hand trained further"
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

extension WorkbenchState {
  /// The data to train on where none is typed: what was downloaded last, the data in use, or the corpus that the network was
  /// trained on; `nil` where that is not known.
  var standardData: CorpusLocation? {
    if let data = data.suggestion ?? data.location { return data }
    if case .fetchable(let language) = data.source { return .named(language.letters) }
    return nil
  }

  /// The data that can be chosen without typing: the sentences that come with the program, what was downloaded, what is in
  /// use, and a corpus to download, unless somebody has data of their own.
  var knownData: [CorpusLocation] {
    var known = [CorpusLocation.embedded] + data.fetched.map { .named($0.letters) }
    if let location = data.location, !known.contains(location) { known.append(location) }
    if let suggestion = data.suggestion, !known.contains(suggestion) { known.append(suggestion) }
    let language = if case .fetchable(let language) = data.source { language } else { LanguageCode.french }
    let hasOwn = data.location.map { $0 != .embedded } ?? false
    return hasOwn || known.contains(.named(language.letters)) ? known : known + [.named(language.letters)]
  }
}
