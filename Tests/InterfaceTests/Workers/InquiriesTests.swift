import Dispatch
import Interface
import Model
import Synchronization
import Terminal
import Testing

@Suite("Answers beside the screen")
struct InquiriesTests {
  /// Where workers leave reports, and a test waits for them.
  private final class Reports: Sendable {
    private let waiting = Mutex<[InquiryReport]>([])
    private let arrivals = DispatchSemaphore(value: 0)

    func post(_ report: InquiryReport) {
      waiting.withLock { $0.append(report) }
      arrivals.signal()
    }

    func next() -> InquiryReport? {
      guard arrivals.wait(timeout: .now() + 60) == .success else { return nil }
      return waiting.withLock { $0.removeFirst() }
    }
  }

  private let reports = Reports()
  private let inquiries: Inquiries

  init() {
    let networks = Networks(
      Fixture.checkpoint(epochs: 40), translator: Fixture.attentiveTranslator, second: Fixture.otherTranslator,
      threads: 1)
    inquiries = Inquiries(networks) { [reports] in reports.post($0) }
  }

  /// Asks for everything that some effects ask for, and lets so many reports reach the state.
  private func ask(_ effects: [Effect], reports count: Int, in state: inout WorkbenchState) throws {
    for case .inquire(let request) in effects { inquiries.ask(request) }
    for _ in 0..<count { _ = state.update(.answered(try #require(reports.next()))) }
  }

  /// A decoded sentence on the inspecting page.
  private func inspected() throws -> (WorkbenchState, [Effect]) {
    var state = Fixture.state()
    state.read(["Run!": "Courez\u{A0}!"])
    _ = state.update(.corpusRead(.embedded, try Fixture.corpus(["Run!", "Go.", "I run.", "Move!", "Turn!"])))
    state.translate("Run!", with: Fixture.attentiveTranslator)
    let effects = state.press(.alt("4"))
    return (state, effects)
  }

  @Test("Requests of several kinds are answered beside each other, by the network that decoded the sentence")
  func kinds() throws {
    let (found, effects) = try inspected()
    var state = found
    #expect(effects.count == 2)
    try ask(effects, reports: 2, in: &state)
    #expect(!state.inspector.attribution.isPending && !state.inspector.forced.isPending)
    let forced = Fixture.attentiveTranslator.teacherForced("Courez\u{A0}!", for: "Run!")
    #expect(state.inspector.forced.latest?.answer.loss == forced.loss)
  }

  @Test("The training sentences are encoded once for several sentences")
  func memory() throws {
    var (state, _) = try inspected()
    state.press(.escape)
    let effects = state.press(.character("N"))
    #expect(effects.map { $0.inquiry is NearestRequest } == [true])
    // The first report tells that all are encoded.
    try ask(effects, reports: 1, in: &state)
    #expect(state.inspector.nearest.progress == EncodingProgress(done: 4, count: 4))
    try ask([], reports: 1, in: &state)
    #expect(state.inspector.nearest.latest?.answer.neighbors.first?.sentence == "Run!")
    state.press(.character("i"))
    state.type("Go.")
    let next = decode(state.press(.enter), in: &state).filter { $0.inquiry is NearestRequest }
    #expect(next.count == 1)
    try ask(next, reports: 1, in: &state)
    #expect(state.inspector.nearest.latest?.answer.neighbors.first?.sentence == "Go.")
  }

  /// Decodes what some effects want decoded, and returns what is asked for meanwhile.
  private func decode(_ effects: [Effect], in state: inout WorkbenchState) -> [Effect] {
    var asked: [Effect] = []
    for case .decode(let request) in effects {
      request.decode(by: Fixture.attentiveTranslator) { asked += state.update(.decoded($0)) }
    }
    while state.animationInterval != nil { asked += state.update(.tick) }
    return asked
  }
}
