package import RenewalRules

/// Why a file is refused.
package enum FileRefusal: Error, Hashable, Sendable, Speakable, CustomStringConvertible {
    /// A system call failed; `number` is its `errno`.
    case system(path: String, number: Int32)
    /// Another user could have planted, changed or read it; `fault` completes "PATH " and says how to fix it.
    case unsafe(path: String, fault: Phrase)

    package var phrase: Phrase {
        switch self {
        case .system(let path, let number):
            let said = SystemFault(number).phrase
            return Phrase("\(path)：\(said.chinese)", "\(path): \(said.english)")
        case .unsafe(let path, let fault): return Phrase("\(path) \(fault.chinese)", "\(path) \(fault.english)")
        }
    }
}
