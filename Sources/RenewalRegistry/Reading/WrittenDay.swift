package import RenewalRules

/// A day as people and spreadsheets write it.
///
/// The year comes first and has four digits; anything that could be two days is refused, because a reminder on a wrong
/// day is worse than none. Full-width characters, blanks of all kinds, a day of the week and a time of day make no
/// difference.
package enum WrittenDay {
    /// What a text says.
    package enum Reading: Hashable, Sendable {
        case day(CalendarDate)
        /// A number of five digits, which is a day of the 1900 date system if it is one at all.
        case serial(CalendarDate)
        /// Why it is no day: the words that follow the name of the column, without the value.
        case refused(Phrase)
    }

    /// Reads a day.
    ///
    /// - Parameter text: `2027-03-05`, `2027/3/5`, `2027.3.5`, `2027年3月5日`, `二〇二七年三月五日`, `20270305`, `46451`
    /// - Returns: the day it says, or why it says none
    package static func read(_ text: String) -> Reading {
        if let day = CalendarDate(text) { return .day(day) }
        let plain = plain(text)
        guard !plain.isEmpty else { return .refused(empty) }
        var rest = plain[...]
        let first = digits(of: &rest)
        guard !first.isEmpty else { return .refused(noDay) }
        guard first.count != serialDigits, let sign = sign(of: &rest), signs[sign] != nil,
            rest.first.map(isDigit) == true
        else {
            return number(first, followedBy: plain.dropFirst(first.count))
        }
        let second = digits(of: &rest)
        guard signs[sign] == self.sign(of: &rest) else { return .refused(noDay) }
        let third = digits(of: &rest)
        guard !third.isEmpty else { return .refused(sign == "年" ? monthAlone : noDay) }
        if sign == "年" { rest = rest.drop { "日号 ".contains($0) } }
        switch (first.count, second.count, third.count) {
        case (4, 1...2, 1...2): return day(first, second, third, rest)
        case (1...2, 1...2, 4): return .refused(dayFirst)
        case (1...2, 1...2, 1...2): return .refused(shortYear)
        default: return .refused(noDay)
        }
    }

    /// A number without signs.
    private static func number(_ digits: Substring, followedBy rest: Substring) -> Reading {
        switch digits.count {
        case 8:
            // Day first, it would be a year of the Middle Ages.
            guard digits >= "19" else { return .refused(noDay) }
            return day(digits.prefix(4), digits.dropFirst(4).prefix(2), digits.suffix(2), rest)
        case 14 where rest.isEmpty && digits >= "19":
            return day(digits.prefix(4), digits.dropFirst(4).prefix(2), digits.dropFirst(6).prefix(2), rest)
        case serialDigits:
            guard let number = Int(digits), isFraction(rest) else { return .refused(noDay) }
            return .serial(day(ofSerial: number))
        case 6: return .refused(sixDigits)
        case 9...10 where rest.isEmpty, 13 where rest.isEmpty: return .refused(instant)
        default: return .refused(noDay)
        }
    }

    /// From 1927 to 2173: fewer digits would be days of the past, or numbers of something else.
    private static let serialDigits = 5

    /// The day with a number in the 1900 date system of spreadsheets, from 1 March 1900 on.
    package static func day(ofSerial number: Int) -> CalendarDate { beforeSerials.adding(days: number) }

    /// 30 December 1899: the system knows a 29 February 1900, which did not exist.
    private static let beforeSerials = CalendarDate(dayNumber: -25_569)

    private static func day(_ year: Substring, _ month: Substring, _ day: Substring, _ rest: Substring) -> Reading {
        switch TimeOfDay(rest) {
        case .elsewhere: return .refused(zone)
        case .none: return .refused(noDay)
        case .local:
            guard let year = Int(year), let month = Int(month), let day = Int(day),
                let day = CalendarDate(year: year, month: month, day: day)
            else { return .refused(noSuchDay) }
            return .day(day)
        }
    }
}

extension WrittenDay {
    /// The sign after the month by that after the year.
    private static let signs: [Character: Character] = ["-": "-", "/": "/", ".": ".", "年": "月"]

    /// In ASCII as far as possible, with numbers in digits and no blanks around signs.
    private static func plain(_ text: String) -> String {
        let folded = String(FoldedID(text).text.map { dashes.contains($0) ? "-" : $0 })
        guard folded.contains("年"), folded.contains(where: { numerals[$0] != nil }) else { return folded }
        return digits(ofNumerals: folded)
    }

