import Foundation
import RenewalReports
import RenewalTestSupport
import Testing

/// patch(1) makes the new text of the old one and the difference.
@Suite struct UnifiedDiffTests {
    private static let long = (1...40).map { "第\($0)行\n" }.joined()

    static let pairs: [(old: String, new: String)] = [
        ("", "a\n"), ("a\n", ""), ("a\nb\nc\n", "a\nB\nc\n"), ("a\nb", "a\nb\n"), ("a\nb\n", "a\nc"),
        (long, long.replacing("第3行", with: "三").replacing("第30行\n", with: "")), (long, "前\n" + long + "后\n"),
        (long, long.replacing("第10行", with: "十").replacing("第16行", with: "十六").replacing("第24行", with: "廿四")),
        ("e\u{301}\n", "\u{E9}\n"), ("a\r\nb\n", "a\nb\n"),
    ]

    @Test(arguments: pairs) func patchUnderstandsIt(old: String, new: String) throws {
        let directory = try TemporaryDirectory()
        let (file, result) = (directory.path("old"), directory.path("new"))
        try Data(old.utf8).write(to: URL(filePath: file))
        let diff = UnifiedDiff(from: old, to: new).text(from: "old", to: "new")
        _ = try ForeignProgram.run(
            "/usr/bin/patch",
            ["--binary", "--fuzz=0", "-o", result, file],
            input: Array(diff.utf8)
        )
        #expect(try Data(contentsOf: URL(filePath: result)) == Data(new.utf8), "\(diff)")
    }

    @Test func equalTextsHaveNone() {
        #expect(UnifiedDiff(from: Self.long, to: Self.long).text(from: "old", to: "new").isEmpty)
    }
}
