import Glibc
import RenewalRegistry
package import RenewalRules

extension ReferenceRegistry {
    /// Carries out a change that `registry undo` can take back: the registry is copied before.
    ///
    /// - Parameters:
    ///   - now: the instant that names the copy
    ///   - writes: whether the change may write; a dry run needs no copy
    ///   - isChange: whether the result says that something was changed; else the copy goes again
    ///   - change: the change
    /// - Returns: what the change returns
    /// - Throws: ``RegistryError`` of the copy, or what the change throws
    package func changing<Result>(
        at now: UnixTime,
        writes: Bool,
        isChange: (Result) -> Bool,
        _ change: () throws -> Result
    ) throws -> Result {
        guard writes else { return try change() }
        let copy = try makeCopy(at: now)
        do {
            let result = try change()
            if isChange(result) { forgetOldCopies() } else { unlink(copy.path) }
            return result
        } catch {
            unlink(copy.path)
            throw error
        }
    }
}

extension RosterReport {
    /// Whether the registry says something else than before.
    package var hasChanged: Bool { written && (!lines.allSatisfy(\.isRejected) || (endsVanished && !vanished.isEmpty)) }
}

extension ImportReport {
    /// Whether the table says something else than before.
    package var hasChanged: Bool { written && inserted + updated > 0 }
}
