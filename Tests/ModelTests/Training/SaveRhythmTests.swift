import Model
import Testing

/// When a run is saved, on a clock that the test winds.
@Suite("Rhythm of saves") struct SaveRhythmTests {
  /// Epochs and saves of so many seconds, for a thousand seconds: the share that saves take, and the longest pause between
  /// two of them.
  private func run(epoch: Double, save: Double) -> (share: Double, pause: Double) {
    var rhythm = SaveRhythm()
    var (time, saving, last, pause) = (0.0, 0.0, 0.0, 0.0)
    while time < 1000 {
      time += epoch
      guard rhythm.isDue(at: time) else { continue }
      pause = max(pause, time - last)
      last = time
      rhythm.begin(at: time)
      #expect(!rhythm.isDue(at: time + 100), "never while one is being made")
      time += save
      saving += save
      rhythm.end(at: time)
    }
    return (saving / time, pause)
  }

  @Test(arguments: [0.001, 0.03, 0.5, 3, 60], [0.0001, 0.002, 0.05, 0.4])
  func savesTakeTheirShareAndComeInTime(epoch: Double, save: Double) {
    let (share, pause) = run(epoch: epoch, save: save)
    let most = max(SaveRhythm.share, save / SaveRhythm.longestPause, save / (epoch + save) * SaveRhythm.share)
    #expect(share <= most + 1e-9 || share <= save / (epoch + save) && epoch >= save / SaveRhythm.share)
    #expect(pause <= SaveRhythm.longestPause + epoch + save)
  }

  @Test func longEpochsAreAllSaved() {
    var rhythm = SaveRhythm()
    for epoch in 1...5 {
      #expect(rhythm.isDue(at: Double(epoch)))
      rhythm.begin(at: Double(epoch))
      rhythm.end(at: Double(epoch) + 0.04)
    }
  }

  @Test func whatIsSlowToSaveIsSavedEveryTenSecondsAllTheSame() {
    var rhythm = SaveRhythm()
    rhythm.begin(at: 0)
    rhythm.end(at: 3)
    #expect(!rhythm.isDue(at: 9.9) && rhythm.isDue(at: 10))
  }
}
