import Model

/// One sentence and the ways it was decoded.
package struct Translation: Sendable {
  /// The most alternatives a step offers.
  package static let alternatives = 12

  /// Names the sentence to the decoder.
  package let id: Int
  /// What was asked for.
  package let request: String
  /// The sentence as the network reads it, once the decoder has begun.
  package private(set) var sentence: Sentence?
  /// The greedy decode, then the branches in the order they were taken.
  package var branches: [Branch] = [Branch()]
  /// The branch that is walked.
  package var branchIndex = 0
  /// The step under the cursor.
  package var step = 0
  /// The alternative under the cursor, 0 for the likeliest.
  package var alternative = 0
  /// Whether the cursor stays with the newest character.
  package var followsStream = true

  /// A sentence of which nothing is decoded.
  package init(id: Int, request: String) {
    self.id = id
    self.request = request
  }

  /// The text, as the network reads it where that is known.
  package var input: String { sentence?.text ?? request }

  /// The branch that is walked.
  package var branch: Branch {
    get { branches[branchIndex] }
    set { branches[branchIndex] = newValue }
  }

  /// The step under the cursor, once it is shown.
  package var shownStep: DecodeStep? { step < branch.revealed ? branch.steps[step] : nil }

  /// Moves the cursor, stopping at the ends; `Int.min` and `.max` reach them.
  package mutating func moveStep(by distance: Int) {
    let last = max(0, branch.revealed - 1)
    let (sum, overflow) = step.addingReportingOverflow(distance)
    step = overflow ? (distance < 0 ? 0 : last) : max(0, min(last, sum))
    alternative = 0
    followsStream = step == last && branch.isStreaming
  }

  /// Moves the cursor over the alternatives of the step.
  package mutating func moveAlternative(by distance: Int) {
    guard let shownStep else { return }
    let count = min(Self.alternatives, shownStep.probabilities.count)
    alternative = max(0, min(count - 1, alternative + distance))
  }

  /// Shows another branch at the same step.
  package mutating func moveBranch(by distance: Int) {
    branch.revealAll()
    branchIndex = max(0, min(branches.count - 1, branchIndex + distance))
    moveStep(by: 0)
  }

  /// Opens a branch at the step under the cursor with the alternative under the cursor.
  package mutating func openBranch() -> DecodeRequest? {
    guard let shownStep else { return nil }
    let choices = shownStep.top(Self.alternatives)
    guard choices.indices.contains(alternative) else { return nil }
    let prefix = branch.steps[..<step].map(\.index) + [choices[alternative].index]
    branch.revealAll()
    branches.append(Branch(prefix: prefix))
    branchIndex = branches.count - 1
    followsStream = true
    alternative = 0
    return DecodeRequest(translation: id, branch: branchIndex, sentence: request, prefix: prefix)
  }

  /// Closes the branch that is walked; the greedy decode stays.
  package mutating func closeBranch() {
    guard branches.count > 1, branchIndex == branches.count - 1, !branch.isStreaming else { return }
    branches.removeLast()
    branchIndex = branches.count - 1
    moveStep(by: 0)
  }

  /// Takes what the decoder found.
  package mutating func receive(_ update: DecodeUpdate) {
    guard branches.indices.contains(update.branch) else { return }
    sentence = update.sentence
    branches[update.branch].receive(update.steps, isComplete: update.isComplete)
  }

  /// Keeps the cursor with the newest character while it follows.
  package mutating func followStream() {
    if followsStream { step = max(0, branch.revealed - 1) }
    guard !branch.isStreaming else { return }
    followsStream = false
    step = min(step, max(0, branch.revealed - 1))
  }
}
