import Foundation
import RenewalFiles

/// The open folders of one maildir, and the steps that add a file without ever showing half of it.
///
/// Everything is done relative to the open folders, so that nobody can replace one meanwhile.
struct Maildir: ~Copyable {
    private let tmp: MaildirFolder
    private let new: MaildirFolder
    private let cur: MaildirFolder

    /// What exists under the name of a message.
    enum Presence: Hashable {
        case missing
        /// The message itself, possibly with a reader's flags.
        case stored
        /// Something that we did not write.
        case foreign(file: String)
    }

    /// Opens the folders, and creates missing ones owner-only.
    init(at path: String) throws(FileFailure) {
        let base = try MaildirFolder(path)
        let made = try base.make(["tmp", "new", "cur"])
        let tmp = try base.folder("tmp")
        let new = try base.folder("new")
        let cur = try base.folder("cur")
        if made { try base.sync() }
        self.tmp = tmp
        self.new = new
        self.cur = cur
    }

    /// Looks for a message in `new`, and in `cur` with any flags, and compares its content.
    func presence(of name: String, as message: [UInt8]) throws(FileFailure) -> Presence {
        let fresh = try new.compare(name, with: message)
        guard fresh == .missing else { return fresh }
        for entry in try cur.names() where entry == name || entry.hasPrefix(name + ":") {
            let read = try cur.compare(entry, with: message)
            if read != .missing { return read }
        }
        return .missing
    }

    /// Writes and syncs the whole file in `tmp`, replacing what an interrupted attempt left.
    func write(_ message: [UInt8], as name: String) throws(FileFailure) { try tmp.replace(name, with: message) }

    /// Links the file into `new`.
    ///
    /// - Returns: `false` when one exists by now, which is kept
    func publish(_ name: String) throws(FileFailure) -> Bool {
        let isPublished = linkat(tmp.descriptor, name, new.descriptor, name, 0) == 0
        guard isPublished || errno == EEXIST else { throw FileFailure("moving \(tmp.path)/\(name) to new") }
        guard unlinkat(tmp.descriptor, name, 0) == 0 else { throw FileFailure("removing \(tmp.path)/\(name)") }
        return isPublished
    }

    /// Syncs the new name.
    func settle() throws(FileFailure) { try new.sync() }
}
