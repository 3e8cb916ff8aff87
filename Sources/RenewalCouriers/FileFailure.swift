import Foundation

/// A system call on a file failed.
struct FileFailure: Error, CustomStringConvertible {
    let description: String
    let number: Int32

    /// Takes the reason from `errno`, so it must be made right after the call.
    init(_ doing: String) {
        number = errno
        description = "\(doing): \(String(cString: strerror(number)))"
    }
}
