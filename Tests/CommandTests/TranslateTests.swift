import Foundation
import Model
import Testing

@Suite("translate") struct TranslateTests {
  private func translate(_ arguments: String..., input: String = "") throws -> Program.Outcome {
    try Program.run(["translate", "--checkpoint", try SmallNetwork.path] + arguments, input: Data(input.utf8))
  }

  private func object(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  /// One object of `--json`, with its numbers checked.
  private func object(_ line: String, likeliest: Int) throws -> [String: Any] {
    let object = try object(line)
    #expect(Set(object.keys) == ["input", "output", "stopped", "unknown", "steps"])
    for step in try #require(object["steps"] as? [[String: Any]]) {
      #expect(Set(step.keys) == ["character", "probability", "entropy_bits", "top", "rest"])
      let top = try #require(step["top"] as? [[String: Any]])
      let probabilities = try top.map { try #require($0["probability"] as? Double) }
      #expect(top.count == likeliest && probabilities == probabilities.sorted(by: >))
      #expect(top.allSatisfy { Set($0.keys) == ["character", "probability"] && $0["character"] is String })
      let sum = try #require(step["rest"] as? Double) + probabilities.reduce(0, +)
      #expect(abs(sum - 1) < 1e-6)
      if likeliest > 0 {
        #expect(step["character"] as? String == top[0]["character"] as? String)
        #expect(step["probability"] as? Double == probabilities[0])
      }
      #expect(try #require(step["entropy_bits"] as? Double) >= 0)
    }
    return object
  }

  @Test func eachArgumentIsASentence() throws {
    let outcome = try translate(SmallNetwork.pairs[0].key, SmallNetwork.pairs[2].key, "")
    #expect(outcome.lines == [SmallNetwork.pairs[0].value, SmallNetwork.pairs[2].value, ""])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
  }

  @Test func linesOfStandardInput() throws {
    let input = SmallNetwork.pairs.map { $0.key + "\r\n\n" }.joined() + SmallNetwork.pairs[0].key
    let outcome = try translate(input: input)
    #expect(outcome.lines == SmallNetwork.pairs.flatMap { [$0.value, ""] } + [SmallNetwork.pairs[0].value])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(try translate().output.isEmpty)
    #expect(!outcome.output.utf8.contains(13) && !outcome.output.contains("\u{1B}"))
  }

  /// A beam of one is the greedy decode; a wider one finds what Model finds.
  @Test func byBeam() throws {
    let sentences = ["Noah swims.", "Zoe", "I hum low"]
    let translator = Translator(try Checkpoint(contentsOf: try SmallNetwork.path).network)
    func run(_ options: String...) throws -> [String] {
      try Program.run(["translate", "--checkpoint", try SmallNetwork.path] + options + sentences).lines
    }
    #expect(try run("--beam", "1") == run())
    let search = BeamSearch(width: 6, lengthPenalty: 1)
    let expected = sentences.map { translator.beam(for: $0, search)[0].output }
    #expect(try run("--beam", "6", "--length-penalty", "1") == expected)
    let objects = try run("--beam", "6", "--length-penalty", "1", "--json").map { try object($0) }
    #expect(objects.map { $0["output"] as? String } == expected)
  }

  @Test func json() throws {
    let outcome = try translate("--json", "--", SmallNetwork.pairs[2].key, "Zoé hums€low€♞.")
    #expect(outcome.lines.count == 2)
    let first = try object(outcome.lines[0], likeliest: 5)
    #expect(first["input"] as? String == SmallNetwork.pairs[2].key)
    #expect(first["output"] as? String == SmallNetwork.pairs[2].value)
    #expect(first["stopped"] as? String == "end")
    #expect((first["unknown"] as? [String])?.isEmpty == true)
    let steps = try #require(first["steps"] as? [[String: Any]])
    let characters = steps.compactMap { $0["character"] as? String }
    #expect(characters.joined() == SmallNetwork.pairs[2].value + "\n")
    let second = try object(outcome.lines[1], likeliest: 5)
    #expect(second["input"] as? String == "Zoé hums€low€♞.")
    #expect(second["unknown"] as? [String] == ["€", "♞"])
  }

  @Test(arguments: [("0", 0), ("1", 1), ("7", 7), ("999", 27), ("99999999999", 27)])
  func likeliestCharactersAreClampedToTheVocabulary(_ asked: String, _ given: Int) throws {
    let outcome = try translate("--json", "--probabilities", asked, SmallNetwork.pairs[0].key)
    #expect(outcome.status == 0)
    _ = try object(try #require(outcome.lines.first), likeliest: given)
    let table = try translate("--probabilities", asked, SmallNetwork.pairs[0].key)
    #expect(table.status == 0 && table.lines.first == SmallNetwork.pairs[0].value)
    #expect(table.lines.filter { $0.hasPrefix("step") }.count == table.lines.filter { $0.hasPrefix("rest") }.count)
    let block = table.lines.dropFirst().prefix { !$0.isEmpty }
    #expect(block.count == given + 2)
    #expect(table.lines.allSatisfy { $0.count <= 80 })
  }

  @Test func emptyLinesAreObjectsWithoutSteps() throws {
    let outcome = try translate("--json", input: "\n€\n")
    let objects = try outcome.lines.map { try object($0, likeliest: 0) }
    #expect(objects.count == 2)
    for (object, (input, unknown)) in zip(objects, [("", []), ("€", ["€"])]) {
      #expect(object["input"] as? String == input && object["output"] as? String == "")
      #expect(object["stopped"] as? String == "end" && object["unknown"] as? [String] == unknown)
      #expect((object["steps"] as? [Any])?.isEmpty == true)
    }
  }

  /// A network that would never choose LF: it stops at Td + 1 characters.
  @Test func textsThatDoNotEndAreCut() throws {
    let scratch = try ScratchDirectory()
    let path = scratch("endless.safetensors")
    var checkpoint = try Checkpoint(contentsOf: SmallNetwork.path)
    let configuration = checkpoint.network.configuration
    checkpoint.network.parameters[.outputBias][try #require(configuration.targetVocabulary.index(of: "\n"))] = -1000
    try checkpoint.write(to: path)
    let outcome = try Program.run("translate", "--checkpoint", path, "--json", SmallNetwork.pairs[0].key)
    let object = try object(outcome.output, likeliest: 5)
    try #require(object["stopped"] as? String == "limit")
    #expect((object["steps"] as? [Any])?.count == configuration.maxDecoderLength + 1)
    #expect((object["output"] as? String)?.unicodeScalars.count == configuration.maxDecoderLength + 1)
  }

  @Test func unknownCharactersAreNamedAndLeftOut() throws {
    let outcome = try translate("Our€ soup\u{1B}[2J sings\u{200D}.")
    #expect(outcome.status == 0)
    for name in ["€ U+20AC", "U+001B", "U+200D"] { #expect(outcome.errors.contains(name)) }
    #expect(!outcome.errors.contains("\u{1B}") && !outcome.output.contains("\u{1B}"))
    #expect(try translate("Our€ soup\u{7} sings.").output == SmallNetwork.pairs[0].value + "\n")
  }

  @Test func longSentencesGetAHint() throws {
    let most = "Our soup sings.".count
    #expect(try translate(String(repeating: "o", count: most)).errors.isEmpty)
    let outcome = try translate(String(repeating: "o", count: most + 1))
    #expect(outcome.status == 0 && outcome.lines.count == 1)
    #expect(outcome.errors.contains("\(most)"))
    let sentence = String(repeating: "Nine blue owls. ", count: 40).prefix(500)
    let long = try translate(String(sentence))
    #expect(long.status == 0 && long.lines.count == 1 && long.errors.contains("500 characters"))
  }

  @Test func decomposedAndComposedAreTheSame() throws {
    let sentence = "Zoé hums low."
    let decomposed = sentence.decomposedStringWithCanonicalMapping
    #expect(decomposed.unicodeScalars.count == sentence.unicodeScalars.count + 1)
    let outcomes = try [sentence, decomposed].map { try translate("--json", $0) }
    #expect(outcomes[0].output == outcomes[1].output)
    #expect(outcomes[1].errors.isEmpty)
    #expect(try translate(input: decomposed + "\n").output == SmallNetwork.pairs[3].value + "\n")
  }

  @Test func bytesThatAreNoTextAreNamedAndLeftOut() throws {
    let input = Data([0xFF, 0x00]) + Data("Our soup sings.\n".utf8)
    let outcome = try Program.run("translate", "--checkpoint", try SmallNetwork.path, input: input)
    #expect(outcome.lines == [SmallNetwork.pairs[0].value])
    #expect(outcome.errors.contains("U+FFFD") && outcome.errors.contains("U+0000"))
  }

  @Test(arguments: ["translate", "translate --json", "repl"])
  func aReaderThatLeavesIsNoError(_ command: String) throws {
    let outcome = try Program.shell(
      """
      { i=0; while [ $i -lt 2000 ]; do echo 'Our soup sings.'; i=$((i + 1)); done; } >many
      { "$seq2seq" \(command) --checkpoint "$network" <many; echo $? >status; } | head -1; cat status
      """, environment: ["network": try SmallNetwork.path])
    #expect(outcome.lines.count == 2 && outcome.lines.last == "0")
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: ["translate", "repl", "workbench"])
  func everyLineIsAnsweredAtOnce(_ command: String) throws {
    let run = try RunningProgram([try Program.path(), command, "--checkpoint", try SmallNetwork.path], input: nil)
    var expected = ""
    for pair in SmallNetwork.pairs {
      try run.send(pair.key + "\n")
      expected += pair.value + "\n"
      try run.wait(for: expected)
    }
    try run.endInput()
    let outcome = try run.finish()
    #expect(outcome.output == expected && outcome.status == 0 && outcome.errors.isEmpty)
  }
}
