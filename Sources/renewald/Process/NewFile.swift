import Foundation
import Glibc
import RenewalRules

/// A file that a command makes, and never overwrites.
struct NewFile {
    let path: String

    init(_ path: String) { self.path = path }

    var exists: Bool { access(path, F_OK) == 0 }

    /// Finds out that the file is there before anything else is done.
    func requireAbsence() throws(Refusal) {
        if exists { throw Refusal(path: path, error: EEXIST) }
    }

    /// Makes the file.
    func write(_ bytes: [UInt8]) throws(Refusal) { try reserve().fill(bytes) }

    /// Makes the empty file, so that nothing is done whose result could not be kept.
    func reserve() throws(Refusal) -> ReservedFile {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { throw Refusal(path: path, error: errno) }
        return ReservedFile(path: path, handle: FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
    }

    /// Why a file was not made.
    struct Refusal: Error, Speakable, CustomStringConvertible {
        let path: String
        /// Of the system.
        let error: Int32

        var phrase: Phrase {
            guard error != EEXIST else {
                return Phrase(
                    "\(path)：文件已存在，未覆盖；请换一个文件名，或先移走原文件",
                    "\(path): the file exists and is left alone; choose another name, or move it away"
                )
            }
            let reason = String(cString: strerror(error))
            return Phrase("\(path)：无法写入（\(reason)）", "\(path): cannot be written: \(reason)")
        }

        var description: String { phrase.english }
    }
}

/// A new file that waits for its content.
struct ReservedFile {
    let path: String
    fileprivate let handle: FileHandle

    /// Writes the content.
    func fill(_ bytes: [UInt8]) throws(NewFile.Refusal) {
        do {
            try handle.write(contentsOf: Data(bytes))
        } catch {
            let number = errno
            cancel()
            throw NewFile.Refusal(path: path, error: number)
        }
    }

    /// Removes it again, because there is nothing to be written.
    func cancel() { unlink(path) }
}
