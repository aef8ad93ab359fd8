import Foundation
import Interface
import Model
import Terminal
import Testing

@Suite("Charts")
struct ChartTests {
  @Test("The pyramid finds the extrema of any part", arguments: [1, 2, 3, 7, 8, 9, 100, 257])
  func pyramid(_ count: Int) {
    var pyramid = ExtremaPyramid()
    var values: [Double] = []
    var seed: UInt32 = 7
    for _ in 0..<count {
      seed = seed &* 1_664_525 &+ 1_013_904_223
      values.append(Double(seed >> 8) / 1000)
      pyramid.append(values[values.count - 1])
    }
    for low in stride(from: 0, to: count, by: max(1, count / 13)) {
      for high in stride(from: low + 1, through: count, by: max(1, count / 11)) {
        let extrema = pyramid.extrema(in: low..<high)
        #expect(extrema.low == values[low..<high].min())
        #expect(extrema.high == values[low..<high].max())
        let outside = pyramid.count(in: low..<high, outside: 4000...12000)
        #expect(outside.below == values[low..<high].count { $0 < 4000 })
        #expect(outside.above == values[low..<high].count { $0 > 12000 })
      }
    }
    #expect(pyramid.extrema(in: 0..<0).isEmpty)
  }

  @Test("Values that are not finite are a gap, not an extremum")
  func gaps() {
    var pyramid = ExtremaPyramid()
    for value in [1, .nan, 3, .infinity, 2] { pyramid.append(value) }
    #expect(
      pyramid.extrema(in: 0..<5)
        == {
          var expected = Extrema(1)
          expected.insert(3)
          return expected
        }())
    #expect(pyramid.extrema(in: 1..<2).isEmpty)
    #expect(pyramid.count(in: 0..<5, outside: 1.5...2.5) == (below: 1, above: 1))
  }

  /// A run of 40 epochs with a loss of its own at each of its 5,000 batches, and no epoch finished.
  private func batches(loss: (Double) -> Double) throws -> WorkbenchState {
    var state = Fixture.state(epochs: 0)
    var progress = try Fixture.progress(epochs: 40, batch: 1)
    progress.history = []
    _ = state.update(.trained(progress, Fixture.batches(1...40, loss: loss)))
    return state
  }

  @Test("A column keeps the smallest and the largest of a thousand batches")
  func spikes() throws {
    let state = try batches { abs($0 - 20.0) < 0.001 ? 3 : 1 + 2 * ($0 - 20) * ($0 - 20) / 400 }
    let curves = ChartCurves(ChartContent(state), plot: Size(columns: 40, rows: 10), isBraille: true)
    #expect(curves.scale.high > 3 && ChartContent(state).outliers == (0, 0))
    let top = (5..<35).filter { curves.grid[$0, 0] != nil }
    #expect(top == [19] || top == [20] || top == [19, 20])
    for row in 0..<9 { #expect(curves.grid[top[0], row] != nil, "the spike reaches from the curve to the top") }
  }

  @Test("A spike that would press all else flat is cut at the edge, marked and counted")
  func outliers() throws {
    var state = try batches { abs($0 - 20.004) < 0.005 ? 90 : 1 + 0.5 * sin($0) }
    let content = ChartContent(state)
    #expect(content.scale.high < 2 && content.outliers == (below: 0, above: 2))
    let curves = ChartCurves(content, plot: Size(columns: 40, rows: 10), isBraille: true)
    #expect(curves.grid[20, 0] != nil || curves.grid[19, 0] != nil, "the curve goes up to the edge")
    #expect(state.draw().lines[3].contains("▲ 2 above"))
    state.press(.escape, .character("l"))
    #expect(state.draw().lines[3].contains("▲ 2 above"), "on a linear axis, too")
    state.appearance = Appearance(isUnicode: false, colorCount: 0)
    #expect(state.draw().lines[3].contains("^ 2 above"))
  }

  @Test("At most a fiftieth of the chart is left outside of the axis, and only what takes more than half of it")
  func outlierRule() {
    func covered(_ values: [Double], logarithmic: Bool = false) -> Extrema {
      .withoutOutliers(values.map { Extrema($0) }, isLogarithmic: logarithmic)
    }
    let flat = (0..<98).map { 1 + Double($0 % 10) / 10 }
    #expect(covered(flat + [50, 60]) == extrema(1, 1.9))
    #expect(covered(flat + [-50, 60]) == extrema(1, 1.9))
    #expect(covered(flat + [2.7, 2.7]) == extrema(1, 2.7), "less than half of the axis")
    #expect(covered(flat + [50, 50, 50]) == extrema(1, 50), "three of a hundred are too many")
    #expect(covered(Array(flat.prefix(48)) + [50]) == extrema(1, 50), "too few parts to tell what is usual")
    let steep = (0..<100).map { 4 * pow(0.95, Double($0)) }
    #expect(covered(steep, logarithmic: true) == extrema(steep[99], 4), "a curve that falls evenly has no outliers")
  }

  @Test("A trace is straight between its points and broken where one is missing")
  func trace() {
    let points: [(column: Double, height: Double?)] = [(0, 0), (4, 1), (6, nil), (8, 0.5), (9, 0.5)]
    let columns = ColumnTrace(through: points, columns: 10).columns
    #expect(columns[0].low == 0 && columns[0].high == 0.125)
    #expect(columns[2].low == 0.375 && columns[2].high == 0.625)
    #expect(columns[4].low == 0.875 && columns[4].high == 1)
    #expect(columns[5].isEmpty && columns[6].isEmpty && columns[7].isEmpty)
    #expect(columns[8].low == 0.5)
  }

  @Test("The crosshair reads an epoch's numbers and stays within the history")
  func crosshair() {
    var state = Fixture.state(epochs: 40)
    state.press(.escape, .left)
    #expect(state.keys.focus == .chart && state.chart.crosshair == 40)
    state.press(.shiftLeft, .left)
    #expect(state.chart.crosshair == 29)
    #expect(state.draw().lines.contains { $0.contains("epoch") && $0.hasSuffix("29      29") })
    state.press(.home, .left)
    #expect(state.chart.crosshair == 1)
    state.press(.end)
    #expect(state.chart.crosshair == nil)
  }

  @Test("A loss that is not a number is a gap with a name")
  func notANumber() throws {
    var state = Fixture.state(epochs: 0)
    let records = Fixture.batches(1...3) { $0 < 1.4 ? 1 / $0 : .nan }
    _ = state.update(.trained(try Fixture.progress(epochs: 0, batch: 100), records))
    #expect(state.draw().lines[1].contains("NaN from epoch 2, batch 50"))
    #expect(state.draw().lines.contains { $0.contains("× NaN epoch 2, batch 50") }, "and on the chart itself")
  }

  private func extrema(_ low: Double, _ high: Double) -> Extrema {
    var extrema = Extrema(low)
    extrema.insert(high)
    return extrema
  }
}
