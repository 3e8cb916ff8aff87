import RenewalRules

/// Qualifications, credentials and the six steps.
extension RecordBatch {
    mutating func add(_ cells: Cells<QualificationColumn>) {
        add(cells) { batch throws(CellProblem) in
            let id = try Self.id(.id, of: cells)
            let columns = PersonColumns<QualificationColumn>(
                id: .holderId,
                name: .holderName,
                email: .holderEmail,
                phone: .holderPhone,
                language: .holderLanguage
            )
            var holder = try batch.person(columns, of: cells, record: id)
            holder?.birthYear = try cells.number(.holderBirthYear, in: 1900...9999)
            holder?.isDeceased = try cells.number(.holderDeceased, in: 0...1) == 1
            let isRegistered = try cells.number(.isRegistered, in: 0...1)
            var record = QualificationRecord(
                id: id,
                holder: holder,
                obtainedOn: try cells.day(.obtainedOn),
                form: try cells.word(.form, as: CertificateForm.self),
                examYear: try cells.number(.examYear, in: 1900...9999),
                issuing: IssuingChain(
                    issuer: try batch.optional(.issuer, of: cells),
                    stage: try cells.word(.stage, as: IssuingChain.Stage.self)
                ),
                seal: try cells.word(.seal, as: ElectronicSeal.self),
                collection: QualificationCollection(
                    resultsOn: try cells.day(.resultsOn),
                    opensOn: try cells.day(.collectionFrom),
                    closesOn: try cells.day(.collectionTo),
                    collectedOn: try cells.day(.collectedOn)
                ),
                collectionMethod: try cells.word(.collectionMethod, as: QualificationCollection.Method.self),
                isRegistered: isRegistered == 1
            )
            record.saysIfRegistered = isRegistered != nil
            return .qualification(record)
        }
    }

    mutating func add(_ cells: Cells<CredentialApplicationColumn>) {
        add(cells) { batch throws(CellProblem) in
            let id = try Self.id(.id, of: cells)
            let columns = PersonColumns<CredentialApplicationColumn>(
                id: .holderId,
                name: .holderName,
                email: .holderEmail,
                phone: .holderPhone,
                language: .holderLanguage
            )
            var holder = try batch.person(columns, of: cells, record: id)
            holder?.isDeceased = try cells.number(.holderDeceased, in: 0...1) == 1
            return .credentialApplication(
                CredentialApplicationRecord(
                    id: id,
                    holder: holder,
                    application: try Self.application(cells),
                    since: try cells.day(.stepSince),
                    materials: try cells.words(.materials, as: ApplicationMaterial.self),
                    isRegistrationFeePaid: try cells.day(.registrationFeePaidOn) != nil,
                    isExamPassed: try cells.text(.examResult) == "passed",
                    reason: try batch.optional(.reason, of: cells)
                )
            )
        }
    }

    /// Without a word for its state an application stands at the beginning of its step.
    private static func application(
        _ cells: Cells<CredentialApplicationColumn>
    ) throws(CellProblem) -> CredentialApplication {
        let standing =
            if let state = try cells.word(.state, as: CredentialApplication.Standing.self) {
                state
            } else {
                try cells.number(.step, in: 1...6).map { beginnings[$0 - 1] } ?? .preparing
            }
        let number = try cells.text(.applicationNo)
        guard let application = CredentialApplication(standing: standing, applicationNumber: number) else {
            throw CellProblem(
                column: "application_no",
                "缺失，审核时应已取得申请编号（R50）",
                "is missing; it is given with the review (R50)"
            )
        }
        return application
    }

    /// Where each of the six steps begins.
    ///
    /// - Source: rules 4.6, R57
    private static let beginnings: [CredentialApplication.Standing] = [
        .preparing, .registeredOnline, .exam, .underReview, .feeDue, .inProduction,
    ]

    mutating func add(_ cells: Cells<CredentialColumn>) {
        add(cells) { batch throws(CellProblem) in .credential(try batch.credential(cells)) }
    }

    private mutating func credential(_ cells: Cells<CredentialColumn>) throws(CellProblem) -> CredentialRecord {
        let id = try Self.id(.id, of: cells)
        let columns = PersonColumns<CredentialColumn>.self
        let people = columns.init(
            id: .holderId,
            name: .holderName,
            email: .holderEmail,
            phone: .holderPhone,
            language: .holderLanguage
        )
        let employers = columns.init(
            id: .employerId,
            name: .employerName,
            email: .employerEmail,
            phone: .employerPhone,
            language: .employerLanguage,
            channel: .employerChannel
        )
        var holder = try person(people, of: cells, record: id)
        holder?.isDeceased = try cells.number(.holderDeceased, in: 0...1) == 1
        let credential = try credential(cells, id: id)
        return CredentialRecord(
            credential: credential,
            utcOffset: utcOffset(credential.notAfter ?? UnixTime(seconds: 0)),
            holder: holder,
            employer: try employer(employers, of: cells, record: id),
            lossReport: try lossReport(cells),
            reissue: try reissue(cells, of: credential),
            registrationExpires: try cells.day(.registrationValidUntil),
            predecessor: neighbour(cells, .predecessorId, .predecessorIssuedOn, .predecessorValidUntil),
            successor: neighbour(cells, .successorId, .successorIssuedOn, .successorValidUntil)
        )
    }

