import Model
import Testing

/// The clock that stands while the process is stopped, on a time that the test makes.
@Suite("Active clock") struct ActiveClockTests {
  /// Seconds from 100 on, in steps of `gaps`; the last values are the clock's after each.
  private func readings(_ gaps: [Double]) -> [Double] {
    let time = Collected<Double>()
    time.append(100)
    let clock = ActiveClock { time.values.last ?? 0 }
    let start = clock.seconds
    return gaps.map { gap in
      time.append((time.values.last ?? 0) + gap)
      return clock.seconds - start
    }
  }

  @Test func itRunsWithTheTime() {
    #expect(zip(readings([0, 0.25, 0.5, 1]), [0, 0.25, 0.75, 1.75]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test func longGapsAreStops() {
    let seconds = readings([0.25, 3600, 0.25, 50, 0.25])
    #expect(zip(seconds, seconds.dropFirst()).allSatisfy { $0 < $1 }, "it never goes back")
    #expect(seconds[1] - seconds[0] < 1 && seconds[4] < 2, "an hour counts as no more than a beat")
  }
}
