import Foundation
import Testing

/// The Debian package, as far as its files say it; `Scripts/package` builds and tries it.
@Suite struct PackageTests {
    private func text(of path: String) throws -> String {
        try String(contentsOf: SourceTree.root.appending(path: path), encoding: .utf8)
    }

    /// What `renewald --version` says is what `apt` says, and the time of the build that of the release.
    @Test func hasTheVersionAndTheTimeOfTheRelease() throws {
        let release = try text(of: "Sources/RenewalDaemon/Release.swift")
        let version = try #require(release.firstMatch(of: /version = "([^"]+)"/)).1
        let seconds = try #require(release.firstMatch(of: /madeAt = UnixTime\(seconds: ([0-9_]+)\)/)).1
        let changelog = try text(of: "debian/changelog")
        #expect(changelog.hasPrefix("renewald (\(version)) "))
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        let time = try #require(changelog.firstMatch(of: /\n -- [^\n]+>  ([^\n]+)\n/)).1
        let date = try #require(formatter.date(from: String(time)))
        #expect(date.timeIntervalSince1970 == Double(seconds.replacing("_", with: "")))
    }

    /// A unit that nobody installs is forgotten quietly.
    @Test func installsEveryUnit() throws {
        let installed = try text(of: "debian/renewald.install")
        let folder = SourceTree.root.appending(path: "systemd").path
        let units = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".service") || $0.hasSuffix(".timer")
        }
        #expect(units.count >= 3)
        for unit in units { #expect(installed.contains("systemd/\(unit)"), "\(unit)") }
    }
}
