import Foundation
import RenewalTestSupport
import Testing

/// What `check-config` says of broken configurations, kept as files in `Tests/Configurations`.
@Suite struct ConfigurationsTests {
    /// A failure shows the difference, or the message that lacks a place, a cause or a cure; `Scripts/configurations --update`
    /// accepts an intended difference.
    @Test func everyMessageIsExpectedAndCanBeActedUpon() throws {
        let script = ForeignProgram.repository.appending(path: "Scripts/configurations").path
        _ = try ForeignProgram.run(script, ["--program", Program.products.appending(path: "renewald").path])
    }
}