    private static let dashes: Set<Character> = ["‐", "‑", "‒", "–", "—", "―", "−"]

    private static let numerals: [Character: Int] = [
        "〇": 0, "○": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]

    /// Replaces `三十一` by `31` and `二〇二七` by `2027`.
    private static func digits(ofNumerals text: String) -> String {
        var (plain, last) = ("", Character?.none)
        for (place, character) in zip(text.indices, text) {
            if let digit = numerals[character] {
                plain += String(digit)
            } else if character == "十" {
                let following = text[text.index(after: place)...].first
                if last.flatMap({ numerals[$0] }) == nil { plain += "1" }
                if following.flatMap({ numerals[$0] }) == nil { plain += "0" }
            } else {
                plain.append(character)
            }
            last = character
        }
        return plain
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    private static func digits(of rest: inout Substring) -> Substring {
        let digits = rest.prefix(while: isDigit)
        rest = rest.dropFirst(digits.count)
        return digits
    }

    /// The sign before the next number, with blanks around it.
    private static func sign(of rest: inout Substring) -> Character? {
        rest = rest.drop { $0 == " " }
        let sign = rest.popFirst()
        rest = rest.drop { $0 == " " }
        return sign
    }

    private static func isFraction(_ rest: Substring) -> Bool {
        rest.isEmpty || rest.first == "." && rest.count > 1 && rest.dropFirst().allSatisfy(isDigit)
    }

    /// What follows a day.
    private enum TimeOfDay {
        /// Nothing that moves the day.
        case local
        /// A time in a zone of its own, in which the day may be another.
        case elsewhere
        /// Something else.
        case none

        init(_ text: Substring) {
            var rest = text.drop { " T".contains($0) }
            for prefix in ["星期", "周", "(星期", "(周"] where rest.hasPrefix(prefix) {
                rest = rest.dropFirst(prefix.count + 1).drop { ") ".contains($0) }
            }
            let parts = rest.prefix { WrittenDay.isDigit($0) || "T:.时分秒上下午AMPMampm ".contains($0) }
            let zone = rest.dropFirst(parts.count)
            let numbers = parts.split { !WrittenDay.isDigit($0) }
            guard !rest.isEmpty else {
                self = .local
                return
            }
            guard (2...4).contains(numbers.count), numbers.prefix(3).allSatisfy({ $0.count <= 2 }) else {
                self = .none
                return
            }
            let isMidnight = numbers.allSatisfy { $0.allSatisfy { $0 == "0" } }
            switch zone {
            case "", "+08:00", "+0800", "+08": self = .local
            // A whole day, as programs write it.
            case "Z", "+00:00": self = isMidnight ? .local : .elsewhere
            default: self = zone.first.map { "+-".contains($0) } == true ? .elsewhere : .none
            }
        }
    }
}

/// Why a text is no day.
extension WrittenDay {
    private static let empty = Phrase("没有填写", "is empty")
    private static let noDay = Phrase("不是日期；请写成 2027-03-05 这样", "is not a day; write it as 2027-03-05")
    private static let noSuchDay = Phrase("是不存在的日期；请核对", "is a day that does not exist; look it up")
    private static let shortYear = Phrase(
        "年份只有两位，分不清年、月、日；请写成 2027-03-05 这样",
        "has a year of two digits, so that nobody can tell year, month and day apart; write it as 2027-03-05"
    )
    private static let dayFirst = Phrase(
        "年份在最后，分不清日在前还是月在前；请写成 2027-03-05 这样",
        "ends with the year, so that nobody can tell whether day or month comes first; write it as 2027-03-05"
    )
    private static let monthAlone = Phrase("只有年和月，缺少日；请补上", "names a month without the day; add it")
    private static let sixDigits = Phrase(
        "只有六位数字，缺少日或年份不全；请写成 2027-03-05 这样",
        "has only six digits: the day or half of the year is missing; write it as 2027-03-05"
    )
    private static let instant = Phrase(
        "像是时间戳（秒数），不是日期；请写成 2027-03-05 这样",
        "looks like a number of seconds, not a day; write it as 2027-03-05"
    )
    private static let zone = Phrase(
        "带有其他时区的时刻，可能差一天；请只写日期，如 2027-03-05",
        "has a time in another time zone, so that the day may be off by one; write only the day, as 2027-03-05"
    )
}
