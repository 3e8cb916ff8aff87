import ArgumentParser
import RenewalOffice
import RenewalReports
import RenewalRules

/// `record collection`: when a qualification certificate can be collected, and that it was.
struct RecordCollection: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collection",
        abstract: .both(
            "登记资格证书的成绩公布、领取时间或已领取。",
            "Records results, the announced period, or that a qualification certificate was collected."
        ),
        discussion: .examples(
            "renewald registry record collection Q-0001 --from 2026-06-01 --to 2026-06-30 --method on_site",
            "renewald registry record collection Q-0001 --collected"
        )
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: .both("资格证书的编号。", "The qualification's id.", value: ("资格证书编号", "qualification")))
    var qualification: String
    @Option(help: .both("成绩公布的日期。", "The day the results were published.", value: ("日期", "date")))
    var resultsOn: CalendarDate?
    @Option(help: .both("公布的领取时间的第一天。", "The first day of the announced period.", value: ("日期", "date")))
    var from: CalendarDate?
    @Option(help: .both("领取时间的最后一天。", "Its last day.", value: ("日期", "date")))
    var to: CalendarDate?
    @Option(help: .both("领取方式。", "How it is collected.", value: ("方式", "method")))
    var method: QualificationCollection.Method?
    @Flag(help: .both("已于事项当日领取。", "It was collected on the day of the event."))
    var collected = false

    func validate() throws {
        guard resultsOn ?? from ?? to != nil || method != nil || collected else {
            throw ValidationError(
                "请写明 --results-on、--from、--to、--method 或 --collected",
                "give --results-on, --from, --to, --method or --collected"
            )
        }
    }

    func run() async throws {
        var dates = CollectionDates()
        dates.resultsOn = resultsOn
        dates.opensOn = from
        dates.closesOn = to
        dates.method = method
        dates.isCollected = collected
        try await options.record { registry, context throws(RecordingError) in
            try registry.recordCollection(qualification: qualification, dates, context)
        } saying: { recorded in
            Phrase(
                "已登记\(recorded.record.phrase.chinese) 的领取信息；目前：\(recorded.stateWords.chinese)",
                "recorded the collection of \(recorded.record); it is \(recorded.stateWords.english)"
            )
        }
    }
}
