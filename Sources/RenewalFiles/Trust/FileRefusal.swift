import Glibc

/// Why a file is refused.
package enum FileRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// A system call failed; `number` is its `errno`.
    case system(path: String, number: Int32)
    /// Another user could have planted, changed or read it; `fault` completes "PATH " and says how to fix it.
    case unsafe(path: String, fault: String)

    package var description: String {
        switch self {
        case .system(let path, let number): "\(path): \(String(cString: strerror(number)).lowercased())"
        case .unsafe(let path, let fault): "\(path) \(fault)"
        }
    }
}
