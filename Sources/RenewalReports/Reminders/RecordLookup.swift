package import RenewalRegistry
package import RenewalRules

/// What the registry has under an id, of whichever type of record it is.
package struct RecordLookup: Hashable, Sendable {
    /// Of several the registration; `nil` when there is none that can be read.
    package let subject: Subject?
    /// The records with this id that can be read, at most one of each type.
    package let found: [Subject]
    /// The types of other records with the same id.
    package let namesakes: [RecordID.RecordType]
    /// What cannot be read of the rows that were looked at.
    package let problems: [RowProblem]
    /// Whether there is a record with this id, readable or not.
    package let isThere: Bool

    static let types: [RecordID.RecordType] = [
        .registration, .credential, .qualification, .credentialApplication,
    ]

    /// Looks an id up, as it is given, else as an import would have kept it.
    ///
    /// - Throws: `RegistryError`
    package init(of id: String, in registry: any RegistrySource) async throws {
        try await self.init(asWritten: id, in: registry)
        guard !isThere, let folded = FoldedID.unlike(id) else { return }
        try await self.init(asWritten: folded.text, in: registry)
    }

    private init(asWritten id: String, in registry: any RegistrySource) async throws {
        let page = try await registry.subjects(Self.types.map { RecordID(type: $0, id: id) })
        let found = Self.types.compactMap { type in page.subjects.first { $0.record.type == type } }
        self.found = found
        subject = found.first
        namesakes = found.dropFirst().map(\.record.type)
        problems = page.quarantined
        isThere = !found.isEmpty || page.quarantined.contains { $0.id == id }
    }
}

extension RowProblem {
    /// What is told about a row that somebody asked for.
    package var sentence: Phrase {
        let fault = Phrase("\(column ?? "该行")\(reason.chinese)", "\(column ?? "the row") \(reason.english)")
        return consequence == .cosmetic
            ? Phrase("\(table) \(id)：", "\(table) \(id): ") + fault
            : Phrase("\(table) \(id) 无法读取：", "\(table) \(id) cannot be read: ") + fault
    }
}
