import Foundation
import RenewalTestSupport
import Testing

/// The guides in both languages show what the program does, and tell people nothing that it cannot do.
@Suite(.startsPrograms) struct PagesTests {
    /// A failure shows the difference; `Scripts/pages --update` accepts an intended one.
    @Test func thePagesShowWhatComes() throws {
        _ = try ForeignProgram.run(
            ForeignProgram.pythonWithPackages,
            [
                ForeignProgram.repository.appending(path: "Scripts/pages").path, "--program",
                Program.products.appending(path: "renewald").path,
            ]
        )
    }
}
