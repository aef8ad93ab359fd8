import Foundation
import Model
import Testing

/// Our files in the hands of Python's `safetensors`; the cases in Reference/ are its files in ours.
@Suite("Checkpoints and Python") struct CheckpointPythonTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  private static let script = """
    import json, sys
    from safetensors import safe_open
    with safe_open(sys.argv[1], framework="np") as file:
        print(json.dumps({
            "metadata": file.metadata(),
            "tensors": {name: {
                "dtype": str(file.get_tensor(name).dtype),
                "shape": list(file.get_tensor(name).shape),
                "values": [float(x) for x in file.get_tensor(name).ravel()],
            } for name in file.keys()},
        }))
    """

  private struct Opened: Decodable {
    struct Tensor: Decodable {
      let dtype: String
      let shape: [Int]
      let values: [Float]
    }

    let metadata: [String: String]
    let tensors: [String: Tensor]
  }

  @Test func opensOurFiles() throws {
    let python = Self.root + "/.venv/bin/python"
    try #require(
      FileManager.default.isExecutableFile(atPath: python),
      """
      \(python) is missing. These tests need it; run the test command of README.md, which installs it: \
      python3 -m venv .venv && .venv/bin/pip install -r Tests/requirements.txt
      """)
    let scratch = try ScratchDirectory()
    let path = scratch.path + "/ours.safetensors"
    let checkpoint = try CheckpointParts.checkpoint()
    try checkpoint.write(to: path)
    let opened = try JSONDecoder().decode(Opened.self, from: run(python, ["-c", Self.script, path]))
    #expect(opened.metadata == (try SafetensorsFile(contentsOf: path)).metadata)
    let tensors = ParameterTensor.all(in: checkpoint.network.configuration)
    #expect(opened.tensors.count == 2 * tensors.count)
    for tensor in tensors {
      for (prefix, parameters) in [("", checkpoint.network.parameters), ("rms/", checkpoint.slots.meanSquare)] {
        let found = try #require(opened.tensors[prefix + tensor.name])
        #expect(found.dtype == "float32" && found.shape == tensor.shape(in: checkpoint.network.configuration))
        #expect(found.values == parameters?[tensor])
      }
    }
  }

  private func run(_ program: String, _ arguments: [String]) throws -> Data {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(complaint)")
    return data
  }
}
