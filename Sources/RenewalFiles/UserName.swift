package import Glibc

/// What the system calls a user.
package enum UserName {
    /// The user's name, else the number.
    package static func of(_ user: uid_t) -> String {
        var (entry, found) = (passwd(), nil as UnsafeMutablePointer<passwd>?)
        var buffer = [CChar](repeating: 0, count: 16_384)
        let code = getpwuid_r(user, &entry, &buffer, buffer.count, &found)
        guard code == 0, found != nil, let name = entry.pw_name else { return "\(user)" }
        return String(cString: name)
    }
}
