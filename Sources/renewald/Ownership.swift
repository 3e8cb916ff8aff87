import RenewalOutbox

/// Keeps root from leaving files behind that the service's user cannot open.
enum Ownership {
    /// Refuses to run as root on the files of another user.
    ///
    /// - Throws: ``ForeignFiles``
    static func requireOwn(stateFile path: String) throws(ForeignFiles) {
        guard FileOwner.isRoot else { return }
        let files = [path, path + "-wal", path + ".lock"]
        let owners = files.compactMap { file in FileOwner(of: file).map { (file, $0) } }
        let folder = owners.isEmpty ? FileOwner(ofFolderOf: path).map { (path, $0) } : nil
        guard let (file, owner) = (owners + [folder].compactMap(\.self)).first(where: { $0.1.user != 0 }) else {
            return
        }
        throw ForeignFiles(file: file, owner: owner.name)
    }

    /// Gives a file that a command has made to the owner of its directory.
    static func settle(_ path: String) throws(OutboxError) { try FileOwner(ofFolderOf: path)?.take(path) }
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
