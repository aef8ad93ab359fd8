import Foundation
import Model
import Testing

@Suite("Fetching: what a server says")
struct FetchingTests {
  @Test("only addresses of the web are servers, the environment's before the site's")
  func addresses() throws {
    func address(_ given: String?, _ environment: [String: String] = [:]) throws -> String {
      try CorpusServer(given, environment: environment).address(of: .french)
    }
    #expect(try address(nil) == "http://www.manythings.org/anki/fra-eng.zip")
    #expect(try address(nil, ["SEQ2SEQ_FETCH_URL": "https://m.org/a"]) == "https://m.org/a/fra-eng.zip")
    #expect(try address("http://x:8/", ["SEQ2SEQ_FETCH_URL": "y"]) == "http://x:8/fra-eng.zip")
    #expect(try address(nil, ["SEQ2SEQ_FETCH_URL": ""]) == "http://www.manythings.org/anki/fra-eng.zip")
    for text in ["", "x", "file:///etc/", "ftp://x/", "http://", "http://x/?a=", "http://x/#a"] {
      #expect(throws: FetchError.noAddress(text)) { try address(text) }
    }
  }

  @Test(
    "the range of an answer",
    arguments: [
      ("bytes 100-299/300", 100, 300), ("bytes 0-0/1", 0, 1), ("Bytes 5-9/*", 5, nil),
    ] as [(String, Int, Int?)])
  func ranges(_ header: String, _ start: Int, _ total: Int?) {
    let range = ContentRange(header)
    #expect(range?.start == start && range?.total == total)
  }

  @Test(
    "ranges that make no sense",
    arguments: [
      "", "bytes", "bytes */300", "bytes 9-5/10", "bytes 0-9/9", "bytes -1-5/9", "lines 0-1/2", "bytes 1-2",
      "bytes 0-1/x",
    ])
  func badRanges(_ header: String) { #expect(ContentRange(header) == nil) }

  private func head(_ lines: String...) -> ResponseHead {
    var head = ResponseHead()
    for line in lines { Array((line + "\r\n").utf8).withUnsafeBytes { head.take($0) } }
    return head
  }

  @Test("the last of several heads counts, its names in any case")
  func heads() {
    let head = head(
      "HTTP/1.1 302 Found", "Content-Length: 3", "ETag: \"old\"", "", "HTTP/2 206", "content-range: bytes 1-2/3",
      "eTag:  \"new\" ", "")
    #expect(head.status == 206 && head.length == nil && head.validator == "\"new\"")
    #expect(head.range?.start == 1)
    #expect(self.head("HTTP/1.1 nonsense", "Content-Length: -5").status == 0)
  }

  @Test("what goes on needs a strong tag or a time")
  func validators() {
    let time = "Last-Modified: Fri, 29 Sep 2017 00:01:00 GMT"
    #expect(head("HTTP/1.1 200 OK", "ETag: W/\"weak\"").validator == nil)
    #expect(head("HTTP/1.1 200 OK", "ETag: W/\"weak\"", time).validator == "Fri, 29 Sep 2017 00:01:00 GMT")
    #expect(head("HTTP/1.1 200 OK", "Accept-Ranges: none", time).validator == nil)
  }

  @Test("how much is here")
  func progress() {
    #expect(FetchProgress(received: 1_340_000, expected: 3_000_000).size == "1.3 of 3.0 MB")
    #expect(FetchProgress(received: 2_000, expected: 4_000).size == "2 of 4 kB")
    #expect(FetchProgress(received: 5, expected: nil).size == "0 kB")
    #expect(FetchProgress(received: 2, expected: 3).percent == "66 %")
    #expect(FetchProgress(received: 9, expected: 3).share == 1 && FetchProgress(received: 0, expected: 0).share == 1)
  }

  @Test("the languages in the cache")
  func languages() throws {
    let scratch = try ScratchDirectory()
    for name in ["spa-eng.zip", "fra-eng.zip", "deu-eng.zip.part", "x-eng.zip", "FRA-eng.zip", "history"] {
      _ = try scratch.file(name, "")
    }
    #expect(CorpusLocation.fetchedLanguages(cache: scratch.path).map(\.letters) == ["fra", "spa"])
    #expect(CorpusLocation.fetchedLanguages(cache: scratch.path + "/no").isEmpty)
  }
}
