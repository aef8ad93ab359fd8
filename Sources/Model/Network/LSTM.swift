import Kernels

/// An LSTM's weights as views: keras/src/layers/rnn/lstm.py, with the gates in the order i f c̃ o.
struct LSTMWeights {
  /// [V + 1, 4H]; the last row is zero, for a step without a character.
  let kernel: Panels
  /// [H, 4H].
  let recurrentKernel: Panels
  /// [4H].
  let bias: Panels

  /// Of a gradient: adds ∂loss/∂bias, and clears the row of the kernel that stands for no character.
  ///
  /// Every step of every row added its ∂loss/∂z to exactly one row of the kernel's gradient, so the bias's is their sum.
  func addBias(_ kernels: Kernels, zeros: RowOfZeros) {
    kernels.scatter(kernel, to: bias, rows: zeros.indices)
    kernel.rows(kernel.rows - 1..<kernel.rows).zero()
  }
}

/// The state h and c of B sequences, [B, H] each, or ∂loss/∂h and ∂loss/∂c.
struct StatePanels {
  /// h.
  let hidden: Panels
  /// c.
  let cell: Panels

  /// Some of the rows of both.
  func rows(_ range: Range<Int>) -> StatePanels { StatePanels(hidden: hidden.rows(range), cell: cell.rows(range)) }

  /// Some of the panels of both.
  func panels(_ range: Range<Int>) -> StatePanels {
    StatePanels(hidden: hidden.panels(range), cell: cell.panels(range))
  }

  /// Clears both.
  func zero() {
    hidden.zero()
    cell.zero()
  }

  /// Adds row r of both to row `indices[r]` of another state.
  func add(to other: StatePanels, rows indices: RowIndices, _ kernels: Kernels) {
    kernels.scatter(hidden, to: other.hidden, rows: indices)
    kernels.scatter(cell, to: other.cell, rows: indices)
  }

  /// Takes row `indices[r]` of another state into row r.
  func take(from other: StatePanels, rows indices: RowIndices, _ kernels: Kernels) {
    kernels.gather(other.hidden, rows: indices, into: hidden)
    kernels.gather(other.cell, rows: indices, into: cell)
  }
}

/// What one LSTM keeps of a forward pass for its backward pass: T steps of up to B rows.
struct LSTMTape: Sendable {
  /// Whether the initial state is zero, as the encoder's is: its first step then needs no product.
  let startsFromZero: Bool
  private let capacity: Int
  private let unitPanels: Int
  /// [T][B, 4H]: pre-activations, then activations, then ∂loss/∂z, each in the place of the one before.
  private let gates: AlignedBuffer<Float>
  /// [T + 1][B, H]: c before each step, and after the last.
  private let cells: AlignedBuffer<Float>
  /// [T + 1][B, H]: h likewise.
  private let hiddens: AlignedBuffer<Float>

  /// Room for `steps` steps of `capacity` rows, 16 · unitPanels units wide.
  init(steps: Int, capacity: Int, unitPanels: Int, startsFromZero: Bool) {
    self.startsFromZero = startsFromZero
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

  /// Both before step `index`.
  func state(_ index: Int, rows: Int) -> StatePanels {
    StatePanels(hidden: hidden(index, rows: rows), cell: cell(index, rows: rows))
  }

  /// h behind each step, [rows, H]; the tape keeps their buffer.
  func outputs(_ inputs: StepIndices) -> [KernelsMatrix] {
    (0..<inputs.steps).map { hidden($0 + 1, rows: inputs.rows(at: $0)).matrix }
  }

  /// After the backward pass, the steps whose product over time hᵀ · ∂loss/∂z is ∂loss/∂R, for some of its panels.
  func recurrentProducts(_ inputs: StepIndices, panels: Range<Int>) -> [KernelsStep] {
    (0..<inputs.steps).dropFirst(startsFromZero ? 1 : 0).map { step in
      KernelsStep(
        hidden(step, rows: inputs.rows(at: max(0, step - 1))),
        gates(at: step, rows: inputs.rows(at: step)).panels(panels))
    }
  }

  private var stateSize: Int { capacity * unitPanels * Panels.width }
}

/// Running an LSTM over sequences, and back.
struct LSTM {
  /// The instruction set.
  let kernels: Kernels
  /// This LSTM's weights.
  let weights: LSTMWeights
  /// σ in the formulas below, or what stands for it.
  let activation: RecurrentActivation

