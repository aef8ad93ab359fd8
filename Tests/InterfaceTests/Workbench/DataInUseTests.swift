import Interface
import Model
import Terminal
import Testing

@Suite("Downloading in the workbench") struct FetchingTests {
  private static let half = FetchProgress(received: 1_500_000, expected: 3_000_000)

  private func fetched(isNew: Bool = true) -> FetchedCorpus {
    FetchedCorpus(path: "/cache/fra-eng.zip", pairCount: 142_787, terms: [], isNew: isNew)
  }

  /// A workbench, the prompt left, where a command was typed.
  private func state(typing command: String = "fetch fra", columns: Int = 80) -> (WorkbenchState, [Effect]) {
    var state = WorkbenchState(size: Size(columns: columns, rows: 24), appearance: .plain)
    state.keys.focus = .chart
    let effects = enter(command, in: &state)
    return (state, effects)
  }

  private func enter(_ command: String, in state: inout WorkbenchState) -> [Effect] {
    _ = state.update(.key(.character(":")))
    for character in command { _ = state.update(.key(.character(character))) }
    return state.update(.key(.enter))
  }

  private func foot(_ state: WorkbenchState) -> String {
    String(state.screen.split(separator: "\n", omittingEmptySubsequences: false).last { !$0.isEmpty } ?? "")
  }

  @Test func aCommandDownloadsAndItsProgressIsInTheFoot() {
    var (state, effects) = state()
    #expect(effects == [.fetchCorpus(.french)])
    #expect(foot(state).hasSuffix("fra asking"))
    #expect(state.update(.fetchProgressed(Self.half)).isEmpty)
    #expect(foot(state).hasSuffix("fra ▕██████      ▏ 1.5 of 3.0 MB 50 %"), "\(foot(state))")
    #expect(foot(state).contains("^C cancel"))
    state.size.columns = 40
    #expect(foot(state).hasSuffix("fra 1.5 of 3.0 MB 50 %") || foot(state).hasSuffix("fra 50 %"), "\(foot(state))")
    _ = state.update(.fetchProgressed(FetchProgress(received: 1_500_000, expected: nil)))
    #expect(foot(state).hasSuffix("fra 1.5 MB"), "\(foot(state))")
  }

  @Test func oneAtATime() {
    var (state, _) = state()
    #expect(enter("fetch deu", in: &state).isEmpty)
    #expect(state.notice?.text == "fra is still being downloaded; ^C cancels that")
  }

  @Test(arguments: ["fetch xx", "fetch ../", "fetch f1a"])
  func whatIsNoLanguageIsRefused(_ command: String) {
    let (state, effects) = state(typing: command)
    #expect(effects.isEmpty && state.data.download == nil)
    #expect(state.screen.contains("expected three letters, such as fra"))
  }

  @Test func afterwardsTrainingOnItIsOfferedFirst() {
    var (state, _) = state()
    #expect(state.update(.corpusFetched(.french, fetched())).isEmpty)
    #expect(state.data.download == nil && state.data.fetched == [.french])
    #expect(state.notice?.text.hasPrefix("Downloaded 142787 pairs of fra, from Tatoeba") == true)
    #expect(state.notice?.text.contains("CC BY 2.0 FR") == true)
    _ = state.update(.key(.character("t")))
    #expect(state.screen.contains("‹ fra ›") && !state.screen.contains("download"), "\(state.screen)")
    #expect(state.update(.key(.enter)).plan?.data == .named("fra"))
    _ = state.update(.corpusFetched(.french, fetched(isNew: false)))
    #expect(state.notice?.text.hasPrefix("142787 pairs of fra are here already") == true)
  }

  @Test func theQuestionOfTrainingOffersTheDownload() {
    var (state, _) = state(typing: "")
    state.keys.dialog = nil
    _ = state.update(.key(.character("t")))
    #expect(state.screen.contains("‹ everyday ›"))
    _ = state.update(.key(.right))
    #expect(state.screen.contains("fra is not here: Enter downloads it from manythings.org first"), "\(state.screen)")
    #expect(state.screen.contains("Enter download"))
    #expect(state.update(.key(.enter)) == [.fetchCorpus(.french)])
    #expect(state.keys.dialog == nil && state.training.loading == nil)
  }

  @Test func theInterruptionCancelsTheDownloadAndOnlyThat() {
    var (state, _) = state()
    _ = state.update(.fetchProgressed(Self.half))
    #expect(state.update(.interrupted) == [.cancelFetch])
    #expect(state.data.download?.isCancelled == true)
    _ = state.update(.fetchFailed(.cancelled(Self.half, isKept: true)))
    #expect(state.data.download == nil && state.notice?.isError == false)
    #expect(state.notice?.text == "Download cancelled after 1.5 of 3.0 MB; the next one goes on from there")
    #expect(state.update(.interrupted) == [.exit(status: 130)])
  }

  @Test func aSecondInterruptionLeaves() {
    var (state, _) = state()
    _ = state.update(.interrupted)
    #expect(state.update(.interrupted) == [.exit(status: 130)])
  }

  @Test func aFailureIsToldWithItsRemedy() {
    var (state, _) = state()
    _ = state.update(.fetchFailed(.unreachable(address: "http://x/fra-eng.zip", reason: "there is no network")))
    #expect(state.data.download == nil && state.notice?.isError == true)
    #expect(state.notice?.text.contains("the everyday sentences that come with the program") == true)
    #expect(enter("fetch fra", in: &state) == [.fetchCorpus(.french)])
  }
}
