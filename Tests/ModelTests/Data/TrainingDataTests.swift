import Model
import Testing

@Suite("Which data a network was trained on")
struct TrainingDataTests {
  private let pairs = [
    SentencePair(english: "Go.", french: "Va !"), SentencePair(english: "Run!", french: "Cours !"),
  ]

  @Test("the digest is FNV-1a of the pairs, in their order")
  func digest() {
    #expect([SentencePair]().digest == "cbf29ce484222325")
    #expect(pairs.digest == "4052ccb5ae59b7c0")
    #expect([SentencePair(english: "Zoé.", french: "Ça.")].digest == "ddf7eca0849fc1e0")
    #expect([SentencePair(english: "0", french: "x")].digest == "00b068fa0f485bfc")
    #expect(Array(pairs.reversed()).digest != pairs.digest)
  }

  @Test("the record survives as JSON, and describes those pairs only")
  func record() {
    let data = TrainingData(name: "fra/é\"x", pairs: pairs)
    #expect(data.json == #"{"count":2,"digest":"4052ccb5ae59b7c0","name":"fra/é\"x"}"#)
    #expect(TrainingData(json: data.json) == data)
    #expect(data.describes(pairs) && !data.describes(Array(pairs.reversed())))
  }

  @Test(
    "what is no record is none",
    arguments: [
      "", "{}", "[]", #"{"count":2,"digest":"4052ccb5ae59b7c0"}"#,
      #"{"count":0,"digest":"4052ccb5ae59b7c0","name":"fra"}"#, #"{"count":2,"digest":"4052ccb5ae59b7c","name":"fra"}"#,
      #"{"count":2,"digest":"4052CCB5AE59B7C0","name":"fra"}"#,
      #"{"count":2.5,"digest":"4052ccb5ae59b7c0","name":"f"}"#,
      #"{"count":2,"digest":"4052ccb5ae59b7c0","name":""}"#, String(repeating: "[", count: 4_000),
      #"{"count":2,"digest":"4052ccb5ae59b7c0","name":""# + String(repeating: "x", count: 256) + #""}"#,
    ])
  func noRecord(_ json: String) {
    #expect(TrainingData(json: json) == nil)
  }

  @Test("data is called what it was asked for by")
  func names() {
    #expect(CorpusLocation.embedded.name == "everyday")
    #expect(CorpusLocation.named("fra").name == "fra")
    #expect(CorpusLocation.named("/tmp/data/own.tsv").name == "own.tsv")
  }
}
