extension Phrase {
    /// What a column of the registry is about; its name where nobody has given it another.
    ///
    /// - Parameter column: of the reference schema
    package init(column: String) {
        self = Self.columns[column].map(Phrase.init) ?? Phrase(verbatim: column)
    }

    /// What a column is called in a sentence: in Chinese what it is about, in English its name.
    package static func column(_ name: String) -> Phrase { Phrase(Phrase(column: name).chinese, name) }

    /// What a value says: a word of the schema in words, anything else as it stands.
    ///
    /// - Parameters:
    ///   - value: of a column
    ///   - column: of the reference schema
    ///   - table: that has the column
    package init(value: String, of column: String, in table: String) {
        guard column != "never_logged_in" else {
            self.init(value == "1" ? "是" : "否", value)
            return
        }
        guard (value, table) != ("cancelled", "registration") else {
            self.init("已注销", value)
            return
        }
        let isWord = ["state", "stage", "end_reason", "procedure", "channel", "exam_result", "reason"].contains(column)
        self = (isWord ? Self.values[value] : nil).map { Phrase($0, value) } ?? Phrase(verbatim: value)
    }

    private static let columns: [String: BothLanguages] = [
        "id": ("编号", "id"), "name": ("姓名", "name"), "email": ("邮箱", "mail address"), "phone": ("电话", "telephone"),
        "language": ("语言", "language"), "birth_year": ("出生年份", "year of birth"),
        "declined_renewal_on": ("声明不再延续的日期", "declined to renew on"), "never_logged_in": ("从未登录", "never logged in"),
        "updated_at": ("更新时间", "updated at"), "registration_no": ("注册号", "registration number"),
        "legacy_no": ("原注册号", "earlier number"), "employer_id": ("聘用单位", "employer"),
        "person_id": ("持证人", "person"), "review_body_id": ("注册初审机构", "review body"),
        "category": ("注册类别", "category"), "valid_from": ("注册日期", "valid from"), "valid_until": ("有效期至", "valid until"),
        "term_years": ("注册年限", "term in years"), "state": ("状态", "state"), "serial": ("电子证书编号", "serial"),
        "certificate_no": ("资格证书编号", "certificate number"), "issued_on": ("签发日期", "issued on"),
        "left_on": ("移出名单日期", "left the sheet on"), "ended_on": ("终止日期", "ended on"),
        "end_reason": ("终止原因", "reason of the end"), "successor_id": ("下一期注册编号", "next registration"),
        "new_employer_id": ("拟变更的聘用单位编号", "new employer"), "previous_employer_id": ("原聘用单位编号", "previous employer"),
        "new_category": ("拟变更的注册类别", "new category"), "change_recorded_on": ("变更登记日期", "change recorded on"),
        "moved_on": ("变更日期", "moved on"), "education_hours": ("继续教育学时", "hours of education"),
        "former_name": ("原名称", "former name"), "renamed_on": ("更名日期", "renamed on"), "contact": ("联系方式", "contact"),
        "procedure": ("办理事项", "procedure"), "registration_id": ("注册编号", "registration"),
        "submitted_on": ("提交日期", "submitted on"), "decided_on": ("决定日期", "decided on"), "reason": ("原因", "reason"),
        "state_on": ("状态日期", "state since"), "obtained_on": ("取得日期", "obtained on"), "exam_year": ("考试年度", "exam year"),
        "results_on": ("成绩公布日期", "results on"), "stage": ("证书制发进度", "stage"), "seal": ("电子印章", "seal"),
        "collection_from": ("领取开始日期", "collection from"), "collection_to": ("领取截止日期", "collection to"),
        "collection_method": ("领取方式", "way of collection"), "collected_on": ("领取日期", "collected on"),
        "form": ("证书形式", "form"), "issuer": ("颁发机构", "issuer"), "not_after": ("证书到期时刻", "not after"),
        "replaces_id": ("所替换的证书编号", "replaces"), "renewed_on": ("续期日期", "renewed on"),
        "update_confirmed_on": ("确认安装日期", "update confirmed on"),
        "key_compromised_on": ("私钥泄露日期", "key compromised on"),
        "step": ("步骤", "step"), "step_since": ("本步骤开始日期", "step since"), "materials": ("材料", "materials"),
        "registration_fee_paid_on": ("报名费缴纳日期", "registration fee paid on"), "exam_result": ("考试结果", "exam result"),
        "application_no": ("申请编号", "application number"),
        "application_fee_paid_on": ("申请费缴纳日期", "application fee paid on"),
        "delivery": ("交付方式", "delivery"), "credential_id": ("电子证书的登记编号", "credential"),
        "discovered_on": ("发现日期", "discovered on"), "channel": ("渠道", "channel"),
        "information": ("挂失信息", "information"),
        "drafted_on": ("起草日期", "drafted on"), "completed_at": ("办结时间", "completed at"),
        "loss_report_id": ("挂失编号", "loss report"), "requested_on": ("申请日期", "requested on"),
        "new_credential_id": ("补办的证书编号", "new credential"), "relying_party_id": ("证书使用方编号", "relying party"),
        "purpose": ("用途", "purpose"), "reissue_id": ("补办编号", "reissue"), "asked_on": ("查询日期", "asked on"),
        "answer": ("答复", "answer"), "on": ("日期", "on"),
    ]

    private static let values: [String: String] = [
        "active": "有效", "renewed": "已延续", "cancelled": "已取消", "revoked": "已撤销", "renewal_pending": "续期办理中",
        "renewed_not_updated": "已续期，新证书未安装", "superseded": "已由新证书取代", "void": "已作废", "draft": "草稿",
        "submitted": "已提交", "supplement_required": "待补正材料", "initial_review": "初审", "final_review": "终审",
        "approved": "已获准", "rejected": "未获准", "withdrawn": "已撤回", "completed": "已办结", "requested": "已申请",
        "fee_due": "待缴费", "fee_paid": "已缴费", "processing": "办理中", "ready": "待领取", "delivered": "已送达",
        "initial": "初始注册", "renewal": "延续注册", "change": "变更注册", "reregistration": "重新注册", "expired": "期满未延续",
        "deceased": "死亡", "on_request": "本人申请", "deceit": "以欺骗、贿赂等手段取得", "authority_error": "审批机关的过错",
        "other": "其他", "passed": "通过", "failed": "未通过", "website": "网站", "phone": "电话", "service_center": "服务窗口",
        "printed": "已印制", "at_province": "已到省", "at_city": "已到市",
    ]
}
