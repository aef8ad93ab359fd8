import Essentials
import Synchronization

/// Tells a training to TensorBoard as Keras's callback does: event files in `train/` and `validation/`, with the metrics of
/// the real characters beside Keras's own.
///
/// Epochs count from 0 and batches from 1, over the whole run: a resumed one goes on where it was, in new files beside the
/// old. Source: keras/src/callbacks/tensorboard.py.
package final class TensorBoardLog: Sendable {
  private struct Writers: ~Copyable {
    var training: EventFileWriter
    var validation: EventFileWriter
    /// When batches were written last.
    var written = -Double.infinity
  }

  /// Seconds for which batches are kept back at most: as long as somebody who watches may wait for news.
  private static let interval = 1.0

  private let writers: Mutex<Writers>
  private let batchesPerEpoch: Int
  private let clock: @Sendable () -> Double

  /// A log of a training into `folder`, which is made where it is not there; `clock` tells the seconds since 1970.
  package init(
    folder: String, batchesPerEpoch: Int, clock: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
  ) {
    writers = Mutex(
      Writers(
        training: EventFileWriter(folder: folder + "/train"),
        validation: EventFileWriter(folder: folder + "/validation")))
    self.batchesPerEpoch = batchesPerEpoch
    self.clock = clock
  }

  /// Takes a batch; it is written within a second of training, or with the epoch's end.
  package func append(_ record: BatchRecord) {
    let step = (record.epoch - 1) * batchesPerEpoch + record.batch
    let time = clock()
    writers.withLock { writers in
      for metric in Metric.allCases {
        let point = ScalarPoint(step: step, time: time, value: metric.value(of: record.metrics))
        writers.training.append("batch_" + metric.key, point)
      }
      if !(abs(time - writers.written) < Self.interval) {
        writers.training.flush()
        writers.written = time
      }
    }
  }

  /// Writes an epoch's record; what went wrong, or nil.
  package func append(_ record: EpochRecord) -> String? {
    let time = clock()
    return writers.withLock { writers in
      func point(_ value: Double, at step: Int) -> ScalarPoint { ScalarPoint(step: step, time: time, value: value) }
      for metric in Metric.allCases {
        let value = metric.value(of: record.training)
        writers.training.append("epoch_" + metric.key, point(value, at: record.epoch - 1))
      }
      writers.training.append("epoch_learning_rate", point(record.learningRate, at: record.epoch - 1))
      if let validation = record.validation {
        for metric in Metric.allCases {
          let value = metric.value(of: validation)
          writers.validation.append(
            "evaluation_\(metric.key)_vs_iterations", point(value, at: record.epoch * batchesPerEpoch))
          writers.validation.append("epoch_" + metric.key, point(value, at: record.epoch - 1))
        }
      }
      return Self.flush(&writers)
    }
  }

  /// Writes what is kept back: the run is over; what went wrong, or nil.
  package func flush() -> String? { writers.withLock { Self.flush(&$0) } }

  private static func flush(_ writers: inout Writers) -> String? {
    writers.training.flush()
    writers.validation.flush()
    return (writers.training.failure ?? writers.validation.failure)?.description
  }
}
