import Foundation

/// The variables that the program and its libraries see.
///
/// Libraries read many that nobody thinks of: libcurl writes the keys of every connection to the file of
/// `SSLKEYLOGFILE` and takes proxies from seven names, OpenSSL loads modules and authorities from `OPENSSL_CONF`,
/// `OPENSSL_MODULES`, `SSL_CERT_FILE` and `SSL_CERT_DIR`, the C library resolves names by `LOCALDOMAIN`, `RES_OPTIONS`
/// and `HOSTALIASES`, SQLite writes temporary files to `SQLITE_TMPDIR`. So the list names the variables to keep, and
/// all others are removed; other authorities belong in the configuration (`ca_file`).
///
/// - Source: Postfix, import_environment(5)
enum ProcessEnvironment {
    private static let kept: Set<String> = [
        // Languages and terminals.
        "LANG", "LANGUAGE", "TZ", "TERM", "COLUMNS", "NO_COLOR",
        // The temporary folder, and the user behind sudo.
        "TMPDIR", "SUDO_USER", "SUDO_UID",
        // From the service manager.
        "CREDENTIALS_DIRECTORY", "INVOCATION_ID", "JOURNAL_STREAM", "MAINPID", "NOTIFY_SOCKET", "STATE_DIRECTORY",
        "SYSTEMD_EXEC_PID", "WATCHDOG_PID", "WATCHDOG_USEC",
    ]

    /// Removes every unneeded variable; only safe while there is one thread.
    static func reduce() {
        _ = sudo
        for name in ProcessInfo.processInfo.environment.keys where !kept.contains(name) && !name.hasPrefix("LC_") {
            unsetenv(name)
        }
    }

    /// How a command is run as this one was, before it: `sudo`, `sudo -u USER` or nothing.
    ///
    /// Known from the start, since the program may become another user.
    ///
    /// - Source: sudo(8), `SUDO_UID`
    static let sudo: [String] = {
        guard ProcessInfo.processInfo.environment["SUDO_UID"] != nil else { return [] }
        return geteuid() == 0 ? ["sudo"] : ["sudo", "-u", ProcessInfo.processInfo.userName]
    }()

    /// The name of the user logged in, even behind `sudo`; ask before becoming another user.
    static var account: String {
        ProcessInfo.processInfo.environment["SUDO_USER"] ?? ProcessInfo.processInfo.userName
    }
}
