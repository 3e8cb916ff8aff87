import Foundation
import RenewalCouriers
import RenewalDelivery
import RenewalRules
import RenewalTestSupport

/// A mail as the daemon composes it: strict line ends, Chinese text in base 64.
func sampleMail(id: String = "a1", lineCount: Int = 3) -> [UInt8] {
    let text = String(repeating: "李伟,您的注册将于2026年3月15日到期,请及时申请延续注册。\n", count: lineCount)
    let lines = [
        "From: renewald@office.test",
        "To: li.wei@example.test",
        "Subject: =?UTF-8?B?\(Data("注册延续提醒".utf8).base64EncodedString())?=",
        "Message-ID: <\(id)@office.test>",
        "Date: Mon, 15 Dec 2025 09:00:00 +0800",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: base64",
        "",
        Data(text.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ]),
        "",
    ]
    return Array(lines.joined(separator: "\r\n").utf8)
}

let sampleEvent = Array(#"{"type":"registration.mark_reached","data":{"text":"注册即将到期"}}"#.utf8)

func sampleParcel(
    _ payload: [UInt8],
    id: String = "abcdefghijklmnopqrstuvwxyz",
    to recipient: String = "li.wei@example.test",
    at seconds: Int64 = 1_765_760_400
) -> Parcel {
    Parcel(deliveryID: id, recipient: recipient, payload: payload, sentAt: UnixTime(seconds: seconds))
}

/// Far above what an answer takes that comes, also on a busy machine.
let patience: Duration = .seconds(120)

/// How long a test waits for an answer that never comes.
let silence: Duration = .seconds(3)

/// Clear text to a port on this machine; `stage` is where the relay never answers.
func relay(
    _ port: Int,
    secure: Bool = false,
    silentAt stage: ScriptedSMTPServer.Stage? = nil
) throws -> SMTPSettings {
    var settings = SMTPSettings(
        url: "smtp://127.0.0.1:\(port)",
        from: try EmailAddress("renewald@office.test"),
        tls: secure ? .required : .none,
        network: .internal,
        heloName: "office.test",
        connectTimeout: patience,
        commandTimeout: patience,
        dataTimeout: patience,
        blockTimeout: patience,
        endOfDataTimeout: patience,
        totalTimeout: patience * 2,
        idleTimeout: patience * 30
    )
    switch stage {
    case .banner, .ehlo, .starttls, .auth, .mail, .rcpt: settings.commandTimeout = silence
    case .data: settings.dataTimeout = silence
    case .body: settings.blockTimeout = silence
    case .endOfData: settings.endOfDataTimeout = silence
    case .quit, nil: break
    }
    return settings
}

/// 32 bytes, as shared by sender and receiver.
func sampleSecret(_ byte: UInt8 = 7) -> String {
    "whsec_" + Data(repeating: byte, count: 32).base64EncodedString()
}

func endpoint(_ port: Int, path: String = "/hook") -> WebhookSettings {
    WebhookSettings(
        url: "http://127.0.0.1:\(port)\(path)",
        secrets: [Secret(sampleSecret())],
        network: .internal,
        timeout: patience,
        connectTimeout: patience,
        idleTimeout: patience * 30
    )
}
