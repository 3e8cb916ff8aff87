import RenewalRules
import Yams

extension ConfigurationReader {
    /// Reads the routes; their targets must be keys of `channels:`.
    mutating func routes(in top: Section) -> [Route] {
        guard top["routes"] != nil else {
            reportMissing("routes", in: top)
            return []
        }
        let names = (top["channels"]?.node.mapping ?? [:]).compactMap(\.key.scalar?.string)
        return (items("routes", in: top, isRequired: true) ?? []).map { route(from: $0, channelNames: names) }
    }

    private mutating func route(from node: Node, channelNames: [String]) -> Route {
        var route = Route(channels: [])
        guard let section = section(node, named: "routes", at: node.place, allowing: ["match", "send", "fallback"])
        else { return route }
        if let match = self.section("match", of: section, allowing: ["audience", "severity", "kind", "employer"]) {
            route.audiences = words("audience", in: match)
            route.severities = words("severity", in: match)
            route.kinds = words("kind", in: match)
            route.employers = Set((list("employer", in: match, as: .line) ?? []).map(\.value))
        }
        if section["send"] == nil { reportMissing("send", in: section) }
        let channels = list("send", in: section, as: .line) ?? []
        checkNames(channels, of: "send", among: channelNames)
        route.channels = channels.map(\.value)
        let fallback = list("fallback", in: section, as: .line) ?? []
        checkNames(fallback, of: "fallback", among: channelNames)
        let known = route.channels.filter(channelNames.contains)
        for channel in fallback where known.contains(channel.value) {
            report(
                "fallback",
                "渠道\(channel.value.quoted)已列在send中；请改用其他渠道",
                "channel \(channel.value.quoted) stands in send too; name another",
                at: channel.place
            )
        }
        route.fallback = fallback.map(\.value)
        return route
    }

    mutating func words<Word: RawRepresentable<String> & CaseIterable & Hashable>(
        _ key: String,
        in section: Section
    ) -> Set<Word> {
        Set((list(key, in: section, as: .word) ?? []).map(\.value))
    }

    /// Refuses names of missing channels; `names` is empty when `channels:` is missing, which has already been
    /// reported.
    private mutating func checkNames(
        _ channels: [(value: String, place: Place)],
        of key: String,
        among names: [String]
    ) {
        var seen: Set<String> = []
        for channel in channels {
            if !names.isEmpty, !names.contains(channel.value) {
                let advice = AllowedWords(words: names).advice(for: channel.value)
                report(
                    key,
                    "没有渠道\(channel.value.quoted)，\(advice.chinese)",
                    "unknown channel \(channel.value.quoted), \(advice.english)",
                    at: channel.place
                )
            } else if !seen.insert(channel.value).inserted {
                report(
                    key,
                    "渠道\(channel.value.quoted)重复；请删去一个",
                    "channel \(channel.value.quoted) is listed twice; remove one of them",
                    at: channel.place
                )
            }
        }
    }
}
