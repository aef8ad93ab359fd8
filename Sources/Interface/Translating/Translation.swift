import Model

/// One sentence and the ways it was decoded.
package struct Translation: Sendable {
  /// The most alternatives a step offers.
  static let alternatives = 12

  /// Names the sentence to the decoder.
  let id: Int
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
  private(set) var alternative = 0
  /// The translations that the data in use has of the sentence.
  package var references: [String] = []
  /// A translation that a reader gave.
  var ownReference: String?
  /// The branch that the second network is compared with: the greedy decode, unless a reader chose another.
  package private(set) var comparedBranch = 0
  /// What the second network makes of the sentence.
  package var other: Decode?
  /// The seed of the last draw for which none was named.
  private var lastSeed: UInt64 = 0
  /// Whether the cursor stays with the newest character, and rests where it will once all are there.
  var followsStream = true

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

  /// The references beside the branch that is walked, the closest one first.
  var comparedReferences: [Reference] {
    let output = branch.text
    guard let closest = Reference.closest(to: output, among: references) else { return [] }
    return [closest] + references.filter { $0 != closest.text }.map { Reference($0, beside: output) }
  }

  /// The references that can be weighed: the reader's own, then those of the data, the closest one first.
  var inspectedReferences: [String] { (ownReference.map { [$0] } ?? []) + comparedReferences.map(\.text) }

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
  mutating func moveAlternative(by distance: Int) {
    guard let shownStep else { return }
    let count = min(Self.alternatives, shownStep.probabilities.count)
    alternative = max(0, min(count - 1, alternative + distance))
  }

  /// Shows another branch at the same step.
  mutating func moveBranch(by distance: Int) {
    branch.revealAll()
    branchIndex = max(0, min(branches.count - 1, branchIndex + distance))
    moveStep(by: 0)
  }

  /// Opens a branch at the step under the cursor with the character of an index, or else the alternative under the cursor.
  mutating func openBranch(choosing index: Int? = nil) -> DecodeRequest? {
    guard let shownStep else { return nil }
    let choices = shownStep.top(Self.alternatives).map(\.index)
    guard let index = index ?? (choices.indices.contains(alternative) ? choices[alternative] : nil) else { return nil }
    let prefix = branch.steps[..<step].map(\.index) + [index]
    return open(Branch(.choice(step: step), prefix: prefix))
  }

  /// Opens a branch whose characters are drawn by chance, with a seed or the next one.
  package mutating func draw(temperature: Double, seed: UInt64?) -> DecodeRequest {
    if seed == nil { lastSeed += 1 }
    return open(Branch(.draw(temperature: temperature, seed: seed ?? lastSeed)))
  }

  /// Opens a branch that writes what a beam search found, or shows the one that does already.
  mutating func open(_ hypothesis: Hypothesis, rank: Int, of width: Int) -> DecodeRequest? {
    guard let existing = branches.firstIndex(where: { $0.hypothesis?.indices == hypothesis.indices }) else {
      return open(Branch(.beam(width: width, rank: rank), prefix: hypothesis.indices))
    }
    moveBranch(by: existing - branchIndex)
    return nil
  }

  /// Compares the second network with the branch that is walked; with the greedy decode where it is that already.
  mutating func compareBranch() { comparedBranch = comparedBranch == branchIndex ? 0 : branchIndex }

  private mutating func open(_ new: Branch) -> DecodeRequest {
    branch.revealAll()
    branches.append(new)
    branchIndex = branches.count - 1
    followsStream = true
    alternative = 0
    return DecodeRequest(
      translation: id, branch: branchIndex, sentence: request, origin: new.origin, prefix: new.prefix)
  }

  /// Closes the branch that is walked; the greedy decode stays.
  mutating func closeBranch() {
    guard branches.count > 1, branchIndex == branches.count - 1, !branch.isStreaming else { return }
    branches.removeLast()
    branchIndex = branches.count - 1
    if comparedBranch > branchIndex { comparedBranch = 0 }
    moveStep(by: 0)
  }

  /// Takes what the decoder found; what is not streamed is shown at once.
  mutating func receive(_ update: DecodeUpdate, isStreamed: Bool) {
    guard branches.indices.contains(update.branch) else { return }
    sentence = update.sentence
    branches[update.branch].receive(update.steps, isComplete: update.isComplete)
    if !isStreamed { branches[update.branch].revealAll() }
  }

  /// Keeps the cursor with the newest character while it follows; once all of them are there, it rests where the network
  /// was least sure.
  mutating func followStream() {
    if followsStream { step = branch.isStreaming ? max(0, branch.revealed - 1) : branch.leastSureStep }
    guard !branch.isStreaming else { return }
    followsStream = false
    step = min(step, max(0, branch.revealed - 1))
    mergeEqualDraws()
  }

  /// Makes one branch of draws that came to the same; not while the decoder still counts on the places of the branches.
  private mutating func mergeEqualDraws() {
    guard !branches.contains(where: \.isStreaming) else { return }
    for index in branches.indices.reversed() {
      let first = branches[..<index].indices.first { branches[$0].absorb(branches[index]) }
      guard let first else { continue }
      branches.remove(at: index)
      if branchIndex == index { branchIndex = first } else if branchIndex > index { branchIndex -= 1 }
      if comparedBranch == index { comparedBranch = first } else if comparedBranch > index { comparedBranch -= 1 }
    }
  }
}
