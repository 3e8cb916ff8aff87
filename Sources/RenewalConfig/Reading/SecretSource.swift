import Foundation
import RenewalDelivery
import RenewalFiles
import RenewalRules

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
        try Self.checkCredential(named: name)
        guard let credentials, !credentials.isEmpty else {
            throw Complaint(
                "没有设置$CREDENTIALS_DIRECTORY；请用LoadCredential=启动，或者改用{file: 路径}",
                "$CREDENTIALS_DIRECTORY is not set; start with LoadCredential= or use {file: PATH}"
            )
        }
        path = "\(credentials)/\(name)"
        isCredential = true
    }

    /// Refuses what the service manager would not take as the name of a credential.
    static func checkCredential(named name: String) throws(Complaint) {
        guard !name.isEmpty, name != ".", name != "..", !name.contains("/"), !name.hasUnprintable else {
            throw Complaint(
                "凭据名称应为不含/的文件名；请写`LoadCredential=NAME:PATH`中的NAME，或者改用{file: 路径}",
                "the credential name must be a plain file name without /; write the NAME of "
                    + "`LoadCredential=NAME:PATH`, or use {file: PATH}"
            )
        }
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
            let (reason, advice) = (error.phrase, advice)
            throw Complaint(
                "无法读取密码或密钥文件：\(reason.chinese)；\(advice.chinese)",
                "cannot read the secret's file: \(reason.english); \(advice.english)"
            )
        }
        guard isCredential || file.protection.isOwnersAlone else {
            let mode = String(file.protection.mode, radix: 8)
            throw Complaint(
                "同组用户或其他用户可以使用密码或密钥文件（权限0\(mode)）；请执行 `chmod 600`",
                "the secret's file can be used by group or others (mode 0\(mode)); run chmod 600 on it"
            )
        }
        do {
            try file.protection.refuseStrangers(besides: isCredential ? .anyOwner : trust)
        } catch {
            throw Complaint("密码或密钥文件\(error.phrase.chinese)", "the secret's file \(error.phrase.english)")
        }
        return try Self.secret(from: file.bytes)
    }

    private var advice: Phrase {
        isCredential
            ? Phrase("请用LoadCredential=传入", "pass it with LoadCredential=")
            : Phrase("请为本服务的用户创建该文件，权限0600", "create it with mode 0600 for the service's user")
    }

    /// Far larger than any password or key.
    private static let byteLimit = 65_536

    private static func secret(from bytes: [UInt8]) throws(Complaint) -> Secret {
        guard var text = String(validating: bytes, as: UTF8.self) else {
            throw Complaint(
                "密码或密钥文件不是UTF-8文本；请另存为UTF-8",
                "the secret's file is not text in UTF-8; save it as UTF-8"
            )
        }
        guard text.unicodeScalars.first != "\u{FEFF}" else {
            throw Complaint(
                "密码或密钥文件以字节顺序标记（BOM）开头；请另存为不带BOM的UTF-8",
                "the secret's file begins with a byte order mark; save it as UTF-8 without one"
            )
        }
        if text.last?.isNewline == true { text.removeLast() }
        guard !text.isEmpty else {
            throw Complaint("密码或密钥文件为空；请写入内容", "the secret's file is empty; write the secret into it")
        }
        guard !text.hasUnprintable else {
            throw Complaint(
                "密码或密钥文件不止一行，或者含有控制字符；请将内容写成一行",
                "the secret's file has more than one line or a control character; write the secret as one line"
            )
        }
        return Secret(text)
    }
}
