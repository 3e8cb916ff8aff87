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
        let file = URL(filePath: registry).lastPathComponent
        return names(beside: registry).compactMap { RegistryCopy(named: $0, of: registry, file) }
            .sorted { $0.takenAt < $1.takenAt }
    }

    /// The paths of what interrupted commands left of copies they were making, with SQLite's own files.
    static func leftovers(of registry: String) -> [String] {
        let url = URL(filePath: registry)
        let (folder, file) = (url.deletingLastPathComponent().path, url.lastPathComponent)
        return names(beside: registry).filter { name in
            guard let end = name.range(of: ".partial", options: .backwards) else { return false }
            guard ["", "-journal", "-wal", "-shm"].contains(name[end.upperBound...]) else { return false }
            let target = String(name[..<end.lowerBound])
            return target == "\(file).undo" || RegistryCopy(named: target, of: registry, file) != nil
        }.sorted().map { "\(folder)/\($0)" }
    }

    private static func names(beside registry: String) -> [String] {
        let folder = URL(filePath: registry).deletingLastPathComponent().path
        return (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
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
