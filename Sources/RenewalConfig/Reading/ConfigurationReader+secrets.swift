import Foundation
import RenewalDelivery
import RenewalRules
import Yams

extension ConfigurationReader {
    /// The secret that a key refers to; `nil` when the key is absent or the secret unavailable.
    mutating func secret(_ key: String, in section: Section) -> Secret? {
        section[key].flatMap { secret(from: $0.node, named: key) }
    }

    /// The secret that a node refers to; `nil` when it cannot be had.
    mutating func secret(from node: Node, named key: String) -> Secret? {
        if let scalar = node.scalar {
            let complaint = Self.complaint(aboutInline: scalar.string, isEmpty: node.isEmpty)
            report(Phrase(of: key, complaint), at: node.place)
            return nil
        }
        let entries = node.mapping == nil ? nil : entries(of: node, named: key)
        // The message does not repeat the key: in `{hunter2}` it is the password.
        guard let entries, entries.count == 1, ["file", "credential"].contains(entries[0].key) else {
            let complaint = Phrase(
                "没有说明存放在何处；请\(Self.usage.chinese)",
                "does not say where it is kept; \(Self.usage.english)"
            )
            report(Phrase(of: key, complaint), at: node.place)
            return nil
        }
        return secret(from: entries[0])
    }

    private mutating func secret(from entry: Section.Entry) -> Secret? {
        let credentials = environment["CREDENTIALS_DIRECTORY"]
        let section = Section(name: "", place: entry.keyPlace, entries: [entry])
        guard let text = value(entry.key, in: section, as: entry.key == "file" ? path : .name) else { return nil }
        do throws(Complaint) {
            if entry.key == "credential" { try SecretSource.checkCredential(named: text) }
            guard secretReading.includes(key: entry.key, environment: environment) else { return .unread }
            let source =
                entry.key == "file"
                ? SecretSource(file: text, credentials: credentials)
                : try SecretSource(credential: text, credentials: credentials)
            return try source.read(trusting: secretReading.trust)
        } catch {
            report(Phrase(of: entry.key + Self.named(text, by: entry), error.phrase), at: entry.node.place)
            return nil
        }
    }

    /// The name of a credential if it looks like a name; anything else may be the secret itself.
    private static func named(_ text: String, by entry: Section.Entry) -> String {
        let isName =
            text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
            }
        return entry.key == "credential" && isName ? " \(text)" : ""
    }

    private static let usage = Phrase("写{file: 路径}或{credential: 名称}", "write {file: PATH} or {credential: NAME}")

    private static func complaint(aboutInline text: String, isEmpty: Bool) -> Phrase {
        if isEmpty { return Phrase("没有值；请\(usage.chinese)", "has no value; \(usage.english)") }
        let advice = Phrase(
            "密钥和密码不得写在本文件中；请另存为单独的文件，并\(usage.chinese)",
            "a secret must not stand in this file; put it into a file of its own and \(usage.english)"
        )
        guard text.hasPrefix("v1,whsec_") else { return advice }
        return Phrase(
            "\(advice.chinese)，并删去'whsec_'之前的'v1,'",
            "\(advice.english), without the 'v1,' before 'whsec_'"
        )
    }
}

extension ScalarForm where Value == String {
    /// A text that is checked where it is used, so that no message repeats it.
    fileprivate static var name: ScalarForm { ScalarForm { text in text } }
}
