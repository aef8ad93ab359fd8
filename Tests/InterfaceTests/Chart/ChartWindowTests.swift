import Interface
import Model
import Terminal
import Testing

@Suite("The epochs on a chart")
struct ChartWindowTests {
  private func window(_ state: WorkbenchState) -> ClosedRange<Double> { ChartContent(state).window }

  @Test("Zooming shows the last epochs, and out again all of them")
  func zoom() {
    var state = Fixture.state(epochs: 40)
    state.press(.escape, .character("z"))
    #expect(state.chart.span == 20 && window(state) == 20...40)
    #expect(state.screen.contains("loss, epochs 21-40"))
    state.press(.character("z"), .character("z"), .character("z"), .character("z"))
    #expect(window(state) == 39...40 && state.screen.contains("loss, epoch 40"))
    state.press(.character("z"))
    #expect(window(state) == 39...40 && state.notice?.text == "One epoch is the fewest that is drawn")
    for _ in 0..<5 { state.press(.down) }
    #expect(state.chart.span == nil && window(state) == 0...40)
    state.press(.down)
    #expect(state.notice?.text == "All epochs are shown")
  }

  @Test("It is the epoch under the crosshair that stays where it is")
  func around() {
    var state = Fixture.state(epochs: 100)
    state.press(.escape, .home)
    for _ in 0..<3 { state.press(.shiftRight) }
    #expect(state.chart.crosshair == 31)
    state.press(.character("z"))
    // 31 of 100 is 15.5 of 50.
    #expect(window(state) == 16...66 || window(state) == 15...65)
    let before = window(state)
    state.press(.character("z"), .character("Z"))
    #expect(abs(window(state).lowerBound - before.lowerBound) <= 1, "and back")
    for _ in 0..<5 { state.press(.character("z")) }
    #expect(window(state) == 30...31)
  }

  @Test("Panning goes on by a quarter and stops at the ends, the crosshair with it")
  func pan() {
    var state = Fixture.state(epochs: 100)
    state.press(.escape, .character("["))
    #expect(state.notice?.text.contains("All epochs are shown; z zooms in") == true && state.chart.start == nil)
    state.press(.character("z"), .character("z"))
    #expect(window(state) == 80...100)
    state.press(.character("["))
    #expect(window(state) == 75...95 && state.chart.crosshair == nil)
    state.press(.left)
    #expect(state.chart.crosshair == 100 && window(state) == 80...100, "the window goes where the crosshair is")
    state.press(.character("["), .character("["))
    #expect(window(state) == 70...90 && state.chart.crosshair == 90)
    for _ in 0..<20 { state.press(.character("[")) }
    #expect(window(state) == 0...20 && state.chart.crosshair == 20)
    #expect(state.notice?.text == "This is the first epoch")
    for _ in 0..<20 { state.press(.character("]")) }
    #expect(window(state) == 80...100 && state.notice?.text == "This is the last epoch")
    state.press(.end)
    #expect(state.chart.crosshair == nil && state.chart.start == nil)
  }

  @Test("A window that a reader chose stays while the training goes on; else the newest epoch is followed")
  func following() throws {
    var state = Fixture.state(epochs: 40)
    state.press(.escape, .character("z"), .character("z"))
    _ = state.update(.trained(try Fixture.progress(epochs: 50), []))
    #expect(window(state) == 40...50)
    state.press(.character("["))
    #expect(window(state) == 38...48)
    _ = state.update(.trained(try Fixture.progress(epochs: 60), []))
    #expect(window(state) == 38...48)
    for _ in 0..<10 { state.press(.character("]")) }
    #expect(window(state) == 50...60 && state.chart.start == nil, "at the end it follows again")
    state.press(.left)
    _ = state.update(.trained(try Fixture.progress(epochs: 70), []))
    #expect(window(state) == 50...60 && state.chart.crosshair == 60)
  }

  @Test("So many epochs, by command")
  func command() {
    var state = Fixture.state(epochs: 40)
    for (text, expected) in [("7", 33.0...40.0), ("all", 0.0...40.0), ("1000", 0.0...40.0)] {
      state.press(.control("x"))
      state.type("window " + text)
      state.press(.enter)
      #expect(window(state) == expected, "\(text)")
    }
  }

  @Test("Whatever is pressed, the window lies within the epochs", arguments: [1, 2, 3, 7, 40, 1234])
  func bounds(epochs: Int) {
    var state = Fixture.state(epochs: epochs)
    state.press(.escape)
    let keys: [Key] = [
      .character("z"), .character("["), .left, .shiftLeft, .character("Z"), .character("]"), .home, .end, .right,
    ]
    var seed: UInt32 = 7
    for _ in 0..<400 {
      seed = seed &* 1_664_525 &+ 1_013_904_223
      state.press(keys[Int(seed >> 16) % keys.count])
      let window = window(state)
      #expect(window.lowerBound >= 0 && window.upperBound <= Double(epochs) && window.lowerBound < window.upperBound)
      if let crosshair = state.chart.crosshair, state.chart.span != nil {
        #expect(window.lowerBound < Double(crosshair) && Double(crosshair) <= window.upperBound)
      }
    }
  }
}
