import Foundation
import Glibc
import RenewalRules

/// What a look at a sheet on a share found: another host may be writing it just now, and tells nobody.
package enum SheetLook: Hashable, Sendable {
    /// It cannot be looked into.
    case trouble(SheetTrouble)
    /// Somebody has it open; the lock file of their program lies beside it.
    case open(lock: String)
    /// Size or time are not those of the look before: the next look tells whether it is whole.
    case changing
    /// Content and settings are those with which it was taken, or refused, the last time.
    case taken
    /// Content or settings are new, and the file has stood still between two looks.
    case new(SheetContent)
}

/// A sheet as it was read, and by what it is known again.
package struct SheetContent: Hashable, Sendable {
    package let bytes: [UInt8]
    /// SHA-256 of the settings and the bytes, in lower case.
    let digest: String
}

/// A file on a share before it is opened.
enum SheetSight {
    case trouble(SheetTrouble)
    case open(lock: String)
    case still(SheetStand)

    init(of file: String, at now: UnixTime) {
        guard let stand = SheetStand(of: file), access(file, R_OK) == 0 else {
            self = .trouble(.missing)
            return
        }
        if let lock = Self.lock(beside: file) {
            let isOld = UnixTime(milliseconds: lock.modifiedNanoseconds / 1_000_000) + SheetTrouble.longestOpen < now
            self = isOld ? .trouble(.open(lock: lock.name)) : .open(lock: lock.name)
        } else {
            self = stand.bytes > SheetTrouble.largest ? .trouble(.tooLarge) : .still(stand)
        }
    }

    /// The file that a spreadsheet program lays beside a sheet as long as somebody has it open.
    ///
    /// Excel replaces the first two characters of a long name, or sets its mark before a short one.
    private static func lock(beside file: String) -> (name: String, modifiedNanoseconds: Int64)? {
        let url = URL(filePath: file)
        let (folder, name) = (url.deletingLastPathComponent().path, url.lastPathComponent)
        let locks = ["~$\(name)", "~$\(name.dropFirst(2))", ".~\(name)", ".~lock.\(name)#"]
        return locks.lazy.compactMap { lock in
            SheetStand(of: "\(folder)/\(lock)").map { (lock, $0.modifiedNanoseconds) }
        }.first
    }
}

/// By what somebody sees that a file was written to.
struct SheetStand: Equatable {
    /// The size; a negative one is the mark of a trouble.
    let bytes: Int64
    /// When it was written last; of a trouble, when it was told.
    let modifiedNanoseconds: Int64

    init(bytes: Int64, modifiedNanoseconds: Int64) {
        self.bytes = bytes
        self.modifiedNanoseconds = modifiedNanoseconds
    }

    /// Like no file's.
    static let unknown = SheetStand(bytes: 0, modifiedNanoseconds: 0)

    /// That of a trouble told at an instant.
    init(of trouble: SheetTrouble, at instant: UnixTime) {
        self.init(bytes: trouble.mark, modifiedNanoseconds: instant.milliseconds * 1_000_000)
    }

    /// `nil` when there is no such file.
    init?(of file: String) {
        var status = stat()
        guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        bytes = Int64(status.st_size)
        // Some file systems keep years that nanoseconds do not reach.
        let seconds = min(max(status.st_mtim.tv_sec, -Self.mostSeconds), Self.mostSeconds)
        modifiedNanoseconds = Int64(seconds) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }

    private static let mostSeconds = 9_000_000_000

    /// When the trouble was told; `nil` when it is none.
    var troubledSince: UnixTime? { bytes < 0 ? UnixTime(milliseconds: modifiedNanoseconds / 1_000_000) : nil }

    /// The bytes of the file; `nil` when it is not, or no longer, what it was.
    func content(of file: String) -> [UInt8]? {
        guard let handle = FileHandle(forReadingAtPath: file),
            let data = try? handle.read(upToCount: Int(bytes) + 1) ?? Data(),
            data.count == Int(bytes), SheetStand(of: file) == self
        else { return nil }
        return Array(data)
    }
}
