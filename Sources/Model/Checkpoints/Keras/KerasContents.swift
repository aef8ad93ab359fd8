/// An array of floats as a file holds it.
struct KerasArray: Hashable, Sendable {
  /// Its path or key in the file.
  let name: String
  /// Its dimensions, outermost first.
  let shape: [Int]
  /// What its numbers were stored as.
  let type: HDF5Type
  /// The numbers, row-major.
  let values: [Float]
}

/// The numbers of a file, whichever of the formats it is.
struct KerasContents {
  /// Kernel, recurrent kernel and bias of each part.
  var weights: [KerasArchitecture.Part: [KerasArray]] = [:]
  /// What the optimizer holds, or nil if the file keeps none.
  var optimizer: Optimizer?
  /// Sums of the last validation.
  var validation: KerasValidation?

  /// An optimizer's numbers.
  struct Optimizer {
    /// Weight updates so far, or nil where that is lost.
    var iterations: Int?
    /// The learning rate as a number of its own.
    var learningRate: Double?
    /// v of every tensor, then m, then ḡ, in the order of the model's weights.
    var slots: [KerasArray] = []
  }
}

/// The sums that TF-Keras keeps of its last validation.
package struct KerasValidation: Hashable, Sendable {
  /// Σ of the pairs' losses.
  package let total: Double
  /// Pairs.
  package let count: Int
  /// Pairs · Td, or nil where accuracy was not measured.
  package let positions: Int?

  /// Keras's `val_loss`.
  package var loss: Double { total / Double(count) }

  /// Makes sense of two or four sums, or gives nil.
  init?(total: Float?, count: Float?, positions: Float?) {
    guard let total, total.isFinite, total >= 0, let count = count.flatMap({ Int(exactly: $0) }), count > 0 else {
      return nil
    }
    self.total = Double(total)
    self.count = count
    let positions = positions.flatMap { Int(exactly: $0) }
    self.positions = positions.flatMap { $0 > 0 && $0 % count == 0 ? $0 : nil }
  }
}

extension Float {
  /// The number with as few digits as tell it apart: 0.001, not 0.0010000000474974513.
  var shortestDouble: Double { Double(description) ?? Double(self) }
}
