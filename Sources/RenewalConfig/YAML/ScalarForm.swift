import Foundation
import RenewalRules

/// How one value of the file is parsed, or why it is refused.
struct ScalarForm<Value> {
    let read: (String) throws(Complaint) -> Value
}

extension ScalarForm where Value == String {
    /// One printable line of at most 200 characters.
    static var line: ScalarForm {
        ScalarForm { text throws(Complaint) in
            guard !text.isEmpty else { throw Complaint("is empty; give a text or remove the key") }
            guard !text.hasUnprintable else { throw Complaint("has a line break or control character; remove it") }
            guard text.count <= 200 else { throw Complaint("is longer than 200 characters; shorten it") }
            return text
        }
    }

    /// One SELECT, possibly over several lines.
    static var query: ScalarForm {
        ScalarForm { text throws(Complaint) in
            let words = text.split(whereSeparator: \.isWhitespace)
            guard let first = words.first, ["SELECT", "WITH"].contains(first.uppercased()) else {
                throw Complaint("is no query; write a SELECT statement")
            }
            return text
        }
    }

    /// A name of the time zone database.
    static var timeZone: ScalarForm {
        ScalarForm { text throws(Complaint) in
            // Foundation also accepts "GMT+8" and "PRC", which name no place whose rules could change.
            guard text == "UTC" || text.contains("/"), TimeZone(identifier: text) != nil else {
                let names = TimeZone.knownTimeZoneIdentifiers
                let nearest = AllowedWords(words: names).nearest(to: text).map { "did you mean \($0.quoted)?" }
                throw Complaint("unknown time zone \(text.quoted), \(nearest ?? "write an IANA name: Asia/Shanghai")")
            }
            return text
        }
    }
}

extension ScalarForm where Value == Int {
    /// A whole number without a unit.
    static func number(in range: ClosedRange<Int>) -> ScalarForm {
        ScalarForm { text throws(Complaint) in
            guard let number = Int(text), range.contains(number) else {
                let bounds = "\(range.lowerBound) to \(range.upperBound)"
                throw Complaint("\(text.quoted) is out of range; write a whole number from \(bounds)")
            }
            return number
        }
    }

    /// The English short name of a day of the week as its ISO number.
    static var weekday: ScalarForm {
        ScalarForm { text throws(Complaint) in
            let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            guard text != "workdays" else { throw Complaint("workdays stands alone; remove the other days") }
            guard let index = names.firstIndex(of: text) else {
                let words = AllowedWords(words: names + ["workdays"])
                throw Complaint("unknown day \(text.quoted), \(words.advice(for: text))")
            }
            return index + 1
        }
    }
}

extension ScalarForm where Value == TimeOfDay {
    /// A time at which a day's work can begin.
    static var timeOfDay: ScalarForm {
        ScalarForm { text throws(Complaint) in
            guard let time = TimeOfDay(text), time.minutes < 1440 else {
                throw Complaint("\(text.quoted) is no time of day; write HH:MM from \"00:00\" to \"23:59\"")
            }
            return time
        }
    }
}

extension ScalarForm where Value == Range<TimeOfDay> {
    /// Hours from and until, the end exclusive.
    static var hours: ScalarForm {
        ScalarForm { text throws(Complaint) in
            let times = text.split(separator: "-", omittingEmptySubsequences: false).map { TimeOfDay(String($0)) }
            guard times.count == 2, let start = times[0], let end = times[1] else {
                throw Complaint("\(text.quoted) are no hours; write HH:MM-HH:MM, as in \"09:00-18:00\"")
            }
            guard start < end else {
                throw Complaint("\(text.quoted) ends before it starts; hours over midnight are not possible")
            }
            return start..<end
        }
    }
}

extension ScalarForm where Value == EmailAddress {
    /// A bare mail address, which messages do not repeat.
    static var email: ScalarForm {
        ScalarForm { text throws(Complaint) in
            do throws(EmailAddress.Problem) {
                return try EmailAddress(text)
            } catch {
                throw Complaint("the address \(error.rawValue); write one bare address: name@example.test")
            }
        }
    }
}

extension ScalarForm where Value == Bool {
    /// A Boolean.
    static var truth: ScalarForm {
        ScalarForm { text throws(Complaint) in
            guard let truth = Bool(text) else { throw Complaint("\(text.quoted) is no switch; write true or false") }
            return truth
        }
    }
}

extension ScalarForm where Value: RawRepresentable<String> & CaseIterable {
    /// One of the fixed words of a type.
    static var word: ScalarForm {
        ScalarForm { text throws(Complaint) in
            guard let value = Value(rawValue: text) else {
                let words = AllowedWords(words: Value.allCases.map(\.rawValue))
                throw Complaint("unknown word \(text.quoted), \(words.advice(for: text))")
            }
            return value
        }
    }
}
