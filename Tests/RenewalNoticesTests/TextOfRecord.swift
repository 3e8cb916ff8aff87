import Foundation
import RenewalRules
import RenewalTestSupport

@testable import RenewalNotices

/// What every notice says, as Markdown for somebody who reads words and not programs, a lawyer above all.
///
/// The notices are those of made-up records, written by the shipped templates; what stands in their heads is the table of
/// `Notices.md` and the sentences of the rules.
enum TextOfRecord {
    /// The documents by file name.
    static func documents() -> [String: String] {
        let head = [
            "readme": introduction(Section.all.map { "- [\($0.title)](\($0.file))" }.joined(separator: "\n"))
        ]
        return Section.all.reduce(into: ["README.md": head["readme"] ?? ""]) { documents, section in
            let notices = section.rows.compactMap(TextOfRecord.notice)
            documents[section.file] = (["# \(section.title)"] + notices).joined(separator: "\n\n") + "\n"
        }
    }

    private static func introduction(_ list: String) -> String {
        """
        # 各类通知的文本 · What the notices say

        本目录由 `Scripts/notices --update` 生成，请勿手工修改：以虚构的记录（有效期至2026年3月15日）和随程序提供的模板，\
        写出每一类通知对每一类收件人的主题和正文，中英文各一份；建议提交日期和有效期截止日是否为工作日，由虚构的记录决定，与日历无关。每一类开头列明何时发出、发给谁、紧急程度、何时不再发出及其依据。

        Made by `Scripts/notices --update` and not to be edited: the subject and the words of every kind of notice for every \
        audience, of made-up records that end on 15 March 2026, by the shipped templates, in Chinese and English. Whether a \
        day is a working day is made up too, whatever the calendar says.

        \(list)

        每一封通知都以下面的话结尾；需要收件人办理事项的，再加“\(Language.chinese.closingWhenDone)”：

        > \(Language.chinese.closing)

        Every notice ends with these words; one that asks for something adds “\
        \(FieldText.singleLine(Language.english.closingWhenDone))”:

        > \(Language.english.closing)

        """
    }

    /// A kind of notice: its head, and its words for each audience.
    private static func notice(_ row: Row) -> String? {
        guard let kind = NoticeKind(rawValue: row.kind) else { return nil }
        let words = kind.row.audiences.flatMap { audience in
            situations(of: kind, for: audience).enumerated().flatMap { number, context in
                Language.allCases.map { text(of: context.spoken(in: $0), number: number + 1) }
            }
        }
        let title = "## \(Language.chinese.title(of: kind)) · \(Language.english.title(of: kind))"
        return ([title, row.head(of: kind)] + words).joined(separator: "\n\n")
    }

    private static func text(of context: NoticeContext, number: Int) -> String {
        let language = context.language
        let rendered = Samples.shipped.render(context, forMail: false)
        let body = rendered.text.components(separatedBy: "\n\n\(language.closing)")[0]
        let quoted = body.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
        let situation = number == 1 ? "" : language.either("，情形\(number)", ", situation \(number)")
        let heading = language.either("致\(audience(context))", "To \(audience(context))") + situation
        return "### \(heading)\n\n**\(named(rendered.subject, in: language))**\n\n\(named(quoted, in: language))"
    }

    private static func audience(_ context: NoticeContext) -> String {
        switch context.audience {
        case .holder: context.language.either("本人", "the holder")
        case .employer: context.language.either("聘用单位", "the employer")
        case .administrator: context.language.either("管理员", "administrators")
        case .relyingParty: context.language.either("依赖方", "relying parties")
        }
    }

    /// A record with everything recorded, one with only what is needed, and what differs from them otherwise.
    private static func situations(of kind: NoticeKind, for audience: Audience) -> [NoticeContext] {
        let fixtures = TemplateFixture.allCases.filter { $0 != .late }.map { fixture in
            let context = fixture.context(kind: kind, audience: audience, language: .chinese)
            return context.with(
                planned(like: context),
                on: context.asOf,
                about: context.subject,
                policy: context.policy
            )
        }
        let others = PlannedNoticeTests.planned.filter {
            !kind.isDigest && $0.kind == kind && $0.audience == audience
        }
        var seen: Set<String> = []
        return (fixtures + others).filter { seen.insert(wording(of: $0)).inserted }.prefix(situationLimit).map(\.self)
    }

    /// Nobody would read more of one kind.
    private static let situationLimit = 5

    /// A made-up notice at the severity at which the rules plan its kind.
    private static func planned(like context: NoticeContext) -> Notice {
        let alike = PlannedNoticeTests.planned.filter { $0.kind == context.kind && $0.audience == context.audience }
        let found = alike.first { $0.notice.dueOn == context.notice.dueOn } ?? alike.first
        return Notice(
            key: context.notice.key,
            dueOn: context.notice.dueOn,
            severity: found?.notice.severity ?? context.notice.severity,
            rules: context.notice.rules
        )
    }

