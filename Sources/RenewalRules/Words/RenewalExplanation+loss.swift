extension RenewalExplanation {
    /// A loss that was not reported at once.
    static func finding(onDelayOf report: LossReport?, day: CalendarDate) -> Finding? {
        guard let report, let discovered = report.discoveredOn?.words, let reported = report.lateReport(on: day)?.words
        else { return nil }
        return report.state == .draft
            ? Finding(
                "\(discovered.chinese)已发现，到\(reported.chinese)仍未提交挂失，应立即办理",
                "noticed on \(discovered.english) and not reported by \(reported.english): it is to be reported at once",
                ["R77"]
            )
            : Finding(
                "\(discovered.chinese)发现，\(reported.chinese)才挂失，间隔超过一天",
                "noticed on \(discovered.english), reported only on \(reported.english)",
                ["R77"]
            )
    }

    /// The latest inquiries about the progress of a reissue.
    static func findings(on inquiries: [ProgressInquiry]) -> [Finding] {
        inquiries.sorted { ($0.askedOn ?? .first) > ($1.askedOn ?? .first) }.prefix(ProgressInquiry.toldAtMost)
            .map { inquiry in
                let asked = inquiry.askedOn?.words
                let channel = inquiry.channel?.words
                let answer = inquiry.answer?.split(whereSeparator: \.isNewline).joined(separator: " ")
                return Finding(
                    "\(asked?.chinese ?? "")查询补办进度\(channel.map { "（\($0.chinese)）" } ?? "")：\(answer ?? "没有记录答复")",
                    "progress asked\(asked.map { " on \($0.english)" } ?? "")\(channel.map { " (\($0.english))" } ?? ""): "
                        + (answer ?? "no answer recorded"),
                    ["R89"]
                )
            }
    }
}
