import Foundation
import RenewalDelivery
import RenewalFiles

/// Where a secret is stored: in a file that only its owner can read, or in one provided by the service manager.
struct SecretSource {
    let path: String
    /// Whether the service manager is responsible for the file's mode.
    let isCredential: Bool

    /// A file named in the configuration, possibly in the credentials directory.
    init(file path: String, credentials: String?) {
        self.path = path
        let standard = URL(fileURLWithPath: path).standardizedFileURL.path
        isCredential =
            credentials.map { standard.hasPrefix(URL(fileURLWithPath: $0).standardizedFileURL.path + "/") } ?? false
    }

    /// A credential in the directory that the service manager created for this service.
    ///
    /// - Throws: when the name is invalid or there is no such directory
    init(credential name: String, credentials: String?) throws(Complaint) {
        guard !name.isEmpty, name != ".", name != "..", !name.contains("/"), !name.hasUnprintable else {
            throw Complaint("the credential name must be a plain file name without /")
        }
        guard let credentials, !credentials.isEmpty else {
            throw Complaint("$CREDENTIALS_DIRECTORY is not set; start with LoadCredential= or use {file: PATH}")
        }
        path = "\(credentials)/\(name)"
        isCredential = true
    }

    /// Reads the secret without its trailing newline.
    ///
    /// Messages repeat neither content nor path, because somebody may have written the secret in place of its path.
    ///
    /// - Parameter trust: whose files are trusted; the service manager is responsible for credentials
    /// - Returns: the text of one line
    /// - Throws: a complaint that says how to fix it
    func read(trusting trust: Trust) throws(Complaint) -> Secret {
        let file: RegularFile
        do {
            file = try RegularFile(path: path, byteLimit: Self.byteLimit, trusting: isCredential ? .anyGroup : trust)
        } catch {
            let advice =
                isCredential ? "pass it with LoadCredential=" : "create it with mode 0600 for the service's user"
            throw Complaint("cannot read the secret's file: \(error.text); \(advice)")
        }
        guard isCredential || file.protection.isOwnersAlone else {
            let mode = String(file.protection.mode, radix: 8)
            throw Complaint("the secret's file can be used by group or others (mode 0\(mode)); run chmod 600 on it")
        }
        do {
            try file.protection.refuseStrangers(besides: isCredential ? .anyOwner : trust)
        } catch {
            throw Complaint("the secret's file \(error.text)")
        }
        return try Self.secret(from: file.bytes)
    }

    /// Far larger than any password or key.
    private static let byteLimit = 65_536

    private static func secret(from bytes: [UInt8]) throws(Complaint) -> Secret {
        guard var text = String(validating: bytes, as: UTF8.self) else {
            throw Complaint("the secret's file is not text in UTF-8; write the secret as one line")
        }
        if text.last?.isNewline == true { text.removeLast() }
        guard !text.isEmpty else { throw Complaint("the secret's file is empty; write the secret into it") }
        guard !text.hasUnprintable else {
            throw Complaint(
                "the secret's file has more than one line or a control character; write the secret as one line"
            )
        }
        return Secret(text)
    }
}
