package import RenewalRules

extension NoticeKind {
    /// What the notice is about, in a few words, as its subject says it: `注册即将期满`.
    package func title(in language: Language) -> String { language.title(of: self) }
}

extension Severity {
    /// How pressing, in the word that notices show: `紧急`, `Urgent`.
    package func name(in language: Language) -> String { language.name(of: self) }
}

extension RecordID.RecordType {
    /// The noun for it: `电子证书`, `e-certificate`.
    package func name(in language: Language) -> String { language.noun(self) }
}
