import Foundation
import RenewalDelivery
import RenewalRules
import RenewalTestSupport

@testable import RenewalNotices

/// The strict schema of events, made from the catalogue of notices: one definition a kind, and what is always so of its
/// events.
///
/// Beside `Documentation/event.schema.json`, which promises less and is kept by hand; the fields are described there.
enum EventSchema {
    static let file = "Documentation/event.strict.schema.json"

    /// The schema as it is to stand in ``file``.
    static func document() throws -> String {
        let variants = try NoticeKind.allCases.flatMap { kind in
            [(kind.schemaName, try kind.schema())] + kind.variants.map { ($0.name, $0.schema) }
        }
        let root: SchemaNode = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "urn:renewald:event:1:strict",
            "title": "renewald event",
            "description": .text(description),
            "oneOf": .list(NoticeKind.allCases.map { .ref($0.schemaName) }),
            "discriminator": [
                "propertyName": "type",
                "mapping": .object(
                    NoticeKind.allCases.map { (key: $0.rawValue, value: .text("#/$defs/\($0.schemaName)")) }
                ),
            ],
            "allOf": .list(consistency),
            "$defs": .object(variants.map { (key: $0.0, value: $0.1) } + parts),
        ]
        return root.written() + "\n"
    }

    private static let description = """
        Every event of this version as exactly as a schema can tell: for code generators, for tests of a consumer, and for \
        reading. Made by Scripts/schema --update, not to be edited. In production validate with event.schema.json, if at \
        all: fields, kinds and words are added, and this schema refuses what it does not know.
        """

    /// The schema that promises less, with the description of each field.
    private static let lax: SchemaNode? = {
        let url = ForeignProgram.repository.appending(path: "Documentation/event.schema.json")
        return (try? Data(contentsOf: url)).flatMap { try? JSONDecoder().decode(SchemaNode.self, from: $0) }
    }()

    /// What the schema that promises less says of a field: of `data`, or of another definition.
    static func described(_ field: String, in definition: String = "data") -> SchemaNode.Member? {
        let text = lax?["$defs"]?[definition]?["properties"]?[field]?["description"]
        return text.map { (key: "description", value: $0) }
    }
}

extension SchemaNode {
    fileprivate subscript(key: String) -> SchemaNode? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }
}

extension NoticeKind {
    /// The name of its definition, without the dots that code generators take for modules.
    var schemaName: String { rawValue.replacing(".", with: "_") }

    /// Its events: one variant for each type of record, and one for relying parties.
    var variants: [EventVariant] {
        let others = row.audiences.filter { $0 != .relyingParty }
        let parties = row.audiences.filter { $0 == .relyingParty }
        let records = shape.records
        return [others, parties].filter { !$0.isEmpty }.flatMap { audiences in
            records.map { record in
                let isAlone = records.count == 1 ? "" : "_of_\(record.type.rawValue)"
                let isForParties = audiences == parties && !others.isEmpty ? "_for_relying_party" : ""
                return EventVariant(
                    name: "\(schemaName)\(isAlone)\(isForParties)_data",
                    kind: self,
                    record: record,
                    audiences: audiences
                )
            }
        }
    }

    fileprivate func schema() throws -> SchemaNode {
        let refs = variants.map { SchemaNode.ref($0.name) }
        let data = refs.count == 1 ? refs[0] : ["oneOf": .list(refs)]
        let title = SchemaWord(self, Language.english.title(of: self)).sentence
        return [
            "description": .text("\(title) \(SchemaWord(effect, effect.meaning).sentence)"),
            "type": "object",
            "required": ["type", "timestamp", "data"],
            "additionalProperties": false,
            "properties": ["type": ["const": .text(rawValue)], "timestamp": .ref("timestamp"), "data": data],
            "examples": [try example()],
        ]
    }

    /// An event about a made-up record, as the rules plan it, with the first sentences of its words.
    private func example() throws -> SchemaNode {
        let audience = row.audiences.first ?? .administrator
        let context =
            PlannedNoticeTests.planned.first { $0.kind == self && $0.audience == audience }
            ?? TemplateFixture.complete.context(kind: self, audience: audience, language: .chinese)
        let texts = Language.allCases.map { language in
            let rendered = Samples.shipped.render(context.spoken(in: language), forMail: false)
            let lines = Samples.body(rendered).split(separator: "\n").prefix(1)
            let words = RenderedNotice(
                language: language,
                subject: rendered.subject,
                text: lines.joined(),
                html: "",
                usedFallback: false
            )
            return (language, words)
        }
        let bytes = EventComposer.compose(
            context,
            texts: Dictionary(uniqueKeysWithValues: texts),
            id: "msg_\(StableID.of(rawValue))",
            timestamp: Self.morning(of: context.asOf)
        )
        return try JSONDecoder().decode(SchemaNode.self, from: Data(bytes))
            .ordered(as: String(decoding: bytes, as: UTF8.self))
    }

    /// Nine o'clock in Shanghai.
    private static func morning(of day: CalendarDate) -> UnixTime {
        let days = CalendarDate("1970-01-01")?.days(until: day) ?? 0
        return UnixTime(seconds: Int64(days * 86_400 + 3600))
    }
}
