import Kernels

/// An LSTM's weights as views: keras/src/layers/rnn/lstm.py, with the gates in the order i f c̃ o.
struct LSTMWeights {
  /// [V + 1, 4H]; the last row is zero, for a step without a character.
  let kernel: Panels
  /// [H, 4H].
  let recurrentKernel: Panels
  /// [4H].
  let bias: Panels
}

extension PackedParameters {
  /// The encoder's weights, or their gradients.
  var encoder: LSTMWeights {
    LSTMWeights(kernel: self[.encoderKernel], recurrentKernel: self[.encoderRecurrentKernel], bias: self[.encoderBias])
  }

  /// The decoder's weights, or their gradients.
  var decoder: LSTMWeights {
    LSTMWeights(kernel: self[.decoderKernel], recurrentKernel: self[.decoderRecurrentKernel], bias: self[.decoderBias])
  }
}

/// What one LSTM keeps of a forward pass for its backward pass: T steps of up to B rows.
struct LSTMTape: Sendable {
  private let capacity: Int
  private let unitPanels: Int
  /// [T][B, 4H]: pre-activations, then activations, then ∂loss/∂z, each in the place of the one before.
  private let gates: AlignedBuffer<Float>
  /// [T + 1][B, H]: c before each step, and after the last.
  private let cells: AlignedBuffer<Float>
  /// [T + 1][B, H]: h likewise.
  private let hiddens: AlignedBuffer<Float>

  /// Room for `steps` steps of `capacity` rows, 16 · unitPanels units wide.
  init(steps: Int, capacity: Int, unitPanels: Int) {
    self.capacity = capacity
    self.unitPanels = unitPanels
    let state = capacity * unitPanels * Panels.width
    gates = AlignedBuffer(count: 4 * state * steps)
    cells = AlignedBuffer(count: state * (steps + 1))
    hiddens = AlignedBuffer(count: state * (steps + 1))
  }

  /// What one step of one row takes.
  static func bytesPerStep(units: Int) -> Int {
    6 * Panels.count(forColumns: units) * Panels.width * MemoryLayout<Float>.stride
  }

  /// The gates [rows, 4H] of one step.
  func gates(at step: Int, rows: Int) -> Panels {
    Panels(gates, offset: 4 * step * stateSize, rows: rows, count: 4 * unitPanels)
  }

  /// c [rows, H] before step `index`; 0 is the initial state.
  func cell(_ index: Int, rows: Int) -> Panels {
    Panels(cells, offset: index * stateSize, rows: rows, count: unitPanels)
  }

  /// h [rows, H] before step `index`; 0 is the initial state.
  func hidden(_ index: Int, rows: Int) -> Panels {
    Panels(hiddens, offset: index * stateSize, rows: rows, count: unitPanels)
  }

  /// After the backward pass, the steps whose product over time hᵀ · ∂loss/∂z is ∂loss/∂R, for some of its panels.
  ///
  /// A first step that `startsFromZero` adds nothing to it.
  func recurrentProducts(_ inputs: StepIndices, startsFromZero: Bool, panels: Range<Int>) -> [KernelsStep] {
    (0..<inputs.steps).dropFirst(startsFromZero ? 1 : 0).map { step in
      let rows = inputs.rows(at: step)
      return KernelsStep(
        hidden(step, rows: inputs.rows(at: max(0, step - 1))), gates(at: step, rows: rows).panels(panels), rows: rows)
    }
  }

  private var stateSize: Int { capacity * unitPanels * Panels.width }
}

/// Running an LSTM over a shard's sequences, and back.
struct LSTM {
  /// The instruction set.
  let kernels: Kernels
  /// This LSTM's weights.
  let weights: LSTMWeights
  /// Whether the initial state is zero, as the encoder's is: its first step then needs no product.
  let startsFromZero: Bool
  /// Where the time is accounted for.
  let times: PhaseTimes
  /// Ends a pass between two steps; what it has computed by then is of no use.
  let interruption: Interruption

