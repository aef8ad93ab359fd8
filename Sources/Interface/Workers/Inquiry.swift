import Dispatch
import Model

/// Something that the screen wants computed by a network, beside everything else.
///
/// A kind of request has one place in the state, its slot, where what was asked last and what came of it stand, and one
/// worker. What makes it another request is part of its value, and nothing else: the same one is not asked for twice.
package protocol InquiryRequest: Hashable, Sendable {
  /// What it is answered with: a network, as the request needs it.
  associatedtype Network: Sendable
  /// What comes of it.
  associatedtype Answer: Sendable
  /// How far it is; `Never` where that is not told.
  associatedtype Progress: Sendable = Never
  /// What is kept from one request to the next because it takes long to make; `Never` where nothing is.
  associatedtype Memory: Sendable = Never

  /// Where it stands in the state.
  static var slot: WritableKeyPath<WorkbenchState, Inquiry<Self>> { get }
  /// How urgent it is.
  static var quality: DispatchQoS { get }
  /// What the screen needs as it is; `nil` for nothing, and for what is only asked for by hand.
  static func wanted(in state: WorkbenchState) -> Self?

  /// Which network answers.
  var network: NetworkChoice<Network> { get }
  /// Computes the answer, on the worker's thread; `nil` if interrupted.
  func answer(by network: Network, _ attempt: inout Attempt<Self>) -> Answer?
  /// Whether the work on an earlier request, by a network that may be another one, also serves this one and is to go on.
  func isServed(by earlier: Self, _ earlierNetwork: Network, now network: Network) -> Bool
  /// Takes the answer in, unless something else is wanted by now.
  func take(_ answer: Answer, in state: inout WorkbenchState)
}

extension InquiryRequest {
  /// Soon: somebody looks at it.
  package static var quality: DispatchQoS { .userInitiated }
  /// Nothing by itself.
  package static func wanted(in state: WorkbenchState) -> Self? { nil }
  /// Everything before is given up.
  package func isServed(by earlier: Self, _ earlierNetwork: Network, now network: Network) -> Bool { false }
  /// The answer goes into the slot.
  package func take(_ answer: Answer, in state: inout WorkbenchState) {
    state[keyPath: Self.slot].receive(answer, for: self)
  }
}

/// One attempt to answer a request.
package struct Attempt<Request: InquiryRequest>: Sendable {
  /// Raised when the answer is no longer wanted.
  package let interruption: Interruption
  /// What requests before have kept; what is put here is there for those that come.
  package var memory: Request.Memory?
  /// Tells how far it is.
  package let tell: @Sendable (Request.Progress) -> Void

  /// An attempt; nothing is remembered and nobody listens unless that is said.
  package init(
    interruption: Interruption = Interruption(), memory: Request.Memory? = nil,
    tell: @escaping @Sendable (Request.Progress) -> Void = { _ in }
  ) {
    self.interruption = interruption
    self.memory = memory
    self.tell = tell
  }
}

/// What one kind of request has come to: only the answer to what was asked last counts.
package struct Inquiry<Request: InquiryRequest>: Sendable {
  /// What was asked last.
  package private(set) var request: Request?
  /// The last answer that was wanted when it came, and what it answers: the request before while the newest is computed.
  package private(set) var latest: (request: Request, answer: Request.Answer)?
  /// How far the answer that is still to come is, once that was told.
  package private(set) var progress: Request.Progress?

  /// Nothing asked.
  package init() {}

  /// Whether an answer is still to come.
  package var isPending: Bool { request != nil && request != latest?.request }

  /// Asks for something; false where that was asked last and need not be asked again.
  package mutating func ask(_ wanted: Request) -> Bool {
    guard wanted != request else { return false }
    request = wanted
    return true
  }

  /// Wants no answer any more but the one that is there.
  package mutating func withdraw() { (request, progress) = (latest?.request, nil) }

  /// Takes an answer, unless something else was asked for meanwhile; whether it was taken.
  @discardableResult
  package mutating func receive(_ answer: Request.Answer, for answered: Request) -> Bool {
    guard answered == request else { return false }
    (latest, progress) = ((answered, answer), nil)
    return true
  }

  /// Takes how far an answer is.
  package mutating func advance(to progress: Request.Progress, of advanced: Request) {
    if isPending, advanced == request { self.progress = progress }
  }
}

/// A request of any kind, as an effect carries it.
package struct AnyRequest: Hashable, Sendable {
  /// The request.
  package let base: any InquiryRequest

  /// A request whose kind is no longer known.
  package init(_ base: some InquiryRequest) { self.base = base }

  /// Whether two are of one kind and equal.
  package static func == (left: AnyRequest, right: AnyRequest) -> Bool {
    AnyHashable(left.base) == AnyHashable(right.base)
  }

  /// Hashes the request.
  package func hash(into hasher: inout Hasher) { base.hash(into: &hasher) }
}

/// What a worker has to say about a request: its answer, or how far that is.
package struct InquiryReport: Sendable {
  /// Takes it into the state, where it is still wanted.
  package let deliver: @Sendable (inout WorkbenchState) -> Void

  /// The answer to a request.
  package init<Request: InquiryRequest>(_ answer: Request.Answer, to request: Request) {
    deliver = { request.take(answer, in: &$0) }
  }

  /// How far the answer to a request is.
  package init<Request: InquiryRequest>(progress: Request.Progress, of request: Request) {
    deliver = { $0[keyPath: Request.slot].advance(to: progress, of: request) }
  }
}

extension WorkbenchState {
  /// Has a request answered, unless that was asked last already.
  mutating func ask<Request: InquiryRequest>(_ request: Request) -> [Effect] {
    self[keyPath: Request.slot].ask(request) ? [.inquire(AnyRequest(request))] : []
  }

  /// Asks for what the screen needs of one kind.
  mutating func askForWanted<Request: InquiryRequest>(_ kind: Request.Type) -> [Effect] {
    kind.wanted(in: self).map { ask($0) } ?? []
  }

  /// Gives up what was asked for and is not answered.
  mutating func withdraw<Request: InquiryRequest>(_ kind: Request.Type) -> [Effect] {
    guard self[keyPath: kind.slot].isPending, let request = self[keyPath: kind.slot].request else { return [] }
    self[keyPath: kind.slot].withdraw()
    return [.callOff(AnyRequest(request))]
  }
}
