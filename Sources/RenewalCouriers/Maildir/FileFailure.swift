import Foundation
import RenewalFiles

/// A system call on a file failed.
struct FileFailure: Error, CustomStringConvertible {
    let description: String
    let number: Int32

    /// Takes the reason from `errno`, so create it right after the call.
    init(_ doing: String) {
        number = errno
        description = "\(doing): \(String(cString: strerror(number)))"
    }

    init(description: String, number: Int32) {
        (self.description, self.number) = (description, number)
    }

    init(_ doing: String, refused refusal: FileRefusal) {
        self.init(description: "\(doing): \(refusal)", number: EPERM)
    }
}
