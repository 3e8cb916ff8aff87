package import Glibc

/// What the system knows about a user.
package enum UserName {
    /// The user's name, else the number.
    package static func of(_ user: uid_t) -> String {
        account(user) { entry in entry.pw_name.map { String(cString: $0) } } ?? "\(user)"
    }

    /// The user's login group; for an account without an entry, the group with the same number.
    package static func group(of user: uid_t) -> gid_t { account(user) { $0.pw_gid } ?? user }

    private static func account<Value>(_ user: uid_t, _ read: (passwd) -> Value?) -> Value? {
        var (entry, found) = (passwd(), nil as UnsafeMutablePointer<passwd>?)
        var buffer = [CChar](repeating: 0, count: 16_384)
        // The entry points into the buffer.
        return buffer.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, getpwuid_r(user, &entry, base, buffer.count, &found) == 0 else {
                return nil
            }
            return found != nil ? read(entry) : nil
        }
    }
}
