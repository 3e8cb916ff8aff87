import Glibc
import RenewalConfig

/// How many files and sockets the process may have open (getrlimit(2), `RLIMIT_NOFILE`).
enum DescriptorLimit {
    /// The two databases, the log, timers, and files that libraries open now and then.
    private static let ownUse = 40
    /// A connection, a name lookup for it, and a certificate file being read.
    private static let usePerDelivery = 3

    /// Raises the soft limit to the hard one and ensures that it is enough for all parallel deliveries.
    ///
    /// Running out would not only delay deliveries: libdispatch crashes a process when it cannot open a file for its
    /// check of the threads, once a second.
    ///
    /// - Throws: `DaemonError.tooFewDescriptors`
    static func require(for settings: Settings) throws(DaemonError) {
        var limit = rlimit()
        // Fails only for a resource that does not exist; raising the soft limit to the hard one is always allowed.
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let needed = ownUse + usePerDelivery * settings.channels.reduce(0) { $0 + $1.parallel }
        guard limit.rlim_cur >= needed else {
            throw .tooFewDescriptors(limit: Int(limit.rlim_cur), needed: needed)
        }
    }
}
