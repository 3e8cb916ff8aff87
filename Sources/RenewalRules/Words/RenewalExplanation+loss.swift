extension RenewalExplanation {
    /// A loss that was not reported at once.
    static func finding(onDelayOf report: LossReport?, day: CalendarDate) -> Finding? {
        guard let report, let discovered = report.discoveredOn, let reported = report.lateReport(on: day) else {
            return nil
        }
        return report.state == .draft
            ? Finding(
                "\(discovered) 已发现，到 \(reported) 仍未提交挂失，应立即办理",
                "noticed on \(discovered) and not reported by \(reported): it is to be reported at once",
                ["R77"]
            )
            : Finding(
                "\(discovered) 发现，\(reported) 才挂失，晚于一天",
                "noticed on \(discovered), reported only on \(reported)",
                ["R77"]
            )
    }

    /// The latest inquiries about the progress of a reissue.
    static func findings(on inquiries: [ProgressInquiry]) -> [Finding] {
        inquiries.sorted { ($0.askedOn ?? .first) > ($1.askedOn ?? .first) }.prefix(ProgressInquiry.toldAtMost)
            .map { inquiry in
                let asked = inquiry.askedOn.map { "\($0) " } ?? ""
                let channel = inquiry.channel?.words
                let answer = inquiry.answer?.split(whereSeparator: \.isNewline).joined(separator: " ")
                return Finding(
                    "\(asked)查询补办进度\(channel.map { "（\($0.chinese)）" } ?? "")：\(answer ?? "没有记录答复")",
                    "\(asked)progress asked\(channel.map { " (\($0.english))" } ?? ""): "
                        + (answer ?? "no answer recorded"),
                    ["R89"]
                )
            }
    }
}
