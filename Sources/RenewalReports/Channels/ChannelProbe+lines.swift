package import RenewalDelivery
import RenewalRules

extension ChannelProbe.Finding {
    /// What was found on one step: `office-mail  TLS     certificate until 2027-03-01, 91 days left`.
    package func line(of channel: String) -> ReportLine {
        ReportLine(
            Phrase { language in
                "\(channel)  \(step.name[language].padded(to: ChannelProbe.Step.width))\(words[language])"
            }
        )
    }

    /// The same as a complaint: `channel office-mail: TLS: …`.
    package func complaint(about channel: String) -> ReportLine {
        ReportLine(Phrase("渠道 \(channel)：", "channel \(channel): ") + step.name + .colon + words)
    }
}

extension ChannelProbe.Step {
    fileprivate static let width = 8

    /// What it is called.
    fileprivate var name: Phrase {
        switch self {
        case .secret: Phrase("密钥", "secret")
        case .resolve: Phrase("解析", "resolve")
        case .connect: Phrase("连接", "connect")
        case .tls: Phrase("加密", "TLS")
        case .ehlo: Phrase("问候", "EHLO")
        case .auth: Phrase("登录", "login")
        case .quit: Phrase("结束", "end")
        case .options: Phrase("询问", "OPTIONS")
        case .folder: Phrase("目录", "folder")
        }
    }
}
