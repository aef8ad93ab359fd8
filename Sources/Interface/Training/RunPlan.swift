import Model

/// A training as it was set up on the screen, before anything is read.
package struct RunPlan: Hashable, Sendable {
  /// The pairs.
  package var data: CorpusLocation
  /// Whether the network at hand is trained further.
  package var resumes: Bool
  /// The hyperparameters asked for.
  package var given: GivenHyperparameters
  /// The threads asked for; `nil` for those of the run that goes on, or one per processor.
  package var threads: Int?
  /// Where the run saves and logs.
  package var output: RunOutput

  /// A training.
  package init(
    data: CorpusLocation, resumes: Bool = false, given: GivenHyperparameters = GivenHyperparameters(),
    threads: Int? = nil, output: RunOutput = RunOutput()
  ) {
    self.data = data
    self.resumes = resumes
    self.given = given
    self.threads = threads
    self.output = output
  }
}

/// Why a training cannot be as it was set up, and the row to change.
package struct FormProblem: Hashable, Sendable {
  /// The row.
  package let field: FormField
  /// What was found, and what was expected.
  package let reason: String
}

/// What a training will be, as far as that is found out before it starts.
package struct RunOutlook: Sendable {
  /// Its numbers; `nil` where it cannot be.
  package var preview: RunPreview?
  /// Why it cannot be.
  package var problem: FormProblem?
  /// The language whose corpus is to be downloaded first.
  package var missing: LanguageCode?
  /// Whether the network at hand has room for all pairs of its sample; `nil` where the data cannot be read.
  package var fitsNetwork: Bool?
  /// Where it saves.
  package var savesTo: String?

  /// Nothing found out yet.
  package init() {}
}

/// The question what a training will be; beside the screen, since its data must be read.
package struct OutlookRequest: InquiryRequest {
  /// The network at hand, where it could be trained further.
  struct Trained: Hashable, Sendable {
    /// What it has room for.
    let configuration: NetworkConfiguration
    /// How it would be trained further.
    let hyperparameters: Hyperparameters
    /// The file that the training would go on in; `nil` where it would get a new one.
    let path: String?
  }

  /// The training.
  package let plan: RunPlan
  /// All its hyperparameters.
  let hyperparameters: Hyperparameters
  /// How many threads would train.
  let threads: Int
  /// What could be trained further.
  let trained: Trained?

  package static var slot: WritableKeyPath<WorkbenchState, Inquiry<Self>> { \.training.outlook }
  package var network: NetworkChoice<CorpusShelf> { .shelf }
  /// The data that was read last.
  package typealias Memory = Corpus

  package static func wanted(in state: WorkbenchState) -> OutlookRequest? {
    state.keys.dialog == .form ? FormSheet(state).outlookRequest : nil
  }

  package func answer(by shelf: CorpusShelf, _ attempt: inout Attempt<Self>) -> RunOutlook? {
    var outlook = RunOutlook()
    let resumed = plan.resumes ? trained : nil
    outlook.savesTo = plan.output.expectedCheckpoint(resuming: resumed?.path)
    if let obstacle = plan.output.obstacle(resuming: resumed?.path) {
      outlook.problem = FormProblem(field: .setting(.output), reason: obstacle.description)
    }
    do {
      let whole = try shelf.look(for: plan.data, known: attempt.memory)
      attempt.memory = whole
      if attempt.interruption.isRaised { return nil }
      if let trained {
        outlook.fitsNetwork = trained.hyperparameters.sample(of: whole.pairs).allSatisfy(trained.configuration.hasRoom)
      }
      let corpus = try Corpus.first(
        hyperparameters.sampleCount, of: plan.data, maxLength: hyperparameters.maxLength, known: whole)
      outlook.preview = try RunPreview(
        of: corpus, hyperparameters: hyperparameters, resumed: resumed?.configuration, threads: threads)
    } catch CorpusError.notFetched(let language) {
      outlook.missing = language
    } catch {
      let field: FormField =
        switch error {
        case CorpusError.doesNotFit: .network
        case is TrainingError: .hyperparameter(.validationSplit)
        default: .setting(.data)
        }
      outlook.problem = FormProblem(field: field, reason: "\(error)")
    }
    return outlook
  }
}