  /// One step, not timed: `gates` is room for z, [B, 4H].
  func step(_ characters: RowIndices, from state: StatePanels, to next: StatePanels, gates: Panels) {
    multiply(characters, state.hidden, into: gates)
    kernels.activateGates(gates, as: activation, bias: weights.bias, from: state.cell, to: next)
  }

  /// Fills the tape: state `t + 1` from state `t` and the characters of step t.
  ///
  ///     z = kernel[x] + h · R + b      c' = σ(f)·c + σ(i)·tanh(c̃)      h' = σ(o)·tanh(c')
  ///
  /// `predict` is told every step t that is done, while its h is still at hand.
  func forward(
    _ inputs: StepIndices, tape: LSTMTape, watch: inout PassWatch,
    predict: (_ step: Int, _ watch: inout PassWatch) -> Void = { _, _ in }
  ) {
    var previousRows = inputs.steps > 0 ? inputs.rows(at: 0) : 0
    for step in 0..<inputs.steps where !watch.isInterrupted {
      let rows = inputs.rows(at: step)
      let z = tape.gates(at: step, rows: rows)
      let state = tape.state(step, rows: previousRows)
      if step == 0 && tape.startsFromZero {
        watch.measure(.gathering) { kernels.gather(weights.kernel, rows: inputs[step], into: z) }
      } else {
        watch.measure(.products) { multiply(inputs[step], state.hidden, into: z) }
      }
      watch.measure(.gates) {
        kernels.activateGates(
          z, as: activation, bias: weights.bias, from: state.cell, to: tape.state(step + 1, rows: rows))
      }
      previousRows = rows
      predict(step, &watch)
    }
  }

  /// z = kernel[x] + h · R.
  private func multiply(_ characters: RowIndices, _ hidden: Panels, into z: Panels) {
    kernels.multiply(hidden, by: weights.recurrentKernel, into: z, from: weights.kernel, rows: characters)
  }

  /// Back-propagation through time; the tape's gates become ∂loss/∂z.
  ///
  /// - Parameters:
  ///   - inputs: The characters that `forward` read.
  ///   - tape: What `forward` kept.
  ///   - transposed: Rᵀ, [4H, H].
  ///   - gradient: Where ∂loss/∂kernel is added, if it is wanted; its `addBias` and the tape's
  ///     `recurrentProducts` give the others.
  ///   - state: ∂loss/∂h and ∂loss/∂c after the last step; become those before the first (not where that state is the
  ///     constant 0).
  ///   - zeros: A row of zeros to start products from.
  ///   - watch: What the pass is watched by.
  ///   - addOutputGradient: Adds to dh [rows, H] what step t's own output contributes.
  func backward(
    _ inputs: StepIndices, tape: LSTMTape, transposed: Panels, gradient: LSTMWeights?, state: StatePanels,
    zeros: RowOfZeros, watch: inout PassWatch,
    addOutputGradient: (_ step: Int, _ dh: Panels, _ watch: inout PassWatch) -> Void = { _, _, _ in }
  ) {
    for step in (0..<inputs.steps).reversed() where !watch.isInterrupted {
      let rows = inputs.rows(at: step)
      let previousRows = step == 0 ? rows : inputs.rows(at: step - 1)
      let z = tape.gates(at: step, rows: rows)
      let dh = state.hidden.prefix(rows)
      addOutputGradient(step, dh, &watch)
      watch.measure(.gates) {
        kernels.differentiateGates(
          z, as: activation, from: tape.cell(step, rows: previousRows), to: tape.cell(step + 1, rows: rows),
          gradient: state)
      }
      if let gradient { watch.measure(.gathering) { kernels.scatter(z, to: gradient.kernel, rows: inputs[step]) } }
      if step > 0 || !tape.startsFromZero {
        // dh = dz · Rᵀ, from zero: every row gathers the one row of zeros.
        watch.measure(.products) {
          kernels.multiply(z, by: transposed, into: dh, from: zeros.row, rows: zeros.indices)
        }
      }
    }
  }
}
