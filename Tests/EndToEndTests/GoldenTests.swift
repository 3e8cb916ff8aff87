import Foundation
import RenewalTestSupport
import Testing

/// What the program prints, sends and keeps for a fixed registry on fixed days matches `Tests/Golden`.
@Suite(.startsPrograms) struct GoldenTests {
    /// A failure shows the difference; `Scripts/golden --update` accepts an intended one.
    @Test func outputsAreUnchanged() throws {
        let script = ForeignProgram.repository.appending(path: "Scripts/golden").path
        _ = try ForeignProgram.run(script, ["--program", Program.products.appending(path: "renewald").path])
    }
}
