import Foundation

/// How far apart two colours look, to eyes of every kind.
///
/// The matrices are those of Machado, Oliveira and Fernandes, “A physiologically-based model for simulation of color
/// vision deficiency” (2009), at full severity, for linear light; distances are CIE 1976 in L*a*b*.
enum ColorVision: CaseIterable {
  case normal
  case protanopia
  case deuteranopia
  case tritanopia

  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deuteranopia:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritanopia:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }

  /// The distance of two of xterm's colours; 2 or 3 are hardly seen.
  func distance(_ first: UInt8, _ second: UInt8) -> Double {
    let (a, b) = (lab(first), lab(second))
    return sqrt(zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) })
  }

  /// The contrast of two of xterm's colours, 1 to 21, as the Web Content Accessibility Guidelines reckon it.
  static func contrast(_ first: UInt8, _ second: UInt8) -> Double {
    let luminances = [first, second].map { 0.05 + luminance(linear($0)) }
    return (luminances.max() ?? 1) / (luminances.min() ?? 1)
  }

  private func lab(_ number: UInt8) -> [Double] {
    let light = Self.linear(number)
    let seen = matrix.map { row in min(1, max(0, zip(row, light).reduce(0) { $0 + $1.0 * $1.1 })) }
    let f = Self.xyz.map { row in
      let white = row.reduce(0, +)
      let share = zip(row, seen).reduce(0) { $0 + $1.0 * $1.1 } / white
      return share > 216.0 / 24389 ? cbrt(share) : (24389.0 / 27 * share + 16) / 116
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }

  private static let xyz = [
    [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041],
  ]

  private static func luminance(_ light: [Double]) -> Double { zip(xyz[1], light).reduce(0) { $0 + $1.0 * $1.1 } }

  private static func linear(_ number: UInt8) -> [Double] {
    components(Int(number)).map { component in
      let share = Double(component) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
  }

  /// Red, green and blue as xterm has them.
  private static func components(_ number: Int) -> [Int] {
    if number >= 232 { return Array(repeating: 8 + 10 * (number - 232), count: 3) }
    if number >= 16 { return [36, 6, 1].map { [0, 95, 135, 175, 215, 255][(number - 16) / $0 % 6] } }
    return basic[number]
  }

  private static let basic = [
    [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205], [229, 229, 229],
    [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255], [255, 0, 255], [0, 255, 255],
    [255, 255, 255],
  ]
}
