import RenewalRules

extension ReferenceRegistry {
    /// Records results, the announced period, or that a qualification certificate was collected.
    ///
    /// - Parameters:
    ///   - id: the qualification
    ///   - dates: what became known
    ///   - context: when and by whom
    /// - Returns: the qualification and where its collection stands
    /// - Throws: ``RecordingError``
    /// - Source: rules R7–R12
    package func recordCollection(
        qualification id: String,
        _ dates: CollectionDates,
        _ context: RecordingContext
    ) throws(RecordingError) -> Recorded {
        let doing = Phrase(
            "登记证书领取（职业资格证书 \(id)）",
            "recording the collection of qualification \(id)"
        )
        return try record("qualification.collection", doing: doing, context) { session in
            guard !dates.isEmpty else {
                throw session.impossible("没有填写日期和领取方式", "no day and no method is given")
            }
            let row = try session.row("qualification", id)
            let known = try session.qualification(in: row).collection
            let collection = QualificationCollection(
                resultsOn: dates.resultsOn ?? known.resultsOn,
                opensOn: dates.opensOn ?? known.opensOn,
                closesOn: dates.closesOn ?? known.closesOn,
                collectedOn: known.collectedOn
            )
            try session.check(collection)
            if dates.isCollected, let refusal = collection.refusalOfCollecting(on: session.day) {
                throw session.refused(refusal, until: refusal.code == .tooEarly ? collection.opensOn : nil)
            }
            let collectedOn = dates.isCollected ? session.day : collection.collectedOn
            try session.update(
                row,
                [
                    "results_on": collection.resultsOn?.description,
                    "collection_from": collection.opensOn?.description,
                    "collection_to": collection.closesOn?.description,
                    "collection_method": dates.method?.rawValue ?? row.text("collection_method"),
                    "collected_on": collectedOn?.description,
                ]
            )
            let state = dates.isCollected ? .collected : collection.state(on: session.day)
            return Recorded(record: row.name, state: state.rawValue, expires: collection.closesOn)
        }
    }
}

extension RecordingSession {
    /// A qualification as an event found it.
    func qualification(in row: StoredRow) throws -> QualificationRecord {
        guard case .qualification(let record) = try subject(in: row) else { throw unreadable(row) }
        return record
    }

    fileprivate func check(_ collection: QualificationCollection) throws {
        if let results = collection.resultsOn, results > day {
            throw impossible(
                "\(results)公布的成绩，到\(day)尚未公布",
                "results of \(results) are not published by \(day)"
            )
        }
        if let opens = collection.opensOn, let closes = collection.closesOn, closes < opens {
            throw impossible(
                "领取止于\(closes)，早于开始日期\(opens)",
                "the period would end on \(closes), before it begins on \(opens)"
            )
        }
        if let results = collection.resultsOn, let opens = collection.opensOn, opens < results {
            throw impossible(
                "领取自\(opens)开始，早于成绩公布日期\(results)",
                "the period would begin on \(opens), before the results of \(results)"
            )
        }
    }
}
