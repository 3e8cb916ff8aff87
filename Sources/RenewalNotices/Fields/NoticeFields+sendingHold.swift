package import RenewalRules

/// The fields of a hold of all or part of the sending.
extension NoticeFields {
    static func sendingHold(_ held: HeldSending, in language: Language) -> FieldSet {
        FieldSet(
            texts: [
                "hold_title": held.holds.first.map(language.title),
                "hold_reason": held.holds.map(language.sentence).joined(separator: language.either("", " ")),
                "held_since": held.holds.map(\.since).min().map(language.date),
                "waiting": "\(held.waiting)",
                "release_command": "renewald outbox release",
            ],
            flags: ["all_held": !held.isPartial],
            lists: [
                "hold_lines": held.holds.map { hold in
                    ["label": language.title(of: hold), "text": language.sentence(of: hold)]
                }
            ]
        )
    }
}

extension Language {
    /// What looks wrong, in a few words.
    func title(of hold: HeldSending.Hold) -> String {
        guard case .part(let party, let isUrgent) = hold.scope else { return title(of: hold.reason) }
        let name = name(of: party, upTo: 7)
        return either(
            "\(name)的\(isUrgent ? "紧急" : "")提醒异常增多",
            "too many \(isUrgent ? "urgent " : "")reminders for \(name)"
        )
    }

    /// Names a party: `单位E-0007`, `e-certificate records`; a long id is cut where it stands in a subject.
    private func name(of party: HoldScope.Party, upTo limit: Int = FieldText.limit) -> String {
        switch party {
        case .employer(let id):
            either("单位\(FieldText.cut(id, to: limit))", "employer \(FieldText.cut(id, to: limit))")
        case .records(let type): either("\(noun(type))类记录", "\(noun(type)) records")
        }
    }

    /// Why sending is held, in a few words.
    package func title(of reason: HoldReason) -> String {
        let (chinese, english): BothLanguages =
            switch reason {
            case .copiedState: ("运行库是副本", "the state file is a copy")
            case .restoredState: ("运行库是旧的备份", "the state file is an old backup")
            case .lostState: ("发送记录丢失", "the record of what was sent is lost")
            case .clockJump: ("服务器时间异常", "the clock jumped")
            case .manyDue: ("待发提醒异常增多", "unusually many reminders")
            case .registryShrank: ("登记数据大量减少", "many records are gone from the registry")
            case .manyUnreadable: ("大量登记数据无法读取", "many records cannot be read")
            case .byOperator: ("管理员已停止全部发送", "stopped by an operator")
            }
        return either(chinese, english)
    }

    /// What was found, and what to check.
    func sentence(of hold: HeldSending.Hold) -> String { sentence(of: hold.reason, hold.scope, hold.figures) }

    /// What was found, and what to check.
    ///
    /// - Parameters:
    ///   - reason: why it is held
    ///   - scope: what is held
    ///   - figures: numbers by name, as the state file keeps them
    /// - Returns: sentences with their full stops
    package func sentence(of reason: HoldReason, _ scope: HoldScope, _ figures: [String: Int]) -> String {
        if case .part(let party, let isUrgent) = scope {
            return sentence(onFloodOf: name(of: party), isUrgent: isUrgent, scope, figures)
        }
        let (chinese, english) = Self.sentence(of: reason, figures, shrunk: shrunk(figures))
        return either(chinese, english)
    }

    private func sentence(
        onFloodOf party: String,
        isUrgent: Bool,
        _ scope: HoldScope,
        _ figures: [String: Int]
    ) -> String {
        func figure(_ name: String) -> String { figures[name].map(String.init) ?? "?" }
        let (limit, waiting) = (figure("limit"), figure("waiting"))
        let command = "renewald outbox release --scope \(scope)"
        return either(
            "一次检查新增的待发\(isUrgent ? "紧急" : "")提醒超过\(limit)条，主要来自\(party)，可能是日期格式、时区或字段对应有误。"
                + "仅暂停这一部分，目前有\(waiting)条；可用 \(command) 单独恢复。",
            "One scan planned more than \(limit) \(isUrgent ? "urgent " : "")deliveries, chiefly for \(party), which may come "
                + "from a wrong date format, zone or mapping. Only this part is held, \(waiting) so far; "
                + "\(command) lets it go by itself."
        )
    }

    private static func sentence(
        of reason: HoldReason,
        _ figures: [String: Int],
        shrunk: String
    ) -> BothLanguages {
        func figure(_ name: String) -> String { figures[name].map(String.init) ?? "?" }
        return switch reason {
        case .copiedState, .restoredState:
            ("其中的提醒可能已经发送。", "What waits in it may have been sent already.")
        case .byOperator: ("管理员已停止全部发送。", "An operator has stopped all sending.")
        case .lostState:
            (
                "运行库不是原来的那一个，已经发送过的提醒会再次发出。请先放回原来的运行库，或核对配置项 state.sqlite 所指的路径。",
                "This is not the state file used before, so reminders already sent would be sent again. Please put the old "
                    + "file back first, or correct its path in the configuration (key state.sqlite)."
            )
        case .clockJump:
            (
                "服务器时间与上次运行相差过大，请先核对系统时间。",
                "The clock is far from the last run; please check the time of the server first."
            )
        case .manyDue:
            (
                "一次检查新增的待发提醒超过\(figure("limit"))条，可能是日期格式、时区或字段对应有误。",
                "One scan planned more than \(figure("limit")) deliveries, which may come from a wrong date format, zone or "
                    + "mapping."
            )
        case .registryShrank:
            (
                "\(shrunk)。数据恢复后将自动继续发送；如确属正常，请人工恢复。",
                "\(shrunk). Sending goes on by itself when they are back; if they are meant to be gone, release it."
            )
        case .manyUnreadable:
            (
                "\(figure("rows"))行数据中至少有\(figure("unreadable"))行无法读取，上次为\(figure("before"))行。请用 renewald registry check 查看。",
                "At least \(figure("unreadable")) of \(figure("rows")) rows cannot be read; last time it was "
                    + "\(figure("before")). See renewald registry check."
            )
        }
    }

    /// `注册由1200条减至12条`, for each section.
    private func shrunk(_ figures: [String: Int]) -> String {
        let sections = RecordID.RecordType.allCases.compactMap { type -> String? in
            guard let before = figures["\(type.rawValue).before"], let now = figures["\(type.rawValue).now"] else {
                return nil
            }
            return either("\(noun(type))由\(before)条减至\(now)条", "rows for \(noun(type)): \(before) before, \(now) now")
        }
        return sections.joined(separator: comma)
    }
}
