import Glibc
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalFiles

@Suite struct SystemFaultTests {
    @Test func whatPeopleMeetOftenHasChineseWords() {
        #expect(SystemFault(ENOENT).phrase == Phrase("文件或目录不存在", "no such file or directory"))
        #expect(SystemFault(EACCES).phrase == Phrase("没有访问权限", "permission denied"))
        #expect(SystemFault(ENOSPC).phrase == Phrase("磁盘空间已满", "no space left on device"))
        #expect(SystemFault(EROFS).phrase == Phrase("文件系统只读", "read-only file system"))
        #expect(SystemFault(EISDIR).phrase == Phrase("是目录，不是文件", "is a directory"))
    }

    @Test func anyOtherIsQuoted() {
        #expect(SystemFault(EXDEV).phrase == Phrase("系统报告“invalid cross-device link”", "invalid cross-device link"))
    }

    @Test func theLastFailureOfTheThreadIsSpoken() {
        let descriptor = open("/nonexistent/x", O_RDONLY)
        let fault = SystemFault.last
        #expect(descriptor < 0 && fault == SystemFault(ENOENT))
    }

    @Test(arguments: Array(Int32(1)...133)) func eachSaysTheSameInBothLanguages(number: Int32) {
        let phrase = SystemFault(number).phrase
        #expect(SentenceReview.faults(chinese: phrase.chinese, english: phrase.english) == [])
    }

    @Test func refusalsSayTheSameInBothLanguages() {
        let stranger = Trust(users: [0], groups: [0]).stranger(writing: 0o020, group: 4711)
        let all: [FileRefusal] = [
            .system(path: "/x/登记.db", number: ENOENT), .unsafe(path: "/x", fault: stranger ?? Phrase(verbatim: "")),
        ]
        for refusal in all {
            switch refusal {
            case .system, .unsafe:
                #expect(
                    SentenceReview.faults(chinese: refusal.phrase.chinese, english: refusal.phrase.english) == []
                )
            }
        }
        #expect("\(all[0])" == "/x/登记.db: no such file or directory")
        #expect(all[0].phrase.chinese == "/x/登记.db：文件或目录不存在")
    }
}
