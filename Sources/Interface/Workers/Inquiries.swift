import Dispatch
import Model
import Synchronization

/// Answers requests beside the screen: a worker for each kind, and only what was asked last counts.
///
/// One thread uses it.
package final class Inquiries {
  private let networks: Networks
  private let post: @Sendable (InquiryReport) -> Void
  private var answerers: [ObjectIdentifier: any Sendable] = [:]

  /// Answers with the networks at hand; `post` is called on the workers' threads.
  package init(_ networks: Networks, post: @escaping @Sendable (InquiryReport) -> Void) {
    self.networks = networks
    self.post = post
  }

  /// Has a request answered in the place of the one of its kind before.
  package func ask(_ request: AnyRequest) { ask(request.base) }

  /// Gives up the requests of a kind.
  package func callOff(_ request: AnyRequest) { callOff(request.base) }

  private func ask(_ request: some InquiryRequest) {
    let answerer = answerer(of: request)
    answerer.want(request)
    request.network.find(networks) { answerer.answer(request, by: $0) }
  }

  private func callOff(_ request: some InquiryRequest) { answerer(of: request).callOff() }

  private func answerer<Request: InquiryRequest>(of request: Request) -> Answerer<Request> {
    let kind = ObjectIdentifier(Request.self)
    if let answerer = answerers[kind] as? Answerer<Request> { return answerer }
    let answerer = Answerer<Request>(post: post)
    answerers[kind] = answerer
    return answerer
  }
}

/// Answers one kind of requests.
private final class Answerer<Request: InquiryRequest>: Sendable {
  private struct State {
    /// What was asked last, unless that was called off.
    var wanted: Request?
    var underWay: (request: Request, network: Request.Network)?
    var memory: Request.Memory?
  }

  private let worker = Worker(label: "seq2seq.\(Request.self)", quality: Request.quality)
  private let state = Mutex(State())
  private let post: @Sendable (InquiryReport) -> Void

  init(post: @escaping @Sendable (InquiryReport) -> Void) {
    self.post = post
  }

  func want(_ request: Request) { state.withLock { $0.wanted = request } }

  func callOff() {
    state.withLock { $0.wanted = nil }
    worker.cancel()
  }

  /// The network is there; a request that is not wanted any more goes without an answer.
  func answer(_ request: Request, by network: Request.Network) {
    let (isWanted, goesOn) = state.withLock { state in
      let isServed = state.underWay.map { request.isServed(by: $0.request, $0.network, now: network) }
      return (state.wanted == request, isServed ?? false)
    }
    guard isWanted else { return }
    worker.replace(goesOn: goesOn) { self.work(on: request, by: network, interruption: $0) }
  }

  private func work(on request: Request, by network: Request.Network, interruption: Interruption) {
    let memory = state.withLock { state in
      state.underWay = (request, network)
      return state.memory
    }
    var attempt = Attempt<Request>(interruption: interruption, memory: memory) { progress in
      // What goes on is work on what is wanted now.
      guard let wanted = self.state.withLock({ $0.wanted }), !interruption.isRaised else { return }
      self.post(InquiryReport(progress: progress, of: wanted))
    }
    let answer = request.answer(by: network, &attempt)
    state.withLock { [attempt] state in
      state.underWay = nil
      state.memory = attempt.memory
    }
    if let answer, !interruption.isRaised { post(InquiryReport(answer, to: request)) }
  }
}
