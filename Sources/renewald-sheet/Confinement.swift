import CConfinement
import Glibc

/// What the program takes away from itself before it reads a byte, because spreadsheets come from anywhere.
struct Confinement {
    /// Files that may be open, the standard three among them.
    let openFiles: rlim_t
    /// The most that a file may grow to; standard output counts where it is a file.
    let fileBytes: rlim_t

    /// 512 MiB: the largest input, the largest table of shared texts, and room.
    private static let memoryBytes: rlim_t = 512 << 20
    /// A million rows take half of it.
    private static let processorSeconds: rlim_t = 60
    /// What is left to say why the work ends.
    private static let lastWordSeconds: rlim_t = 5
    /// 1 GiB: more than the rows of any sheet that is taken.
    private static let outputBytes: rlim_t = 1 << 30

    /// For a spreadsheet from anywhere: no file, but for what standard output may be.
    static var reading: Self { Self(openFiles: 3, fileBytes: isOutputAFile ? outputBytes : 0) }

    /// For a workbook of our own, whose parts are files without a name: two for each sheet, one for the whole.
    static let writing = Self(openFiles: 256, fileBytes: outputBytes)

    private static var isOutputAFile: Bool {
        var status = stat()
        return fstat(STDOUT_FILENO, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Puts the limits in force, for the rest of the process.
    ///
    /// - Throws: ``Refusal`` when the kernel does not grant one; then nothing must be read
    func enter() throws(Refusal) {
        try check(renewald_sheet_close_files(), "closing files")
        try limit(RLIMIT_AS, to: Self.memoryBytes)
        try limit(RLIMIT_CPU, to: Self.processorSeconds, grace: Self.lastWordSeconds)
        try limit(RLIMIT_NOFILE, to: openFiles)
        try limit(RLIMIT_FSIZE, to: fileBytes)
        try limit(RLIMIT_CORE, to: 0)
        try check(renewald_sheet_watch_time(), "watching the processor time")
        try check(renewald_sheet_give_up_rights(), "giving up rights")
        try check(renewald_sheet_filter_calls(), "filtering system calls")
    }

    /// A limit that the kernel did not grant.
    struct Refusal: Error {
        let description: String
    }

    /// Sets a limit where the caller's is not lower; a `grace` more ends the process without a word.
    private func limit(_ resource: __rlimit_resource, to soft: rlim_t, grace: rlim_t = 0) throws(Refusal) {
        var limits = rlimit()
        try check(getrlimit(__rlimit_resource_t(resource.rawValue), &limits), "asking for limit \(resource.rawValue)")
        limits.rlim_max = min(limits.rlim_max, soft + grace)
        limits.rlim_cur = min(limits.rlim_cur, limits.rlim_max - min(limits.rlim_max, grace))
        try check(setrlimit(__rlimit_resource_t(resource.rawValue), &limits), "setting limit \(resource.rawValue)")
    }

    private func check(_ result: CInt, _ step: String) throws(Refusal) {
        guard result == 0 else { throw Refusal(description: "\(step): \(String(cString: strerror(errno)))") }
    }
}
