extension ApplicationState {
    /// Moves a filed application from one review stage to the next; the decision is a separate event.
    ///
    /// Supplements may be requested at any stage; the final review follows the initial one.
    ///
    /// - Source: rules R30, V13
    public func reviewing(_ next: ApplicationState) -> Transition<ApplicationState> {
        guard isPending else { return .refuse(.noApplication, "R16") }
        let follows: [ApplicationState] =
            switch self {
            case .submitted: [.supplementRequired, .initialReview]
            case .supplementRequired: [.initialReview, .finalReview]
            case .initialReview: [.supplementRequired, .finalReview]
            case .finalReview: [.supplementRequired]
            case .draft, .approved, .rejected, .withdrawn: []
            }
        return follows.contains(next) ? .accept(next) : .refuse(.wrongStep, "R30")
    }
}
