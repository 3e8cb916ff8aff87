import RenewalRules
import Yams

extension ConfigurationReader {
    /// Reads the marks of registrations, of single categories and of credentials.
    mutating func updateLadders(of policy: inout RenewalPolicy, in section: Section) {
        if let ladder = ladder("ladder", in: section) { policy.ladder = ladder }
        if let ladder = ladder("credential_ladder", in: section) { policy.credentialLadder = ladder }
        if let ladders = categoryLadders(in: section) { policy.categoryLadders = ladders }
    }

    /// The marks of each category that has its own; a name that is no category is a remark, because old records may
    /// have it.
    private mutating func categoryLadders(in section: Section) -> [CategoryName: [Milestone]]? {
        let key = "category_ladders"
        guard let entry = section[key], let entries = entries(of: entry.node, named: key) else { return nil }
        let categories = Section(name: section.path(of: key), place: entry.keyPlace, entries: entries)
        var ladders: [CategoryName: [Milestone]] = [:]
        var spellings: [CategoryName: String] = [:]
        for entry in entries {
            let name = CategoryName(entry.key)
            defer { spellings[name] = entry.key }
            if let complaint = Self.complaint(aboutCategory: entry.key) {
                report(key, "类别\(complaint.chinese)", "the category \(complaint.english)", at: entry.keyPlace)
            } else if let earlier = spellings[name], earlier != entry.key {
                report(
                    key,
                    "\(entry.key.quoted)已经列出，只是括号或空格不同；请删去一个",
                    "\(entry.key.quoted) is listed already, with other brackets or blanks; remove one of them",
                    at: entry.keyPlace
                )
            } else if let ladder = ladder(entry.key, in: categories) {
                ladders[name] = ladder
            }
        }
        return ladders
    }

    private static func complaint(aboutCategory text: String) -> Phrase? {
        do {
            _ = try ScalarForm.line.read(text)
            return nil
        } catch {
            return error.phrase
        }
    }

    /// Marks by date, each once; `nil` when the key is absent or its list empty.
    private mutating func ladder(_ key: String, in section: Section) -> [Milestone]? {
        guard let steps = list(key, in: section, as: .milestone) else { return nil }
        var seen: Set<Milestone> = []
        let problemsBefore = problems.count
        for step in steps where !seen.insert(step.value).inserted {
            report(
                key,
                "\(step.value)重复；请删去一个",
                "\(step.value) is listed twice; remove one of them",
                at: step.place
            )
        }
        // A mark listed twice cannot be in order either; that is a single mistake.
        guard problems.count == problemsBefore else { return nil }
        // Of a list that is written backwards every mark is out of order; the first says it.
        let disorder = zip(steps, steps.dropFirst()).first { earlier, later in
            later.value.usualLead > earlier.value.usualLead
        }
        guard let (earlier, later) = disorder else { return steps.map(\.value) }
        report(
            key,
            "\(later.value)的日期早于\(earlier.value)；请由早到晚排列",
            "\(later.value) is before \(earlier.value) by date; list the earliest mark first",
            at: later.place
        )
        return nil
    }
}

extension ScalarForm where Value == Milestone {
    /// A mark that is computed from the expiry day, at most five years from it.
    ///
    /// Every pass searches the registry as far ahead and back as the farthest mark.
    static var milestone: ScalarForm {
        ScalarForm { text throws(Complaint) in
            switch Milestone(text) {
            case .some(.monthsBefore(let months)) where months <= 60: return .monthsBefore(months)
            case .some(.daysAfter(let days)) where (-1826...1826).contains(days): return .daysAfter(days)
            case .some(.monthsBefore), .some(.daysAfter):
                throw Complaint(
                    "\(text.quoted)距到期日超过五年；最远可写M-60、D-1826或D+1826",
                    "\(text.quoted) is more than five years from expiry; write at most M-60, D-1826 or D+1826"
                )
            default:
                throw Complaint(
                    "\(text.quoted)不是提醒节点；请写M-3、D-7、D0或D+30这样的形式",
                    "\(text.quoted) is no mark of the ladder; write M-3, D-7, D0 or D+30"
                )
            }
        }
    }
}
