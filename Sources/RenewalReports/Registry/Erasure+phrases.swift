package import RenewalOffice
package import RenewalOutbox
import RenewalRegistry
package import RenewalRules

extension [RowName] {
    /// What is or would be erased from the registry, for a person.
    package func erasure(isWritten: Bool) -> Phrase {
        let tables = map(\.table).reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }.sorted { $0.key < $1.key }
        let chinese = tables.map { "\(TableWords.of($0.key).chinese)\($0.value)项" }.joined(separator: "、")
        let english = tables.map { "\($0.value) of \($0.key)" }.joined(separator: ", ")
        return isWritten
            ? Phrase("登记库中已删除：\(chinese)", "erased from the registry: \(english)")
            : Phrase("将从登记库删除：\(chinese)", "to be erased from the registry: \(english)")
    }
}

extension ErasedDeliveries {
    /// What became of the deliveries, for a person.
    package var phrases: [Phrase] {
        let done = Phrase(
            "发送记录：取消\(cancelled)条待发通知，清除\(erased)条的收件人、主题和正文；存证仍可核验",
            "queue: \(cancelled) waiting cancelled; recipients, subjects and texts of \(erased) erased; the evidence still verifies"
        )
        let rest = Phrase(
            "有\(underWay)条刚开始发送，其内容到 retention 期满时清除",
            "\(underWay) have just begun to be sent; what they say stays until `retention` erases it"
        )
        return underWay > 0 ? [done, rest] : [done]
    }

    /// What would become of them.
    package var preview: [Phrase] {
        let planned = Phrase(
            "发送记录：将取消\(cancelled)条待发通知，清除\(erased)条的收件人、主题和正文",
            "queue: \(cancelled) waiting to be cancelled; recipients, subjects and texts of \(erased) to be erased"
        )
        let rest = Phrase(
            "有\(underWay)条正在发送，发完才能删除",
            "\(underWay) are being sent; nothing can be erased before they are settled"
        )
        return underWay > 0 ? [planned, rest] : [planned]
    }

    /// That nobody is erased while something about them leaves.
    package var obstacle: Phrase {
        Phrase(
            "登记库未删除：有\(underWay)条与此人有关的通知正在发送；请过一分钟再执行（服务没有运行的，请先启动）",
            "nothing was erased from the registry: \(counted(underWay, "delivery", "deliveries")) about the person under "
                + "way; try again in a minute (if the service is not running, start it first)"
        )
    }

    /// That the queue was not asked, without a configuration that names it.
    package static let unknown = Phrase(
        "没有配置文件，未查看发出的通知；请用 --config 指定",
        "without a configuration nobody looked at what was sent; name it with --config"
    )
}

extension ReferenceRegistry.ForgottenCopies {
    /// How many copies would be removed.
    package static func preview(of count: Int) -> Phrase {
        Phrase(
            "将删除登记库旁的\(count)份备份",
            "to be removed: \(counted(count, "copy", "copies")) beside the registry"
        )
    }

    /// How many copies are gone; `nil` when there were none.
    package var done: Phrase? {
        guard removed > 0 else { return nil }
        return Phrase(
            "已删除登记库旁的\(removed)份备份",
            "removed \(counted(removed, "copy", "copies")) beside the registry"
        )
    }
}

extension ReferenceRegistry.LeftCopy: Speakable {
    /// That a copy still holds what was erased.
    package var phrase: Phrase {
        Phrase(
            "备份 \(path) 未能删除（\(reason.chinese)），其中仍有此人的信息；请手动删除",
            "the copy \(path) could not be removed (\(reason.english)) and still holds the person; remove it yourself"
        )
    }
}

extension Erasure {
    /// That bytes of old rows remain in the file because somebody reads it; `nil` when they do not, or for another reason.
    package var remark: Phrase? {
        guard case .busy(let path) = leftBytes else { return nil }
        return Phrase(
            "有程序正在使用登记库，旧数据的残留字节要到下次删除人员、或对 \(path) 执行 VACUUM 时才清除",
            "somebody is using the registry: bytes of old rows remain until somebody else is erased, or VACUUM is run on \(path)"
        )
    }
}
