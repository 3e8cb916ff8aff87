import Foundation

/// Standard output and standard error, written whole and unbuffered by anyone else.
enum Console {
    /// Whether a person is looking at standard error.
    static let showsProgress = isatty(STDERR_FILENO) == 1

    /// Writes a line to standard output.
    static func say(_ line: String) { write(line + "\n", to: .standardOutput) }

    /// Writes an error to standard error, each line named as ours.
    static func complain(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        write(lines.map { "renewald: \($0)\n" }.joined(), to: .standardError)
    }

    /// Writes a remark to standard error, so that standard output stays data.
    static func remark(_ line: String) { write(line + "\n", to: .standardError) }

    static func write(_ text: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            // The reader has gone, as `head` does: nobody is left to tell, and the rest is not wanted.
            exit(0)
        }
    }
}