    /// The words without figures and names.
    private static func wording(of context: NoticeContext) -> String {
        let rendered = Samples.shipped.render(context, forMail: false)
        return (rendered.subject + rendered.text).replacing(/[0-9]+|通知编号：.*/, with: "")
    }

    /// Made-up names that read like names.
    private static func named(_ text: String, in language: Language) -> String {
        let names: [(String, BothLanguages)] = [
            ("示例人员甲", ("李志强", "Li Zhiqiang")), ("示例人员乙", ("赵敏", "Zhao Min")), ("示例人员丙", ("陈静", "Chen Jing")),
            ("示例人员丁", ("刘洋", "Liu Yang")), ("示例人员戊", ("孙丽", "Sun Li")), ("示例人员", ("王建国", "Wang Jianguo")),
            ("示例旧单位", ("青山化工厂", "Qingshan Chemical Works")),
            ("示例新单位", ("绿水化工有限公司", "Lüshui Chemicals Ltd.")), ("示例单位", ("青山化工有限公司", "Qingshan Chemicals Ltd.")),
            ("示例省应急管理厅", ("河北省应急管理厅", "the emergency management department of Hebei")),
            ("示例证书服务中心", ("河北省证书服务中心", "the certificate service centre of Hebei")),
            ("示例人事考试中心", ("石家庄市人事考试中心", "the examination centre of Shijiazhuang")),
        ]
        return names.reduce(text) { $0.replacing($1.0, with: language.either($1.1.0, $1.1.1)) }
    }
}

extension TextOfRecord {
    /// A section of the table of notices, and a document here.
    private struct Section {
        let title: String
        let file: String
        let rows: [Row]

        static let all: [Section] = {
            let path = ForeignProgram.repository.appending(path: "Sources/RenewalRules/RenewalRules.docc/Notices.md")
                .path
            let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            return text.split(separator: "\n## ").compactMap { part in
                let lines = part.split(separator: "\n").map(String.init)
                let rows = lines.compactMap(Row.init)
                guard let title = lines.first, !rows.isEmpty else { return nil }
                let file = title.lowercased().replacing(" ", with: "-") + ".md"
                return Section(title: "\(names[title] ?? title) · \(title)", file: file, rows: rows)
            }
        }()

        private static let names = [
            "Registrations": "注册", "Applications": "注册申请", "Qualification and the six steps": "职业资格证书与电子证书申领",
            "Electronic credentials": "电子证书", "Loss and reissue": "挂失与补办", "Office": "聘用单位与管理机构", "Facts": "已发生的事项",
        ]
    }

    /// A line of the table of notices.
    private struct Row {
        let kind: String
        let marks: String
        let audience: String
        let severity: String
        let end: String
        let rules: String

        init?(_ line: String) {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 7, cells[1].hasPrefix("`") else { return nil }
            kind = cells[1].trimmingCharacters(in: ["`"])
            (marks, audience, severity, end, rules) = (cells[2], cells[3], cells[4], cells[5], cells[6])
        }

        func head(of kind: NoticeKind) -> String {
            let laws = Self.laws[self.kind].map { ["| 法律依据 Law | \($0) |"] } ?? []
            let table = [
                "| | |", "|---|---|", "| 种类 Kind | `\(self.kind)` |", "| 何时发出 When | \(Self.marked(marks))（\(marks)） |",
                "| 发给谁 To | \(Self.marked(Self.named(audience)))（\(audience)） |",
                "| 紧急程度 Severity | \(Self.rated(severity))（\(severity)） |",
                "| 何时不再发出 Until | \(Self.ended(end))（\(end)） |",
            ]
            let sentences = ids.compactMap { id in
                RuleSentence.of(RuleID(rawValue: id), in: .chinese).map { chinese in
                    "- \(id) \(chinese) \(RuleSentence.of(RuleID(rawValue: id), in: .english) ?? "")"
                }
            }
            return ((table + laws).joined(separator: "\n") + "\n\n" + sentences.joined(separator: "\n"))
        }

        /// The ids of `R40 to R44, R51`.
        private var ids: [String] {
            rules.components(separatedBy: ", ").flatMap { part -> [String] in
                let ends = part.components(separatedBy: " to ")
                guard ends.count == 2, let first = Int(ends[0].dropFirst()), let last = Int(ends[1].dropFirst()) else {
                    return [part]
                }
                return (first...last).map { "\(part.prefix(1))\($0)" }
            }
        }

