import Glibc
import RenewalConfig

/// How many files and sockets the system lets the process have open (getrlimit(2), `RLIMIT_NOFILE`).
enum DescriptorLimit {
    /// The two databases, the log, timers, and what libraries open now and then.
    private static let ownUse = 40
    /// A connection, a name being looked up for it, a file of certificates being read.
    private static let usePerDelivery = 3

    /// Raises the soft limit to the hard one and makes sure that all deliveries of a moment fit.
    ///
    /// Running out would not only put deliveries off: libdispatch ends a process when it cannot open a file at its
    /// look at the threads, once a second.
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
