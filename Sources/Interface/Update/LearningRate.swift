import Foundation

/// The learning rates the keys step through: 1, 2 and 5 times the powers of ten.
package enum LearningRate {
  private static let steps: [Double] = (-8...0).flatMap { power in
    [1.0, 2, 5].map { mantissa in mantissa / pow(10, Double(-power)) }
  }

  /// The next rate above or below one; the same where there is none.
  package static func step(from rate: Double, up: Bool) -> Double {
    // A step within a millionth of the rate is the rate itself, rounded on its way through Float.
    let next = up ? steps.first { $0 > rate * 1.000001 } : steps.last { $0 < rate / 1.000001 }
    return next ?? rate
  }
}
