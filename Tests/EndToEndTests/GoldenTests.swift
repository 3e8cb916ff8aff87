import Foundation
import RenewalTestSupport
import Testing

/// What the program prints, sends and keeps of a fixed registry on fixed days is what `Tests/Golden` has.
@Suite struct GoldenTests {
    /// A failure shows what differs; `Scripts/golden --update` takes it over where it is meant.
    @Test func outputsAreUnchanged() throws {
        let script = ForeignProgram.repository.appending(path: "Scripts/golden").path
        _ = try ForeignProgram.run(script, ["--program", Program.products.appending(path: "renewald").path])
    }
}
