import Essentials
import Model

// The training that the form describes.
extension FormSheet {
  /// The pairs; `nil` where none are named.
  package var data: CorpusLocation? {
    guard let text = form.typed(.data) else { return state.standardData }
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

  /// All hyperparameters; `nil` where one makes no sense, or two do not go together.
  package var hyperparameters: Hyperparameters? { try? all() }

  private func all() throws(RunSetupError) -> Hyperparameters {
    guard form.resumes, let card = state.network.card else { return try given.applied(to: Hyperparameters()) }
    return try given.resumed(from: card.hyperparameters)
  }

  /// What does not go together, though each value is possible by itself: for one of the rows that it names.
  private var contradiction: FormProblem? {
    do {
      _ = try all()
      return nil
    } catch {
      let reason = error.description
      let named = rows.filter { $0.original != nil && reason.contains($0.label) }
      return FormProblem(field: named.last?.field ?? form.selected, reason: reason)
    }
  }

  private var output: RunOutput {
    func path(_ setting: RunSetting, _ asked: String?) -> String? {
      guard let text = form.typed(setting) else { return asked }
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
}

// What is wrong with it.
extension FormSheet {
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
  var problems: [FormProblem] {
    let fields = [.setting(.data), .setting(.threads)] + Hyperparameter.all.map { FormField.hyperparameter($0) }
    let found = fields.compactMap { field in problem(of: field).map { FormProblem(field: field, reason: $0) } }
    return found.isEmpty ? contradiction.map { [$0] } ?? [] : found
  }

  /// Why the training cannot start as it is; `nil` where nothing is known against it.
  package var problem: FormProblem? { problems.first ?? foundProblem }

  /// What was found out to be in the way of the training as it is now, and not as it was before the last key.
  var foundProblem: FormProblem? {
    guard let latest = training.outlook.latest, latest.request == outlookRequest else { return nil }
    return latest.answer.problem
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