  /// Fills the tape: state `t + 1` from state `t` and the characters of step t.
  ///
  ///     z = kernel[x] + h · R + b      c' = σ(f)·c + σ(i)·tanh(c̃)      h' = σ(o)·tanh(c')
  ///
  /// `predict` is told every step t that is done, while its h is still at hand.
  func forward(_ inputs: StepIndices, tape: LSTMTape, predict: (_ step: Int) -> Void = { _ in }) {
    var previousRows = inputs.steps > 0 ? inputs.rows(at: 0) : 0
    for step in 0..<inputs.steps where !interruption.isRaised {
      let rows = inputs.rows(at: step)
      let z = tape.gates(at: step, rows: rows)
      let cell = tape.cell(step, rows: previousRows)
      if step == 0 && startsFromZero {
        times.measure(.gathering) { kernels.gather(weights.kernel, rows: inputs[step], into: z) }
      } else {
        times.measure(.products) {
          kernels.multiply(
            tape.hidden(step, rows: previousRows), by: weights.recurrentKernel, into: z, from: weights.kernel,
            rows: inputs[step])
        }
      }
      times.measure(.gates) {
        kernels.gates_forward(
          z.base, weights.bias.base, cell.base, cell.stride, tape.cell(step + 1, rows: rows).base,
          tape.hidden(step + 1, rows: rows).base, Int32(rows), Int32(cell.count))
      }
      previousRows = rows
      predict(step)
    }
  }

  /// Back-propagation through time; the tape's gates become ∂loss/∂z.
  ///
  /// - Parameters:
  ///   - inputs: The characters that `forward` read.
  ///   - tape: What `forward` kept.
  ///   - transposed: Rᵀ, [4H, H].
  ///   - gradient: Where ∂loss/∂kernel is added, if it is wanted; `addBias` and the tape's
  ///     `recurrentProducts` give the others.
  ///   - dh: [B, H], ∂loss/∂h after the last step; becomes that before the first (not where that state is the constant 0).
  ///   - dc: [B, H], likewise for c.
  ///   - zeros: A row of zeros to start products from.
  ///   - addOutputGradient: Adds to dh [rows, H] what step t's own output contributes.
  func backward(
    _ inputs: StepIndices, tape: LSTMTape, transposed: Panels, gradient: LSTMWeights?, dh: Panels, dc: Panels,
    zeros: RowOfZeros, addOutputGradient: (_ step: Int, _ dh: Panels) -> Void
  ) {
    for step in (0..<inputs.steps).reversed() where !interruption.isRaised {
      let rows = inputs.rows(at: step)
      let previousRows = step == 0 ? rows : inputs.rows(at: step - 1)
      let z = tape.gates(at: step, rows: rows)
      let cell = tape.cell(step, rows: previousRows)
      addOutputGradient(step, dh.prefix(rows))
      times.measure(.gates) {
        kernels.gates_backward(
          z.base, cell.base, cell.stride, tape.cell(step + 1, rows: rows).base, dh.base, dc.base, dh.stride,
          Int32(rows), Int32(cell.count))
      }
      if let gradient { times.measure(.gathering) { kernels.scatter(z, to: gradient.kernel, rows: inputs[step]) } }
      if step > 0 || !startsFromZero {
        // dh = dz · Rᵀ, from zero: every row gathers the one row of zeros.
        times.measure(.products) {
          kernels.multiply(z, by: transposed, into: dh.prefix(rows), from: zeros.row, rows: zeros.indices)
        }
      }
    }
  }

  /// Adds ∂loss/∂bias, and clears the gradient of the row that stands for no character.
  ///
  /// Every step of every row added its ∂loss/∂z to exactly one row of the kernel's gradient, so the bias's is their sum.
  func addBias(gradient: LSTMWeights, zeros: RowOfZeros) {
    let kernel = gradient.kernel
    kernels.scatter(kernel, to: gradient.bias, rows: zeros.indices)
    for panel in 0..<kernel.count {
      (kernel.base + panel * kernel.stride + (kernel.rows - 1) * Panels.width).update(repeating: 0, count: Panels.width)
    }
  }
}
