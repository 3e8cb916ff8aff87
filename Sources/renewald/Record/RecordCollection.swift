import ArgumentParser
import RenewalOffice
import RenewalRules

/// `record collection`: when a qualification certificate can be collected, and that it was.
struct RecordCollection: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collection",
        abstract: "Records results, the announced period, or that a qualification certificate was collected.",
        discussion: """
            Example: renewald registry record collection Q-0001 --from 2026-06-01 --to 2026-06-30 --method on_site

            Example: renewald registry record collection Q-0001 --collected
            """
    )

    @OptionGroup var options: RecordOptions
    @Argument(help: ArgumentHelp("The qualification's id.", valueName: "qualification"))
    var qualification: String
    @Option(help: ArgumentHelp("The day the results were published.", valueName: "date"))
    var resultsOn: CalendarDate?
    @Option(help: ArgumentHelp("The first day of the announced period.", valueName: "date"))
    var from: CalendarDate?
    @Option(help: ArgumentHelp("Its last day.", valueName: "date"))
    var to: CalendarDate?
    @Option(help: "How it is collected.")
    var method: QualificationCollection.Method?
    @Flag(help: "It was collected on the day of the event.")
    var collected = false

    func validate() throws {
        guard resultsOn ?? from ?? to != nil || method != nil || collected else {
            throw ValidationError("give --results-on, --from, --to, --method or --collected")
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
            "recorded the collection of \(recorded.record); it is \((recorded.state ?? "").replacing("_", with: " "))"
        }
    }
}
