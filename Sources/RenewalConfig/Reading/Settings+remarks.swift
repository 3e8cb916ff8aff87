import RenewalCouriers
package import RenewalRules

extension Settings {
    /// Settings that an office rarely intends: notices that reach nobody, settings without effect, and what it has to
    /// add as time goes on.
    ///
    /// The daemon starts nevertheless.
    ///
    /// - Parameter today: the day the configuration is looked at
    /// - Returns: one line each, beginning with the file; empty for most configurations
    package func remarks(on today: CalendarDate) -> [Phrase] {
        let onRoutes = routes.enumerated().flatMap { remarks(onRoute: $1, number: $0 + 1) }
        let found =
            channelRemarks + digestRemarks + holderRemarks + onRoutes + administratorRemarks + categoryRemarks
            + remarksOnHolidays(on: today)
        return found.map { Phrase("\(file): \($0.chinese)", "\(file): \($0.english)") } + remarksOnVariables
    }

    /// `${NAME}`, which other programs replace by a variable of the environment.
    private var remarksOnVariables: [Phrase] {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().flatMap { number, line in
            let written = line.prefix { $0 != "#" }.matches(of: /\$\{[A-Za-z_][A-Za-z0-9_]*\}/)
            return written.map { match in
                Phrase(
                    "\(file):\(number + 1): \(match.output) 按原文使用，不会换成环境变量的值；请直接写出该值，密码请用 file 或 credential",
                    "\(file):\(number + 1): \(match.output) is taken as it stands, not as a variable of the environment; "
                        + "write the value itself; passwords come from file or credential"
                )
            }
        }
    }

    /// Servers that a channel will never reach from its network.
    private var channelRemarks: [Phrase] {
        channels.flatMap { channel in
            channel.kind.descriptor.hostsOutOfReach.map { host in
                Phrase(
                    "channels：\(channel.name)：\(host) 在内部网络中，本渠道只能连接外部网络，投递会一直等待；如属本单位的服务器，请写 network: internal",
                    "channels: \(channel.name): \(host) is in an internal network, and this channel may use external ones only, so "
                        + "its deliveries wait; if the server is the office's own, write network: internal"
                )
            }
        }
    }

    /// Those whose registrations end hear nothing.
    private var holderRemarks: [Phrase] {
        guard !routes.contains(where: { $0.admits(audience: .holder) }) else { return [] }
        return [
            Phrase(
                "routes：没有路由发送给本人的提醒，持证人收不到任何通知；请为audience holder增加路由",
                "routes: none carries the notices to holders, who are told nothing; add a route for audience holder"
            )
        ]
    }

    /// Nobody hears of what goes wrong.
    private var administratorRemarks: [Phrase] {
        guard administrators.isEmpty else { return [] }
        return [
            Phrase(
                "没有写administrators：发送暂停、渠道故障、登记库有错时，没有人收到通知，也没有提醒日报；请写明姓名和邮箱",
                "administrators is missing: nobody is told when sending is held, a channel is at fault or the registry has "
                    + "errors, and there is no daily report; give a name and an address"
            )
        ]
    }

    /// Marks for something that is no category.
    private var categoryRemarks: [Phrase] {
        policy.categoryLadders.keys.sorted { $0.spelling < $1.spelling }.compactMap { name in
            name.doubt.map { doubt in
                Phrase(
                    "rules：category_ladders：\(name.spelling)\(doubt.phrase.chinese)；请核对名称",
                    "rules: category_ladders: \(name.spelling) \(doubt.phrase.english); check the name"
                )
            }
        }
    }

    /// The holidays of a year are decreed in November of the year before.
    private func remarksOnHolidays(on today: CalendarDate) -> [Phrase] {
        guard policy.holidayRoll == .previousWorkday || schedule.sendDays == .workdays else { return [] }
        let (year, month, _) = today.parts
        return (month == 12 ? [year, year + 1] : [year]).filter { !policy.workdays.knowsHolidays(of: $0) }.map { year in
            Phrase(
                "rules：\(year)年的节假日安排尚未收录，只有周末和日期固定的法定节日（元旦、劳动节、国庆节）计为休息日；请在days_off和make_up_days中列出，或者安装已收录的版本",
                "rules: the holidays of \(year) are not known yet, so only weekends and the holidays of a fixed date count as days "
                    + "off; list them in days_off and make_up_days, or install a version that knows them"
            )
        }
    }

    private var digestRemarks: [Phrase] {
        var remarks: [Phrase] = []
        if digests.employer != .off, swallows(.employerDigest, to: .employer, below: digests.employerSinglyFrom) {
            remarks.append(Self.remark(onDigestTo: .employer, singlyFrom: digests.employerSinglyFrom))
        }
        if digests.administrator != .off, !administrators.isEmpty,
            swallows(.administratorDigest, to: .administrator, below: digests.administratorSinglyFrom)
        {
            remarks.append(Self.remark(onDigestTo: .administrator, singlyFrom: digests.administratorSinglyFrom))
        }
        return remarks
    }

    /// Whether a digest takes all notices below `limit`, but no route carries it.
    private func swallows(_ digest: NoticeKind, to audience: Audience, below limit: Severity) -> Bool {
        let severities = Severity.allCases.filter { $0 < limit }
        return !severities.isEmpty
            && !routes.contains { route in
                severities.contains { route.matches(audience: audience, severity: $0, kind: digest) }
            }
    }

    private static func remark(onDigestTo audience: Audience, singlyFrom limit: Severity) -> Phrase {
        let word = audience.rawValue
        return Phrase(
            "routes：没有路由发送\(word).digest，低于\(limit.rawValue)的提醒因此不会送达\(audience.words.chinese)；请为audience \(word)增加路由，"
                + "或者设`digests: {\(word): off}`逐条发送",
            "routes: none carries \(word).digest, so what is below \(limit.rawValue) reaches no \(word); add a route for "
                + "audience \(word), or digests: {\(word): off} for single notices"
        )
    }

    private func remarks(onRoute route: Route, number: Int) -> [Phrase] {
        var remarks: [Phrase] = []
        if route.audiences == [.relyingParty],
            !channels.contains(where: { route.channels.contains($0.name) && $0.kind.descriptor.reach == .ownTarget })
        {
            remarks.append(
                Phrase(
                    "证书使用方没有邮箱；请发往webhook类型的渠道",
                    "relying parties have no mail address; send to a channel of type webhook"
                )
            )
        }
        if !route.fallback.isEmpty, !route.carriesUrgentToHolders {
            remarks.append(
                Phrase(
                    "fallback只用于发给本人的紧急、特急提醒，而本路由不发送这类提醒；请删去",
                    "fallback is for urgent and critical notices to holders, which this route never carries; remove it"
                )
            )
        }
        return remarks.map { remark in
            Phrase("routes：第\(number)条：\(remark.chinese)", "routes: number \(number): \(remark.english)")
        }
    }
}

extension Route {
    fileprivate var carriesUrgentToHolders: Bool {
        let admitsHolders = audiences.isEmpty || audiences.contains(.holder)
        return admitsHolders && (severities.isEmpty || severities.contains { $0 >= .urgent })
    }
}
