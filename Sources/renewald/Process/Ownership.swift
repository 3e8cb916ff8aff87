import RenewalOutbox

/// Keeps root from being led by what the service's user has laid, and from leaving files behind that it cannot open.
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

    /// Goes on as the owner of the directory that a file lies in; for anybody but root nothing changes.
    static func become(ownerOfFolderOf path: String) throws(OutboxError) {
        guard FileOwner.isRoot else { return }
        try FileOwner(ofFolderOf: path)?.become()
    }

    /// Opens the state file as its owner would, and stays root where the copy is to lie among root's own files.
    static func open<Store>(_ open: () throws -> Store, at path: String, toCopyTo target: String) throws -> Store {
        guard FileOwner.isRoot, let owner = FileOwner(ofFolderOf: path), FileOwner(ofFolderOf: target)?.user == 0 else {
            return try open()
        }
        return try owner.lend(to: open)
    }

    /// Whether root reads a file among its own files, and may do so before it becomes somebody else.
    static func isRoots(_ path: String) -> Bool { FileOwner.isRoot && FileOwner(ofFolderOf: path)?.user == 0 }
}

/// Root was about to run on the files of another user.
struct ForeignFiles: Error, CustomStringConvertible {
    let file: String
    let owner: String

    var description: String {
        "\(file) belongs to \(owner), who could not open what root leaves there: start the service, or run it as "
            + "`runuser -u \(owner) -- renewald run …`"
    }
}
