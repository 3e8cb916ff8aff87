/// What one mail client sent over a connection, parsed as strictly as a relay may do.
struct WireTranscript {
    /// Something that a lenient server could misinterpret.
    struct Breach: Error, CustomStringConvertible {
        let description: String
    }

    struct Transaction {
        let sender: String
        let recipient: String
        /// The lines of the mail, without dot-stuffing and line ends.
        let lines: [String]
    }

    private(set) var transactions: [Transaction] = []

    /// - Throws: ``Breach`` at the first unexpected byte or command
    init(_ bytes: [UInt8]) throws(Breach) {
        var lines = try Self.lines(bytes)[...]
        while let line = lines.popFirst() {
            switch line.prefix(5) {
            case "EHLO ", "RSET", "QUIT": continue
            case "MAIL ": transactions.append(try Self.transaction(line, &lines))
            default: throw Breach(description: "unexpected command \(line)")
            }
        }
    }

    /// One sender, one recipient, one mail, and nothing in between.
    private static func transaction(_ mail: String, _ lines: inout ArraySlice<String>) throws(Breach) -> Transaction {
        guard let sender = mailbox(mail, after: "MAIL FROM:"), let line = lines.popFirst(),
            let recipient = mailbox(line, after: "RCPT TO:"), lines.popFirst() == "DATA"
        else { throw Breach(description: "not MAIL, RCPT, DATA: \(mail) \(lines.prefix(2))") }
        var body: [String] = []
        while let line = lines.popFirst() {
            if line == "." { return Transaction(sender: sender, recipient: recipient, lines: body) }
            body.append(line.hasPrefix(".") ? String(line.dropFirst()) : line)
        }
        throw Breach(description: "a mail without an end")
    }

    private static func mailbox(_ line: String, after command: String) -> String? {
        guard line.hasPrefix("\(command)<") else { return nil }
        let rest = line.dropFirst(command.count + 1)
        guard let end = rest.firstIndex(of: ">") else { return nil }
        let parameters = rest[rest.index(after: end)...]
        return parameters.isEmpty || parameters.hasPrefix(" SIZE=") ? String(rest[..<end]) : nil
    }

    /// Lines of visible ASCII, each ended by CR LF and at most 998 bytes long.
    private static func lines(_ bytes: [UInt8]) throws(Breach) -> [String] {
        var lines: [String] = []
        var line: [UInt8] = []
        for byte in bytes {
            if line.last == 0x0D {
                guard byte == 0x0A else { throw Breach(description: "CR without LF after \(lines.last ?? "")") }
                lines.append(String(decoding: line.dropLast(), as: UTF8.self))
                line = []
            } else {
                guard byte == 0x0D || (0x20...0x7E).contains(byte) else {
                    throw Breach(description: "byte \(byte) after \(String(decoding: line, as: UTF8.self))")
                }
                line.append(byte)
                guard line.count <= 999 else { throw Breach(description: "a line of more than 998 bytes") }
            }
        }
        guard line.isEmpty else { throw Breach(description: "the last line has no end") }
        return lines
    }
}
