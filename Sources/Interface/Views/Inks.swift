import Terminal

/// A colour by what a terminal can show, so that no depth is left to the rounding of another.
struct Ink: Hashable, Sendable {
  /// Its number among xterm's 256.
  let of256: UInt8
  /// Its number among the 16, the bright ones from 8 on.
  let of16: UInt8
  /// Its number among the 8.
  let of8: UInt8

  /// A colour at three depths.
  init(_ of256: UInt8, _ of16: UInt8, _ of8: UInt8) {
    self.of256 = of256
    self.of16 = of16
    self.of8 = of8
  }

  /// The colour for a terminal with so many.
  func color(among count: Int) -> Color {
    .palette(count == 256 ? of256 : 16..<256 ~= count ? of16 : of8)
  }
}

/// The colours of a scheme, by what they are for.
///
/// Blue against yellow and dark against light is what every kind of colour-blindness leaves; red and green are never
/// told apart by hue alone. `nil` is the terminal's own colour of letters.
struct Inks: Hashable, Sendable {
  /// Keys, bars, and the training part.
  let cool: Ink
  /// What has the keys, what needs a look, and the validation part.
  let warm: Ink
  /// What went wrong.
  let alarm: Ink
  /// What a reader chose.
  let choice: Ink
  /// What is sure.
  let sure: Ink?
  /// What is half sure.
  let unsure: Ink
  /// The best of all epochs.
  let best: Ink
  /// What may be overlooked, where there are 256 colours; else it is dimmed, since a grey of 16 is often invisible.
  let quiet: UInt8?
  /// What lies behind the curves, likewise.
  let faint: UInt8?

  static let dark = Inks(
    cool: Ink(74, 14, 6), warm: Ink(214, 3, 3), alarm: Ink(166, 9, 1), choice: Ink(176, 13, 5), sure: Ink(36, 14, 6),
    unsure: Ink(221, 11, 3), best: Ink(221, 11, 3), quiet: 244, faint: 241)

  static let light = Inks(
    cool: Ink(25, 4, 4), warm: Ink(130, 5, 5), alarm: Ink(124, 1, 1), choice: Ink(90, 5, 5), sure: nil,
    unsure: Ink(25, 4, 4), best: Ink(130, 5, 5), quiet: 242, faint: 246)

  static let contrast = Inks(
    cool: Ink(51, 14, 6), warm: Ink(226, 11, 3), alarm: Ink(210, 9, 1), choice: Ink(213, 13, 5), sure: Ink(51, 14, 6),
    unsure: Ink(226, 11, 3), best: Ink(226, 11, 3), quiet: nil, faint: 244)
}
