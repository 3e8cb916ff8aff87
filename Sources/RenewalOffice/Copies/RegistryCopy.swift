import Foundation
package import RenewalRules

/// A copy that was kept beside a registry before something was written: `registry.db.2026-11-30T090000Z.bak`.
package struct RegistryCopy: Hashable, Sendable {
    package let path: String
    package let takenAt: UnixTime

    /// Names the copy of a registry as of an instant.
    init(of registry: String, at instant: UnixTime) {
        takenAt = UnixTime(seconds: instant.seconds)
        path = "\(registry).\(takenAt.rfc3339.replacing(":", with: ""))\(Self.ending)"
    }

    /// The copies beside a registry, the earliest first; other files are none.
    package static func all(of registry: String) -> [RegistryCopy] {
        let url = URL(filePath: registry)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)) ?? []
        return names.compactMap { RegistryCopy(named: $0, of: registry, url.lastPathComponent) }
            .sorted { $0.takenAt < $1.takenAt }
    }

    private init?(named name: String, of registry: String, _ file: String) {
        guard name.hasPrefix("\(file)."), name.hasSuffix(Self.ending) else { return nil }
        let stamp = name.dropFirst(file.count + 1).dropLast(Self.ending.count)
        let (day, clock) = (stamp.prefix(11), stamp.dropFirst(11))
        guard clock.count == 7, let instant = UnixTime(rfc3339: day + Self.withColons(clock)) else { return nil }
        self.init(of: registry, at: instant)
    }

    /// `090000Z` as RFC 3339 writes it.
    private static func withColons(_ clock: Substring) -> String {
        "\(clock.prefix(2)):\(clock.dropFirst(2).prefix(2)):\(clock.dropFirst(4))"
    }

    private static let ending = ".bak"
}
