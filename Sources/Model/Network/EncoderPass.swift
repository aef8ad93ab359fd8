import Kernels

/// The encoder's way over up to B sources and back: one LSTM, or two of half the width that read in either direction, as
/// keras/src/layers/rnn/bidirectional.py has them with their outputs side by side.
struct EncoderPass: Sendable {
  private let kernels: Kernels
  private let directions: [EncoderDirection]
  private let unitPanels: Int
  private let tapes: [LSTMTape]
  /// ∂loss/∂h and ∂loss/∂c of one direction, [B, H] each.
  private let hiddenGradient: AlignedBuffer<Float>
  private let cellGradient: AlignedBuffer<Float>

  /// Room for `capacity` sources of so many steps.
  init(_ configuration: NetworkConfiguration, steps: Int, capacity: Int, kernels: Kernels) {
    self.kernels = kernels
    directions = configuration.directions
    unitPanels = configuration.encoderUnitPanels
    let panels = unitPanels
    tapes = directions.map { _ in
      LSTMTape(steps: steps, capacity: capacity, unitPanels: panels, startsFromZero: true)
    }
    hiddenGradient = AlignedBuffer(count: capacity * unitPanels * Panels.width)
    cellGradient = AlignedBuffer(count: capacity * unitPanels * Panels.width)
  }

  /// Reads the sources, from a state of zeros.
  func forward(_ inputs: PassInputs, layers: NetworkLayers, watch: inout PassWatch) {
    for direction in directions {
      layers.encoder(direction)
        .forward(inputs.source(direction), tape: tapes[direction.rawValue], watch: &watch)
    }
  }

  /// Has each row of the decoder's first state, [B, H] each, begin where its text left the encoder.
  func handOver(_ inputs: PassInputs, to state: StatePanels) {
    state.zero()
    let source = inputs.encoderInputs
    for step in 0..<source.steps {
      let rows = source.rows(at: step)
      let ended = (step + 1 < source.steps ? source.rows(at: step + 1) : 0)..<rows
      guard !ended.isEmpty else { continue }
      for direction in directions {
        // Into zeros: the sum is the state itself.
        tapes[direction.rawValue].state(step + 1, rows: rows).rows(ended)
          .add(to: state.panels(panels(direction)), rows: inputs.decoderRows(ended), kernels)
      }
    }
  }

  /// h behind each step of each direction, [rows, …].
  func outputs(_ inputs: PassInputs) -> [[KernelsMatrix]] {
    directions.map { tapes[$0.rawValue].outputs(inputs.source($0)) }
  }

  /// Takes one row's output h at each character of its source into `keys`, [S, H].
  func gatherOutputs(_ outputs: [[KernelsMatrix]], row: Int, into keys: Panels) {
    let rows = [Int32](repeating: Int32(row), count: keys.rows)
    for direction in directions {
      let steps = outputs[direction.rawValue]
      let inOrder = direction == .forward ? steps : steps[..<keys.rows].reversed()
      kernels.collect(inOrder, rows: rows, into: keys.panels(panels(direction)))
    }
  }

  /// Goes back over what `forward` ran over; the tapes' gates become ∂loss/∂z.
  ///
  /// - Parameters:
  ///   - inputs: What was read.
  ///   - state: ∂loss/∂ the decoder's first state.
  ///   - attention: What adds ∂loss/∂ the outputs, where there is attention.
  ///   - layers: The network's layers.
  ///   - transposed: The transposes of their weights.
  ///   - gradient: Where ∂loss/∂kernel is added, if it is wanted.
  ///   - zeros: A row of zeros to start products from.
  ///   - watch: What the pass is watched by.
  func backward(
    _ inputs: PassInputs, state: StatePanels, attention: AttentionPass?, layers: NetworkLayers,
    transposed: TransposedWeights, gradient: PackedParameters?, zeros: RowOfZeros, watch: inout PassWatch
  ) {
    let own = StatePanels(
      hidden: Panels(hiddenGradient, rows: inputs.rows, count: unitPanels),
      cell: Panels(cellGradient, rows: inputs.rows, count: unitPanels))
    for direction in directions {
      let gradients = attention?.keyGradients(inputs, panels: panels(direction)) ?? []
      watch.measure(.gathering) {
        own.take(from: state.panels(panels(direction)), rows: inputs.decoderRows(0..<inputs.rows), kernels)
      }
      layers.encoder(direction).backward(
        inputs.source(direction), tape: tapes[direction.rawValue],
        transposed: transposed[direction.recurrentKernel], gradient: gradient?.encoder(direction), state: own,
        zeros: zeros, watch: &watch
      ) { step, dh, watch in
        guard attention != nil else { return }
        watch.measure(.gathering) {
          let rows = (0..<dh.rows).map { row in
            Int32(direction.position(step, of: inputs.encoderInputs.steps(ofRow: row)))
          }
          kernels.collect(gradients, rows: rows, into: dh, accumulating: true)
        }
      }
    }
  }

  /// Adds what follows from the sums of all passes back.
  func completeGradient(_ gradient: PackedParameters, zeros: RowOfZeros) {
    for direction in directions { gradient.encoder(direction).addBias(kernels, zeros: zeros) }
  }

  /// After the way back, the steps whose product over time is a recurrent kernel's gradient, for some of its panels.
  func recurrentProducts(_ direction: EncoderDirection, _ inputs: PassInputs, panels: Range<Int>) -> [KernelsStep] {
    tapes[direction.rawValue].recurrentProducts(inputs.source(direction), panels: panels)
  }

  /// After the way back, ∂loss/∂z at a character of a single source of `length` characters, [1, 4H].
  func gateGradient(_ direction: EncoderDirection, at position: Int, of length: Int) -> Panels {
    tapes[direction.rawValue].gates(at: direction.position(position, of: length), rows: 1)
  }

  private func panels(_ direction: EncoderDirection) -> Range<Int> { direction.panels(of: unitPanels) }
}

/// A direction in which an LSTM of the encoder reads.
enum EncoderDirection: Int, CaseIterable, Sendable {
  /// From the first character to the last.
  case forward
  /// From the last to the first.
  case backward

  /// Which character of a source is read at a step, and at which step a character is read.
  func position(_ step: Int, of length: Int) -> Int { self == .forward ? step : length - 1 - step }

  /// Its panels among those of all directions, of which each has so many.
  func panels(of unitPanels: Int) -> Range<Int> { rawValue * unitPanels..<(rawValue + 1) * unitPanels }

  /// Its factor of h.
  var recurrentKernel: ParameterTensor { self == .forward ? .encoderRecurrentKernel : .backwardRecurrentKernel }
}

extension NetworkConfiguration {
  /// The directions in which the source is read.
  var directions: [EncoderDirection] { isBidirectional ? EncoderDirection.allCases : [.forward] }

  /// Panels of 16 units that the state of one direction takes.
  var encoderUnitPanels: Int { Panels.count(forColumns: encoderDimension) }
}
