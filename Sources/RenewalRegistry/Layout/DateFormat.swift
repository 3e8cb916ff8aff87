import GRDB
import RenewalRules

/// How an office's own database writes its days.
package enum DateFormat: String, Hashable, Sendable, CaseIterable {
    /// Text `2027-03-05`.
    case iso
    /// Whatever ``WrittenDay`` reads: text with the year first, eight digits, the serials of spreadsheets.
    case auto
    /// Text `2027/3/5`.
    case slashes = "yyyy/m/d"
    /// Text or a number `20270305`.
    case digits = "yyyymmdd"
    /// Text `2027年3月5日`.
    case chinese
    /// Seconds since 1970, of which the day in business time counts.
    case epochSeconds = "epoch_seconds"
    /// The same in milliseconds.
    case epochMilliseconds = "epoch_ms"
    /// Days of the 1900 date system of spreadsheets.
    case excel

    /// Reads a value.
    ///
    /// - Parameters:
    ///   - value: as SQLite stores it
    ///   - utcOffset: how far business time is ahead of UTC at an instant (rule A12)
    /// - Returns: the day; `nil` when the value is not written like this
    func day(of value: DatabaseValue, utcOffset: (UnixTime) -> Duration) -> CalendarDate? {
        switch (self, value.storage) {
        case (_, .null), (_, .blob): nil
        case (.epochSeconds, _): number(value).map { UnixTime(seconds: $0) }.map { $0.day(utcOffset: utcOffset($0)) }
        case (.epochMilliseconds, _):
            number(value).map { UnixTime(milliseconds: $0) }.map { $0.day(utcOffset: utcOffset($0)) }
        case (_, .string(let text)): day(writtenAs: text)
        case (_, .int64(let number)): day(writtenAs: "\(number)")
        // A spreadsheet's day may have its time behind the point.
        case (_, .double): number(value).flatMap { day(writtenAs: "\($0)") }
        }
    }

    private func day(writtenAs text: String) -> CalendarDate? {
        let sign: Character? =
            switch self {
            case .slashes: "/"
            case .chinese: "年"
            case .iso, .auto, .digits, .excel, .epochSeconds, .epochMilliseconds: nil
            }
        let folded = FoldedID(text).text
        if let sign, !folded.contains(sign) { return nil }
        if self == .digits, folded.utf8.prefix(8).contains(where: { !(0x30...0x39).contains($0) }) { return nil }
        switch WrittenDay.read(text) {
        case .day(let day): return self == .excel ? nil : self == .iso ? CalendarDate(folded) : day
        case .serial(let day): return self == .excel || self == .auto ? day : nil
        case .refused: return nil
        }
    }

    /// A whole number, also as text, without what is behind its point; within a few thousand years.
    private func number(_ value: DatabaseValue) -> Int64? {
        let number: Int64? =
            switch value.storage {
            case .int64(let number): number
            case .double(let number): Int64(exactly: number.rounded(.down))
            case .string(let text): Int64(FoldedID(text).text)
            case .null, .blob: nil
            }
        return number.flatMap { $0.magnitude <= Self.latest ? $0 : nil }
    }

    /// The last millisecond of the year 9999, roughly.
    private static let latest: Int64 = 253_402_300_799_999

    /// The setting with which a value would be a day; `nil` when none helps.
    static func reading(_ value: DatabaseValue) -> DateFormat? {
        if auto.day(of: value, utcOffset: { _ in .zero }) != nil { return .auto }
        switch auto.number(value) {
        case .some(100_000_000...9_999_999_999): return .epochSeconds
        case .some(100_000_000_000...9_999_999_999_999): return .epochMilliseconds
        case .some, .none: return nil
        }
    }
}
