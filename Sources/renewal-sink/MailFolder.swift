import Foundation

/// A maildir that any mail reader can open; every arrival is kept, including repeats.
struct MailFolder: Sendable {
    private let url: URL

    init(path: String) throws {
        url = URL(filePath: path)
        for name in ["tmp", "new", "cur"] {
            try FileManager.default.createDirectory(
                at: url.appending(path: name),
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
    }

    func store(_ mail: [UInt8]) {
        let name = "\(UUID().uuidString).renewal-sink"
        do {
            try Data(mail).write(to: url.appending(path: "tmp/\(name)"))
            try FileManager.default.moveItem(
                at: url.appending(path: "tmp/\(name)"),
                to: url.appending(path: "new/\(name)")
            )
        } catch {
            FileHandle.standardError.write(Data("cannot keep a mail: \(error)\n".utf8))
        }
    }
}
