import RenewalOutbox
import RenewalRules

/// Keeps root from following what the service's user has planted, and from leaving files that this user cannot open.
///
/// - Source: Postfix, postsuper(1): "an attacker could trick us into entering other file hierarchies"
enum Ownership {
    /// Refuses to run as root on the files of another user.
    ///
    /// - Throws: ``ForeignFiles``
    static func requireOwn(stateFile path: String) throws(ForeignFiles) {
        guard FileOwner.isRoot else { return }
        let files = [path, path + "-wal", path + ".lock"].map { ($0, FileOwner(of: $0)) }
        for case (let file, let owner?) in files + [(path, FileOwner(ofFolderOf: path))] where owner.user != 0 {
            throw ForeignFiles(file: file, owner: owner.name)
        }
    }

    /// Continues as the owner of a file's directory; only root changes anything.
    static func become(ownerOfFolderOf path: String) throws(OutboxError) {
        guard FileOwner.isRoot else { return }
        try FileOwner(ofFolderOf: path)?.become()
    }

    /// Opens a database as its owner would, but stays root when the copy goes among root's own files.
    static func open<Store>(_ open: () throws -> Store, at path: String, toCopyTo target: String) throws -> Store {
        guard FileOwner.isRoot, let owner = FileOwner(ofFolderOf: path), FileOwner(ofFolderOf: target)?.user == 0 else {
            return try open()
        }
        return try owner.lend(to: open)
    }

    /// Does work on a registry as its owner, whose result goes into a file that somebody has named.
    ///
    /// The file is made before anything else is done, by root among its own files, else by the owner; what was done stays
    /// done when the content cannot be written.
    ///
    /// - Parameters:
    ///   - target: the path of the new file
    ///   - path: of the registry
    ///   - work: has a result
    ///   - content: what goes into the file of it; with `nil` the file is removed again
    /// - Returns: the result
    /// - Throws: `NewFile.Refusal`, or what the work throws
    static func make<Result>(
        _ target: String,
        workingOn path: String,
        _ work: () throws -> Result,
        content: (Result) throws -> [UInt8]?
    ) throws -> Result {
        if !isRoots(target) { try become(ownerOfFolderOf: path) }
        let file = try NewFile(target).reserve()
        do {
            let result = try open(work, at: path, toCopyTo: target)
            if let bytes = try content(result) { try file.fill(bytes) } else { file.cancel() }
            return result
        } catch {
            file.cancel()
            throw error
        }
    }

    /// Whether root reads or makes one of its own files, which it may do before switching users.
    static func isRoots(_ path: String) -> Bool { FileOwner.isRoot && FileOwner(ofFolderOf: path)?.user == 0 }
}

/// Root was about to run on the files of another user.
struct ForeignFiles: Error, Speakable {
    let file: String
    let owner: String

    var phrase: Phrase {
        let command = "`runuser -u \(owner) -- renewald run …`"
        return Phrase(
            "\(file) 属于用户 \(owner)，root 留在那里的文件该用户打不开：请启动服务，或以该用户身份运行：\(command)",
            "\(file) belongs to \(owner), who could not open what root leaves there: start the service, or run it as "
                + command
        )
    }
}
