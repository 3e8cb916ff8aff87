import RenewalRules

extension NoticeKind {
    /// The catalogue of notices: what each kind says, to whom, and what that is tried on.
    var row: CatalogueRow {
        switch self {
        case .windowOpen:
            CatalogueRow(
                title: ("延续注册申请期已开始", "renewal of registration is open"),
                audiences: [.holder, .employer],
                lead: .renewal,
                spoken: \.kindBeforeMark,
                sample: .registration(.mark(.monthsBefore(12)))
            )
        case .earlyReminder:
            CatalogueRow(
                title: ("请准备延续注册", "please prepare the renewal of registration"),
                audiences: [.holder, .employer],
                lead: .renewal,
                spoken: \.kindBeforeMark,
                sample: .registration(.mark(.monthsBefore(6)))
            )
        case .markApproaching:
            CatalogueRow(
                title: ("临近延续注册建议提交日期", "the advised date for renewal is near"),
                audiences: [.holder, .employer],
                lead: .renewal,
                spoken: \.kindBeforeMark,
                sample: .registration(.mark(.monthsBefore(4)))
            )
        case .markReached:
            CatalogueRow(
                title: ("请尽快提交延续注册申请", "please file for renewal of registration now"),
                audiences: [.holder, .employer],
                lead: .renewal,
                spoken: \.kindBeforeExpiry,
                sample: .registration(.mark(.monthsBefore(3)))
            )
        case .standardReminder:
            CatalogueRow(
                title: ("请立即申请延续注册", "please apply for renewal of registration at once"),
                audiences: [.holder, .employer],
                lead: .renewal,
                spoken: \.kindBeforeExpiry,
                sample: .registration(.mark(.monthsBefore(2)))
            )
        case .lastCall:
            CatalogueRow(
                title: ("注册即将期满", "the registration is about to end"),
                audiences: [.holder, .employer, .administrator],
                lead: .renewal,
                spoken: \.kindBeforeExpiry,
                sample: .registration(.mark(.daysAfter(-7)))
            )
        case .expiresToday:
            CatalogueRow(
                title: ("注册今天期满", "the registration ends today"),
                audiences: [.holder, .employer, .administrator],
                lead: .renewal,
                spoken: \.kindBeforeExpiry,
                sample: .registration(.mark(.daysAfter(0)))
            )
        case .expired:
            CatalogueRow(
                title: ("注册已过期", "the registration has expired"),
                audiences: Audience.allCases,
                lead: .over.invalidForParties,
                sample: .registration(.mark(.daysAfter(1)))
            )
        case .expiredFollowup:
            CatalogueRow(
                title: ("尚未登记重新注册申请", "no re-registration application on record"),
                audiences: [.holder, .employer],
                lead: .over,
                sample: .registration(.mark(.daysAfter(30)))
            )
        case .educationShort:
            CatalogueRow(
                title: ("继续教育学时不足", "continuing education hours are missing"),
                audiences: [.holder, .employer],
                lead: .registration { day in
                    (
                        "请补足本注册周期的继续教育学时，并申请延续注册，最迟不晚于\(day)。",
                        "Please complete the missing hours of continuing education and file the application for renewal, on "
                            + "\(day) at the latest."
                    )
                },
                spoken: \.kindBeforeExpiry,
                sample: .registration(.mark(.monthsBefore(6)))
            )
        case .changeAdvised:
            CatalogueRow(
                title: ("请办理变更注册", "please apply for a change of registration"),
                audiences: [.holder, .employer],
                lead: .change,
                spoken: \.kindOfChange,
                nextStep: { $0 == .awaitDecision ? .none : .change },
                sample: .registration(.event(.monthsBefore(2))) { record, fixture, due in
                    guard fixture != .sparse else { return }
                    record.registration.change = RecordedChange(
                        employer: Employer(id: "E-0002", name: "示例新单位"),
                        recordedOn: due
                    )
                }
            )
        case .employerRenamed:
            CatalogueRow(
                title: ("聘用单位更名，可申请变更注册", "employer renamed, a change of registration is possible"),
                audiences: [.holder, .employer],
                lead: .renaming,
                spoken: \.kindOfChange,
                nextStep: { $0 == .change ? .change : .none },
                sample: .registration(.event(.monthsBefore(2))) { record, _, due in
                    record.employer?.formerName = "示例旧单位"
                    record.employer?.renamedOn = due
                }
            )
        case .registrationRenewed:
            CatalogueRow(
                title: ("延续注册已获准", "renewal of registration approved"),
                audiences: [.holder, .employer],
                lead: .fixed(
                    "延续注册已获批准，请核对新的证书信息。",
                    "The renewal was approved; please check the details of the new certificate."
                ),
                isOfEndedRecord: true,
                sample: .registration(.event(.monthsBefore(12))) { record, fixture, due in
                    record.registration.state = .renewed
                    guard fixture != .sparse else { return }
                    record.registration.endedOn = due
                    record.successor = fixture.successor
                }
            )
        case .registrationEnded:
            CatalogueRow(
                title: ("注册已终止", "the registration was ended"),
                audiences: Audience.allCases,
                lead: .ended.invalidForParties,
                isOfEndedRecord: true,
                sample: .registration(.event(.monthsBefore(3))) { record, fixture, due in
                    record.registration.state = fixture == .late ? .revoked : .cancelled
                    record.registration.endReason = fixture == .late ? .deceit : fixture == .sparse ? nil : .onRequest
                    record.registration.endedOn = fixture == .sparse ? nil : due
                }
            )

        case .registrationDateCorrected:
            CatalogueRow(
                title: ("注册有效期已更正", "the validity of the registration was corrected"),
                audiences: Audience.allCases,
                lead: .corrected,
                sample: .registration(.event(.monthsBefore(2)), detail: "2026-09-15") { record, fixture, _ in
                    record.relyingParties = fixture == .sparse ? [] : [RelyingParty(id: "Y-0001", name: "示例依赖方")]
                }
            )

        case .applicationInProgress:
            CatalogueRow(
                title: ("注册申请正在办理", "the application is being processed"),
                audiences: [.holder],
                lead: .undecided,
                spoken: { $0.isOverdue ? .applicationOverdue : .applicationInProgress },
                sample: .pendingRenewal(.mark(.monthsBefore(4), from: .monthsBefore(6)))
            )
        case .applicationOverdue:
            CatalogueRow(
                title: ("注册申请尚无结果，请查询进度", "no decision on the application yet, please ask"),
                audiences: [.holder, .administrator],
                lead: .undecided,
                sample: .pendingRenewal(.mark(.monthsBefore(3), from: .monthsBefore(6)))
            )
        case .applicationNearExpiry:
            CatalogueRow(
                title: ("延续注册尚在审批，注册即将期满", "renewal pending, the registration is about to end"),
                audiences: [.holder, .employer, .administrator],
                lead: .undecided,
                spoken: \.kindWhilePending,
                sample: .pendingRenewal(.mark(.daysAfter(-7), from: .monthsBefore(1)))
            )
        case .applicationAtExpiry:
            CatalogueRow(
                title: ("延续注册尚在审批，注册今天期满", "renewal pending, the registration ends today"),
                audiences: [.holder, .employer, .administrator],
                lead: .undecided,
                spoken: \.kindWhilePending,
                sample: .pendingRenewal(.mark(.daysAfter(0), from: .monthsBefore(1)))
            )
        case .applicationExpiredWhilePending:
            CatalogueRow(
                title: ("注册已期满，延续注册结果待定", "registration ended, renewal decision outstanding"),
                audiences: [.holder, .employer, .administrator],
                lead: .undecided,
                sample: .pendingRenewal(.mark(.daysAfter(1), from: .monthsBefore(1)))
            )
        case .applicationRejected:
            CatalogueRow(
                title: ("注册申请未获批准", "the application was not approved"),
                audiences: [.holder, .employer, .administrator],
                lead: .fixed(
                    "注册申请未获批准，请以书面决定为准；如有异议，可依法申请行政复议或者提起行政诉讼。",
                    "The application was not approved; the written decision counts. If you disagree, you may apply for "
                        + "administrative reconsideration or bring an administrative lawsuit."
                ),
                // A refusal is not awaited any more, whatever else is pending.
                nextStep: { $0 == .awaitDecision ? .none : $0 },
                sample: .registration(.event(.monthsBefore(2)), detail: "A-0001") { record, fixture, due in
                    record.applications = [fixture.rejectedRenewal(on: due)]
                }
            )

        case .applicationSupplementRequired:
            CatalogueRow(
                title: ("请补正注册申请材料", "documents of the application are missing"),
                audiences: [.holder, .employer],
                lead: .supplement,
                nextStep: { _ in .supplement },
                sample: .registration(.event(.monthsBefore(2)), detail: "A-0001") { record, fixture, due in
                    record.applications = [
                        Application(
                            id: "A-0001",
                            procedure: .renewal,
                            submittedOn: TemplateFixture.expires.adding(months: -5),
                            state: .supplementRequired,
                            stateOn: fixture == .sparse ? nil : due,
                            reason: fixture == .sparse ? nil : "缺少劳动合同"
                        )
                    ]
                }
            )

        case .initialDeadline:
            CatalogueRow(
                title: ("请申请初始注册", "please apply for initial registration"),
                audiences: [.holder],
                lead: .with("deadline") { day in
                    ("请不晚于\(day)申请初始注册。", "Please apply for initial registration by \(day).")
                },
                spoken: \.kindAboutDeadline,
                sample: .qualification(.mark(.monthsBefore(6)))
            )
        case .initialLate:
            CatalogueRow(
                title: ("初始注册期限已过", "the time limit for initial registration has passed"),
                audiences: [.holder],
                lead: .with("deadline") { day in
                    (
                        "初始注册期限已于\(day)届满；如需执业，请申请逾期初始注册。",
                        "The time limit for initial registration ended on \(day); to practise, please apply for a late one."
                    )
                },
                sample: .qualification(.mark(.daysAfter(1)))
            )
        case .collectionExpected:
            CatalogueRow(
                title: ("职业资格证书可能即将发放", "the qualification certificate may be issued soon"),
                audiences: [.holder],
                lead: .fixed(
                    "请留意职业资格证书的领取通知。",
                    "Please watch for the notice on collecting your qualification certificate."
                ),
                sample: .qualification(.mark(.monthsBefore(3)))
            )
        case .collectionOpen:
            CatalogueRow(
                title: ("职业资格证书可以领取", "the qualification certificate can be collected"),
                audiences: [.holder],
                lead: .collection,
                spoken: { $0.isCollectionOver ? .collectionClosing : .collectionOpen },
                sample: .qualification(.mark(.monthsBefore(3))) { fixture, due in
                    QualificationCollection(
                        resultsOn: due.adding(months: -3),
                        opensOn: due,
                        closesOn: fixture == .sparse ? nil : due.adding(days: 30)
                    )
                }
            )
        case .collectionClosing:
            CatalogueRow(
                title: ("职业资格证书尚未领取", "the qualification certificate has not been collected"),
                audiences: [.holder],
                lead: .collection,
                sample: .qualification(.mark(.monthsBefore(3))) { fixture, due in
                    QualificationCollection(
                        resultsOn: nil,
                        opensOn: fixture == .sparse ? nil : due.adding(days: -23),
                        closesOn: due.adding(days: 7)
                    )
                }
            )
        case .stepActionRequired:
            CatalogueRow(
                title: ("电子证书申领待办理", "the e-certificate application needs the applicant"),
                audiences: [.holder],
                lead: .fixed(
                    "您的电子证书申领待您办理，请尽快完成所需事项。",
                    "Your e-certificate application needs you; please complete what is missing soon."
                ),
                sample: .application(.preparing)
            )
        case .stepProgressed:
            CatalogueRow(
                title: ("电子证书申领进度更新", "progress of the e-certificate application"),
                audiences: [.holder],
                lead: .fixed("您的电子证书申领进度已更新。", "Your e-certificate application has moved on."),
                sample: .application(.feeDue(applicationNumber: "SQ-0001"))
            )

        case .credentialEarlyReminder:
            CatalogueRow(
                title: ("电子证书即将到期，请安排续期", "please plan the renewal of the e-certificate"),
                audiences: [.holder, .employer],
                lead: .credentialRenewal,
                spoken: \.kindOfCredential,
                sample: .credential(.mark(.monthsBefore(3)))
            )
        case .credentialLastCall:
            CatalogueRow(
                title: ("电子证书即将到期", "the e-certificate is about to expire"),
                audiences: [.holder, .employer, .administrator],
                lead: .credentialRenewal,
                spoken: \.kindOfCredential,
                sample: .credential(.mark(.daysAfter(-7)))
            )
        case .credentialExpiresToday:
            CatalogueRow(
                title: ("电子证书今天到期", "the e-certificate expires today"),
                audiences: [.holder, .employer, .administrator],
                lead: .fixed("电子证书今天到期，请于今天完成续期。", "The e-certificate expires today; please renew it today."),
                spoken: \.kindOfCredential,
                sample: .credential(.mark(.daysAfter(0)))
            )
        case .credentialExpired:
            CatalogueRow(
                title: ("电子证书已过期", "the e-certificate has expired"),
                audiences: [.holder, .employer, .administrator],
                lead: .fixed(
                    "电子证书已过期，请停止使用；如仍需要，请重新申请。",
                    "The e-certificate has expired; please stop using it and, if one is still needed, apply for a new one."
                ),
                sample: .credential(.mark(.daysAfter(1)))
            )
        case .credentialStatusChanged:
            CatalogueRow(
                title: ("证书状态变更", "the status of a certificate has changed"),
                audiences: [.relyingParty],
                lead: .fixed(
                    "证书状态已变更，请停止接受该证书。",
                    "The status of the certificate has changed; please stop accepting it."
                ),
                isOfEndedRecord: true,
                sample: .voidCredential(.event(.monthsBefore(3)), detail: "void")
            )
        case .credentialUpdateRequired:
            CatalogueRow(
                title: ("请安装新的电子证书", "please install the new e-certificate"),
                audiences: [.holder, .employer],
                tellsOnlyCompanies: true,
                lead: .fixed("电子证书续期已完成，请安装新证书。", "The e-certificate was renewed; please install the new one."),
                sample: .credential(.event(.monthsBefore(3))) { record, fixture, due in
                    record.credential.state = .renewedNotUpdated
                    record.credential.renewedOn = fixture == .sparse ? nil : due
                }
            )
        case .credentialKeyCompromised:
            CatalogueRow(
                title: ("请立即挂失电子证书", "please report the e-certificate at once"),
                audiences: [.holder, .employer, .administrator],
                lead: .fixed("请立即停止使用电子证书并办理挂失。", "Please stop using the e-certificate and report it at once."),
                spoken: \.kindUnlessRunOut,
                sample: .credential(.event(.monthsBefore(3))) { record, fixture, due in
                    record.credential.keyCompromisedOn = fixture == .sparse ? nil : due
                }
            )
        case .credentialKeyCare:
            CatalogueRow(
                title: ("电子证书私钥安全提示", "keeping the private key safe"),
                audiences: [.holder, .employer],
                tellsOnlyCompanies: true,
                lead: .fixed("请妥善保管电子证书的私钥。", "Please keep the private key of the e-certificate safe."),
                spoken: \.kindUnlessRunOut,
                sample: .credential(.event(.monthsBefore(3))) { record, fixture, due in
                    record.credential.issuedOn = fixture == .sparse ? nil : due.adding(months: -12)
                }
            )
        case .credentialVoided:
            CatalogueRow(
                title: ("电子证书已作废", "the e-certificate is void"),
                audiences: [.holder, .employer, .administrator],
                lead: .fixed("电子证书已作废，请勿再使用。", "The e-certificate is void; please do not use it again."),
                isOfEndedRecord: true,
                sample: .voidCredential(.event(.monthsBefore(3)))
            )
        case .credentialDateCorrected:
            CatalogueRow(
                title: ("电子证书有效期已更正", "the validity of the e-certificate was corrected"),
                audiences: Audience.allCases,
                lead: .corrected,
                sample: .credential(.event(.monthsBefore(2)), detail: "2026-06-15")
            )
        case .annotationExpiring:
            CatalogueRow(
                title: ("电子证书加注有效期提示", "the term of the annotation of the e-certificate"),
                audiences: [.holder, .employer],
                tellsOnlyCompanies: true,
                lead: .fixed(
                    "加注到期后须重新加注，方可查看和下载电子证书。",
                    "Once the annotation has ended, a new one is needed to view and download the e-certificate."
                ),
                spoken: \.kindUnlessRunOut,
                sample: .credential(TemplateFixture.annotated, detail: "N-0001")
            )
        case .lossConfirmationNeeded:
            CatalogueRow(
                title: ("挂失申请尚未提交", "the loss report has not been submitted"),
                audiences: [.holder, .employer],
                tellsOnlyCompanies: true,
                lead: .fixed(
                    "挂失申请尚未提交，请确认提交或撤销。",
                    "The loss report has not been submitted; please submit or withdraw it."
                ),
                spoken: \.kindUnlessRunOut,
                sample: .credential(.event(.monthsBefore(3))) { record, fixture, due in
                    guard fixture != .sparse else { return }
                    record.lossReport = LossReport(reason: .lost, channel: .website, state: .draft, draftedOn: due)
                }
            )
        case .reissueFeeDue:
            CatalogueRow(
                title: ("电子证书补办费用待缴", "the reissue fee is due"),
                audiences: [.holder, .employer],
                lead: .fixed(
                    "请确认电子证书补办是否需要缴费；如需缴费，缴费后继续办理。",
                    "Please see whether a fee is due for the reissue of the e-certificate, and pay it if so."
                ),
                isOfEndedRecord: true,
                sample: .voidCredential(.event(.monthsBefore(4)), reissue: .feeDue)
            )
        case .reissueInProgress:
            CatalogueRow(
                title: ("电子证书补办办理中", "the e-certificate is being reissued"),
                audiences: [.holder, .employer, .administrator],
                lead: .fixed(
                    "目前无需办理手续，电子证书补办正在进行。",
                    "There is nothing to do now: the e-certificate is being reissued."
                ),
                isOfEndedRecord: true,
                sample: .voidCredential(.mark(.monthsBefore(3), from: .monthsBefore(4)), reissue: .processing)
            )
        case .reissueReady:
            CatalogueRow(
                title: ("补办的电子证书已制作完成", "the replacement e-certificate is ready"),
                audiences: [.holder, .employer],
                lead: .fixed(
                    "补办的电子证书已制作完成，请领取并安装。",
                    "The replacement e-certificate is ready; please collect and install it."
                ),
                isOfEndedRecord: true,
                sample: .voidCredential(.event(.monthsBefore(3)), reissue: .ready)
            )

        case .employerDigest:
            CatalogueRow(
                title: ("注册到期汇总", "summary of registrations"),
                audiences: [.employer],
                lead: .with("as_of") { day in
                    (
                        "请按下列名单协助有关人员及时办理，并备齐劳动合同或聘用文件等材料。以下为截至\(day)的情况。",
                        "Please see to it that the registrations of your safety engineers are renewed in time; this is how they "
                            + "stood on \(day)."
                    )
                },
                sample: .init(.event(.monthsBefore(3))) { fixture, due in .employer(fixture.digest(on: due)) }
            )
        case .administratorDigest:
            CatalogueRow(
                title: ("提醒日报", "daily report of the reminders"),
                audiences: [.administrator],
                lead: .with("as_of") { day in ("\(day)的运行情况如下。", "This is what happened on \(day).") },
                sample: .init(.event(.monthsBefore(3))) { fixture, due in .office(fixture.report(on: due)) }
            )
        case .dataMissingExpiry:
            CatalogueRow(
                title: ("登记信息缺少有效期", "the record has no expiry date"),
                audiences: [.administrator],
                lead: .fixed(
                    "请补录该记录的有效期，在此之前无法就其提醒任何人。",
                    "Please enter the expiry date of the record: until then nobody can be reminded."
                ).butForCredentials(
                    "请补录该证书的有效期，在此之前无法就其提醒任何人。",
                    "Please enter the expiry date of the certificate: until then nobody can be reminded."
                ),
                sample: .registration(.event(.monthsBefore(3))) { record, _, _ in
                    record.registration.validUntil = nil
                }
            )
        case .dataDateMismatch:
            CatalogueRow(
                title: ("登记信息的有效期不一致", "the dates of the record do not agree"),
                audiences: [.administrator],
                lead: .fixed(
                    "请核对该记录的日期：登记的有效期不一致。",
                    "Please check the dates of the record: they do not agree."
                ).butForCredentials(
                    "请核对该证书的日期：登记的有效期不一致。",
                    "Please check the dates of the certificate: they do not agree."
                ),
                sample: .registration(.event(.monthsBefore(3))) { record, fixture, _ in
                    // A start that does not match the end.
                    record.registration.validFrom =
                        fixture == .sparse ? nil : TemplateFixture.expires.adding(months: -50)
                }
            )
        case .dataContactMissing:
            CatalogueRow(
                title: ("登记信息缺少本人联系方式", "the record has no contact for the holder"),
                audiences: [.administrator],
                lead: .fixed(
                    "请补录本人的联系方式，在此之前本人收不到邮件提醒。",
                    "Please add contact details of the holder, who gets no mail until then."
                ),
                sample: .registration(.event(.monthsBefore(3)))
            )
        case .dataReviewBodyMissing:
            CatalogueRow(
                title: ("登记信息缺少注册初审机构", "the record has no review body"),
                audiences: [.administrator],
                lead: .fixed("请补录该记录的注册初审机构。", "Please enter the review body of the record."),
                sample: .registration(.event(.monthsBefore(3))) { record, _, _ in
                    record.reviewBody = nil
                }
            )
        case .deliveryFailed:
            CatalogueRow(
                title: ("提醒未能送达", "a reminder could not be delivered"),
                audiences: [.administrator],
                lead: .delivery,
                sample: .init(.event(.monthsBefore(3))) { fixture, due in .delivery(fixture.failure(on: due)) }
            )
        case .reminderWithdrawn:
            CatalogueRow(
                title: ("此前的提醒不再适用", "an earlier reminder no longer applies"),
                audiences: Audience.allCases,
                lead: .withdrawn,
                sample: .init(.event(.monthsBefore(3)), detail: "moved registration.mark_reached -") { fixture, due in
                    .withdrawal(fixture.withdrawal(on: due))
                }
            )
        case .applicationFiled:
            CatalogueRow(
                title: ("申请已提交", "an application was filed"),
                audiences: [.holder, .employer],
                lead: .fixed("登记显示，申请已经提交。", "The application is on record as filed."),
                sample: .application(.submitted)
            )
        case .applicationWithdrawn:
            CatalogueRow(
                title: ("申请已撤回", "an application was withdrawn"),
                audiences: [.holder, .employer],
                lead: .fixed("登记显示，申请已经撤回。", "The application is on record as withdrawn."),
                sample: .application(.withdrawn)
            )
        case .applicationApproved:
            CatalogueRow(
                title: ("申请已获准", "an application was approved"),
                audiences: [.holder, .employer],
                lead: .fixed("登记显示，申请已经获准。", "The application is on record as approved."),
                sample: .application(.approved)
            )
        case .registrationMoved:
            CatalogueRow(
                title: ("注册聘用单位已变更", "the registration moved to another employer"),
                audiences: [.holder, .employer],
                lead: .fixed("登记显示，注册聘用单位已经变更。", "The registration is on record as moved to another employer."),
                sample: .registration(.event(.monthsBefore(4))) { record, fixture, due in
                    let before = Employer(id: "E-0002", name: fixture == .sparse ? "" : "示例原单位")
                    record.registration.move = Registration.Move(on: due, from: before)
                }
            )
        case .registrationBegun:
            CatalogueRow(
                title: ("注册已生效", "a registration is in force"),
                audiences: [.holder, .employer],
                lead: .fixed("登记显示，注册已经生效。", "The registration is on record as in force."),
                sample: .registration(.event(.monthsBefore(11))) { record, _, due in record.registration.validFrom = due
                }
            )
        case .credentialIssued:
            CatalogueRow(
                title: ("电子证书已签发", "an e-certificate was issued"),
                audiences: [.holder, .employer],
                lead: .fixed("登记显示，电子证书已经签发。", "The e-certificate is on record as issued."),
                sample: .credential(.event(.monthsBefore(11))) { record, _, due in record.credential.issuedOn = due }
            )
        case .credentialRenewed:
            CatalogueRow(
                title: ("电子证书已续期", "an e-certificate was renewed"),
                audiences: [.holder, .employer],
                lead: .fixed("登记显示，电子证书已经续期。", "The e-certificate is on record as renewed."),
                sample: .credential(.event(.monthsBefore(3))) { record, _, due in
                    record.credential.state = .renewedNotUpdated
                    record.credential.renewedOn = due
                }
            )
        case .sendingHeld:
            CatalogueRow(
                title: ("提醒已暂停发送", "reminders are held"),
                audiences: [.administrator],
                lead: .standstill,
                sample: .init(.event(.monthsBefore(3))) { fixture, due in .sendingHold(fixture.standstill(on: due)) }
            )
        }
    }
}