    /// The certificate before or after it; one that cannot be read is reported, and silences nobody.
    private mutating func neighbour(
        _ cells: Cells<CredentialColumn>,
        _ id: CredentialColumn,
        _ issuedOn: CredentialColumn,
        _ validUntil: CredentialColumn
    ) -> ElectronicCredential? {
        do throws(CellProblem) {
            guard let id = try cells.text(id) else { return nil }
            return ElectronicCredential(
                id: id,
                issuedOn: try cells.day(issuedOn),
                validUntil: try cells.day(validUntil)
            )
        } catch {
            report(error, of: cells, as: .cosmetic)
            return nil
        }
    }

    private mutating func credential(
        _ cells: Cells<CredentialColumn>,
        id: String
    ) throws(CellProblem) -> ElectronicCredential {
        ElectronicCredential(
            id: id,
            serial: try optional(.serial, of: cells),
            issuedOn: try cells.day(.issuedOn),
            term: try cells.number(.termYears, in: 1...100).map(Period.years),
            validUntil: try cells.day(.validUntil),
            notAfter: try cells.instant(.notAfter),
            state: try cells.word(.state, as: ElectronicCredential.State.self) ?? .active,
            keyCompromisedOn: try cells.day(.keyCompromisedOn),
            stateOn: try cells.day(.stateOn),
            renewedOn: try cells.day(.renewedOn),
            updateConfirmedOn: try cells.day(.updateConfirmedOn)
        )
    }

    private mutating func lossReport(_ cells: Cells<CredentialColumn>) throws(CellProblem) -> LossReport? {
        let columns = LossReportColumns<CredentialColumn>(
            id: .lossId,
            state: .lossState,
            reason: .lossReason,
            channel: .lossChannel,
            information: nil,
            discoveredOn: .lossDiscoveredOn,
            draftedOn: .lossDraftedOn,
            completedAt: .lossCompletedAt
        )
        return try lossReport(columns, of: cells)
    }

    private mutating func reissue(
        _ cells: Cells<CredentialColumn>,
        of credential: ElectronicCredential
    ) throws(CellProblem) -> Reissue? {
        let columns = ReissueColumns<CredentialColumn>(
            state: .reissueState,
            requestedOn: .reissueRequestedOn,
            stateOn: .reissueStateOn,
            newSerial: .reissueNewSerial
        )
        return try reissue(columns, of: cells, replacing: credential.serial, expires: credential.validUntil)
    }
}

/// Rows that belong to several records, or to none.
extension RecordBatch {
    /// Adds a first application to the qualifications of its applicant.
    mutating func addInitialApplication(_ cells: Cells<ApplicationColumn>) {
        do throws(CellProblem) {
            let application = try application(cells)
            guard application.procedure == .initial, let person = try cells.text(.personId) else { return }
            // Only the first of several qualifications gets it, so that one application is reported once.
            var isTaken = false
            change(heldBy: person) { subject in
                guard !isTaken, case .qualification(var qualification) = subject else { return }
                isTaken = true
                qualification.applications.append(application)
                subject = .qualification(qualification)
            }
        } catch {
            report(error, of: cells)
        }
    }

    mutating func addAnnotation(_ cells: Cells<AnnotationColumn>) {
        do throws(CellProblem) {
            try cells.checkTexts()
            guard let id = try cells.text(.id), let credential = try cells.text(.credentialId) else { return }
            let annotation = Annotation(
                id: id,
                purpose: try optional(.purpose, of: cells),
                validUntil: try cells.day(.validUntil)
            )
            change(RecordID(type: .credential, id: credential)) { subject in
                guard case .credential(var credential) = subject else { return }
                credential.annotations.append(annotation)
                subject = .credential(credential)
            }
        } catch {
            report(error, of: cells)
        }
    }

    mutating func addInquiry(_ cells: Cells<InquiryColumn>) {
        do throws(CellProblem) {
            try cells.checkTexts()
            guard let credential = try cells.text(.credentialId) else { return }
            let inquiry = ProgressInquiry(
                askedOn: try cells.day(.askedOn),
                channel: try cells.word(.channel, as: LossChannel.self),
                answer: try optional(.answer, of: cells)
            )
            change(RecordID(type: .credential, id: credential)) { subject in
                guard case .credential(var credential) = subject else { return }
                credential.inquiries.append(inquiry)
                subject = .credential(credential)
            }
        } catch {
            report(error, of: cells)
        }
    }

    mutating func addSubscription(_ cells: Cells<SubscriptionColumn>) {
        do throws(CellProblem) {
            guard let party = try party(cells), let id = try cells.text(.credentialId) else { return }
            change(RecordID(type: .credential, id: id)) { subject in
                guard case .credential(var credential) = subject else { return }
                credential.relyingParties.append(party)
                subject = .credential(credential)
            }
        } catch {
            report(error, of: cells)
        }
    }

    /// Relying parties of a holder's credential are notified when the registration behind it ends.
    mutating func addSubscriptionOfHolder(_ cells: Cells<SubscriptionColumn>) {
        do throws(CellProblem) {
            guard let party = try party(cells), let holder = try cells.text(.holderId) else { return }
            change(heldBy: holder) { subject in
                guard case .registration(var registration) = subject else { return }
                guard !registration.relyingParties.contains(party) else { return }
                registration.relyingParties.append(party)
                subject = .registration(registration)
            }
        } catch {
            report(error, of: cells)
        }
    }

    private mutating func party(_ cells: Cells<SubscriptionColumn>) throws(CellProblem) -> RelyingParty? {
        try cells.checkTexts()
        guard let id = try cells.text(.partyId) else { return nil }
        let (name, channel) = (try optional(.partyName, of: cells), try optional(.partyChannel, of: cells))
        return RelyingParty(id: id, name: name ?? "", channel: channel)
    }
}
