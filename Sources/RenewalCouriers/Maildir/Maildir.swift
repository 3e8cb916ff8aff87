import Foundation
import RenewalFiles

/// The open folders of one maildir and the steps that put a file into it without ever showing half of it.
///
/// Everything is done relative to the open folders, so that nobody can put another one in their place meanwhile.
struct Maildir: ~Copyable {
    private let tmp: MaildirFolder
    private let new: MaildirFolder
    private let cur: MaildirFolder

    /// What lies under the name of a message.
    enum Presence: Hashable {
        case missing
        /// The message itself, perhaps with the flags of a reader.
        case stored
        /// Something that was not written here.
        case foreign(file: String)
    }

    /// Opens the folders, and makes what is missing of them for the owner only.
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

    /// Looks for a message in `new`, and in `cur` with whatever flags a reader gave it, and compares what it finds.
    func presence(of name: String, as message: [UInt8]) throws(FileFailure) -> Presence {
        let fresh = try new.compare(name, with: message)
        guard fresh == .missing else { return fresh }
        for entry in try cur.names() where entry == name || entry.hasPrefix(name + ":") {
            let read = try cur.compare(entry, with: message)
            if read != .missing { return read }
        }
        return .missing
    }

    /// Writes the whole file to `tmp` and waits until it is on disk; what an interrupted attempt left gives way.
    func write(_ message: [UInt8], as name: String) throws(FileFailure) { try tmp.replace(name, with: message) }

    /// Gives the file its place in `new`.
    ///
    /// - Returns: `false` when there is one by now; it stays
    func publish(_ name: String) throws(FileFailure) -> Bool {
        let isPublished = linkat(tmp.descriptor, name, new.descriptor, name, 0) == 0
        guard isPublished || errno == EEXIST else { throw FileFailure("moving \(tmp.path)/\(name) to new") }
        guard unlinkat(tmp.descriptor, name, 0) == 0 else { throw FileFailure("removing \(tmp.path)/\(name)") }
        return isPublished
    }

    /// Waits until the new name is on disk.
    func settle() throws(FileFailure) { try new.sync() }
}
