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
            guard !text.isEmpty else {
                throw Complaint("为空；请填写，或者删去该配置项", "is empty; give a text or remove the key")
            }
            guard !text.hasUnprintable else {
                throw Complaint("含有换行或控制字符；请删去", "has a line break or control character; remove it")
            }
            guard text.count <= 200 else {
                throw Complaint("超过200个字符；请缩短", "is longer than 200 characters; shorten it")
            }
            return text
        }
    }

    /// One SELECT, possibly over several lines.
    static var query: ScalarForm {
        ScalarForm { text throws(Complaint) in
            let words = text.split(whereSeparator: \.isWhitespace)
            guard let first = words.first, ["SELECT", "WITH"].contains(first.uppercased()) else {
                throw Complaint("不是查询；请写SELECT语句", "is no query; write a SELECT statement")
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
                let words = AllowedWords(words: names)
                let advice =
                    words.nearest(to: text) == nil
                    ? Phrase("请写IANA名称，如Asia/Shanghai", "write an IANA name: Asia/Shanghai") : words.advice(for: text)
                throw Complaint(
                    "没有时区\(text.quoted)，\(advice.chinese)",
                    "unknown time zone \(text.quoted), \(advice.english)"
                )
            }
            return text
        }
    }
}

extension ScalarForm where Value == Int {
    /// A whole number without a unit.
    static func number(in range: ClosedRange<Int>) -> ScalarForm {
        ScalarForm { text throws(Complaint) in
            let (least, most) = (range.lowerBound, range.upperBound)
            guard text.wholeMatch(of: /[+-]?[0-9]+/) != nil else {
                throw Complaint(
                    "\(text.quoted)不是整数；请写\(least)至\(most)的整数",
                    "\(text.quoted) is no whole number; write one from \(least) to \(most)"
                )
            }
            guard let number = Int(text), range.contains(number) else {
                throw Complaint(
                    "\(text.quoted)超出范围；请写\(least)至\(most)的整数",
                    "\(text.quoted) is out of range; write a whole number from \(least) to \(most)"
                )
            }
            return number
        }
    }

    /// The English short name of a day of the week as its ISO number.
    static var weekday: ScalarForm {
        ScalarForm { text throws(Complaint) in
            let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            guard text != "workdays" else {
                throw Complaint("workdays只能单独使用；请删去其他各天", "workdays stands alone; remove the other days")
            }
            guard let index = names.firstIndex(of: text) else {
                let advice = AllowedWords(words: names + ["workdays"]).advice(for: text)
                throw Complaint(
                    "没有\(text.quoted)这一天，\(advice.chinese)",
                    "unknown day \(text.quoted), \(advice.english)"
                )
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
                throw Complaint(
                    "\(text.quoted)不是时刻；请写HH:MM，从\"00:00\"至\"23:59\"",
                    "\(text.quoted) is no time of day; write HH:MM from \"00:00\" to \"23:59\""
                )
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
                throw Complaint(
                    "\(text.quoted)不是时段；请写HH:MM-HH:MM，如\"09:00-18:00\"",
                    "\(text.quoted) are no hours; write HH:MM-HH:MM, as in \"09:00-18:00\""
                )
            }
            guard start < end else {
                throw Complaint(
                    "\(text.quoted)的结束早于开始；请写同一天内的时段，如\"09:00-18:00\"",
                    "\(text.quoted) ends before it starts; write hours within one day, as in \"09:00-18:00\""
                )
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
                throw Complaint(
                    "邮箱\(error.phrase.chinese)；请只写一个邮箱，如name@example.test",
                    "the address \(error.phrase.english); write one bare address: name@example.test"
                )
            }
        }
    }
}

extension ScalarForm where Value == Bool {
    /// A Boolean.
    static var truth: ScalarForm {
        ScalarForm { text throws(Complaint) in
            guard let truth = Bool(text) else {
                throw Complaint(
                    "\(text.quoted)不是开关；请写true或false",
                    "\(text.quoted) is no switch; write true or false"
                )
            }
            return truth
        }
    }
}

extension ScalarForm where Value: RawRepresentable<String> & CaseIterable {
    /// One of the fixed words of a type.
    static var word: ScalarForm {
        ScalarForm { text throws(Complaint) in
            guard let value = Value(rawValue: text) else {
                let advice = AllowedWords(words: Value.allCases.map(\.rawValue)).advice(for: text)
                throw Complaint(
                    "不能写\(text.quoted)，\(advice.chinese)",
                    "unknown word \(text.quoted), \(advice.english)"
                )
            }
            return value
        }
    }
}
