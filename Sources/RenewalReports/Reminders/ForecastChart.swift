import RenewalRules

/// The notices of some coming periods as bars, in a picture that a browser or a report can hold.
///
/// - Source: SVG 2; WAI-ARIA Graphics Module (title and description for those who hear it)
struct ForecastChart {
    private let bars: [(period: String, notices: Int)]
    private let days: ClosedRange<CalendarDate>
    private let sum: Int

    init(of report: ForecastReport) {
        bars = report.totals
        days = report.days
        sum = report.rows.reduce(0) { $0 + $1.notices }
    }

    private static let style =
        "<style>text{font:12px sans-serif;fill:#222}rect{fill:#2b6cb0}.head{font-size:15px}"
        + "@media(prefers-color-scheme:dark){text{fill:#eee}rect{fill:#63b3ed}}</style>"
    private static let (bar, gap, height, left, top, bottom) = (22, 8, 200, 16, 48, 84)

    /// The picture, line by line.
    var lines: [ReportLine] {
        let width = max(360, Self.left * 2 + bars.count * (Self.bar + Self.gap))
        let height = Self.top + Self.height + Self.bottom
        let most = max(1, bars.map(\.notices).max() ?? 1)
        let size = #"width="\#(width)" height="\#(height)" viewBox="0 0 \#(width) \#(height)""#
        let name = title
        let head = [
            Phrase { _ in #"<svg xmlns="http://www.w3.org/2000/svg" \#(size) role="img" aria-labelledby="title">"# },
            Phrase { #"<title id="title">\#(name[$0])</title>"# }, Phrase { _ in Self.style },
            Phrase { #"<text class="head" x="\#(Self.left)" y="26">\#(name[$0])</text>"# },
        ]
        let drawn = bars.enumerated().map { place, bar in
            picture(of: bar, at: Self.left + place * (Self.bar + Self.gap), most: most)
        }
        return (head + drawn + [Phrase { _ in "</svg>" }]).map { ReportLine($0) }
    }

    private var title: Phrase {
        Phrase(
            "\(days.lowerBound)至\(days.upperBound)的提醒，共\(sum)条",
            "\(counted(sum, "notice", "notices")) from \(days.lowerBound) to \(days.upperBound)"
        )
    }

    private func picture(of bar: (period: String, notices: Int), at x: Int, most: Int) -> Phrase {
        let tall = max(1, bar.notices * Self.height / most)
        let (foot, middle) = (Self.top + Self.height, x + Self.bar / 2)
        return Phrase { _ in
            #"<rect x="\#(x)" y="\#(foot - tall)" width="\#(Self.bar)" height="\#(tall)"/>"#
                + #"<text x="\#(middle)" y="\#(foot - tall - 4)" text-anchor="middle">\#(bar.notices)</text>"#
                + #"<text transform="translate(\#(middle + 4) \#(foot + 8)) rotate(90)">\#(bar.period)</text>"#
        }
    }
}
