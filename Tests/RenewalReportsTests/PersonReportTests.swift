@testable import RenewalReports
import RenewalRules
import Testing

@testable import RenewalOffice

/// What a clerk reads about people and copies of the registry.
@Suite struct PersonReportTests {
    @Test func aMergeIsToldInBothLanguages() {
        var merge = PersonMerge(kept: "P-1", gone: "P-2")
        merge.moved = [RowName("registration", "R-1"), RowName("registration", "R-2"), RowName("qualification", "Q-1")]
        merge.filled = [PersonMerge.Field(column: "email", kept: nil, gone: "a@example.test")]
        merge.differing = [PersonMerge.Field(column: "phone", kept: "1", gone: "2")]
        #expect(
            merge.phrases.map(\.chinese) == [
                "P-2 并入 P-1", "  转移：职业资格证书1项、注册2项", "  补上邮箱：a@example.test", "  电话不同：保留 1，不用 2",
                "以上为预演，没有写入；核对无误的，加 --write 写入",
            ]
        )
        merge.isWritten = true
        #expect(merge.phrases.last?.chinese == "已写入。")
        #expect(merge.phrases[1].english == "  moved: 1 of qualification, 2 of registration")
        #expect(PersonMerge(kept: "P-1", gone: "P-2").phrases[1].chinese == "  没有记录需要转移")
    }

    @Test func aChineseReaderReadsNoCodes() {
        #expect(Phrase(value: "active", of: "state", in: "registration").chinese == "有效")
        #expect(Phrase(value: "active", of: "name", in: "person").chinese == "active")
        #expect(Phrase(value: "cancelled", of: "state", in: "reissue").chinese == "已取消")
        #expect(Phrase(value: "0", of: "never_logged_in", in: "person").chinese == "否")
        let entry = PersonFile.Entry(
            recordedAt: "2026-11-30T01:00:00Z",
            recordedBy: "root",
            event: "registration.cancelled",
            record: RowName("registration", "R-1"),
            details: #"{"on":"2026-11-30","state":{"from":"active","to":"cancelled"},"left_on":{"to":"2026-11-30"}}"#
        )
        #expect(
            entry.line(in: .chinese)
                == "2026-11-30T01:00:00Z  root  注销  R-1  移出名单日期 2026-11-30；日期 2026-11-30；状态 有效 → 已注销"
        )
        #expect(entry.line(in: .english).contains("registration.cancelled"))
    }

    @Test func peopleOfOneNameAreToldApart() {
        let people = [
            PersonChoice(id: "P-1", name: "张三", phone: "13800138000", employer: "某公司"),
            PersonChoice(id: "P-2", name: "张三", phone: nil, employer: nil),
        ]
        let lines = people.complaint(about: "张三").map(\.chinese)
        #expect(lines == ["有2人叫“张三”，请写编号：", "  P-1，张三，电话尾号8000，某公司", "  P-2，张三"])
        #expect([PersonChoice]().complaint(about: "李四").map(\.english).first?.contains("nobody called") == true)
    }

    @Test func anUndoSaysWhatComesBack() throws {
        let instant = try #require(UnixTime(rfc3339: "2026-11-30T01:00:00Z"))
        let copy = RegistryCopy(of: "/srv/registry.db", at: instant)
        let moment = copy.moment { _ in .seconds(8 * 3600) }
        #expect(moment == "2026-11-30 09:00")
        var comparison = RegistryComparison()
        comparison.tables = [
            RegistryComparison.Table(name: "person", now: 500, then: 480),
            RegistryComparison.Table(name: "employer", now: 7, then: 7),
        ]
        func lines(takenAt moment: String?) -> [Phrase] {
            comparison.phrases(of: copy.path, takenAt: moment) { _ in .seconds(8 * 3600) }
        }
        let few = lines(takenAt: moment).map(\.chinese)
        #expect(few.count == 2 && few[0].contains("2026-11-30 09:00") && few[1] == "人员：500 行 → 480 行")
        let kept = RegistryCopy.putBack(keeping: copy, undoneBy: "renewald registry undo --registry r.db").map(
            \.chinese
        )
        #expect(kept.last?.hasSuffix("再执行一次 renewald registry undo --registry r.db") == true)
        comparison.tables.removeFirst()
        let same = lines(takenAt: nil).map(\.english)
        #expect(same.count == 2 && same[1].contains("may differ"))
        comparison.sheets = ["名单", "another"]
        comparison.recordings = RegistryComparison.Recordings(
            count: 3,
            lastEvent: "loss.completed",
            lastRecord: RowName("loss_report", "L-1"),
            lastAt: "2026-11-30T01:00:00Z"
        )
        #expect(
            lines(takenAt: nil).suffix(2).map(\.english) == [
                "recorded since and undone too: 3 in the history, last loss.completed of loss report L-1 at 2026-11-30 09:00",
                "sheets taken in since (名单, another) are not taken in again before they change",
            ]
        )
    }
}
