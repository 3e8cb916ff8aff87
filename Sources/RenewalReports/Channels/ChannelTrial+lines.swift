package import RenewalDaemon
import RenewalDelivery
import RenewalRules

extension ChannelTrial.Outcome {
    /// What was sent, what was answered, and what that means.
    package var lines: [ReportLine] {
        // A mail server's reply begins with its code.
        let isCoded = verdict.code.map { verdict.reply.hasPrefix("\($0)") } ?? false
        let place = isCoded ? verdict.step.name : verdict.place
        let answer = [place, verdict.reply].filter { !$0.isEmpty }.joined(separator: " ")
        let bytes = counted(byteCount, "byte", "bytes")
        let facts = [
            (Phrase("发送", "sent"), Phrase("\(kind.rawValue) \(id)，\(byteCount)字节", "\(kind.rawValue) \(id), \(bytes)")),
            (Phrase("主题", "subject"), Phrase(verbatim: subject)),
            (
                Phrase("答复", "answer"),
                Phrase(
                    "\(answer)，用时\(duration.wholeMilliseconds)毫秒",
                    "\(answer), after \(duration.wholeMilliseconds) ms"
                )
            ),
            (Phrase("结论", "verdict"), verdict.outcome.sentence),
        ]
        return facts.map { name, value in ReportLine(Phrase { name[$0].padded(to: 11) + value[$0] }) }
    }
}

extension Verdict.Outcome {
    /// What it means to whoever tries a channel.
    fileprivate var sentence: Phrase {
        switch self {
        case .delivered: Phrase("已接收", "accepted")
        case .retry: Phrase("未接收：服务会稍后重试", "not accepted: the daemon would try it again later")
        case .permanent: Phrase("拒收，不再重试", "refused for good")
        case .channelAtFault:
            Phrase(
                "拒收：渠道或对方修复之前，全部投递都会等待",
                "refused: everything would wait until the channel or its target is mended"
            )
        case .ambiguous:
            Phrase(
                "没有收到完整的答复，不知是否已接收",
                "nobody knows whether it was accepted: no complete answer came"
            )
        case .disabled:
            Phrase(
                "拒收：接收地址已停用，重新启用之前服务不再发送",
                "refused: the endpoint is gone, and the daemon would send nothing until it is enabled again"
            )
        }
    }
}
