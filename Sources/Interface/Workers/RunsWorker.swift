import Dispatch
import Model
import Synchronization

/// Looks at runs, once in a while as long as somebody wants to know of them, and tells what has changed.
final class RunsWorker: Sendable {
  /// Seconds from one look to the next while nothing grows.
  private static let calmInterval = 2.0

  private struct State {
    var request: RunsRequest?
    var follower: (follower: RunFollower, places: [String])?
    /// The epochs that were told, by the paths of their runs; nil before anything was.
    var told: [String: [EpochRecord]]?
    /// Grows with every request, so that the looks of an earlier one come to an end.
    var number = 0
  }

  private let queue = DispatchQueue(label: "seq2seq.runs", qos: .utility)
  private let state = Mutex(State())
  private let post: @Sendable (RunsNews) -> Void

  /// A worker that looks at nothing yet; `post` is called on its thread.
  init(post: @escaping @Sendable (RunsNews) -> Void) {
    self.post = post
  }

  /// Looks at runs from now on, or at none.
  func follow(_ request: RunsRequest?) {
    let number = state.withLock { state in
      state.number += 1
      state.request = request
      state.told = nil
      return state.number
    }
    if request != nil { queue.async { self.look(number) } }
  }

  /// Looks once, tells what there is to tell, and looks again later.
  private func look(_ number: Int) {
    let (request, held, isFirst) = state.withLock { state in
      let isFirst = state.told == nil
      return (state.number == number ? state.request : nil, state.follower, isFirst)
    }
    guard let request else { return }
    var follower = held?.follower ?? RunFollower(request.places)
    if let held, held.places != request.places { follower = RunFollower(request.places) }
    follower.followed = request.drawn.union(request.watched.map { [$0] } ?? [])
    for (path, choice) in request.choices where follower.series(of: path).map({ $0.choice != choice }) ?? false {
      follower.choose(choice, of: path)
    }
    let hasChanged = follower.look()
    if hasChanged || isFirst { tell(request, follower, number) }
    let isGrowing = follower.runs.contains { $0.standing.isUnderWay }
    let pause = follower.isBehind ? 0 : isGrowing ? RunFollower.interval : Self.calmInterval
    state.withLock { [follower] state in state.follower = (follower, request.places) }
    queue.asyncAfter(deadline: .now() + pause) { [weak self] in self?.look(number) }
  }

  private func tell(_ request: RunsRequest, _ follower: RunFollower, _ number: Int) {
    let histories = request.drawn.reduce(into: [String: [EpochRecord]]()) { histories, path in
      histories[path] = follower.watched(path)?.history
    }
    let news = state.withLock { state -> [String: [EpochRecord]] in
      let news = histories.filter { state.told?[$0.key] != $0.value }
      if state.number == number { state.told = histories }
      return news
    }
    let series = request.listed.flatMap { path in
      follower.series(of: path).map { RunSeries(path: path, names: $0.names, choice: $0.choice) }
    }
    post(
      RunsNews(
        request, runs: follower.runs, histories: news, watched: request.watched.flatMap { follower.watched($0) },
        series: series))
  }
}
