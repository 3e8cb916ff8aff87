import Dispatch
import Foundation
import RenewalFiles
package import RenewalRules

/// A maildir into which a mail server delivers what comes back, while other programs may read it too.
///
/// What was dealt with is marked as read and deleted in `cur/`, as a mail reader would do it; everything else stays as
/// and where it is.
///
/// - Source: D. J. Bernstein's maildir specification; Dovecot's documentation of maildir flags
package struct BounceMailbox: Sendable {
    /// Holds `new` and `cur`.
    private let path: String
    /// For file calls, which block.
    private let queue = DispatchQueue(label: "bounces")

    /// Names the maildir; nothing is opened.
    package init(path: String) { self.path = path }

    /// A mail that nobody has marked as deleted.
    package struct Entry: Hashable, Sendable {
        fileprivate let folder: Folder
        fileprivate let file: String

        /// The same wherever a mail reader moves it, and whatever flags it sets.
        package var name: String { String(file.prefix { $0 != ":" }) }
    }

    fileprivate enum Folder: String, Sendable { case new, cur }

    /// Why the maildir cannot be used; the phrase names it.
    package struct Failure: Error, Hashable, Sendable, Speakable, CustomStringConvertible {
        package let phrase: Phrase
    }

    /// Lists what lies in it.
    ///
    /// - Parameter limit: the most to return, the newest of them; what nobody has read goes first
    /// - Returns: in the order of the names, which is roughly that of the arrival
    /// - Throws: where there is no maildir, or it may not be read
    package func entries(limit: Int) async throws(Failure) -> [Entry] {
        try await run { () throws(Failure) in
            var entries: [Entry] = []
            for folder in [Folder.new, .cur] {
                let files = try files(in: folder).filter { !$0.hasPrefix(".") && !Self.isDeleted($0) }.sorted()
                entries += files.suffix(limit - entries.count).map { Entry(folder: folder, file: $0) }
            }
            return entries
        }
    }

    /// Reads a mail.
    ///
    /// - Parameters:
    ///   - entry: one of ``entries(limit:)``
    ///   - limit: the most bytes to read
    /// - Returns: its beginning; `nil` when a reader has moved or removed it meanwhile
    /// - Throws: where it may not be read, or is no file
    package func read(_ entry: Entry, limit: Int) async throws(Failure) -> [UInt8]? {
        try await run { () throws(Failure) in
            let file = "\(path)/\(entry.folder.rawValue)/\(entry.file)"
            // Anybody may write to the mailbox: no link is followed, and no pipe waited for.
            let descriptor = open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else {
                guard errno == ENOENT else { throw Self.failure(file, SystemFault.last.phrase) }
                return nil
            }
            defer { close(descriptor) }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                throw Self.failure(file, Phrase("不是普通文件", "it is no regular file"))
            }
            return try Self.content(of: descriptor, named: file, limit: limit)
        }
    }

    /// Marks a mail that was dealt with as read and deleted; one that a reader has moved meanwhile is left alone, and
    /// found again.
    ///
    /// - Throws: where it may not be moved
    package func settle(_ entry: Entry) async throws(Failure) {
        try await run { () throws(Failure) in
            let from = "\(path)/\(entry.folder.rawValue)/\(entry.file)"
            let to = "\(path)/cur/\(Self.deleted(entry.file))"
            guard rename(from, to) == 0 || errno == ENOENT else { throw Self.failure(from, SystemFault.last.phrase) }
        }
    }

    /// Removes what is marked as deleted and was delivered before an instant: it holds addresses and texts.
    ///
    /// - Returns: how many were removed
    /// - Throws: where there is no maildir, or a file may not be removed
    @discardableResult
    package func removeSettled(before instant: UnixTime) async throws(Failure) -> Int {
        try await run { () throws(Failure) in
            var count = 0
            for file in try files(in: .cur) where Self.isDeleted(file) {
                let file = "\(path)/cur/\(file)"
                var status = stat()
                guard lstat(file, &status) == 0, Int64(status.st_mtim.tv_sec) < instant.seconds else { continue }
                guard unlink(file) == 0 || errno == ENOENT else { throw Self.failure(file, SystemFault.last.phrase) }
                count += 1
            }
            return count
        }
    }

    /// What keeps it from being used; `nil` where it can be.
    package var fault: Phrase? {
        for folder in [Folder.new, .cur] {
            do throws(Failure) {
                _ = try files(in: folder)
            } catch {
                return error.phrase
            }
            guard access("\(path)/\(folder.rawValue)", R_OK | W_OK | X_OK) == 0 else {
                return Self.failure("\(path)/\(folder.rawValue)", SystemFault.last.phrase).phrase
            }
        }
        return nil
    }

    // MARK: Files

    private func files(in folder: Folder) throws(Failure) -> [String] {
        let directory = "\(path)/\(folder.rawValue)"
        var status = stat()
        guard lstat(directory, &status) == 0 else { throw Self.failure(directory, SystemFault.last.phrase) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw Self.failure(directory, Phrase("不是文件夹", "it is no folder"))
        }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw Self.failure(directory, Phrase("无法读取", "it cannot be read"))
        }
    }

    /// `:2,` begins the flags; T is for mails that a reader removes by and by.
    private static func isDeleted(_ file: String) -> Bool { flags(of: file).contains("T") }

    private static func flags(of file: String) -> Substring {
        file.firstRange(of: ":2,").map { file[$0.upperBound...] } ?? ""
    }

    /// Flags stand in the order of their letters.
    private static func deleted(_ file: String) -> String {
        let flags = Set(flags(of: file)).union(["S", "T"]).sorted()
        return file.prefix { $0 != ":" } + ":2," + String(flags)
    }

    private static func content(of descriptor: Int32, named file: String, limit: Int) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        var start = 0
        while start < limit {
            let piece = bytes[start...].withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
            guard piece >= 0 || errno == EINTR else { throw failure(file, SystemFault.last.phrase) }
            if piece == 0 { break }
            start += max(piece, 0)
        }
        return Array(bytes.prefix(start))
    }

    private static func failure(_ file: String, _ reason: Phrase) -> Failure {
        Failure(
            phrase: Phrase(
                "无法使用退信邮箱中的 \(file)：\(reason.chinese)；请核对路径、属主和权限",
                "cannot use \(file) of the maildir for bounces: \(reason.english); check the path, its owner and its mode"
            )
        )
    }

    private func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            queue.async {
                do throws(Failure) {
                    continuation.resume(returning: .success(try work()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}
