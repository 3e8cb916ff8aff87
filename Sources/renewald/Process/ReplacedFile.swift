import Foundation
import Glibc

/// A file that is written anew for programs that read it at any time: they find the old text or the new one.
struct ReplacedFile {
    let path: String

    init(_ path: String) { self.path = path }

    /// Readable by everybody, because another user's program reads it; this program makes all files for its owner alone.
    private static let mode: mode_t = 0o644

    /// Puts a text in the place of what there was.
    ///
    /// - Throws: `NewFile.Refusal`; nothing has changed then
    func write(_ text: String) throws(NewFile.Refusal) {
        // Not the ending that readers look for.
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw NewFile.Refusal(path: draft, error: errno) }
        var failure: Int32 = 0
        let bytes = Array(text.utf8)
        if Glibc.write(descriptor, bytes, bytes.count) != bytes.count || fchmod(descriptor, Self.mode) != 0
            || fsync(descriptor) != 0
        {
            failure = errno
        }
        close(descriptor)
        if failure == 0, rename(draft, path) != 0 { failure = errno }
        guard failure != 0 else { return }
        unlink(draft)
        throw NewFile.Refusal(path: path, error: failure)
    }
}