        private static func marked(_ marks: String) -> String {
            marks.replacing(/S\+(\d+)M/) { "提交申请后\($0.1)个月" }
                .replacing(/R\+(\d+)M/) { "成绩公布后\($0.1)个月" }
                .replacing(/R\+(\d+)D/) { "申请补办后\($0.1)天" }
                .replacing(/N\+(\d+)D/) { "续期后\($0.1)天" }
                .replacing(/M-(\d+)/) { "期满前\($0.1)个月" }
                .replacing(/D-(\d+)/) { "期满前\($0.1)天" }
                .replacing(/D\+(\d+)/) { "期满后第\($0.1)天" }
                .replacing(/\+(\d+)D/) { "其后第\($0.1)天" }
                .replacing("D0", with: "期满当日")
                .translated(by: [
                    ("then every 30 days", "其后每30天"), ("every 30 days", "每30天"), ("six times", "至多六次"),
                    ("then weekly", "其后每周"), ("weekly", "每周"),
                    ("daily while it lasts", "持续期间每日"), ("daily", "每日"), ("yearly", "每年"), ("event", "事件发生时"),
                    (" of the period", "（领取期）"), (" of the annotation", "（加注）"), (" to ", "至"), ("; ", "；"),
                    (", ", "、"),
                ])
        }

        private static func named(_ audience: String) -> String {
            audience.translated(by: [
                ("whoever was told the old day", "曾被告知原日期的人"),
                (
                    "H not of a deceased holder, not P where it had expired",
                    "本人（已去世的除外），依赖方（此前已过期的除外）"
                ),
                ("new E", "新聘用单位"), ("H", "本人"), ("E", "聘用单位"), ("A", "管理员"), ("P", "依赖方"), (" from ", "自"),
                ("; ", "；"),
                (", ", "、"), (" ", "、"),
            ])
        }

        private static func rated(_ severity: String) -> String {
            let words = Severity.allCases.map { ($0.rawValue, Language.chinese.name(of: $0)) }
            let sentences = [
                (
                    "as the reminder it stands for, at least notice; urgent where the new day is earlier and within a month",
                    "同其代替的提醒，至少为通知；新日期提前且在一个月内的为紧急"
                ),
                ("as N47", "同注册有效期更正"), ("; urgent from M-1 on", "；期满前1个月起紧急"),
                ("; urgent while documents are missing", "；材料待补正时为紧急"),
                ("exam failed notice", "考试未通过的为通知"), (" on request or with the employment", "（本人申请或聘用终止的）"),
                (" where it had expired or the holder died", "（已过期或注册人员死亡的）"),
            ]
            let joints = [(" then ", "，其后"), ("void ", "作废的"), ("; ", "；"), (", ", "、")]
            return severity.translated(by: sentences + words + joints)
        }

        private static func ended(_ end: String) -> String {
            end.translated(by: [
                ("corrected again, or the record ended", "再次更正或记录终止"), ("next stage", "进入下一环节"),
                ("re-registration filed", "提交重新注册申请"), ("change filed", "提交变更注册申请"), ("new filing", "重新提交申请"),
                ("filing", "提交申请"), ("declining", "本人表示不再继续"), ("hours reached", "学时补足"), ("told once", "告知一次即止"),
                ("told daily", "逐日告知"), ("decision", "作出决定"), ("announcement", "公布领取安排"), ("collection", "领取"),
                ("step left", "离开该步骤"), ("renewal begun", "开始续期"), ("renewed", "已续期"), ("update confirmed", "确认安装"),
                ("loss completed", "挂失办结"), ("end of the term", "有效期届满"), ("new annotation", "重新加注"),
                ("submitted", "提交"), ("withdrawn", "撤销"), ("paid", "缴费"), ("cancelled", "取消"), ("ready", "制作完成"),
                ("delivered", "送达"), ("put right", "更正"), ("released", "恢复发送"), ("void", "作废"), (", ", "、"),
            ])
        }

        /// Articles that a notice goes by, where the law itself was read.
        private static let laws = [
            "registration.ended": "《中华人民共和国行政许可法》第六十九条（撤销）、第七十条（注销）",
            "application.near_expiry": "《中华人民共和国行政许可法》第五十条第二款",
            "application.at_expiry": "《中华人民共和国行政许可法》第五十条第二款",
            "application.expired_while_pending": "《中华人民共和国行政许可法》第五十条第二款",
            "application.rejected": "《中华人民共和国行政许可法》第三十八条第二款",
            "application.supplement_required": "《中华人民共和国行政许可法》第三十二条第一款第四项",
            "reissue.fee_due": "《中华人民共和国行政许可法》第五十八条",
            "credential_application.action_required": "《中华人民共和国行政许可法》第五十八条",
        ]
    }
}

extension String {
    fileprivate func translated(by words: [(String, String)]) -> String {
        words.reduce(self) { $0.replacing($1.0, with: $1.1) }
    }
}
