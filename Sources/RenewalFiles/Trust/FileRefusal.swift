import Glibc

/// Why a file is not used.
package enum FileRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// A call of the system failed; `number` is its `errno`.
    case system(path: String, number: Int32)
    /// Somebody else could have laid, changed or read it; `fault` completes "PATH " and names the cure.
    case unsafe(path: String, fault: String)

    package var description: String {
        switch self {
        case .system(let path, let number): "\(path): \(String(cString: strerror(number)).lowercased())"
        case .unsafe(let path, let fault): "\(path) \(fault)"
        }
    }
}
