// Made by Scripts/templates from Config/templates; not to be edited.
// swift-format-ignore-file

extension ShippedTemplates {
    /// The text of each file by its path inside the folder.
    static let texts: [String: String] = [
        "en/_application_day_off.mustache": #"""
{{#before_expiry}}
{{#in_last_week}}
{{#last_workday}}
The last day, {{valid_until}}, is {{day_off_name}}, and {{last_workday}}{{#on_last_workday}}, today,{{/on_last_workday}} is the last working day before it; after that offices are closed, and {{#supplement}}documents can only be supplied{{/supplement}}{{^supplement}}the status can only be looked up{{/supplement}} online in the registration system.
{{/last_workday}}
{{#last_workday_passed}}
The last day, {{valid_until}}, is {{day_off_name}}, and offices are closed: please {{#supplement}}supply the documents{{/supplement}}{{^supplement}}look up the status{{/supplement}} online in the registration system.
{{/last_workday_passed}}
{{/in_last_week}}
{{/before_expiry}}

"""#,
        "en/_article50.mustache": #"""
{{#filed_in_time}}
The application was filed at least {{floor_lead}} before expiry. Under article 50 (2) of the Administrative Licensing Law the authority has to decide before the licence expires, and an application undecided by then is deemed granted. Please have {{the_review_body}} confirm in writing whether this applies here; until it does, please {{#holder}}refrain from practising{{/holder}}{{^holder}}do not let him or her practise{{/holder}}{{#on_expiry}} from tomorrow{{/on_expiry}}.
{{/filed_in_time}}
{{#filed_late}}
The application was filed less than {{floor_lead}} before expiry. Whether article 50 (2) of the Administrative Licensing Law, by which an application undecided at expiry is deemed granted, protects it is doubtful; please ask {{the_review_body}}.
{{/filed_late}}

"""#,
        "en/_certificate_day_off.mustache": #"""
{{#expiry_is_day_off}}
{{valid_until}} is {{day_off_name}}. {{#last_workday}}If you have to go to a service counter, please do so by {{last_workday}}, the last working day before it. {{/last_workday}}What can be done online, please do online.
{{/expiry_is_day_off}}

"""#,
        "en/_change.mustache": #"""
{{#change}}
{{#in_window}}
If there is no time for the change and the renewal one after the other, please ask {{the_review_body}} early in which order to handle them.
{{/in_window}}
{{/change}}
{{#change_pending}}
{{#in_window}}
A change of registration is on record as {{#change_incomplete}}incomplete: please supply the documents asked for soon{{/change_incomplete}}{{^change_incomplete}}being processed{{/change_incomplete}}. Once it is granted, please apply for renewal soon; if the end date comes near before that, please ask {{the_review_body}} in which order to handle the two.
{{/in_window}}
{{/change_pending}}

"""#,
        "en/_credential.mustache": #"""
{{#valid_until}}
{{#before_expiry}}
- Valid until: {{valid_until}}{{#time_left}} ({{time_left}} left as of {{as_of}}){{/time_left}}
{{/before_expiry}}
{{#on_expiry}}
- Valid until: {{valid_until}}, the last day
{{/on_expiry}}
{{#after_expiry}}
- Valid until: {{valid_until}}{{#time_overdue}} (expired {{time_overdue}} ago as of {{as_of}}){{/time_overdue}}
{{/after_expiry}}
{{/valid_until}}
{{^own}}
{{^relying_party}}
{{^of_company}}
- Holder: {{engineer}}
{{/of_company}}
{{/relying_party}}
{{/own}}
{{^relying_party}}
{{#serial_tail}}
- Serial number ending: {{serial_tail}}
{{/serial_tail}}
{{/relying_party}}
{{#serial}}
- Serial number: {{serial}}
{{/serial}}
{{#employer_name}}
- {{#of_company}}Held by{{/of_company}}{{^of_company}}Employer{{/of_company}}: {{employer_name}}
{{/employer_name}}
- Enquiries: {{service_center}}{{^service_center}}the certificate service centre{{/service_center}}{{#hotline}}, customer service {{hotline}}{{/hotline}}
{{^relying_party}}
{{#credential_url}}
- Website: {{credential_url}}
{{/credential_url}}
{{/relying_party}}
{{#contact}}
- Questions about this reminder: {{contact}}
{{/contact}}
{{#administrator}}
- Record: {{record_id}}
{{/administrator}}

"""#,
        "en/_ended.mustache": #"""
{{^holder}}
{{^relying_party}}
- Engineer: {{engineer}}
{{/relying_party}}
{{/holder}}
{{#reg_no_tail}}
- Registration number ending in: {{reg_no_tail}}
{{/reg_no_tail}}
{{#category}}
- Category: {{category}}
{{/category}}
{{#employer_name}}
- Employer: {{employer_name}}
{{/employer_name}}
- Enquiries: {{review_body}}{{^review_body}}the review body{{/review_body}}{{#review_body_contact}}, {{review_body_contact}}{{/review_body_contact}}
{{#contact}}
- Questions about this reminder: {{contact}}
{{/contact}}
{{^relying_party}}
{{#system_url}}
- Registration system: {{system_url}}
{{/system_url}}
{{/relying_party}}
{{#administrator}}
- Record: {{record_id}}
{{/administrator}}

"""#,
        "en/_facts.mustache": #"""
{{#change_on_last_day}}
- Next step: ask the review body, and handle the change of registration and the renewal as it says
- By: {{^expiry_is_day_off}}close of business on {{/expiry_is_day_off}}{{valid_until}}{{#expiry_is_day_off}} ({{day_off_name}}: offices are closed, please file online){{/expiry_is_day_off}}
{{/change_on_last_day}}
{{^change_on_last_day}}
{{#renewal}}
- Next step: file the application for renewal
{{^after_mark}}
- By: preferably {{standard_mark}}{{#mark_workday}} (a day off; better by {{mark_workday}}){{/mark_workday}}, at the latest {{valid_until}}
{{/after_mark}}
{{#after_mark}}
{{#before_expiry}}
- By: as soon as possible, at the latest {{valid_until}}{{#expiry_is_day_off}} ({{day_off_name}}{{#last_workday}}; the last working day before it is {{last_workday}}{{/last_workday}}{{#last_workday_passed}}: offices are closed, please file online{{/last_workday_passed}}){{/expiry_is_day_off}}
{{/before_expiry}}
{{#on_expiry}}
{{^expiry_is_day_off}}
- By: close of business on {{valid_until}}
{{/expiry_is_day_off}}
{{#expiry_is_day_off}}
- By: {{valid_until}} ({{day_off_name}}: offices are closed, please file online)
{{/expiry_is_day_off}}
{{/on_expiry}}
{{/after_mark}}
{{/renewal}}
{{#change}}
{{#in_window}}
- Next step: apply for a change of registration, then for renewal
{{/in_window}}
{{^in_window}}
- Next step: apply for a change of registration
{{/in_window}}
- By: promptly, and not later than {{valid_until}}{{#expiry_is_day_off}} ({{day_off_name}}{{#last_workday}}; the last working day before it is {{last_workday}}{{/last_workday}}{{#last_workday_passed}}: offices are closed, please file online{{/last_workday_passed}}){{/expiry_is_day_off}}
{{/change}}
{{#reregistration}}
- Next step: to go on practising, apply for re-registration
- By: at any time; no practice before it is approved
{{/reregistration}}
{{/change_on_last_day}}
{{#documents}}
- To have ready: {{documents}}
{{/documents}}
{{#change_incomplete}}
- Change of registration: documents are missing, please supply them too
{{/change_incomplete}}
{{#supplement}}
- Next step: supply the documents asked for
{{#supplement_reason}}
- Missing: {{supplement_reason}}
{{/supplement_reason}}
{{#supplement_since}}
- Recorded as incomplete since: {{supplement_since}}
{{/supplement_since}}
{{#submitted_on}}
- Application filed: {{submitted_on}}
{{/submitted_on}}
{{/supplement}}
{{#await_decision}}
{{#submitted_on}}
- Application filed: {{submitted_on}}
{{/submitted_on}}
{{#in_progress}}
- Next step: check the progress on the registration system and supply any documents asked for
{{/in_progress}}
{{^in_progress}}
- Next step: ask the review body about the status and supply any documents it asks for
{{/in_progress}}
{{#decision_expected}}
{{#decision_overdue}}
- Decision was expected: around {{decision_expected}} (now past)
{{/decision_overdue}}
{{^decision_overdue}}
- Decision expected: around {{decision_expected}}
{{/decision_overdue}}
{{/decision_expected}}
{{/await_decision}}
{{#before_expiry}}
- Valid until: {{valid_until}} ({{time_left}} left as of {{as_of}})
{{/before_expiry}}
{{#on_expiry}}
- Valid until: {{valid_until}}, 24:00
{{/on_expiry}}
{{#after_expiry}}
- Valid until: {{valid_until}} (expired {{time_overdue}} ago, as of {{as_of}})
{{/after_expiry}}
{{^holder}}
- Engineer: {{engineer}}
{{/holder}}
{{#reg_no_tail}}
- Registration number ending in: {{reg_no_tail}}
{{/reg_no_tail}}
{{#category}}
- Category: {{category}}
{{/category}}
{{#employer_name}}
- Employer: {{employer_name}}
{{/employer_name}}
- Enquiries: {{the_review_body}}{{#review_body_contact}}, {{review_body_contact}}{{/review_body_contact}}
{{#contact}}
- Questions about this reminder: {{contact}}
{{/contact}}
{{#system_url}}
- Registration system: {{system_url}}
{{/system_url}}
{{#administrator}}
- Record: {{record_id}}
{{/administrator}}

"""#,
        "en/_late.mustache": #"""
{{#late}}
This reminder was due on {{due_on}} and is sent {{lateness}} late.
{{/late}}

"""#,
        "en/_plain.mustache": #"""
{{^holder}}
{{#holder_name}}
- Person: {{holder_name}}
{{/holder_name}}
{{/holder}}
- As of: {{as_of}}
{{#contact}}
- Questions about this reminder: {{contact}}
{{/contact}}
{{^administrator}}
{{^relying_party}}
{{#system_url}}
- Website: {{system_url}}
{{/system_url}}
{{/relying_party}}
{{/administrator}}
{{#administrator}}
- Record: {{record_id}}
{{/administrator}}

"""#,
        "en/_registration.mustache": #"""
{{#registration_runs}}
{{#holder}}Your{{/holder}}{{^holder}}The holder's{{/holder}} registration is not affected; it is recorded as valid until {{registration_valid_until}}.
{{/registration_runs}}
{{#registration_ending}}
{{#holder}}Your{{/holder}}{{^holder}}The holder's{{/holder}} registration is not affected, but it is recorded as valid only until {{registration_valid_until}}. If its renewal has not been filed, please see to that separately.
{{/registration_ending}}
{{#registration_over}}
Please also note that the registration is recorded as ended on {{registration_valid_until}}; please check how it stands.
{{/registration_over}}

"""#,
        "en/_unrecorded.mustache": #"""
{{#renewal_refused}}
{{#holder}}
Your earlier application for renewal was refused: please put right what it was refused for and file it again. If you have filed it again, please tell {{contact}}{{^contact}}the person in charge of registrations at your employer{{/contact}} and disregard this reminder.
{{/holder}}
{{#employer}}
The earlier application of {{engineer}} for renewal was refused: please help to put right what it was refused for and to file it again. If it has been filed again, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}} and disregard this reminder.
{{/employer}}
{{/renewal_refused}}
{{^renewal_pending}}
{{^renewal_refused}}
{{#holder}}
As of {{as_of}}, no application of yours for renewal is recorded in this reminder service. If you have filed one in the registration system, please tell {{contact}}{{^contact}}the person in charge of registrations at your employer{{/contact}} and disregard this reminder.
{{/holder}}
{{#employer}}
As of {{as_of}}, no application of {{engineer}} for renewal is recorded in this reminder service. If one has been filed in the registration system, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}} and disregard this reminder.
{{/employer}}
{{/renewal_refused}}
{{/renewal_pending}}
{{#renewal_pending}}
{{#holder}}
As of {{as_of}}, an application of yours for renewal is recorded in this reminder service, but {{#renewal_undated}}without its day of filing{{/renewal_undated}}{{^renewal_undated}}as filed outside the period for it{{/renewal_undated}}, so reminders go on. If you have filed within the period, please tell {{contact}}{{^contact}}the person in charge of registrations at your employer{{/contact}} on which day and disregard this reminder.
{{/holder}}
{{#employer}}
As of {{as_of}}, an application of {{engineer}} for renewal is recorded in this reminder service, but {{#renewal_undated}}without its day of filing{{/renewal_undated}}{{^renewal_undated}}as filed outside the period for it{{/renewal_undated}}, so reminders go on. If it was filed within the period, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}} on which day and disregard this reminder.
{{/employer}}
{{/renewal_pending}}

"""#,
        "en/_void.mustache": #"""
{{#relying_party}}
{{#serial}}
- Serial number: {{serial}}
{{/serial}}
{{/relying_party}}
{{^relying_party}}
{{^own}}
{{^of_company}}
- Holder: {{engineer}}
{{/of_company}}
{{/own}}
{{#serial_tail}}
- Old certificate ending: {{serial_tail}} (void)
{{/serial_tail}}
{{/relying_party}}
{{#employer_name}}
- {{#of_company}}Held by{{/of_company}}{{^of_company}}Employer{{/of_company}}: {{employer_name}}
{{/employer_name}}
- Enquiries: {{service_center}}{{^service_center}}the certificate service centre{{/service_center}}{{#hotline}}, customer service {{hotline}}{{/hotline}}
{{^relying_party}}
{{#credential_url}}
- Website: {{credential_url}}
{{/credential_url}}
{{/relying_party}}
{{#contact}}
- Questions about this reminder: {{contact}}
{{/contact}}
{{#administrator}}
- Record: {{record_id}}
{{/administrator}}

"""#,
        "en/administrator.digest.mustache": #"""
Subject: {{urgency}}{{#administrator}}Daily report, {{digest_day}}{{#headline}}: {{headline}}{{/headline}}{{/administrator}}

{{#administrator}}
{{#has_problems}}
Please put the records listed below right{{#has_failures}}, and check the contact details of those who were not reached{{/has_failures}}. This is what happened in the 24 hours up to {{as_of}}.
{{/has_problems}}
{{^has_problems}}
{{#has_failures}}
Please check the contact details of those who were not reached. This is what happened in the 24 hours up to {{as_of}}.
{{/has_failures}}
{{^has_failures}}
{{#asks_to_note}}
Please note the matters listed below. This is what happened in the 24 hours up to {{as_of}}.
{{/asks_to_note}}
{{^asks_to_note}}
For information, nothing to do. This is what happened in the 24 hours up to {{as_of}}.
{{/asks_to_note}}
{{/has_failures}}
{{/has_problems}}

- Reminders due: {{due}}{{#carried}}, {{carried}} of them from before{{/carried}}; the sum of these six
- Sent: {{sent}}
- Placed in a digest: {{merged}}
- Waiting: {{waiting}}
- Failed: {{failed}}
- Withdrawn, no longer true: {{suppressed}}
- No route or usable address: {{unreachable}}
{{#bounced}}
- Came back after they were sent: {{bounced}}, not part of the sum
{{/bounced}}

- Records scanned: {{scanned}} of all types
- Expired too long ago, nobody told: {{backfill_suppressed}}
- Data problems: {{data_issues}}
{{#rules_version}}
- Rules: {{rules_version}}{{#rules_as_of}} (as of {{rules_as_of}}){{/rules_as_of}}
{{/rules_version}}

{{#has_problems}}
Data problems. Until they are put right, reminders may be incomplete or cannot be sent.

{{#problem_lines}}
- {{label}}: {{text}}
{{/problem_lines}}

{{#has_more_problems}}
Data problems not listed here: {{more_problems}}.

{{/has_more_problems}}
{{/has_problems}}
{{#has_failures}}
Not delivered. Once contact details are put right, reminders that still apply go to the new address; otherwise please find the fault and send them again with renewald outbox retry.

{{#failure_lines}}
- {{label}}: {{text}}
{{/failure_lines}}

{{#has_more_failures}}
Failed deliveries not listed here: {{more_failures}}.

{{/has_more_failures}}
{{/has_failures}}
{{#has_matters}}
Also to be noted. These matters are told in this report and not singly.

{{#matter_lines}}
- {{label}}: {{text}}
{{/matter_lines}}

{{/has_matters}}
{{#has_sheets}}
People missing in the sheets. Their time is running out: please make sure that they were meant to go.

{{#sheet_lines}}
- {{label}}: {{text}}
{{/sheet_lines}}

{{/has_sheets}}
{{#has_refused_sheets}}
Sheets that were refused; the registry stays as it is. Please put the sheet right and save it, and it is taken in again; a dry run of renewald registry import gives the reasons row by row.

{{#refused_sheet_lines}}
- {{label}}: {{text}}
{{/refused_sheet_lines}}

{{/has_refused_sheets}}
{{#has_phases}}
{{phases_total}} registrations by phase.

{{#phase_lines}}
- {{label}}: {{text}}
{{/phase_lines}}

{{/has_phases}}
{{/administrator}}

"""#,
        "en/application.approved.mustache": #"""
Subject: {{urgency}}{{#holder}}Application for {{procedure_name}} approved{{/holder}}{{#employer}}Application for {{procedure_name}} approved: {{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

According to the registry, your application for {{procedure_name}} was approved on {{happened_on}}.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

According to the registry, the application of {{engineer}}, of your organisation, for {{procedure_name}} was approved on {{happened_on}}.
{{/employer}}

{{> _late}}

{{> _plain}}

"""#,
        "en/application.at_expiry.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#supplement}}Documents missing for your renewal{{/supplement}}{{^supplement}}Renewal still pending{{/supplement}}, ends today{{/holder}}{{#employer}}Ends today, {{#supplement}}incomplete{{/supplement}}{{^supplement}}undecided{{/supplement}}: {{engineer}}{{/employer}}{{#administrator}}Ends today, {{#supplement}}incomplete{{/supplement}}{{^supplement}}undecided{{/supplement}}: {{engineer}}{{/administrator}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#supplement}}
Please supply the missing documents of your application for renewal today, {{valid_until}}, and agree with your employer how work continues from tomorrow.{{#expiry_is_day_off}} Today is {{day_off_name}}, and offices are closed: please use the registration system online.{{/expiry_is_day_off}}

Your application for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is still recorded as incomplete as of {{as_of}}; today is the last day of your registration as an Intermediate Certified Safety Engineer. If you have supplied the documents, please tell {{contact}}{{^contact}}the person in charge of registrations at your employer{{/contact}}.
{{/supplement}}
{{^supplement}}
{{^expiry_is_day_off}}
Please confirm the status with {{the_review_body}} today, {{valid_until}}, and agree with your employer how work continues from tomorrow.
{{/expiry_is_day_off}}
{{#expiry_is_day_off}}
Please look up the status in the registration system today, {{valid_until}}, which is {{day_off_name}}, agree with your employer how work continues from tomorrow, and ask {{the_review_body}} on the next working day.
{{/expiry_is_day_off}}

No decision on your application for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is recorded as of {{as_of}}; today is the last day of your registration as an Intermediate Certified Safety Engineer.
{{/supplement}}
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#supplement}}
Please help {{engineer}} to supply the missing documents of the application for renewal today, {{valid_until}}, and agree how work continues from tomorrow.{{#expiry_is_day_off}} Today is {{day_off_name}}, and offices are closed: please use the registration system online.{{/expiry_is_day_off}}

The application of {{engineer}} for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is still recorded as incomplete as of {{as_of}}; today is the last day of the registration. If the documents have been supplied, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}}.
{{/supplement}}
{{^supplement}}
Please help {{engineer}} to look up the status of the renewal today, {{valid_until}}, and agree how work continues from tomorrow.

No decision on the application of {{engineer}} for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is recorded as of {{as_of}}; today is the last day of the registration.
{{/supplement}}
{{/employer}}
{{#administrator}}
{{#supplement}}
Please check today: the application of {{engineer}} for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is still recorded as incomplete; the registration ends on {{valid_until}}. If the documents were supplied, please enter that.
{{/supplement}}
{{^supplement}}
Please check today: no decision is recorded on the application of {{engineer}} for renewal{{#submitted_on}}, filed on {{submitted_on}}{{/submitted_on}}; the registration ends on {{valid_until}}. If there is one, please enter it.
{{/supplement}}
{{/administrator}}

{{^administrator}}
{{> _article50}}
{{/administrator}}

{{> _late}}

{{> _facts}}

"""#,
        "en/application.expired_while_pending.mustache": #"""
Subject: {{urgency}}{{#holder}}Registration ended, {{#supplement}}documents for the renewal missing{{/supplement}}{{^supplement}}renewal undecided{{/supplement}}{{/holder}}{{#employer}}Ended, {{#supplement}}documents missing{{/supplement}}{{^supplement}}renewal undecided{{/supplement}}: {{engineer}}{{/employer}}{{#administrator}}Ended, {{#supplement}}documents missing{{/supplement}}{{^supplement}}renewal undecided{{/supplement}}: {{engineer}}{{/administrator}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#supplement}}
Please supply the missing documents of your application for renewal soon, and refrain from work that requires the title until the outcome is confirmed.

Your registration as an Intermediate Certified Safety Engineer ended on {{valid_until}}. Your application for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is still recorded as incomplete as of {{as_of}}. If you have supplied the documents, please tell {{contact}}{{^contact}}the person in charge of registrations at your employer{{/contact}} and follow the advice of {{the_review_body}}.
{{/supplement}}
{{^supplement}}
Please refrain from work that requires the title until the decision on your renewal is confirmed, and ask {{the_review_body}} about it soon.

Your registration as an Intermediate Certified Safety Engineer ended on {{valid_until}}. No decision on your application for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is recorded as of {{as_of}}. Please follow the advice of the review body.
{{/supplement}}
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#supplement}}
Please help {{engineer}} to supply the missing documents of the application for renewal soon, and do not assign him or her work that requires the title until the outcome is confirmed.

The registration of {{engineer}}{{#employed_here}}, of your organisation,{{/employed_here}} ended on {{valid_until}}. The application of {{engineer}} for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is still recorded as incomplete as of {{as_of}}. If the documents have been supplied, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}}.
{{/supplement}}
{{^supplement}}
Please do not assign {{engineer}} work that requires the title until the decision on the renewal is confirmed, and help to ask about it soon.

The registration of {{engineer}}{{#employed_here}}, of your organisation,{{/employed_here}} ended on {{valid_until}}. No decision on the application of {{engineer}} for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is recorded as of {{as_of}}. Please follow the advice of the review body.
{{/supplement}}
{{/employer}}
{{#administrator}}
{{#supplement}}
Please check: the application of {{engineer}} for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is still recorded as incomplete; the registration ended on {{valid_until}}. If the documents were supplied, please enter that.
{{/supplement}}
{{^supplement}}
Please check: no decision is recorded on the application of {{engineer}} for renewal{{#submitted_on}}, filed on {{submitted_on}}{{/submitted_on}}; the registration ended on {{valid_until}}. If there is one, please enter it.
{{/supplement}}
{{/administrator}}

{{#pending_holds}}
There is no need to apply for re-registration at this stage.
{{/pending_holds}}
{{#deemed_renewed}}
This reminder regards a renewal that was filed before expiry and not decided by then as granted, under article 50 (2) of the Administrative Licensing Law; whether that applies is for the review body to confirm in writing.
{{/deemed_renewed}}
{{#pending_expired}}
This reminder regards a registration whose renewal was not granted by expiry as expired; please ask the review body whether re-registration is needed.
{{/pending_expired}}

{{^administrator}}
{{> _article50}}
{{/administrator}}

{{> _late}}

{{> _facts}}

"""#,
        "en/application.filed.mustache": #"""
Subject: {{urgency}}{{#holder}}Application for {{procedure_name}} filed{{/holder}}{{#employer}}Application for {{procedure_name}} filed: {{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

According to the registry, your application for {{procedure_name}} was filed on {{happened_on}}.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

According to the registry, the application of {{engineer}}, of your organisation, for {{procedure_name}} was filed on {{happened_on}}.
{{/employer}}

{{> _late}}

{{> _plain}}

"""#,
        "en/application.in_progress.mustache": #"""
Subject: {{urgency}}{{#holder}}Application for {{procedure_name}} in process{{/holder}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#after_expiry}}{{#of_renewal}}Until the outcome of the renewal is confirmed, please refrain from work that requires the title. {{/of_renewal}}{{^of_renewal}}Until a registration is approved, please do not practise as a registered safety engineer. {{/of_renewal}}{{/after_expiry}}There is nothing for you to file now: your application for {{procedure_name}} is being examined, and the registration system shows its progress.

{{#submitted_on}}
Filed on {{submitted_on}}, it had been in process for {{time_since_filing}} on {{as_of}}; {{processing_time}} are usual. If you are asked for further documents, please supply them promptly.
{{/submitted_on}}
{{^submitted_on}}
Processing usually takes {{processing_time}}. If you are asked for further documents, please supply them promptly.
{{/submitted_on}}
{{/holder}}

{{> _late}}

{{> _facts}}

"""#,
        "en/application.near_expiry.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#supplement}}Documents missing for your renewal{{/supplement}}{{^supplement}}Renewal still pending{{/supplement}}, ends on {{valid_until}}{{/holder}}{{#employer}}{{#supplement}}Documents missing{{/supplement}}{{^supplement}}Renewal pending{{/supplement}}, ends soon: {{engineer}}{{/employer}}{{#administrator}}{{#supplement}}Documents missing{{/supplement}}{{^supplement}}Renewal pending{{/supplement}}, ends soon: {{engineer}}{{/administrator}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#supplement}}
Please supply the missing documents of your application for renewal before your registration ends on {{valid_until}}, and agree with your employer how work continues after that day.

Your application for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is still recorded as incomplete as of {{as_of}}; your registration as an Intermediate Certified Safety Engineer ends on {{valid_until}}, with {{time_left}} left. Before the documents are supplied, a renewal is not usually granted. If you have supplied them, please tell {{contact}}{{^contact}}the person in charge of registrations at your employer{{/contact}}.
{{/supplement}}
{{^supplement}}
Please confirm the status with {{the_review_body}} before {{valid_until}} and agree with your employer how work continues after that day.

No decision on your application for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is recorded as of {{as_of}}; your registration as an Intermediate Certified Safety Engineer ends on {{valid_until}}, with {{time_left}} left. If there is a decision, please tell {{contact}}{{^contact}}the person in charge of registrations at your employer{{/contact}}.
{{/supplement}}
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#supplement}}
Please help {{engineer}} to supply the missing documents of the application for renewal before the registration ends on {{valid_until}}, and agree how work continues after that day.

The application of {{engineer}} for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is still recorded as incomplete as of {{as_of}}; the registration ends on {{valid_until}}, with {{time_left}} left. Before the documents are supplied, a renewal is not usually granted. If they have been supplied, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}}.
{{/supplement}}
{{^supplement}}
Please help {{engineer}} to confirm the status of the renewal before {{valid_until}} and agree how work continues after that day.

No decision on the application of {{engineer}} for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is recorded as of {{as_of}}; the registration ends on {{valid_until}}, with {{time_left}} left. If there is a decision, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}}.
{{/supplement}}
{{/employer}}
{{#administrator}}
{{#supplement}}
Please check: the application of {{engineer}} for renewal{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} is still recorded as incomplete; the registration ends on {{valid_until}}{{#day_off_name}}, {{day_off_name}}{{/day_off_name}}. If the documents were supplied, please enter that.
{{/supplement}}
{{^supplement}}
Please check: no decision is recorded on the application of {{engineer}} for renewal{{#submitted_on}}, filed on {{submitted_on}}{{/submitted_on}}; the registration ends on {{valid_until}}{{#day_off_name}}, {{day_off_name}}{{/day_off_name}}. If there is one, please enter it.
{{/supplement}}
{{/administrator}}

{{^administrator}}
{{> _application_day_off}}
{{/administrator}}

{{> _late}}

{{> _facts}}

"""#,
        "en/application.overdue.mustache": #"""
Subject: {{urgency}}{{#holder}}No decision yet, please ask: {{procedure_name}}{{/holder}}{{#administrator}}No decision yet: {{engineer}}{{/administrator}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

No decision on your application for {{procedure_name}} is recorded in this reminder service: please ask {{the_review_body}}{{#review_body_contact}} ({{review_body_contact}}){{/review_body_contact}} about the progress and whether further documents are needed.{{#after_expiry}}{{#of_renewal}} Until the outcome of the renewal is confirmed, please refrain from work that requires the title.{{/of_renewal}}{{^of_renewal}} Until a registration is approved, please do not practise as a registered safety engineer.{{/of_renewal}}{{/after_expiry}}

{{#submitted_on}}
Filed on {{submitted_on}}, it had been in process for {{time_since_filing}} on {{as_of}}; {{processing_time}} are usual.
{{/submitted_on}}
{{^submitted_on}}
Processing usually takes {{processing_time}}.
{{/submitted_on}}

If there is a decision, please tell {{contact}}{{^contact}}the person in charge of registrations at your employer{{/contact}}.
{{/holder}}
{{#administrator}}
Please check: no decision is recorded on the application of {{engineer}} for {{procedure_name}}{{#submitted_on}}, filed on {{submitted_on}}{{/submitted_on}}. If there is one, please enter it.
{{/administrator}}

{{> _late}}

{{> _facts}}

"""#,
        "en/application.rejected.mustache": #"""
Subject: {{urgency}}{{#holder}}Application for {{procedure_name}} not approved{{/holder}}{{#employer}}Not approved: {{engineer}}{{/employer}}{{#administrator}}Not approved: {{engineer}}{{/administrator}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#before_expiry}}
Your application for {{procedure_name}} was not approved; please contact {{the_review_body}} soon, put right what it was refused for and file again, on {{valid_until}} at the latest.

{{#decided_on}}The decision was made on {{decided_on}}; {{/decided_on}}{{^decided_on}}As to the reasons, {{/decided_on}}the written decision is what counts. If you disagree with it, the law allows an application for administrative reconsideration or an administrative action before the courts.

Your registration as an Intermediate Certified Safety Engineer is valid until {{valid_until}}{{#time_left}}, with {{time_left}} left{{/time_left}}; after that date renewal or a change is no longer possible, only re-registration. Processing usually takes {{processing_time}}, so please file again early.
{{/before_expiry}}
{{#on_expiry}}
{{^expiry_is_day_off}}
Your application for {{procedure_name}} was not approved; if you wish to go on practising, put right what it was refused for and file again before the close of business today, {{valid_until}}.
{{/expiry_is_day_off}}
{{#expiry_is_day_off}}
Your application for {{procedure_name}} was not approved; if you wish to go on practising, put right what it was refused for and file again online in the registration system by 24:00 today, {{valid_until}}: it is {{day_off_name}}, and offices are closed.
{{/expiry_is_day_off}}

{{#decided_on}}The decision was made on {{decided_on}}; {{/decided_on}}{{^decided_on}}As to the reasons, {{/decided_on}}the written decision is what counts. If you disagree with it, the law allows an application for administrative reconsideration or an administrative action before the courts.

Today is the last day of your registration as an Intermediate Certified Safety Engineer. From tomorrow only re-registration is possible, and you may not practise as a registered safety engineer until it is approved.
{{/on_expiry}}
{{#after_expiry}}
Your application for {{procedure_name}} was not approved; please stop practising as a registered safety engineer and, if you wish to continue, apply for re-registration.

{{#decided_on}}The decision was made on {{decided_on}}; {{/decided_on}}{{^decided_on}}As to the reasons, {{/decided_on}}the written decision is what counts. If you disagree with it, the law allows an application for administrative reconsideration or an administrative action before the courts.

Your registration as an Intermediate Certified Safety Engineer ended on {{valid_until}}, and only re-registration can restore it. Before you apply, please ask {{the_review_body}} what it was refused for and what re-registration asks for. Your qualification certificate is not affected.
{{/after_expiry}}
{{^before_expiry}}
{{^on_expiry}}
{{^after_expiry}}
Your application for {{procedure_name}} was not approved; please contact {{the_review_body}}, put right what it was refused for and apply again.

{{#decided_on}}The decision was made on {{decided_on}}; {{/decided_on}}{{^decided_on}}As to the reasons, {{/decided_on}}the written decision is what counts. If you disagree with it, the law allows an application for administrative reconsideration or an administrative action before the courts.

Until a registration is approved, please do not practise as a registered safety engineer. Your qualification certificate is not affected.
{{/after_expiry}}
{{/on_expiry}}
{{/before_expiry}}
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#before_expiry}}
The application of {{engineer}}, of your organisation, for {{procedure_name}} was not approved; please help to put right what it was refused for and to file again soon, on {{valid_until}} at the latest.

{{#decided_on}}The decision was made on {{decided_on}}; {{/decided_on}}{{^decided_on}}As to the reasons, {{/decided_on}}the written decision is what counts. If you disagree with it, the law allows an application for administrative reconsideration or an administrative action before the courts.

The registration as an Intermediate Certified Safety Engineer is valid until {{valid_until}}{{#time_left}}, with {{time_left}} left{{/time_left}}; after that date renewal or a change is no longer possible, only re-registration. Please also plan how work continues after expiry.
{{/before_expiry}}
{{#on_expiry}}
{{^expiry_is_day_off}}
The application of {{engineer}}, of your organisation, for {{procedure_name}} was not approved; please help to put right what it was refused for and to file again before the close of business today, {{valid_until}}.
{{/expiry_is_day_off}}
{{#expiry_is_day_off}}
The application of {{engineer}}, of your organisation, for {{procedure_name}} was not approved; please help to put right what it was refused for and to file again online in the registration system by 24:00 today, {{valid_until}}: it is {{day_off_name}}, and offices are closed.
{{/expiry_is_day_off}}

{{#decided_on}}The decision was made on {{decided_on}}; {{/decided_on}}{{^decided_on}}As to the reasons, {{/decided_on}}the written decision is what counts. If you disagree with it, the law allows an application for administrative reconsideration or an administrative action before the courts.

Today is the last day of the registration. From tomorrow only re-registration is possible; until it is approved, please do not let him or her practise as a registered safety engineer.
{{/on_expiry}}
{{#after_expiry}}
The application of {{engineer}}, of your organisation, for {{procedure_name}} was not approved; please do not let him or her practise as a registered safety engineer until a re-registration is approved.

{{#decided_on}}The decision was made on {{decided_on}}; {{/decided_on}}{{^decided_on}}As to the reasons, {{/decided_on}}the written decision is what counts. If you disagree with it, the law allows an application for administrative reconsideration or an administrative action before the courts.

The registration as an Intermediate Certified Safety Engineer ended on {{valid_until}}. To continue, please help to apply for re-registration, and check whether your organisation still has the registered safety engineers it needs. The qualification certificate is not affected.
{{/after_expiry}}
{{^before_expiry}}
{{^on_expiry}}
{{^after_expiry}}
The application of {{engineer}}, of your organisation, for {{procedure_name}} was not approved; please help to put right what it was refused for and to apply again.

{{#decided_on}}The decision was made on {{decided_on}}; {{/decided_on}}{{^decided_on}}As to the reasons, {{/decided_on}}the written decision is what counts. If you disagree with it, the law allows an application for administrative reconsideration or an administrative action before the courts.

Until a registration is approved, please do not let him or her practise as a registered safety engineer.
{{/after_expiry}}
{{/on_expiry}}
{{/before_expiry}}
{{/employer}}
{{#administrator}}
Please note: the application of {{engineer}} for {{procedure_name}} was not approved{{#decided_on}}, as decided on {{decided_on}}{{/decided_on}}{{#before_expiry}}; the registration ends on {{valid_until}}, and until then it can be filed again{{/before_expiry}}{{#on_expiry}}; the registration ends today, {{valid_until}}, and it can still be filed again today{{/on_expiry}}{{#after_expiry}}; the registration ended on {{valid_until}}, and only re-registration is possible{{/after_expiry}}. If a new application has been filed, please enter it.
{{/administrator}}

{{> _late}}

{{#reason}}
- Reason given: {{reason}}
{{/reason}}
{{#decided_on}}
- Decided on: {{decided_on}}
{{/decided_on}}
{{> _facts}}

"""#,
        "en/application.supplement_required.mustache": #"""
Subject: {{urgency}}{{#holder}}Documents missing: {{procedure_name}}{{/holder}}{{#employer}}Documents missing: {{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

Please supply the missing documents of your application for {{procedure_name}} {{#on_expiry}}today, {{valid_until}}{{/on_expiry}}{{^on_expiry}}soon{{/on_expiry}}, as you were asked to{{#before_expiry}}, before your registration ends on {{valid_until}}{{/before_expiry}}.

Your application for {{procedure_name}}{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} {{#supplement_since}}has been recorded as incomplete since {{supplement_since}}{{/supplement_since}}{{^supplement_since}}is recorded as incomplete{{/supplement_since}}. {{#filed_early}}It was filed before the period for renewals, which begins on {{window_opens}}, and does not count as one: please ask {{the_review_body}} whether it is still accepted; to renew, please file again between {{window_opens}} and {{valid_until}}. {{/filed_early}}Until the documents are supplied, it is not usually examined further. Under article 32 of the Administrative Licensing Law the authority names everything that is missing once, at once or within five days; if you have no such notice or it is unclear, please ask {{the_review_body}}{{#review_body_contact}} ({{review_body_contact}}){{/review_body_contact}}.

{{#after_expiry}}
{{#of_renewal}}
Your registration ended on {{valid_until}}: until the outcome of the renewal is confirmed, please refrain from work that requires the title.
{{/of_renewal}}
{{^of_renewal}}
Your registration ended on {{valid_until}}: until a re-registration is approved, please do not practise as a registered safety engineer.
{{/of_renewal}}
{{/after_expiry}}
{{#on_expiry}}
Today is the last day of your registration.{{#expiry_is_day_off}} Today is {{day_off_name}}, and offices are closed: please use the registration system online.{{/expiry_is_day_off}}
{{/on_expiry}}

If you have supplied the documents, please tell {{contact}}{{^contact}}the person in charge of registrations at your employer{{/contact}}.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

Please help {{engineer}} to supply the missing documents of the application for {{procedure_name}} {{#on_expiry}}today, {{valid_until}}{{/on_expiry}}{{^on_expiry}}soon{{/on_expiry}}, as asked for{{#before_expiry}}, before the registration ends on {{valid_until}}{{/before_expiry}}.

The application of {{engineer}} for {{procedure_name}}{{#submitted_on}}, filed on {{submitted_on}},{{/submitted_on}} {{#supplement_since}}has been recorded as incomplete since {{supplement_since}}{{/supplement_since}}{{^supplement_since}}is recorded as incomplete{{/supplement_since}}. {{#filed_early}}It was filed before the period for renewals, which begins on {{window_opens}}, and does not count as one: please ask {{the_review_body}} whether it is still accepted; to renew, please file again between {{window_opens}} and {{valid_until}}. {{/filed_early}}Until the documents are supplied, it is not usually examined further. Under article 32 of the Administrative Licensing Law the authority names everything that is missing once, at once or within five days; if you have no such notice or it is unclear, please ask {{the_review_body}}{{#review_body_contact}} ({{review_body_contact}}){{/review_body_contact}}. Please provide the employment contract or letter of appointment where it is among them.

{{#after_expiry}}
{{#of_renewal}}
The registration ended on {{valid_until}}: until the outcome of the renewal is confirmed, please do not assign him or her work that requires the title.
{{/of_renewal}}
{{^of_renewal}}
The registration ended on {{valid_until}}: until a re-registration is approved, please do not let him or her practise as a registered safety engineer.
{{/of_renewal}}
{{/after_expiry}}
{{#on_expiry}}
Today is the last day of the registration.{{#expiry_is_day_off}} Today is {{day_off_name}}, and offices are closed: please use the registration system online.{{/expiry_is_day_off}}
{{/on_expiry}}

If the documents have been supplied, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}}.
{{/employer}}

{{> _application_day_off}}

{{> _late}}

{{> _facts}}

"""#,
        "en/application.withdrawn.mustache": #"""
Subject: {{urgency}}{{#holder}}Application for {{procedure_name}} withdrawn{{/holder}}{{#employer}}Application for {{procedure_name}} withdrawn: {{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

According to the registry, your application for {{procedure_name}} was withdrawn on {{happened_on}}; if it is still wanted, it has to be filed anew.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

According to the registry, the application of {{engineer}}, of your organisation, for {{procedure_name}} was withdrawn on {{happened_on}}; if it is still wanted, it has to be filed anew.
{{/employer}}

{{> _late}}

{{> _plain}}

"""#,
        "en/credential.annotation_expiring.mustache": #"""
Subject: {{#holder}}Your e-certificate's annotation {{#annotation_until}}{{#annotation_over}}ended{{/annotation_over}}{{^annotation_over}}ends{{/annotation_over}} on {{annotation_until}}{{/annotation_until}}{{^annotation_until}}is about to end{{/annotation_until}}{{/holder}}{{#employer}}Company e-certificate: annotation {{#annotation_until}}{{#annotation_over}}ended{{/annotation_over}}{{^annotation_over}}ends{{/annotation_over}} on {{annotation_until}}{{/annotation_until}}{{^annotation_until}}is about to end{{/annotation_until}}{{/employer}}

{{#own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
If you still need to view or download your e-certificate{{^annotation_over}} after {{annotation_until}}{{^annotation_until}}its annotation ends{{/annotation_until}}{{/annotation_over}}, please annotate it again.

The annotation{{#purpose}} for “{{purpose}}”{{/purpose}} {{#annotation_until}}{{#annotation_over}}was{{/annotation_over}}{{^annotation_over}}is{{/annotation_over}} valid until {{annotation_until}}{{/annotation_until}}{{^annotation_until}}is about to end{{/annotation_until}}; {{#annotation_over}}now{{/annotation_over}}{{^annotation_over}}afterwards{{/annotation_over}} a new one is needed to view and download. An annotation usually lasts {{annotation_limit}} at most. If you no longer need it, there is nothing to do; the certificate itself is not affected.
{{/own}}

{{> _late}}

{{#annotation_until}}
- Annotation valid until: {{annotation_until}}
{{/annotation_until}}
{{#purpose}}
- Purpose: {{purpose}}
{{/purpose}}
{{> _credential}}

"""#,
        "en/credential.date_corrected.mustache": #"""
Subject: {{urgency}}{{#holder}}Correction: your e-certificate ends on {{valid_until}}{{/holder}}{{#employer}}{{#own}}E-certificate{{#serial_tail}} …{{serial_tail}}{{/serial_tail}} corrected: ends on {{valid_until}}{{/own}}{{^own}}E-certificate end corrected{{#holder_name}}: {{holder_name}}{{/holder_name}}{{/own}}{{/employer}}{{#administrator}}{{#of_company}}Company e-certificate{{#serial_tail}} …{{serial_tail}}{{/serial_tail}}{{/of_company}}{{^of_company}}E-certificate{{/of_company}} end corrected{{#holder_name}}: {{holder_name}}{{/holder_name}}{{/administrator}}{{#relying_party}}E-certificate corrected: valid until {{valid_until}}{{/relying_party}}

{{#own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please go by {{valid_until}}: the recorded end of {{#holder}}your{{/holder}}{{#employer}}your organisation's{{/employer}} e-certificate was corrected, and the date we gave you, {{told_until}}, no longer applies. We are sorry for the inconvenience.

{{#back_in_force}}
By the corrected date the e-certificate is still valid: our reminder to stop using it no longer applies.
{{/back_in_force}}

{{#before_expiry}}
If you still need it, please complete its renewal by that day.
{{/before_expiry}}
{{#on_expiry}}
By the corrected date, today is the last day. If you still need it, please complete its renewal today{{#expiry_is_day_off}}; today is {{day_off_name}}: what can be done online, please do online{{/expiry_is_day_off}}.
{{/on_expiry}}
{{#after_expiry}}
By the corrected date the e-certificate has expired. Please stop using it and, if one is still needed, apply for a new one.
{{/after_expiry}}
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please go by {{valid_until}}: the recorded end of the e-certificate of {{engineer}}, of your organisation, was corrected, and the date we gave you, {{told_until}}, no longer applies. We are sorry for the inconvenience.

{{#back_in_force}}
By the corrected date the e-certificate is still valid: our reminder to stop using it no longer applies.
{{/back_in_force}}

{{#before_expiry}}
If it is still needed, please help to renew it by that day.
{{/before_expiry}}
{{#on_expiry}}
By the corrected date, today is the last day. If it is still needed, please help to renew it today{{#expiry_is_day_off}}; today is {{day_off_name}}: what can be done online, please do online{{/expiry_is_day_off}}.
{{/on_expiry}}
{{#after_expiry}}
By the corrected date the e-certificate has expired. Please see that it is no longer used and, if one is still needed, help to apply for a new one.
{{/after_expiry}}
{{/own}}
{{/employer}}
{{#administrator}}
For your information: the end of the e-certificate of {{engineer}} was corrected from {{told_until}} to {{valid_until}}. Whoever was told {{told_until}} is told of the correction. If it is wrong, please correct the record.
{{/administrator}}
{{#relying_party}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please go by {{valid_until}}: the recorded end of the e-certificate{{#serial}} with the serial number {{serial}}{{/serial}} was corrected, and the date we gave you, {{told_until}}, no longer applies.{{#back_in_force}} By the corrected date it is still valid: our notice to stop accepting it no longer applies.{{/back_in_force}}{{#after_expiry}} By the corrected date it has expired; please no longer accept it.{{/after_expiry}}
{{/relying_party}}

{{> _late}}

- Date given before: {{told_until}}
{{> _credential}}

"""#,
        "en/credential.early_reminder.mustache": #"""
Subject: {{urgency}}{{#holder}}Your e-certificate expires on {{valid_until}}{{/holder}}{{#employer}}{{#own}}Company e-certificate{{#serial_tail}} …{{serial_tail}}{{/serial_tail}} expires {{valid_until}}{{/own}}{{^own}}E-certificate expires {{valid_until}}{{#holder_name}}: {{holder_name}}{{/holder_name}}{{/own}}{{/employer}}

{{#own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please complete the renewal of your e-certificate by {{valid_until}}{{#time_left}} ({{time_left}} left as of {{as_of}}){{/time_left}}.

Your e-certificate{{#serial_tail}} (serial number ending {{serial_tail}}){{/serial_tail}} is valid until {{valid_until}}. Renewal usually involves an identity check, documents and, where one is charged, a fee by local standards, so please allow some time. After that date it can no longer be renewed and a new application is needed.

After the renewal, please install the new certificate, check its details and keep the private key safe.
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please remind {{engineer}} to complete the renewal of the e-certificate by {{valid_until}}{{#time_left}} ({{time_left}} left as of {{as_of}}){{/time_left}}.

The e-certificate of {{engineer}}, of your organisation, is valid until {{valid_until}}. Renewal usually involves an identity check, documents and, where one is charged, a fee by local standards. After that date it can no longer be renewed and a new application is needed; meanwhile online transactions and electronic signatures may be affected.
{{/own}}
{{/employer}}

{{> _late}}

{{#documents}}
- Have ready: {{documents}}
{{/documents}}
{{> _credential}}

"""#,
        "en/credential.expired.mustache": #"""
Subject: {{urgency}}{{#holder}}Your e-certificate expired on {{valid_until}}{{/holder}}{{#employer}}{{#own}}Company e-certificate{{#serial_tail}} …{{serial_tail}}{{/serial_tail}} expired {{valid_until}}{{/own}}{{^own}}E-certificate ended {{valid_until}}{{#holder_name}}: {{holder_name}}{{/holder_name}}{{/own}}{{/employer}}{{#administrator}}{{#of_company}}Company e-certificate{{#serial_tail}} …{{serial_tail}}{{/serial_tail}}{{/of_company}}{{^of_company}}E-certificate{{/of_company}} ended {{valid_until}}{{#holder_name}}: {{holder_name}}{{/holder_name}}{{/administrator}}

{{#own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
{{#renewal_filed}}
Please stop using your expired e-certificate, and ask {{service_center}}{{^service_center}}the certificate service centre{{/service_center}}{{#hotline}} or customer service ({{hotline}}){{/hotline}} how its renewal stands.

Your e-certificate{{#serial_tail}} (serial number ending {{serial_tail}}){{/serial_tail}} ended on {{valid_until}}; as of {{as_of}}, its renewal is recorded as under way. When you have the new certificate, please install it and keep the private key safe; if the renewal cannot be completed, a new one has to be applied for.
{{/renewal_filed}}
{{^renewal_filed}}
Please stop using your expired e-certificate and, if you still need one, apply for a new one soon.

Your e-certificate{{#serial_tail}} (serial number ending {{serial_tail}}){{/serial_tail}} ended on {{valid_until}} and can no longer be renewed. A new application usually involves an identity check, documents and, where one is charged, a fee by local standards; when you have the new certificate, please install it and keep the private key safe.
{{/renewal_filed}}

{{> _registration}}
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
{{#renewal_filed}}
Please stop using the expired e-certificate of {{engineer}}, and remind the holder to ask {{service_center}}{{^service_center}}the certificate service centre{{/service_center}}{{#hotline}} or customer service ({{hotline}}){{/hotline}} how its renewal stands.

The e-certificate of {{engineer}}, of your organisation, ended on {{valid_until}}; as of {{as_of}}, its renewal is recorded as under way. Until there is a new one, online transactions may fail and electronic signatures may be refused; if the renewal cannot be completed, a new one has to be applied for.
{{/renewal_filed}}
{{^renewal_filed}}
Please stop using the expired e-certificate of {{engineer}} and, if one is still needed, remind the holder to apply for a new one soon.

The e-certificate of {{engineer}}, of your organisation, ended on {{valid_until}} and can no longer be renewed. Until there is a new one, online transactions may fail and electronic signatures may be refused.
{{/renewal_filed}}

{{> _registration}}
{{/own}}
{{/employer}}
{{#administrator}}
Please check: the e-certificate of {{engineer}} ended on {{valid_until}}, {{#renewal_filed}}and its renewal is recorded as under way. If it has been completed, please enter it.{{/renewal_filed}}{{^renewal_filed}}and no renewal is on record here. If it was renewed or applied for anew, please correct the record.{{/renewal_filed}}
{{/administrator}}

{{> _late}}

{{^administrator}}
{{#documents}}
- Have ready: {{documents}}
{{/documents}}
{{/administrator}}
{{> _credential}}

"""#,
        "en/credential.expires_today.mustache": #"""
Subject: {{urgency}}{{#holder}}Your e-certificate expires today, {{valid_until}}{{/holder}}{{#employer}}{{#own}}Company e-certificate{{#serial_tail}} …{{serial_tail}}{{/serial_tail}} expires today{{/own}}{{^own}}E-certificate expires today{{#holder_name}}: {{holder_name}}{{/holder_name}}{{^holder_name}}, {{valid_until}}{{/holder_name}}{{/own}}{{/employer}}{{#administrator}}{{#of_company}}Company e-certificate{{#serial_tail}} …{{serial_tail}}{{/serial_tail}}{{/of_company}}{{^of_company}}E-certificate{{/of_company}} expires today{{#holder_name}}: {{holder_name}}{{/holder_name}}{{^holder_name}}{{^of_company}}, {{valid_until}}{{/of_company}}{{/holder_name}}{{/administrator}}

{{#own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please complete the renewal of your e-certificate today, {{valid_until}}.

Today is the last day of your e-certificate{{#serial_tail}} (serial number ending {{serial_tail}}){{/serial_tail}}, and this reminder service has no record of its renewal; if it has been renewed, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}} and disregard this reminder.

From tomorrow online transactions may fail, electronic signatures may be refused, and the certificate can no longer be renewed: you would have to apply for a new one.
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please remind {{engineer}} to complete the renewal of the e-certificate today, {{valid_until}}.

Today is the last day of the e-certificate of {{engineer}}, of your organisation, and this reminder service has no record of its renewal; if it has been renewed, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}} and disregard this reminder.

From tomorrow online transactions may fail, electronic signatures may be refused, and the certificate can no longer be renewed: a new application would be needed.
{{/own}}
{{/employer}}
{{#administrator}}
Please check today: the e-certificate of {{engineer}} expires on {{valid_until}}, and no renewal is on record here. If it has been renewed, please enter that at once.
{{/administrator}}

{{^administrator}}
{{> _certificate_day_off}}
{{/administrator}}

{{> _late}}

{{^administrator}}
{{#documents}}
- Have ready: {{documents}}
{{/documents}}
{{/administrator}}
{{> _credential}}

"""#,
        "en/credential.issued.mustache": #"""
Subject: {{urgency}}{{#holder}}E-certificate issued{{/holder}}{{#employer}}E-certificate issued: {{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

According to the registry, your e-certificate was issued on {{happened_on}}.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

According to the registry, {{#own}}the e-certificate of your organisation{{/own}}{{^own}}the e-certificate of {{engineer}}, of your organisation,{{/own}} was issued on {{happened_on}}.
{{/employer}}

{{> _late}}

{{> _credential}}

"""#,
        "en/credential.key_care.mustache": #"""
Subject: {{#holder}}Please keep your private key and password safe{{/holder}}{{#employer}}Please keep the key of your company e-certificate safe{{/employer}}

{{#own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please protect the private key of your e-certificate and give the password to nobody who does not need it; an initial password, or one set by a reset, should be changed now.

This is a yearly reminder; there is nothing else to do. If the private key may have leaked, the certificate is lost or the identity data in it change, please stop using it and report it at once.
{{/own}}

{{> _late}}

{{> _credential}}

"""#,
        "en/credential.key_compromised.mustache": #"""
Subject: {{urgency}}{{#holder}}Stop using and report your e-certificate at once{{/holder}}{{#employer}}{{#own}}Stop using and report company e-certificate{{#serial_tail}} …{{serial_tail}}{{/serial_tail}} now{{/own}}{{^own}}E-certificate to be reported at once{{#holder_name}}: {{holder_name}}{{/holder_name}}{{/own}}{{/employer}}{{#administrator}}{{#of_company}}Company e-certificate{{#serial_tail}} …{{serial_tail}}{{/serial_tail}}{{/of_company}}{{^of_company}}E-certificate{{/of_company}} to be reported{{#holder_name}}: {{holder_name}}{{/holder_name}}{{/administrator}}

{{#own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please stop using your e-certificate at once and {{#loss_submitted}}see the loss report you have submitted through to its end{{/loss_submitted}}{{^loss_submitted}}report it through the website, by telephone{{#hotline}} ({{hotline}}){{/hotline}} or at a service centre{{/loss_submitted}}.

According to the records, the private key of your e-certificate{{#serial_tail}} (serial number ending {{serial_tail}}){{/serial_tail}} may have leaked{{#compromised_on}} ({{compromised_on}}){{/compromised_on}}. Until the loss report is completed the certificate is still valid, and somebody else might transact or sign in your name.

Once the report is completed, the certificate is void at once and for good; a replacement may take long and, where one is charged, costs a fee. If this is wrong, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}} at once.
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please stop using the e-certificate of {{engineer}} at once and remind the holder to {{#loss_submitted}}see the loss report through to its end{{/loss_submitted}}{{^loss_submitted}}report it through the website, by telephone{{#hotline}} ({{hotline}}){{/hotline}} or at a service centre{{/loss_submitted}}.

According to the records, the private key of the e-certificate of {{engineer}}, of your organisation, may have leaked{{#compromised_on}} ({{compromised_on}}){{/compromised_on}}. Until the loss report is completed the certificate is still valid and others might use it; once it is completed, the certificate is void at once and for good. Please also check recent transactions and signatures made with it.
{{/own}}
{{/employer}}
{{#administrator}}
Please check at once: according to the records, the private key of the e-certificate of {{engineer}} may have leaked{{#compromised_on}} ({{compromised_on}}){{/compromised_on}}; {{#loss_submitted}}a loss report is submitted but not completed{{/loss_submitted}}{{^loss_submitted}}no loss report is on record{{/loss_submitted}}. If one has been completed, please enter that.
{{/administrator}}

{{> _late}}

{{> _credential}}

"""#,
        "en/credential.last_call.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#time_left}}Your e-certificate ends in {{time_left}}, on {{valid_until}}{{/time_left}}{{^time_left}}Your e-certificate expires on {{valid_until}}{{/time_left}}{{/holder}}{{#employer}}{{#own}}Company e-certificate{{#serial_tail}} …{{serial_tail}}{{/serial_tail}} {{#time_left}}ends in {{time_left}}{{/time_left}}{{^time_left}}expires {{valid_until}}{{/time_left}}{{/own}}{{^own}}E-certificate expires {{valid_until}}{{#holder_name}}: {{holder_name}}{{/holder_name}}{{/own}}{{/employer}}{{#administrator}}{{#of_company}}Company e-certificate{{#serial_tail}} …{{serial_tail}}{{/serial_tail}}{{/of_company}}{{^of_company}}E-certificate{{/of_company}} expires {{valid_until}}{{#holder_name}}: {{holder_name}}{{/holder_name}}{{/administrator}}

{{#own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please renew your e-certificate soon and complete the renewal by {{valid_until}}.

Your e-certificate{{#serial_tail}} (serial number ending {{serial_tail}}){{/serial_tail}} expires on {{valid_until}}. As of {{as_of}} this reminder service has no record of its renewal; if it has been renewed, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}} and disregard this reminder. Renewal usually involves an identity check, documents and, where one is charged, a fee by local standards.

After that date online transactions may fail, electronic signatures may be refused, and the certificate can no longer be renewed: you would have to apply for a new one.
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please remind {{engineer}} to renew the e-certificate soon and to complete the renewal by {{valid_until}}.

The e-certificate of {{engineer}}, of your organisation, expires on {{valid_until}}. As of {{as_of}} this reminder service has no record of its renewal; if it has been renewed, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}} and disregard this reminder.

After that date online transactions may fail, electronic signatures may be refused, and the certificate can no longer be renewed: a new application would be needed. Please plan the work that depends on it.
{{/own}}
{{/employer}}
{{#administrator}}
Please check: the e-certificate of {{engineer}} expires on {{valid_until}}{{#time_left}} ({{time_left}} left as of {{as_of}}){{/time_left}}, and no renewal is on record here. If it has been renewed, please enter that soon.
{{/administrator}}

{{^administrator}}
{{> _certificate_day_off}}
{{/administrator}}

{{> _late}}

{{^administrator}}
{{#documents}}
- Have ready: {{documents}}
{{/documents}}
{{/administrator}}
{{> _credential}}

"""#,
        "en/credential.renewed.mustache": #"""
Subject: {{urgency}}{{#holder}}E-certificate renewed{{/holder}}{{#employer}}E-certificate renewed: {{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

According to the registry, your e-certificate was renewed on {{happened_on}}; the last day and the serial below are those of the old one.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

According to the registry, {{#own}}the e-certificate of your organisation{{/own}}{{^own}}the e-certificate of {{engineer}}, of your organisation,{{/own}} was renewed on {{happened_on}}; the last day and the serial below are those of the old one.
{{/employer}}

{{> _late}}

{{> _credential}}

"""#,
        "en/credential.status_changed.mustache": #"""
Subject: {{#relying_party}}{{urgency}}E-certificate {{#status_expired}}expired{{/status_expired}}{{#status_void}}void{{/status_void}}{{#status_superseded}}replaced{{/status_superseded}}{{^status_expired}}{{^status_void}}{{^status_superseded}}with a new status{{/status_superseded}}{{/status_void}}{{/status_expired}}, please stop accepting it{{#serial_tail}}: …{{serial_tail}}{{/serial_tail}}{{/relying_party}}

{{#relying_party}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please stop accepting the e-certificate{{#serial}} with the serial number {{serial}}{{/serial}} for transactions or signatures now, and refresh local caches.

{{#status_expired}}
Its validity is over{{#effective_on}}; it has been expired since {{effective_on}}{{/effective_on}}.
{{/status_expired}}
{{#status_void}}
It became void{{#effective_on}} on {{effective_on}}{{/effective_on}} and cannot be used again.
{{/status_void}}
{{#status_superseded}}
It was replaced{{#effective_on}} on {{effective_on}}{{/effective_on}}; please go by the new certificate that the holder presents.
{{/status_superseded}}
{{^status_expired}}
{{^status_void}}
{{^status_superseded}}
Its status has changed{{#status}} to “{{status}}”{{/status}}{{#effective_on}} with effect from {{effective_on}}{{/effective_on}}.
{{/status_superseded}}
{{/status_void}}
{{/status_expired}}
{{/relying_party}}

{{> _late}}

{{#status}}
- Status: {{status}}
{{/status}}
{{#effective_on}}
- Since: {{effective_on}}
{{/effective_on}}
{{#valid_until}}
- {{#status_expired}}Valid until{{/status_expired}}{{^status_expired}}Original end date{{/status_expired}}: {{valid_until}}
{{/valid_until}}
{{> _void}}

"""#,
        "en/credential.update_required.mustache": #"""
Subject: {{#holder}}Renewed – please install your new e-certificate{{/holder}}{{#employer}}Renewed – please install your company e-certificate{{/employer}}

{{#own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please install your new e-certificate soon, and then tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}}.

The renewal is complete: the new certificate was issued{{#renewed_on}} on {{renewed_on}}{{/renewed_on}}, but this reminder service has no confirmation that it is installed. Please check the details of the new certificate and make sure that the private key is safe.

Once the installation is recorded, these reminders stop.
{{/own}}

{{> _late}}

{{#renewed_on}}
- New certificate issued: {{renewed_on}}
{{/renewed_on}}
{{> _credential}}

"""#,
        "en/credential.voided.mustache": #"""
Subject: {{urgency}}{{#holder}}Your e-certificate is void{{/holder}}{{#employer}}{{#own}}Your company e-certificate{{#serial_tail}} …{{serial_tail}}{{/serial_tail}} is void{{/own}}{{^own}}E-certificate void{{#holder_name}}: {{holder_name}}{{/holder_name}}{{/own}}{{/employer}}{{#administrator}}{{#of_company}}Company e-certificate{{#serial_tail}} …{{serial_tail}}{{/serial_tail}}{{/of_company}}{{^of_company}}E-certificate{{/of_company}} void{{#holder_name}}: {{holder_name}}{{/holder_name}}{{/administrator}}

{{#own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Your e-certificate is void, so please do not use it again; if you still need one, apply to {{service_center}}{{^service_center}}the certificate service centre{{/service_center}} for {{#after_expiry}}a new one{{/after_expiry}}{{^after_expiry}}a replacement{{/after_expiry}}.

{{#loss_completed}}The loss report was completed{{#completed_on}} on {{completed_on}}{{/completed_on}}; with that, the certificate{{#serial_tail}} (serial number ending {{serial_tail}}){{/serial_tail}} became void for good. It cannot be used again even if you find it.{{/loss_completed}}{{^loss_completed}}According to the records, the certificate{{#serial_tail}} (serial number ending {{serial_tail}}){{/serial_tail}} became void{{#completed_on}} on {{completed_on}}{{/completed_on}} for good.{{/loss_completed}} Where a fee is charged, local standards apply.

{{> _registration}}
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
The e-certificate of {{engineer}}, of your organisation, is void, so please do not use it again; if one is still needed, remind the holder to apply to {{service_center}}{{^service_center}}the certificate service centre{{/service_center}} for {{#after_expiry}}a new one{{/after_expiry}}{{^after_expiry}}a replacement{{/after_expiry}}.

{{#loss_completed}}The loss report was completed{{#completed_on}} on {{completed_on}}{{/completed_on}}, and the certificate cannot be restored.{{/loss_completed}}{{^loss_completed}}According to the records, it became void{{#completed_on}} on {{completed_on}}{{/completed_on}} and cannot be restored.{{/loss_completed}}

{{> _registration}}
{{/own}}
{{/employer}}
{{#administrator}}
Please note: the e-certificate of {{engineer}} {{#loss_completed}}was reported lost and {{/loss_completed}}became void{{#completed_on}} on {{completed_on}}{{/completed_on}}, and no more reminders of its expiry are sent. If that is wrong, please check at once.
{{/administrator}}

{{> _late}}

{{#completed_on}}
- Void since: {{completed_on}}
{{/completed_on}}
{{#valid_until}}
- {{#status_expired}}Valid until{{/status_expired}}{{^status_expired}}Original end date{{/status_expired}}: {{valid_until}}
{{/valid_until}}
{{> _void}}

"""#,
        "en/credential_application.action_required.mustache": #"""
Subject: {{#holder}}E-certificate application: {{#was_refused}}review not passed{{/was_refused}}{{^was_refused}}{{#review_passed}}review passed, next step{{/review_passed}}{{^review_passed}}{{#step}}step {{step}} needs you{{/step}}{{^step}}please act{{/step}}{{/review_passed}}{{/was_refused}}{{/holder}}

{{#holder}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
{{#was_refused}}
Your e-certificate application did not pass the review{{#reason}}, for this reason: “{{reason}}”{{/reason}}. Please put right what was found and hand the documents in again.
{{/was_refused}}
{{^was_refused}}
{{#review_passed}}
Your e-certificate application has passed the review{{#application_no}}; its number is {{application_no}}{{/application_no}}. Please take the next step: where an application fee is charged, pay it by local standards, after which production starts.
{{/review_passed}}
{{^review_passed}}
Your e-certificate application is{{#step}} at step {{step}}{{/step}}{{#step_name}}, “{{step_name}}”{{/step_name}}; please complete what is listed below soon, so that it can go on.
{{/review_passed}}
{{/was_refused}}

{{^review_passed}}All documents must be true and complete. {{#fee_due}}Where a fee is charged at this step, local standards apply. {{/fee_due}}{{/review_passed}}If you have already done this, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}} and disregard this reminder.
{{/holder}}

{{> _late}}

{{#reason}}
- Why it did not pass: {{reason}}
{{/reason}}
{{#todo}}
- To do: {{item}}
{{/todo}}
{{#application_no}}
- Application number: {{application_no}}
{{/application_no}}
{{#credential_url}}
- Website: {{credential_url}}
{{/credential_url}}
{{> _plain}}

"""#,
        "en/credential_application.progressed.mustache": #"""
Subject: {{#holder}}E-certificate application: {{#exam_failed}}examination not passed{{/exam_failed}}{{#exam_passed}}examination passed, now in review{{/exam_passed}}{{#is_issued}}the certificate is made{{/is_issued}}{{#is_delivered}}the certificate was delivered{{/is_delivered}}{{#review_passed}}the review is passed{{/review_passed}}{{^exam_failed}}{{^exam_passed}}{{^is_issued}}{{^is_delivered}}{{^review_passed}}{{step_name}}{{/review_passed}}{{/is_delivered}}{{/is_issued}}{{/exam_passed}}{{/exam_failed}}{{/holder}}

{{#holder}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
{{#exam_failed}}
According to the records, you have not passed the examination. If you still want an e-certificate, you may enrol again: the application then begins with the online registration, and documents already handed in need not be handed in again.
{{/exam_failed}}
{{#is_delivered}}
According to the records, your e-certificate has been delivered and the application is complete. Please check its details and keep the private key safe; if you have not received it, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}}.
{{/is_delivered}}
{{#review_passed}}
Your e-certificate application has passed the review{{#application_no}}; its number is {{application_no}}, please use it for enquiries{{/application_no}}. Local rules decide what follows, and we will tell you when something is needed from you.
{{/review_passed}}
{{^exam_failed}}
{{^is_delivered}}
{{^review_passed}}
There is nothing for you to do now: your e-certificate application has reached step {{step}}, “{{step_name}}”{{#next_step}}. What comes next: {{next_step}}{{/next_step}}.

There are usually six steps; local rules decide the details, and we will tell you when something is needed from you. {{#application_no}}Your application number is given below; please use it for enquiries.{{/application_no}}
{{/review_passed}}
{{/is_delivered}}
{{/exam_failed}}
{{/holder}}

{{> _late}}

{{#application_no}}
- Application number: {{application_no}}
{{/application_no}}
{{#credential_url}}
- Website: {{credential_url}}
{{/credential_url}}
{{> _plain}}

"""#,
        "en/data.contact_missing.mustache": #"""
Subject: {{urgency}}{{#administrator}}No contact for the holder: {{record_short}}{{/administrator}}

{{#administrator}}
Please add contact details of {{engineer}} soon (record {{record_id}}). Until then, no mail reaches the holder.

The record has no usable mail address of the holder. Please ask the holder or the employer{{#employer_name}} ({{employer_name}}){{/employer_name}} and enter it.
{{/administrator}}

{{> _late}}

{{> _plain}}

"""#,
        "en/data.date_mismatch.mustache": #"""
Subject: {{urgency}}{{#administrator}}Dates that do not agree: {{record_short}}{{/administrator}}

{{#administrator}}
Please check the dates of record {{record_id}} soon. Until they are put right, reminders go by the date recorded as printed on the certificate{{#valid_until}}, {{valid_until}}{{/valid_until}}.

For this record ({{engineer}}), the recorded end date does not agree with the recorded start and term. Please compare with the certificate and put right the one that is wrong.
{{/administrator}}

{{> _late}}

{{> _plain}}

"""#,
        "en/data.missing_expiry.mustache": #"""
Subject: {{urgency}}{{#administrator}}No expiry date, nobody can be reminded: {{record_short}}{{/administrator}}

{{#administrator}}
Please enter the expiry date of record {{record_id}} soon. Until then, nobody can be reminded about it.

The record ({{engineer}}) has no end date, and what is recorded is not enough to work one out. Please take the date from the certificate.
{{/administrator}}

{{> _late}}

{{> _plain}}

"""#,
        "en/data.review_body_missing.mustache": #"""
Subject: {{urgency}}{{#administrator}}No review body on record: {{record_short}}{{/administrator}}

{{#administrator}}
Please enter the review body of record {{record_id}} soon. Until then, the notices about it cannot say where to apply.

The record ({{engineer}}) names no review body. Reminders are sent all the same, but their readers have to find out themselves which body is in charge.
{{/administrator}}

{{> _late}}

{{> _plain}}

"""#,
        "en/delivery.failed.mustache": #"""
Subject: {{urgency}}{{#administrator}}{{#bounced}}Reminder came back{{/bounced}}{{^bounced}}Reminder not delivered{{/bounced}}{{#recipient_short}}: {{recipient_short}}{{/recipient_short}}{{/administrator}}

{{#administrator}}
{{#waits}}
Please see to the channel {{channel}} soon: an urgent reminder waits for it and could not be delivered.

{{#notice_title}}The reminder “{{notice_title}}”{{/notice_title}}{{^notice_title}}It{{/notice_title}} is sent automatically once the channel works again, unless the person has been told through another one by then.
{{/waits}}
{{#bounced}}
Please check the contact details of {{recipient_masked}}{{^recipient_masked}}the recipient{{/recipient_masked}} soon: a reminder came back and was not delivered.

{{#notice_title}}The reminder “{{notice_title}}”{{/notice_title}}{{^notice_title}}It{{/notice_title}} was accepted by the recipient's server, which sent it back later; it is not sent again by itself. If the contact details are wrong, please correct the record; reminders that still apply then go to the new address. If they are right, please send it again with renewald outbox retry once the mailbox works.
{{#suppressed}}

Mail to this address keeps coming back, so no more reminders are sent there for now. If the mailbox works again, please let them through with renewald unmute; a corrected address is used at once.
{{/suppressed}}
{{/bounced}}
{{#given_up}}
Please check the contact details of {{recipient_masked}}{{^recipient_masked}}the recipient{{/recipient_masked}} soon: a reminder could not be delivered.

{{#notice_title}}The reminder “{{notice_title}}”{{/notice_title}}{{^notice_title}}It{{/notice_title}} was not delivered{{#attempts}} (attempts: {{attempts}}){{/attempts}} and is not tried again. If the contact details are wrong, please correct the record; reminders that still apply then go to the new address. If they are right, please find the fault and send it again with renewald outbox retry.
{{/given_up}}
{{#alike}}

{{alike}} more could not be delivered through this channel; there is no separate notice for each. renewald outbox list shows them.
{{/alike}}
{{/administrator}}

{{> _late}}

{{#recipient_masked}}
- Recipient: {{recipient_masked}}
{{/recipient_masked}}
{{#channel}}
- Channel: {{channel}}
{{/channel}}
{{#attempts}}
- Attempts: {{attempts}}
{{/attempts}}
{{#error_class}}
- Error: {{error_class}}
{{/error_class}}
{{> _plain}}

"""#,
        "en/employer.digest.mustache": #"""
Subject: {{urgency}}{{#employer}}Registration summary, {{digest_day}}{{#headline}}: {{headline}}{{/headline}}{{/employer}}

{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#asks_to_act}}Please see to it that the matters below are handled in time, and have employment contracts and other documents ready.{{/asks_to_act}}{{^asks_to_act}}Please take note of the matters below, and update your personnel files.{{/asks_to_act}} This is how things stood on {{as_of}}{{#new_count}}; new since the last summary: {{new_count}}{{/new_count}}.

{{#employers}}
{{#several_employers}}
{{employer_name}}{{^employer_name}}An employer whose name is not recorded{{/employer_name}}.

{{/several_employers}}
- Registered safety engineers: {{total}}{{#has_declined}} (without those who do not renew){{/has_declined}}
- Registration expired: {{overdue}}
- Expiring within a year: {{within_year}}{{#has_quarter}} ({{within_quarter}} of them within three months){{/has_quarter}}
- Applications under way: {{pending}}

{{#has_overdue}}
Expired: no practice until a re-registration is approved. Please do not let these people practise as registered safety engineers. Where they are to go on, help them to apply for re-registration; those who have applied await the decision.

{{#overdue_lines}}
- {{label}}: {{text}}
{{/overdue_lines}}

{{/has_overdue}}
{{#has_quarter}}
Expiring within three months. Please help now; an application for renewal has to be filed by the last day of the registration.

{{#quarter_lines}}
- {{label}}: {{text}}
{{/quarter_lines}}

{{/has_quarter}}
{{#has_new}}
Other news.

{{#new_lines}}
- {{label}}: {{text}}
{{/new_lines}}

{{/has_new}}
{{#has_pending}}
Applications under way. If further documents are asked for, please help to supply them promptly. Where the registration has ended and the outcome is open, please assign no work that requires it until the decision is known.

{{#pending_lines}}
- {{label}}: {{text}}
{{/pending_lines}}

{{/has_pending}}
{{#has_credentials}}
E-certificates near their end, expired or void.

{{#credential_lines}}
- {{label}}: {{text}}
{{/credential_lines}}

{{/has_credentials}}
{{#has_year}}
Expiring within a year. Please begin to prepare the documents and have the applications for renewal filed early.

{{#year_lines}}
- {{label}}: {{text}}
{{/year_lines}}

{{/has_year}}
{{#has_declined}}
Not to be renewed at their own wish. Nothing has to be filed; once the registration has ended, please do not let them practise as registered safety engineers.

{{#declined_lines}}
- {{label}}: {{text}}
{{/declined_lines}}

{{/has_declined}}
{{#has_more}}
The list is cut here; entries left out: {{more_count}}{{#contact}} (available from {{contact}}){{/contact}}.

{{/has_more}}
{{/employers}}
Renewal has to be applied for while a registration is valid; afterwards only re-registration is possible. Where employer or category is to change, a change of registration comes first. {{#has_certificates}}E-certificates are renewed before they expire; please use none that has expired or is void. {{/has_certificates}}If somebody no longer practises or has left, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}}, so that the record can be put right.

{{#system_url}}
- Registration system: {{system_url}}
{{/system_url}}
{{#contact}}
- Questions about this reminder: {{contact}}
{{/contact}}
{{/employer}}

"""#,
        "en/employer.renamed.mustache": #"""
Subject: {{urgency}}{{#holder}}Employer renamed: please apply for a change of registration{{/holder}}{{#employer}}Your new name: change of registration for {{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

Your employer was renamed. Please apply to the review body{{#review_body}} ({{review_body}}){{/review_body}} for a change of registration promptly{{#valid_until}}, and not after {{valid_until}}{{/valid_until}}.

{{#new_value}}On record, the name changed{{#old_value}} from “{{old_value}}”{{/old_value}} to “{{new_value}}”. {{/new_value}}Please ask your employer for the proof of the change of name. The change does not alter the end date of your registration; if that date is near, please ask the review body first in which order to handle change and renewal.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

Your organisation was renamed. Please have the proof of it ready and help {{engineer}} to apply for a change of registration promptly{{#valid_until}}, and not after {{valid_until}}{{/valid_until}}.

{{#new_value}}On record, the name changed{{#old_value}} from “{{old_value}}”{{/old_value}} to “{{new_value}}”. {{/new_value}}The change does not alter the end date of the registration; if that date is near, please ask the review body{{#review_body}} ({{review_body}}){{/review_body}} first in which order to handle change and renewal.
{{/employer}}

{{> _late}}

{{> _facts}}

"""#,
        "en/loss.confirmation_needed.mustache": #"""
Subject: {{#holder}}Your loss report is not submitted – please confirm it{{/holder}}{{#employer}}Your company's loss report is not submitted{{/employer}}

{{#own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please decide soon about your loss report: submit it if you need it, or withdraw it if you have found the certificate or no longer need the report.

{{#drafted_on}}It was drafted on {{drafted_on}} and has{{/drafted_on}}{{^drafted_on}}It has{{/drafted_on}} not been submitted. Until a report is completed, the certificate is still valid and others might use it.

Once the report is completed, the certificate{{#serial_tail}} (serial number ending {{serial_tail}}){{/serial_tail}} is void at once and for good; a replacement may take long and, where one is charged, costs a fee.
{{/own}}

{{> _late}}

{{#drafted_on}}
- Report drafted: {{drafted_on}}
{{/drafted_on}}
{{> _credential}}

"""#,
        "en/office.sending_held.mustache": #"""
Subject: {{urgency}}{{#administrator}}{{#all_held}}All on hold{{/all_held}}{{^all_held}}Part on hold{{/all_held}}: {{hold_title}}{{/administrator}}

{{#administrator}}
Please look into this soon. {{#all_held}}All{{/all_held}}{{^all_held}}Some{{/all_held}} reminders have been held since {{held_since}}; {{waiting}} are waiting. {{#all_held}}Apart from this notice, nothing is sent until you release them.{{/all_held}}{{^all_held}}All others are sent as usual.{{/all_held}}

{{#hold_lines}}
- {{label}}: {{text}}
{{/hold_lines}}

renewald outbox list shows what is waiting; renewald outbox cancel removes what should not be sent. When all is well, please run {{release_command}} on the server to let the reminders go.

{{> _late}}

- As of: {{as_of}}
{{#contact}}
- Questions about this reminder: {{contact}}
{{/contact}}
{{/administrator}}

"""#,
        "en/qualification.collection_closing.mustache": #"""
Subject: {{#holder}}{{urgency}}Collect your qualification certificate{{#collect_to}} by {{collect_to}}{{/collect_to}}{{/holder}}

{{#holder}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please collect your qualification certificate soon{{#collect_to}}, on {{collect_to}} at the latest{{/collect_to}}.

{{^collection_over}}{{#collect_from}}It can be collected from {{collect_from}}. {{/collect_from}}{{/collection_over}}As of {{as_of}} this reminder service has no record that you collected it; if you have, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}} and disregard this reminder. {{#collected_on_site}}It is collected on site; please bring a valid identity document. {{/collected_on_site}}{{#collected_by_mail}}It is sent by mail; please confirm your address. {{/collected_by_mail}}{{#collection_over}}The announced period is over: please ask {{exam_center}}{{^exam_center}}your local examination centre{{/exam_center}} how to collect it.{{/collection_over}}{{^collection_over}}If you cannot collect it in time, please ask {{exam_center}}{{^exam_center}}your local examination centre{{/exam_center}} beforehand.{{/collection_over}}

{{#has_electronic}}
The electronic certificate has the same legal force as the paper one. Where there is an electronic one, a lost paper certificate is usually not issued again, so please keep it safe.
{{/has_electronic}}
{{/holder}}

{{> _late}}

{{#collect_to}}
- Collection until: {{collect_to}}
{{/collect_to}}
{{#methods}}
- How: {{methods}}
{{/methods}}
{{#exam_center}}
- Issued by: {{exam_center}}
{{/exam_center}}
{{#exam_url}}
- Notice: {{exam_url}}
{{/exam_url}}
{{#lookup_hint}}
- Look-up: {{lookup_hint}}
{{/lookup_hint}}
{{> _plain}}

"""#,
        "en/qualification.collection_expected.mustache": #"""
Subject: {{#holder}}Your qualification certificate may be issued soon{{/holder}}

{{#holder}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please watch for the notice of {{exam_center}}{{^exam_center}}your local examination centre{{/exam_center}} on collecting certificates, and collect yours within the period it gives.

{{#results_on}}The results were published on {{results_on}}. {{/results_on}}Paper certificates are usually issued about three months after the results; the notice gives the exact dates and the way of collection.
{{/holder}}

{{> _late}}

{{#exam_url}}
- Notice: {{exam_url}}
{{/exam_url}}
{{#lookup_hint}}
- Look-up: {{lookup_hint}}
{{/lookup_hint}}
{{> _plain}}

"""#,
        "en/qualification.collection_open.mustache": #"""
Subject: {{#holder}}Your qualification certificate is ready{{#collect_to}}: collect by {{collect_to}}{{/collect_to}}{{/holder}}

{{#holder}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please collect your qualification certificate {{#collect_to}}by {{collect_to}}{{/collect_to}}{{^collect_to}}within the period announced{{/collect_to}}.

The notice has been published{{#collect_from}}; certificates can be collected from {{collect_from}}{{/collect_from}}. {{#collected_on_site}}It is collected on site; please bring a valid identity document. {{/collected_on_site}}{{#collected_by_mail}}It is sent by mail; please confirm your address. {{/collected_by_mail}}The notice of {{exam_center}}{{^exam_center}}your local examination centre{{/exam_center}} gives the place and the details.

{{#has_electronic}}
The electronic certificate has the same legal force as the paper one. Where there is an electronic one, a lost paper certificate is usually not issued again, so please keep it safe.
{{/has_electronic}}
{{/holder}}

{{> _late}}

{{#collect_from}}
- Collection from: {{collect_from}}
{{/collect_from}}
{{#collect_to}}
- Collection until: {{collect_to}}
{{/collect_to}}
{{#methods}}
- How: {{methods}}
{{/methods}}
{{#exam_center}}
- Issued by: {{exam_center}}
{{/exam_center}}
{{#exam_url}}
- Notice: {{exam_url}}
{{/exam_url}}
{{#lookup_hint}}
- Look-up: {{lookup_hint}}
{{/lookup_hint}}
{{> _plain}}

"""#,
        "en/qualification.registration_deadline.mustache": #"""
Subject: {{#holder}}{{urgency}}Please apply for initial registration by {{deadline}}{{/holder}}

{{#holder}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please apply to the review body for initial registration by {{deadline}}.

You obtained the qualification of Intermediate Certified Safety Engineer{{#obtained_on}} on {{obtained_on}}{{/obtained_on}}. {{#was_refused}}Your earlier application for initial registration was refused; please put right what was found and apply again.{{/was_refused}}{{^was_refused}}As of {{as_of}} this reminder service has no record of an application for initial registration; if you have filed one, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}} and disregard this reminder.{{/was_refused}} Initial registration is to be applied for within a time limit, which for you ends on {{deadline}}.{{#expiry_is_day_off}} {{deadline}} is {{day_off_name}}: {{#last_workday}}what has to be handed in at a counter, please hand in by {{last_workday}}, the last working day before it; {{/last_workday}}what can be filed online, please file on the registration system.{{/expiry_is_day_off}}

A later application is handled as a late initial registration and may require proof of continuing education. Until a registration is approved, please do not practise as a registered safety engineer. If you do not intend to register, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}}.

{{#category_choice}}
Your certificate is from before examinations were divided by category: at initial registration you may usually choose a category once, as the registration authority requires.
{{/category_choice}}
{{/holder}}

{{> _late}}

- Next step: apply for initial registration
- By: {{deadline}}
{{#documents}}
- Have ready: {{documents}}
{{/documents}}
{{#lookup_hint}}
- Look-up: {{lookup_hint}}
{{/lookup_hint}}
{{> _plain}}

"""#,
        "en/qualification.registration_late.mustache": #"""
Subject: {{#holder}}Time limit for initial registration over; apply late if needed{{/holder}}

{{#holder}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
If you wish to practise, please apply to the review body for a late initial registration, and check the requirements for continuing education first.

The time limit for initial registration ended on {{deadline}}{{#obtained_on}} (you obtained the qualification on {{obtained_on}}){{/obtained_on}}. {{#was_refused}}Your earlier application was refused.{{/was_refused}}{{^was_refused}}As of {{as_of}} this reminder service has no record of an application for initial registration; if you have filed one, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}} and disregard this reminder.{{/was_refused}} You can still apply, but proof of continuing education may be required; your qualification certificate is not affected.

Until a registration is approved, please do not practise as a registered safety engineer.

{{#category_choice}}
Your certificate is from before examinations were divided by category: at initial registration you may usually choose a category once, as the registration authority requires.
{{/category_choice}}
{{/holder}}

{{> _late}}

- Next step: to practise, apply for a late initial registration
- Time limit: ended on {{deadline}}
{{#documents}}
- Have ready: {{documents}}
{{/documents}}
{{#lookup_hint}}
- Look-up: {{lookup_hint}}
{{/lookup_hint}}
{{> _plain}}

"""#,
        "en/registration.begun.mustache": #"""
Subject: {{urgency}}{{#holder}}Registration in force{{/holder}}{{#employer}}Registration in force: {{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

According to the registry, your registration as an Intermediate Certified Safety Engineer is in force from {{happened_on}}.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

According to the registry, the registration of {{engineer}}, of your organisation, as an Intermediate Certified Safety Engineer is in force from {{happened_on}}.
{{/employer}}

{{> _late}}

{{> _plain}}

"""#,
        "en/registration.change_advised.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#change_employer}}Intended new employer{{/change_employer}}{{^change_employer}}{{#change_category}}Intended new category{{/change_category}}{{^change_category}}Intended new details{{/change_category}}{{/change_employer}} – please apply for a change{{/holder}}{{#employer}}Please help to apply for a change: {{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

Please apply promptly to {{the_review_body}} for a change of registration{{#valid_until}}, and not later than {{valid_until}}{{/valid_until}}.

An intended change of your {{#change_employer}}employer{{/change_employer}}{{^change_employer}}{{#change_category}}registration category{{/change_category}}{{^change_category}}employer or registration category{{/change_category}}{{/change_employer}} is on record{{#new_value}}{{#old_value}}, from “{{old_value}}”{{/old_value}} to “{{new_value}}”{{/new_value}}. A change can be applied for only while the registration is valid{{#valid_until}}; it does not alter the end date, {{valid_until}}{{/valid_until}}.
{{#in_window}}

Renewal is open already: please apply for the change first and for renewal once it is granted; if time is short, please ask {{the_review_body}} first in which order to handle the two.
{{/in_window}}

If no such change is intended, please tell {{contact}}{{^contact}}the person in charge of registrations at your employer{{/contact}}.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

Please help {{engineer}} to apply promptly for a change of registration{{#valid_until}}, and not later than {{valid_until}}{{/valid_until}}, and provide the employment contract or letter of appointment.

{{#change_employer}}
An intended change of the employer of {{engineer}} is on record{{#old_value}}, from “{{old_value}}”{{/old_value}} to {{#new_value}}“{{new_value}}”{{/new_value}}{{^new_value}}your organisation{{/new_value}}.
{{/change_employer}}
{{^change_employer}}
An intended change of the {{#change_category}}registration category{{/change_category}}{{^change_category}}registration details{{/change_category}} of {{engineer}}, of your organisation, is on record{{#new_value}}{{#old_value}}, from “{{old_value}}”{{/old_value}} to “{{new_value}}”{{/new_value}}.
{{/change_employer}}

A change can be applied for only while the registration is valid{{#valid_until}}; it does not alter the end date, {{valid_until}}{{/valid_until}}. If no such change is intended, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}}.
{{#in_window}}

Renewal is open already: please apply for the change first and for renewal once it is granted; if time is short, please ask {{the_review_body}} first in which order to handle the two.
{{/in_window}}
{{/employer}}

{{> _late}}

{{> _facts}}

"""#,
        "en/registration.date_corrected.mustache": #"""
Subject: {{urgency}}{{#holder}}Correction: your registration ends on {{valid_until}}{{/holder}}{{#employer}}Corrected end of registration: {{engineer}}{{/employer}}{{#administrator}}End of registration corrected: {{engineer}}{{/administrator}}{{#relying_party}}Registration corrected: valid until {{valid_until}}{{/relying_party}}

{{#holder}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please go by {{valid_until}}: the recorded end of your registration as an Intermediate Certified Safety Engineer was corrected, and the date we gave you, {{told_until}}, no longer applies. We are sorry for the inconvenience.{{#contact}} If the certificate shows another date, please tell {{contact}}.{{/contact}}

{{#back_in_force}}
By the corrected date your registration is still valid: our reminder to stop practising, or to refrain from it, no longer applies, and practice may go on.
{{/back_in_force}}

{{#supplement}}
Documents of your application are missing; please supply them soon, as the review body asked{{#before_expiry}}, by {{valid_until}} at the latest{{/before_expiry}}.{{#after_expiry}} By the corrected date your registration has ended: until the outcome is confirmed, please refrain from work that requires the title.{{/after_expiry}}
{{/supplement}}
{{#await_decision}}
Your application is being processed and need not be filed again. To ask how it stands, please contact {{the_review_body}}.{{#after_expiry}} By the corrected date your registration has ended: until the outcome is confirmed, please refrain from work that requires the title.{{/after_expiry}}
{{/await_decision}}
{{#change_on_last_day}}
By the corrected date, today is the last day: {{#change_pending}}the application for the change of registration has not been granted yet{{/change_pending}}{{^change_pending}}an intended change of employer or category is on record, and there is hardly time for one after the other{{/change_pending}}. Please ask {{the_review_body}} today how to handle the change of registration and the renewal{{#expiry_is_day_off}}; today is {{day_off_name}}, and offices are closed: if you reach nobody, please file online in the registration system by 24:00, as it tells you to{{/expiry_is_day_off}}.
{{/change_on_last_day}}
{{^change_on_last_day}}
{{#renewal}}
{{#on_expiry}}
By the corrected date, today is the last day. If you wish to go on practising, please file your application for renewal today{{#expiry_is_day_off}}; today is {{day_off_name}}, so please file it online{{/expiry_is_day_off}}.
{{/on_expiry}}
{{#before_expiry}}
If you wish to go on practising, please file your application for renewal with {{the_review_body}} {{#before_mark}}by {{standard_mark}}{{/before_mark}}{{^before_mark}}as soon as possible{{/before_mark}}; processing usually takes {{processing_time}}.
{{/before_expiry}}
{{/renewal}}
{{#change}}
An intended change of employer or category is on record: please apply for the change of registration {{#in_window}}first, and for renewal once it is granted{{/in_window}}{{^in_window}}promptly{{/in_window}}.
{{/change}}
{{/change_on_last_day}}
{{#reregistration}}
{{#after_expiry}}
By the corrected date your registration has ended. Please do not practise as a registered safety engineer until re-registration is approved; if you wish to go on, apply for it to {{the_review_body}}.
{{/after_expiry}}
{{/reregistration}}
{{^await_decision}}
{{^supplement}}
{{^renewal}}
{{^change}}
{{^reregistration}}
{{#before_mark}}
There is nothing to do now. Renewal can be applied for from {{window_opens}}; we will remind you then.
{{/before_mark}}
{{/reregistration}}
{{/change}}
{{/renewal}}
{{/supplement}}
{{/await_decision}}
{{/holder}}
{{#employer}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please go by {{valid_until}}: the recorded end of the registration of {{engineer}}{{#employed_here}}, of your organisation,{{/employed_here}} was corrected, and the date we gave you, {{told_until}}, no longer applies. We are sorry for the inconvenience.{{#contact}} If the certificate shows another date, please tell {{contact}}.{{/contact}}

{{#back_in_force}}
By the corrected date the registration is still valid: our reminder not to let {{engineer}} practise no longer applies, and practice may go on.
{{/back_in_force}}

{{#supplement}}
Documents of the application are missing; please help to supply them soon, as the review body asked{{#before_expiry}}, by {{valid_until}} at the latest{{/before_expiry}}.{{#after_expiry}} By the corrected date the registration has ended: until the outcome is confirmed, please do not assign {{engineer}} work that requires the title.{{/after_expiry}}
{{/supplement}}
{{#await_decision}}
The application is being processed and need not be filed again.{{#after_expiry}} By the corrected date the registration has ended: until the outcome is confirmed, please do not assign {{engineer}} work that requires the title.{{/after_expiry}}
{{/await_decision}}
{{#change_on_last_day}}
By the corrected date, today is the last day: {{#change_pending}}the application for the change of registration has not been granted yet{{/change_pending}}{{^change_pending}}an intended change of employer or category is on record, and there is hardly time for one after the other{{/change_pending}}. Please help to ask {{the_review_body}} today how to handle the change of registration and the renewal{{#expiry_is_day_off}}; today is {{day_off_name}}, and offices are closed: if you reach nobody, please file online in the registration system by 24:00, as it tells you to{{/expiry_is_day_off}}.
{{/change_on_last_day}}
{{^change_on_last_day}}
{{#renewal}}
{{#on_expiry}}
By the corrected date, today is the last day. If the engineer is to go on practising, please help to file the application for renewal today{{#expiry_is_day_off}}; today is {{day_off_name}}, so please file it online{{/expiry_is_day_off}}.
{{/on_expiry}}
{{#before_expiry}}
If the engineer is to go on practising, please help to file the application for renewal {{#before_mark}}by {{standard_mark}}{{/before_mark}}{{^before_mark}}as soon as possible{{/before_mark}}; processing usually takes {{processing_time}}.
{{/before_expiry}}
{{/renewal}}
{{#change}}
An intended change of employer or category is on record: please help to apply for the change of registration {{#in_window}}first, and for renewal once it is granted{{/in_window}}{{^in_window}}promptly{{/in_window}}.
{{/change}}
{{/change_on_last_day}}
{{#reregistration}}
{{#after_expiry}}
By the corrected date the registration has ended. Please do not let {{engineer}} practise as a registered safety engineer until re-registration is approved.
{{/after_expiry}}
{{/reregistration}}
{{^await_decision}}
{{^supplement}}
{{^renewal}}
{{^change}}
{{^reregistration}}
{{#before_mark}}
There is nothing to do now. Renewal can be applied for from {{window_opens}}.
{{/before_mark}}
{{/reregistration}}
{{/change}}
{{/renewal}}
{{/supplement}}
{{/await_decision}}
{{/employer}}
{{#administrator}}
For your information: the end of the registration of {{engineer}} was corrected from {{told_until}} to {{valid_until}}. Whoever was told {{told_until}} is told of the correction. If it is wrong, please correct the record.
{{/administrator}}
{{#relying_party}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please go by {{valid_until}}: the recorded end of the registration{{#reg_no_tail}} with the number ending in {{reg_no_tail}}{{/reg_no_tail}} was corrected, and the date we gave you, {{told_until}}, no longer applies.{{#back_in_force}} By the corrected date the registration is still valid: our notice not to rely on it no longer applies.{{/back_in_force}} To verify this, please ask {{the_review_body}}.
{{/relying_party}}

{{> _late}}

- Date given before: {{told_until}}
{{^relying_party}}
{{> _facts}}
{{/relying_party}}
{{#relying_party}}
- Corrected end date: {{valid_until}}
{{> _ended}}
{{/relying_party}}

"""#,
        "en/registration.early_reminder.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#change}}Please apply for the change first, then prepare the renewal{{/change}}{{^change}}Please prepare your renewal – {{time_left}} left{{/change}}{{/holder}}{{#employer}}{{#change}}Please help with the change first: {{/change}}{{^change}}Please help to prepare: {{/change}}{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#change}}
An intended change of employer or category is on record for you: please apply for the change of registration first, and prepare the documents for the renewal that follows.
{{/change}}
{{#change_pending}}
Your application for a change of registration is being processed: please prepare the documents for the renewal that follows and, once the change is granted, apply for it by {{standard_mark}}.
{{/change_pending}}
{{^change}}
{{^change_pending}}
Please prepare the documents for your renewal and file the application by {{standard_mark}}.
{{/change_pending}}
{{/change}}

Your registration as an Intermediate Certified Safety Engineer is valid until {{valid_until}}, and applications for renewal are accepted from {{window_opens}}. What {{the_review_body}} asks for decides which documents are needed.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#change}}
An intended change of employer or category is on record for {{engineer}}: please help to apply for the change of registration first, and to prepare the documents for the renewal that follows.
{{/change}}
{{#change_pending}}
The application of {{engineer}} for a change of registration is being processed: please help to prepare the documents for the renewal that follows and, once the change is granted, to apply for it by {{standard_mark}}.
{{/change_pending}}
{{^change}}
{{^change_pending}}
Please help {{engineer}} to prepare the renewal and to file the application by {{standard_mark}}.
{{/change_pending}}
{{/change}}

The registration of {{engineer}}{{#employed_here}}, of your organisation,{{/employed_here}} as an Intermediate Certified Safety Engineer is valid until {{valid_until}}; applications for renewal are accepted from {{window_opens}}. Please prepare the employment contract or letter of appointment in good time.
{{/employer}}

{{#renewal_pending}}
{{> _unrecorded}}
{{/renewal_pending}}

{{> _change}}

{{> _late}}

{{> _facts}}

"""#,
        "en/registration.education_short.mustache": #"""
Subject: {{urgency}}{{#holder}}Continuing education hours are missing – please complete them{{/holder}}{{#employer}}Continuing education hours missing: {{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

Please complete the missing hours of continuing education {{#after_mark}}and file your application for renewal promptly, on {{valid_until}} at the latest{{/after_mark}}{{^after_mark}}so that you can apply for renewal by {{standard_mark}}{{/after_mark}}.

{{#ce_hours}}For this registration period, {{ce_hours}} hours are recorded{{#ce_required}}; at least {{ce_required}} are required{{/ce_required}}.{{/ce_hours}}{{^ce_hours}}For this registration period, fewer hours are recorded than {{#ce_required}}the {{ce_required}} that are{{/ce_required}}{{^ce_required}}are{{/ce_required}} required.{{/ce_hours}} Proof of them may be asked for on renewal; please consult {{the_review_body}} for details.

If you have completed hours that are not recorded yet, please tell {{contact}}{{^contact}}the person in charge of registrations at your employer{{/contact}}.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

Please help {{engineer}} to complete the missing hours of continuing education {{#after_mark}}and help to file the application for renewal promptly, on {{valid_until}} at the latest{{/after_mark}}{{^after_mark}}so that renewal can be applied for by {{standard_mark}}{{/after_mark}}.

{{#ce_hours}}For this registration period, {{ce_hours}} hours of {{engineer}}{{#employed_here}}, of your organisation,{{/employed_here}} are recorded{{#ce_required}}; at least {{ce_required}} are required{{/ce_required}}.{{/ce_hours}}{{^ce_hours}}For this registration period, fewer hours of {{engineer}}{{#employed_here}}, of your organisation,{{/employed_here}} are recorded than {{#ce_required}}the {{ce_required}} that are{{/ce_required}}{{^ce_required}}are{{/ce_required}} required.{{/ce_hours}} Proof of them may be asked for on renewal; please consult {{the_review_body}} for details.

If hours were completed that are not recorded yet, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}}.
{{/employer}}

{{> _late}}

{{> _facts}}

"""#,
        "en/registration.ended.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#ended_by_expiry}}Your expired registration was cancelled{{/ended_by_expiry}}{{^ended_by_expiry}}{{#ended_on_request}}Your registration was cancelled as you asked{{/ended_on_request}}{{^ended_on_request}}Your registration was {{end_act}}{{^ended_after_expiry}} – please stop practising{{/ended_after_expiry}}{{/ended_on_request}}{{/ended_by_expiry}}{{/holder}}{{#employer}}Registration {{end_act}}: {{engineer}}{{/employer}}{{#administrator}}Registration {{end_act}}: {{engineer}}{{/administrator}}{{#relying_party}}Registration{{#reg_no_tail}} ending in {{reg_no_tail}}{{/reg_no_tail}} {{end_act}}, no longer valid{{/relying_party}}

{{#holder}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
{{#ended_by_expiry}}
If you wish to go on practising, please apply to {{review_body}}{{^review_body}}the review body{{/review_body}} for re-registration, and do not practise as a registered safety engineer before it is approved.

Our records show that your registration as an Intermediate Certified Safety Engineer was cancelled{{#ended_on}} on {{ended_on}}{{/ended_on}}, because {{end_reason}}. Your qualification certificate is not affected.
{{/ended_by_expiry}}
{{^ended_by_expiry}}
{{#ended_after_expiry}}Your registration ended on {{valid_until}}: please do not practise as a registered safety engineer.{{/ended_after_expiry}}{{^ended_after_expiry}}Please stop practising as a registered safety engineer now.{{/ended_after_expiry}}

{{#ended_on_request}}
Our records show that your registration as an Intermediate Certified Safety Engineer was cancelled as you asked{{#ended_on}}, on {{ended_on}}{{/ended_on}}. You will get no further reminders of its end date.
{{/ended_on_request}}
{{^ended_on_request}}
Our records show that your registration as an Intermediate Certified Safety Engineer was {{end_act}}{{#ended_on}} on {{ended_on}}{{/ended_on}}{{#end_reason}}, because {{end_reason}}{{/end_reason}}.{{#reason_missing}} We have no record of the reason; please go by the written decision.{{/reason_missing}} You will get no further reminders of its end date.

{{#barred_through}}
{{#reason_missing}}If it was obtained by deceit, bribery or other improper means, no{{/reason_missing}}{{^reason_missing}}No{{/reason_missing}} new registration may be applied for until {{barred_through}}.

{{/barred_through}}
If you disagree, you may apply for administrative reconsideration or bring an administrative lawsuit under the law; {{review_body}}{{^review_body}}the review body{{/review_body}} can tell you more.
{{/ended_on_request}}
{{^barred_through}}

If you wish to practise again later, you may apply for a new registration; please ask {{review_body}}{{^review_body}}the review body{{/review_body}} under which conditions.
{{/barred_through}}
{{/ended_by_expiry}}
{{/holder}}
{{#employer}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
{{#ended_by_death}}
Please check whether your organisation has the registered safety engineers it needs.

Our records show that the registration of {{engineer}} was cancelled under the law{{#ended_on}} on {{ended_on}}{{/ended_on}}. There will be no further reminders about it.
{{/ended_by_death}}
{{^ended_by_death}}
{{#ended_by_expiry}}
If {{engineer}} is to go on practising, please help to apply to {{review_body}}{{^review_body}}the review body{{/review_body}} for re-registration, and please do not let him or her practise as a registered safety engineer before it is approved.
{{/ended_by_expiry}}
{{^ended_by_expiry}}
{{#ended_after_expiry}}The registration of {{engineer}} ended on {{valid_until}}: please do not let him or her practise as a registered safety engineer.{{/ended_after_expiry}}{{^ended_after_expiry}}Please do not let {{engineer}} practise as a registered safety engineer from now on.{{/ended_after_expiry}}
{{/ended_by_expiry}}

Our records show that the registration of {{engineer}}, of your organisation, was {{end_act}}{{#ended_on}} on {{ended_on}}{{/ended_on}}{{#end_reason}}, because {{end_reason}}{{/end_reason}}.{{#barred_through}}{{^reason_missing}} No new registration may be applied for until {{barred_through}}.{{/reason_missing}}{{/barred_through}} Please check whether your organisation still has the registered safety engineers it needs; for questions, ask {{review_body}}{{^review_body}}the review body{{/review_body}}.
{{/ended_by_death}}
{{/employer}}
{{#administrator}}
Please check: the registration of {{engineer}} is recorded as {{end_act}}{{#ended_on}} on {{ended_on}}{{/ended_on}}{{#end_reason}}, because {{end_reason}}{{/end_reason}}.{{#reason_missing}} The reason of the revocation is not recorded, so it counts as one for improper means; if it was another, please record it.{{/reason_missing}} No more reminders of its end date are sent. If the record is wrong, please correct it.
{{/administrator}}
{{#relying_party}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Please no longer rely on the registration{{#reg_no_tail}} with the number ending in {{reg_no_tail}}{{/reg_no_tail}} of an Intermediate Certified Safety Engineer.

Our records show that it was {{end_act}}{{#ended_on}} on {{ended_on}}{{/ended_on}}. To verify this, please ask {{review_body}}{{^review_body}}the review body{{/review_body}}.
{{/relying_party}}

{{> _late}}

{{#ended_on}}
- Ended on: {{ended_on}} ({{end_act}})
{{/ended_on}}
{{^relying_party}}
{{^ended_by_death}}
{{#end_reason}}
- Reason: {{end_reason}}
{{/end_reason}}
{{/ended_by_death}}
{{#barred_through}}
{{^reason_missing}}
- No new registration until: {{barred_through}}
{{/reason_missing}}
{{/barred_through}}
{{/relying_party}}
{{#valid_until}}
- {{#ended_by_expiry}}Valid until{{/ended_by_expiry}}{{^ended_by_expiry}}{{#ended_after_expiry}}Valid until{{/ended_after_expiry}}{{^ended_after_expiry}}Original end date{{/ended_after_expiry}}{{/ended_by_expiry}}: {{valid_until}}
{{/valid_until}}
{{> _ended}}

"""#,
        "en/registration.expired.mustache": #"""
Subject: {{urgency}}{{#holder}}Registration ended – please stop practising{{/holder}}{{#employer}}Registration ended: {{engineer}}{{/employer}}{{#administrator}}Registration ended: {{engineer}}{{/administrator}}{{#relying_party}}Registration{{#reg_no_tail}} ending in {{reg_no_tail}}{{/reg_no_tail}} expired on {{valid_until}}{{/relying_party}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

Please stop practising as a registered safety engineer now, until a re-registration is approved.

Your registration as an Intermediate Certified Safety Engineer ended on {{valid_until}}. As of {{as_of}}, no renewal is recorded in this reminder service; if yours was approved, please tell {{contact}}{{^contact}}the person in charge of registrations at your employer{{/contact}} and disregard this reminder.

If you wish to continue, you may apply to {{the_review_body}} for re-registration, which usually takes {{processing_time}}. Your qualification certificate is not affected.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

Please do not let {{engineer}} practise as a registered safety engineer from now on, until a re-registration is approved.

The registration of {{engineer}}{{#employed_here}}, of your organisation,{{/employed_here}} as an Intermediate Certified Safety Engineer ended on {{valid_until}}. As of {{as_of}}, no renewal is recorded in this reminder service; if it was approved, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}} and disregard this reminder.

To continue, please help to apply to {{the_review_body}} for re-registration, which usually takes {{processing_time}}{{#employed_here}}, and check whether your organisation still has the registered safety engineers it needs{{/employed_here}}. The qualification certificate is not affected.
{{/employer}}
{{#administrator}}
Please check: the registration of {{engineer}} ended on {{valid_until}} and no renewal is recorded in this reminder service. If it was renewed, please correct the record.
{{/administrator}}
{{#relying_party}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

Please no longer rely on the registration{{#reg_no_tail}} with the number ending in {{reg_no_tail}}{{/reg_no_tail}} of an Intermediate Certified Safety Engineer.

It ended on {{valid_until}}, and as of {{as_of}} no renewal is recorded in this reminder service. To verify this, please ask {{the_review_body}}.
{{/relying_party}}

{{> _late}}

{{^relying_party}}
{{> _facts}}
{{/relying_party}}
{{#relying_party}}
- Valid until: {{valid_until}}
{{> _ended}}
{{/relying_party}}

"""#,
        "en/registration.expired_followup.mustache": #"""
Subject: {{urgency}}{{#holder}}About re-registration – expired {{time_overdue}} ago{{/holder}}{{#employer}}Registration expired {{time_overdue}} ago: {{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

If you still wish to practise, you may apply for re-registration at any time; until it is approved, please do not practise as a registered safety engineer.

Your registration as an Intermediate Certified Safety Engineer ended on {{valid_until}}. Re-registration is applied for at {{the_review_body}} and usually takes {{processing_time}}.

If you no longer intend to practise, please tell {{contact}}{{^contact}}the person in charge of registrations at your employer{{/contact}}; once that is recorded, these reminders stop.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

If {{engineer}} is to practise, please help to apply for re-registration; until it is approved, please do not let him or her practise as a registered safety engineer.

The registration of {{engineer}}, of your organisation, as an Intermediate Certified Safety Engineer ended on {{valid_until}}. If the engineer no longer intends to practise, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}}; once that is recorded, these reminders stop.
{{/employer}}

{{> _late}}

{{> _facts}}

"""#,
        "en/registration.expires_today.mustache": #"""
Subject: {{urgency}}{{#holder}}Your registration ends today, {{valid_until}}{{/holder}}{{#employer}}Registration ends today: {{engineer}}{{/employer}}{{#administrator}}Ends today{{^renewal_pending}}{{^renewal_refused}}, no application{{/renewal_refused}}{{#renewal_refused}}, renewal refused{{/renewal_refused}}{{/renewal_pending}}: {{engineer}}{{/administrator}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#change_on_last_day}}
Please ask {{the_review_body}} today, {{valid_until}}, {{^expiry_is_day_off}}before the close of business, {{/expiry_is_day_off}}how to handle the change of registration and the renewal: {{#change_pending}}the application for the change has not been granted yet{{/change_pending}}{{^change_pending}}an intended change of employer or category is on record, and there is hardly time for one after the other{{/change_pending}}.{{#expiry_is_day_off}} Today is {{day_off_name}}, and offices are closed: if you reach nobody, please file online in the registration system by 24:00, as it tells you to.{{/expiry_is_day_off}}
{{/change_on_last_day}}
{{^change_on_last_day}}
{{^expiry_is_day_off}}
If you wish to go on practising, please file your application for renewal before the close of business today, {{valid_until}}.
{{/expiry_is_day_off}}
{{#expiry_is_day_off}}
If you wish to go on practising, please file your application for renewal online in the registration system by 24:00 today, {{valid_until}}: it is {{day_off_name}}, and offices are closed.
{{/expiry_is_day_off}}
{{/change_on_last_day}}

Today is the last day of your registration as an Intermediate Certified Safety Engineer. From tomorrow only re-registration is possible, and you may not practise as a registered safety engineer until it is approved.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#change_on_last_day}}
Please help {{engineer}} to ask {{the_review_body}} today, {{valid_until}}, {{^expiry_is_day_off}}before the close of business, {{/expiry_is_day_off}}how to handle the change of registration and the renewal: {{#change_pending}}the application for the change has not been granted yet{{/change_pending}}{{^change_pending}}an intended change of employer or category is on record, and there is hardly time for one after the other{{/change_pending}}.{{#expiry_is_day_off}} Today is {{day_off_name}}, and offices are closed: if you reach nobody, please file online in the registration system by 24:00, as it tells you to.{{/expiry_is_day_off}}
{{/change_on_last_day}}
{{^change_on_last_day}}
{{^expiry_is_day_off}}
Please help {{engineer}} to file the application for renewal before the close of business today, {{valid_until}}.
{{/expiry_is_day_off}}
{{#expiry_is_day_off}}
Please help {{engineer}} to file the application for renewal online in the registration system by 24:00 today, {{valid_until}}: it is {{day_off_name}}, and offices are closed.
{{/expiry_is_day_off}}
{{/change_on_last_day}}

Today is the last day of the registration of {{engineer}}{{#employed_here}}, of your organisation,{{/employed_here}} as an Intermediate Certified Safety Engineer. From tomorrow only re-registration is possible; until it is approved, please do not let him or her practise as a registered safety engineer.
{{/employer}}
{{#administrator}}
Please check today: the registration of {{engineer}} ends on {{valid_until}}{{^renewal_pending}}{{^renewal_refused}} and no application for renewal is recorded in this reminder service. If one has been filed, please enter it at once.{{/renewal_refused}}{{#renewal_refused}} and the application for renewal was refused. If it has been filed again, please enter it at once.{{/renewal_refused}}{{/renewal_pending}}{{#renewal_pending}}, and an application for renewal is recorded{{#renewal_undated}} without its day of filing: please enter that at once.{{/renewal_undated}}{{^renewal_undated}} as filed outside the period for it: if another has been filed, please enter it at once.{{/renewal_undated}}{{/renewal_pending}}
{{/administrator}}

{{> _unrecorded}}

{{> _late}}

{{> _facts}}

"""#,
        "en/registration.last_call.mustache": #"""
Subject: {{urgency}}{{#holder}}Registration ends on {{valid_until}}, {{time_left}} left{{/holder}}{{#employer}}Registration ends in {{time_left}}: {{engineer}}{{/employer}}{{#administrator}}Ends in {{time_left}}{{^renewal_pending}}{{^renewal_refused}}, no application{{/renewal_refused}}{{#renewal_refused}}, renewal refused{{/renewal_refused}}{{/renewal_pending}}: {{engineer}}{{/administrator}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#change}}
An intended change of employer or category is on record for you: please apply for the change of registration first and for renewal once it is granted; both have to be applied for by {{valid_until}}.
{{/change}}
{{^change}}
{{^expiry_is_day_off}}
Please file the application for renewal within office hours, on {{valid_until}} at the latest.
{{/expiry_is_day_off}}
{{#last_workday}}
Please file the application for renewal before the close of business on {{last_workday}}{{#on_last_workday}}, today{{/on_last_workday}}: the last day, {{valid_until}}, is {{day_off_name}}, and {{last_workday}} is the last working day before it; after that it can only be filed online in the registration system.
{{/last_workday}}
{{#last_workday_passed}}
Please file the application for renewal online in the registration system by 24:00 on {{valid_until}}: that day is {{day_off_name}}, and offices are closed until then.
{{/last_workday_passed}}
{{/change}}

Your registration as an Intermediate Certified Safety Engineer ends at 24:00 on {{valid_until}} ({{time_zone}}). After that renewal is no longer possible: you would have to apply for re-registration and could not practise as a registered safety engineer until it is approved.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#change}}
An intended change of employer or category is on record for {{engineer}}: please help to apply for the change of registration first and for renewal once it is granted; both have to be applied for by {{valid_until}}.
{{/change}}
{{^change}}
{{^expiry_is_day_off}}
Please help {{engineer}} to file the application for renewal within office hours, on {{valid_until}} at the latest.
{{/expiry_is_day_off}}
{{#last_workday}}
Please help {{engineer}} to file the application for renewal before the close of business on {{last_workday}}{{#on_last_workday}}, today{{/on_last_workday}}: the last day, {{valid_until}}, is {{day_off_name}}, and {{last_workday}} is the last working day before it; after that it can only be filed online in the registration system.
{{/last_workday}}
{{#last_workday_passed}}
Please help {{engineer}} to file the application for renewal online in the registration system by 24:00 on {{valid_until}}: that day is {{day_off_name}}, and offices are closed until then.
{{/last_workday_passed}}
{{/change}}

The registration of {{engineer}}{{#employed_here}}, of your organisation,{{/employed_here}} as an Intermediate Certified Safety Engineer is valid until 24:00 on {{valid_until}} ({{time_zone}}). After that renewal is no longer possible: re-registration would be needed, and until it is approved {{engineer}} may not practise as a registered safety engineer. Please also plan how work continues after expiry.
{{/employer}}
{{#administrator}}
Please check: the registration of {{engineer}} ends on {{valid_until}}{{#day_off_name}}, {{day_off_name}}{{/day_off_name}}, with {{time_left}} left{{^renewal_pending}}{{^renewal_refused}}, and no application for renewal is recorded in this reminder service. If one has been filed, please enter it soon.{{/renewal_refused}}{{#renewal_refused}}, and the application for renewal was refused. If it has been filed again, please enter it soon.{{/renewal_refused}}{{/renewal_pending}}{{#renewal_pending}}; an application for renewal is recorded{{#renewal_undated}} without its day of filing: please enter that soon.{{/renewal_undated}}{{^renewal_undated}} as filed outside the period for it: if another has been filed, please enter it soon.{{/renewal_undated}}{{/renewal_pending}}
{{/administrator}}

{{> _unrecorded}}

{{^administrator}}
{{> _change}}
{{/administrator}}

{{> _late}}

{{> _facts}}

"""#,
        "en/registration.mark_approaching.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#change}}Please apply for the change first – {{time_left}} left{{/change}}{{^change}}Please apply for renewal by {{standard_mark}}{{/change}}{{/holder}}{{#employer}}{{#change}}Change first, {{time_left}} left: {{/change}}{{^change}}Renewal advised by {{standard_mark}}: {{/change}}{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#change}}
An intended change of employer or category is on record for you: please apply for the change of registration first and for renewal once it is granted; both have to be applied for by {{valid_until}}.
{{/change}}
{{^change}}
Please apply for renewal by {{standard_mark}}{{#time_to_mark}}, {{time_to_mark}} left as of {{as_of}}{{/time_to_mark}}.
{{/change}}

Your registration as an Intermediate Certified Safety Engineer is valid until {{valid_until}}. Under the Regulations on the Professional Qualification of Certified Safety Engineers, whoever wishes to go on practising should apply {{mark_lead}} before expiry; for you that date is {{standard_mark}}.

Please log in to the registration system and check your identity and employer details there.{{#legacy_login}} If your identity number does not work, please log in with your former 11-digit registration number.{{/legacy_login}}
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#change}}
An intended change of employer or category is on record for {{engineer}}: please help to apply for the change of registration first and for renewal once it is granted; both have to be applied for by {{valid_until}}.
{{/change}}
{{^change}}
Please help {{engineer}} to apply for renewal by {{standard_mark}}{{#time_to_mark}}, {{time_to_mark}} left as of {{as_of}}{{/time_to_mark}}.
{{/change}}

The registration of {{engineer}}{{#employed_here}}, of your organisation,{{/employed_here}} as an Intermediate Certified Safety Engineer is valid until {{valid_until}}. Under the Regulations on the Professional Qualification of Certified Safety Engineers, whoever wishes to go on practising should apply {{mark_lead}} before expiry. Please check the employer details and provide the employment contract or letter of appointment.
{{/employer}}

{{> _unrecorded}}

{{> _change}}

{{> _late}}

{{> _facts}}

"""#,
        "en/registration.mark_reached.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#change}}Please apply for the change first – {{time_left}} left{{/change}}{{^change}}Please apply for renewal now – {{time_left}} left{{/change}}{{/holder}}{{#employer}}{{#change}}Change first, {{time_left}} left: {{/change}}{{^change}}Please apply now, {{time_left}} left: {{/change}}{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#change}}
An intended change of employer or category is on record for you: please apply for the change of registration first and for renewal once it is granted; both have to be applied for by {{valid_until}}.
{{/change}}
{{^change}}
Please file your application for renewal promptly, on {{valid_until}} at the latest.
{{/change}}

Your registration as an Intermediate Certified Safety Engineer ends on {{valid_until}}. {{#after_mark}}The advised date, {{standard_mark}} ({{mark_lead}} before expiry), has passed.{{/after_mark}}{{^after_mark}}The advised date is {{standard_mark}} ({{mark_lead}} before expiry).{{/after_mark}} Processing usually takes {{processing_time}}, so an application filed after that date may not be decided before expiry.

If you do not intend to go on practising, please tell {{contact}}{{^contact}}the person in charge of registrations at your employer{{/contact}}.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#change}}
An intended change of employer or category is on record for {{engineer}}: please help to apply for the change of registration first and for renewal once it is granted; both have to be applied for by {{valid_until}}.
{{/change}}
{{^change}}
Please help {{engineer}} to file the application for renewal promptly, on {{valid_until}} at the latest.
{{/change}}

The registration of {{engineer}}{{#employed_here}}, of your organisation,{{/employed_here}} as an Intermediate Certified Safety Engineer is valid until {{valid_until}}. {{#after_mark}}The advised date, {{standard_mark}} ({{mark_lead}} before expiry), has passed.{{/after_mark}}{{^after_mark}}The advised date is {{standard_mark}} ({{mark_lead}} before expiry).{{/after_mark}} Processing usually takes {{processing_time}}, so an application filed after that date may not be decided before expiry. Please provide the employment contract or letter of appointment in time.
{{/employer}}

{{> _unrecorded}}

{{> _change}}

{{> _late}}

{{> _facts}}

"""#,
        "en/registration.moved.mustache": #"""
Subject: {{urgency}}{{#holder}}Employer of the registration changed{{/holder}}{{#employer}}Employer of the registration changed: {{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

According to the registry, your registration moved{{#previous_employer}} from {{previous_employer}}{{/previous_employer}}{{#employer_name}} to {{employer_name}}{{/employer_name}}{{^employer_name}} to a new employer{{/employer_name}} on {{happened_on}}.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

According to the registry, the registration of {{engineer}} moved{{#previous_employer}} from {{previous_employer}}{{/previous_employer}} to your organisation on {{happened_on}}.
{{/employer}}

{{> _late}}

{{> _plain}}

"""#,
        "en/registration.renewed.mustache": #"""
Subject: {{urgency}}{{#holder}}Renewal approved{{#new_valid_until}} – valid until {{new_valid_until}}{{/new_valid_until}}{{/holder}}{{#employer}}Renewal approved: {{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

Your renewal has been approved: please check the details on the new certificate and collect or download it soon.

{{#new_valid_until}}Your registration as an Intermediate Certified Safety Engineer was renewed{{#new_valid_from}} for {{new_valid_from}} – {{new_valid_until}}{{/new_valid_from}}{{^new_valid_from}} until {{new_valid_until}}{{/new_valid_from}}{{#new_begins_later}}{{#old_runs}}; the current period runs until {{old_valid_until}}, and practice goes on under it until then{{/old_runs}}{{/new_begins_later}}.{{#new_begins_later}}{{#gap}} In between, on {{gap}}, no registration is valid: please do not practise as a registered safety engineer on these days; if a date is wrong, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}}.{{/gap}}{{/new_begins_later}}{{/new_valid_until}}{{^new_valid_until}}The new period is the one printed on the certificate.{{/new_valid_until}} If a detail is wrong, please contact {{the_review_body}}.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

The renewal of {{engineer}}, of your organisation, has been approved; please check the employer details on the new certificate and update your personnel files.

{{#new_valid_until}}The registration as an Intermediate Certified Safety Engineer was renewed{{#new_valid_from}} for {{new_valid_from}} – {{new_valid_until}}{{/new_valid_from}}{{^new_valid_from}} until {{new_valid_until}}{{/new_valid_from}}{{#new_begins_later}}{{#old_runs}}; the current period runs until {{old_valid_until}}, and practice goes on under it until then{{/old_runs}}{{/new_begins_later}}.{{#new_begins_later}}{{#gap}} In between, on {{gap}}, no registration is valid: please do not let him or her practise as a registered safety engineer on these days; if a date is wrong, please tell {{contact}}{{^contact}}the person in charge of registrations{{/contact}}.{{/gap}}{{/new_begins_later}}{{/new_valid_until}}{{^new_valid_until}}The new period is the one printed on the certificate.{{/new_valid_until}} If a detail is wrong, please help to contact {{the_review_body}}.
{{/employer}}

{{> _late}}

{{#new_valid_from}}
- Newly valid from: {{new_valid_from}}
{{/new_valid_from}}
{{#new_valid_until}}
- Newly valid until: {{new_valid_until}}
{{/new_valid_until}}
{{#old_valid_until}}
- {{#old_runs}}Current{{/old_runs}}{{^old_runs}}Previous{{/old_runs}} period until: {{old_valid_until}}
{{/old_valid_until}}
{{#next_window_open}}
- Next renewal: open from {{next_window_open}}; you will be reminded
{{/next_window_open}}
{{> _ended}}

"""#,
        "en/registration.standard_reminder.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#change}}Please apply for the change first – {{time_left}} left{{/change}}{{^change}}Please apply for renewal at once – {{time_left}} left{{/change}}{{/holder}}{{#employer}}{{#change}}Change first, {{time_left}} left: {{/change}}{{^change}}Please apply at once, {{time_left}} left: {{/change}}{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#change}}
An intended change of employer or category is on record for you: please apply for the change of registration first and for renewal once it is granted; both have to be applied for by {{valid_until}}.
{{/change}}
{{^change}}
Please prepare the documents with your employer at once and file with {{the_review_body}}, on {{valid_until}} at the latest.
{{/change}}

Your registration as an Intermediate Certified Safety Engineer is valid until {{valid_until}}. You can still apply for renewal, but processing usually takes {{processing_time}} and a decision before expiry is becoming less likely.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#change}}
An intended change of employer or category is on record for {{engineer}}: please help to apply for the change of registration first and for renewal once it is granted; both have to be applied for by {{valid_until}}.
{{/change}}
{{^change}}
Please help {{engineer}} to prepare the documents at once and to file the application for renewal, on {{valid_until}} at the latest.
{{/change}}

The registration of {{engineer}}{{#employed_here}}, of your organisation,{{/employed_here}} as an Intermediate Certified Safety Engineer is valid until {{valid_until}}. Renewal can still be applied for, but processing usually takes {{processing_time}} and a decision before expiry is becoming less likely. Please consider how work continues after expiry.
{{/employer}}

{{> _unrecorded}}

{{> _change}}

{{> _late}}

{{> _facts}}

"""#,
        "en/registration.window_open.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#change}}Please apply for the change first – {{time_left}} left{{/change}}{{^change}}Renewal is open – please apply by {{standard_mark}}{{/change}}{{/holder}}{{#employer}}{{#change}}Change first, {{time_left}} left: {{/change}}{{^change}}Renewal is open: {{/change}}{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#change}}
An intended change of employer or category is on record for you: please apply for the change of registration first and for renewal once it is granted; both have to be applied for by {{valid_until}}.
{{/change}}
{{^change}}
Please apply for renewal to {{the_review_body}} by {{standard_mark}}.
{{/change}}

Your registration as an Intermediate Certified Safety Engineer is valid until {{valid_until}}, and applications for renewal are accepted from {{window_opens}}. Processing usually takes {{processing_time}}, so filing early avoids a gap in your practice.

Renewal is meant for engineers who stay with the same employer. If you do not intend to go on practising, you need not renew.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

{{#change}}
An intended change of employer or category is on record for {{engineer}}: please help to apply for the change of registration first and for renewal once it is granted; both have to be applied for by {{valid_until}}.
{{/change}}
{{^change}}
Please help {{engineer}} to apply for renewal by {{standard_mark}}.
{{/change}}

The registration of {{engineer}}{{#employed_here}}, of your organisation,{{/employed_here}} as an Intermediate Certified Safety Engineer is valid until {{valid_until}}; applications for renewal are accepted from {{window_opens}}. Processing usually takes {{processing_time}}; please prepare the employment contract or letter of appointment in good time.
{{/employer}}

{{#renewal_pending}}
{{> _unrecorded}}
{{/renewal_pending}}

{{> _change}}

{{> _late}}

{{> _facts}}

"""#,
        "en/reissue.fee_due.mustache": #"""
Subject: {{#holder}}Reissue of your e-certificate: {{#fee_asked}}fee due{{/fee_asked}}{{^fee_asked}}is a fee due?{{/fee_asked}}{{/holder}}{{#employer}}{{#own}}Reissue of your company e-certificate: {{/own}}{{^own}}Reissue for {{engineer}}: {{/own}}{{#fee_asked}}fee due{{/fee_asked}}{{^fee_asked}}is a fee due?{{/fee_asked}}{{/employer}}

{{#own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
{{#fee_asked}}Please pay the fee for the reissue of your e-certificate soon; the reissue continues once it is paid.{{/fee_asked}}{{^fee_asked}}Please find out whether a fee is charged for the reissue of your e-certificate; if so, the reissue continues once it is paid.{{/fee_asked}}

Your application{{#requested_on}} of {{requested_on}}{{/requested_on}} is being handled. {{^fee_asked}}Whether there is a fee, its{{/fee_asked}}{{#fee_asked}}The{{/fee_asked}} amount and how to pay depend on the region: please ask {{service_center}}{{^service_center}}the certificate service centre{{/service_center}}{{#hotline}} or customer service ({{hotline}}){{/hotline}}. The old certificate is void; please do not use it again.

If you no longer need a replacement, cancel the application and these reminders stop.
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
{{#fee_asked}}Please pay the fee for the reissue of the e-certificate of {{engineer}} soon; the reissue continues once it is paid.{{/fee_asked}}{{^fee_asked}}Please find out whether a fee is charged for the reissue of the e-certificate of {{engineer}}; if so, the reissue continues once it is paid.{{/fee_asked}}

The application of {{engineer}}, of your organisation,{{#requested_on}} made on {{requested_on}},{{/requested_on}} is being handled. {{^fee_asked}}Whether there is a fee, its{{/fee_asked}}{{#fee_asked}}The{{/fee_asked}} amount and how to pay depend on the region: please ask {{service_center}}{{^service_center}}the certificate service centre{{/service_center}}{{#hotline}} or customer service ({{hotline}}){{/hotline}}. The old certificate is void; please do not use it again.
{{/own}}
{{/employer}}

{{> _late}}

{{#requested_on}}
- Reissue requested: {{requested_on}}
{{/requested_on}}
{{#valid_until}}
- {{#status_expired}}Valid until{{/status_expired}}{{^status_expired}}Original end date{{/status_expired}}: {{valid_until}}
{{/valid_until}}
{{> _void}}

"""#,
        "en/reissue.in_progress.mustache": #"""
Subject: {{#holder}}Your e-certificate is being reissued{{#time_elapsed}}, {{time_elapsed}} so far{{/time_elapsed}}{{/holder}}{{#employer}}{{#own}}Your company e-certificate is being reissued{{/own}}{{^own}}Reissue for {{engineer}} under way{{/own}}{{#time_elapsed}}, {{time_elapsed}} so far{{/time_elapsed}}{{/employer}}{{#administrator}}Reissue under way{{#time_elapsed}} for {{time_elapsed}}{{/time_elapsed}}{{#holder_name}}: {{holder_name}}{{/holder_name}}{{/administrator}}

{{#own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
There is nothing for you to do now: your e-certificate is being reissued, and {{service_center}}{{^service_center}}the certificate service centre{{/service_center}}{{#hotline}} or customer service ({{hotline}}){{/hotline}} can tell you how it is going.

{{#requested_on}}You applied on {{requested_on}}. {{/requested_on}}{{#time_elapsed}}As of {{as_of}} the reissue has taken {{time_elapsed}}. {{/time_elapsed}}Several offices are involved and it may take long; please plan accordingly. The old certificate is void; please do not use it again.
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
There is nothing for you to do now: the e-certificate of {{engineer}}, of your organisation, is being reissued, and {{service_center}}{{^service_center}}the certificate service centre{{/service_center}}{{#hotline}} or customer service ({{hotline}}){{/hotline}} can tell you how it is going.

{{#requested_on}}The reissue was requested on {{requested_on}}. {{/requested_on}}{{#time_elapsed}}As of {{as_of}} the reissue has taken {{time_elapsed}}. {{/time_elapsed}}Several offices are involved and it may take long; please plan work accordingly. The old certificate is void; please do not use it again.
{{/own}}
{{/employer}}
{{#administrator}}
Please note: the reissue for {{engineer}}{{#requested_on}}, requested on {{requested_on}},{{/requested_on}} is not recorded as finished{{#time_elapsed}} after {{time_elapsed}}{{/time_elapsed}}. If it is, please enter that.
{{/administrator}}

{{> _late}}

{{#requested_on}}
- Reissue requested: {{requested_on}}
{{/requested_on}}
{{#valid_until}}
- {{#status_expired}}Valid until{{/status_expired}}{{^status_expired}}Original end date{{/status_expired}}: {{valid_until}}
{{/valid_until}}
{{> _void}}

"""#,
        "en/reissue.ready.mustache": #"""
Subject: {{#holder}}Your replacement e-certificate is ready{{/holder}}{{#employer}}{{#own}}Your company's replacement e-certificate is ready{{/own}}{{^own}}Replacement e-certificate ready{{#holder_name}}: {{holder_name}}{{/holder_name}}{{/own}}{{/employer}}

{{#own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
Your replacement e-certificate is ready: please collect and install it soon.

The new certificate{{#new_serial_tail}} (serial number ending {{new_serial_tail}}){{/new_serial_tail}} {{#keeps_expiry}}keeps the end date of the old one{{#valid_until}}, {{valid_until}}{{/valid_until}}{{/keeps_expiry}}{{^keeps_expiry}}is valid until the date printed on it{{/keeps_expiry}}. Please check its details and keep the private key safe. The old certificate{{#serial_tail}} (ending {{serial_tail}}){{/serial_tail}} is void and must not be used again.
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
Dear {{addressee}},

{{/addressee}}
The replacement e-certificate of {{engineer}} is ready; please remind the holder to collect and install it soon{{#serial_tail}} (the old one ending {{serial_tail}} is void){{/serial_tail}}.

The new certificate{{#new_serial_tail}} (serial number ending {{new_serial_tail}}){{/new_serial_tail}} {{#keeps_expiry}}keeps the end date of the old one{{#valid_until}}, {{valid_until}}{{/valid_until}}{{/keeps_expiry}}{{^keeps_expiry}}is valid until the date printed on it{{/keeps_expiry}}. Please replace it in the systems of your organisation that use it.
{{/own}}
{{/employer}}

{{> _late}}

{{#new_serial_tail}}
- New serial number ending: {{new_serial_tail}}
{{/new_serial_tail}}
{{#keeps_expiry}}
{{#valid_until}}
- Valid until: {{valid_until}}
{{/valid_until}}
{{/keeps_expiry}}
{{> _void}}

"""#,
        "en/reminder.withdrawn.mustache": #"""
Subject: {{urgency}}{{#holder}}An earlier reminder no longer applies{{/holder}}{{#employer}}An earlier reminder no longer applies{{/employer}}{{#administrator}}An earlier reminder no longer applies{{/administrator}}{{#relying_party}}An earlier reminder no longer applies{{/relying_party}}

{{#holder}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

The earlier reminder “{{withdrawn_title}}” no longer applies; please do not act on it.
{{/holder}}
{{#employer}}
{{#addressee}}Dear {{addressee}},{{/addressee}}

The earlier reminder “{{withdrawn_title}}” no longer applies; please do not act on it.
{{/employer}}
{{#administrator}}
The earlier reminder “{{withdrawn_title}}” no longer applies; please do not act on it.
{{/administrator}}
{{#relying_party}}
The earlier notice “{{withdrawn_title}}” no longer applies; please do not act on it.
{{/relying_party}}

The reason: {{withdrawn_because}}.

{{> _late}}

{{> _plain}}

"""#,
        "layout.html.mustache": #"""
<!DOCTYPE html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{subject}}</title>
<style>
:root { color-scheme: light dark; }
@media (max-width: 480px) {
  .page { padding: 0 !important; }
  .card { border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
  .inner { padding: 20px 18px !important; }
  .facts .label { width: 34% !important; padding-right: 12px !important; }
}
@media (prefers-color-scheme: dark) {
  body, .page { background: #15181c !important; color: #e6e8eb !important; }
  .card { background: #1e2329 !important; border-left-color: #323a43 !important; border-right-color: #323a43 !important; border-bottom-color: #323a43 !important; }
  .facts td { border-color: #323a43 !important; }
  .facts .label, .foot { color: #a3adb8 !important; }
  .foot { border-color: #323a43 !important; }
  a { color: #8ab4f8 !important; }
}
</style>
</head>
<body style="margin:0;padding:0;background:#f2f4f6;color:#1f2429;-webkit-text-size-adjust:100%">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse">
<tr><td class="page" align="center" style="padding:24px 12px;font-family:system-ui,-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;font-size:16px;line-height:1.7">
<!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
<div class="card" style="max-width:640px;margin:0 auto;background:#ffffff;border:1px solid #e3e6ea;border-top:6px solid {{accent}};border-radius:6px;text-align:left;overflow:hidden">
<div class="inner" style="padding:28px 32px">
{{#test_note}}
<p style="margin:0 0 16px;padding:8px 12px;border:2px dashed {{accent}}"><strong>{{test_note}}</strong></p>
{{/test_note}}
<p style="margin:0 0 12px"><span style="display:inline-block;padding:2px 10px;border-radius:4px;background:{{accent}};color:#ffffff;font-size:13px;line-height:1.5">{{severity}}</span></p>
<h1 style="margin:0 0 20px;font-size:22px;line-height:1.4;font-weight:700;overflow-wrap:anywhere">{{heading}}</h1>
{{{body}}}
<div class="foot" style="margin-top:24px;padding-top:16px;border-top:1px solid #e3e6ea;font-size:13px;line-height:1.6;color:#5b6570">
<p style="margin:0 0 6px">{{closing}}</p>
<p style="margin:0;overflow-wrap:anywhere">{{notice_label}}{{notice_id}}</p>
</div>
</div>
</div>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>

"""#,
        "zh-CN/_application_day_off.mustache": #"""
{{#before_expiry}}
{{#in_last_week}}
{{#last_workday}}
期满日{{valid_until}}是{{day_off_name}}，{{last_workday}}{{#on_last_workday}}（今天）{{/on_last_workday}}是此前最后一个工作日；此后窗口不办公，只能登录注册管理系统网上{{#supplement}}补正{{/supplement}}{{^supplement}}查询进度{{/supplement}}。
{{/last_workday}}
{{#last_workday_passed}}
期满日{{valid_until}}是{{day_off_name}}，窗口不办公，请登录注册管理系统网上{{#supplement}}补正{{/supplement}}{{^supplement}}查询进度{{/supplement}}。
{{/last_workday_passed}}
{{/in_last_week}}
{{/before_expiry}}

"""#,
        "zh-CN/_article50.mustache": #"""
{{#filed_in_time}}
该申请在期满{{floor_lead}}前提交。按照《行政许可法》第五十条第二款，行政机关应当在有效期届满前作出是否准予延续的决定；逾期未作决定的，视为准予延续。是否适用于本申请，请向{{the_review_body}}书面确认；{{#on_expiry}}自明天起，{{/on_expiry}}在书面确认之前，请{{#holder}}暂缓执业{{/holder}}{{^holder}}暂缓安排其执业{{/holder}}。
{{/filed_in_time}}
{{#filed_late}}
该申请提交时距期满已不足{{floor_lead}}。《行政许可法》第五十条第二款关于“逾期未作决定的，视为准予延续”的规定能否适用，存在疑问，请向{{the_review_body}}询问。
{{/filed_late}}

"""#,
        "zh-CN/_certificate_day_off.mustache": #"""
{{#expiry_is_day_off}}
{{valid_until}}为{{day_off_name}}。{{#last_workday}}需到服务窗口办理的，请不晚于{{last_workday}}（此前最后一个工作日）前往；{{/last_workday}}可以线上办理的，请通过线上渠道办理。
{{/expiry_is_day_off}}

"""#,
        "zh-CN/_change.mustache": #"""
{{#change}}
{{#in_window}}
如期满前来不及先后办理两项注册，请尽早向{{the_review_body}}询问办理顺序。
{{/in_window}}
{{/change}}
{{#change_pending}}
{{#in_window}}
登记显示变更注册申请{{#change_incomplete}}待补正，请按补正通知尽快补正{{/change_incomplete}}{{^change_incomplete}}正在办理{{/change_incomplete}}。获准后请及时申请延续注册；临近期满仍未获准的，请向{{the_review_body}}询问办理顺序。
{{/in_window}}
{{/change_pending}}

"""#,
        "zh-CN/_credential.mustache": #"""
{{#valid_until}}
{{#before_expiry}}
- 有效期至：{{valid_until}}{{#time_left}}（截至{{as_of}}，剩余{{time_left}}）{{/time_left}}
{{/before_expiry}}
{{#on_expiry}}
- 有效期至：{{valid_until}}（当日为最后一天）
{{/on_expiry}}
{{#after_expiry}}
- 有效期至：{{valid_until}}{{#time_overdue}}（截至{{as_of}}已过期{{time_overdue}}）{{/time_overdue}}
{{/after_expiry}}
{{/valid_until}}
{{^own}}
{{^relying_party}}
{{^of_company}}
- 持证人：{{engineer}}
{{/of_company}}
{{/relying_party}}
{{/own}}
{{^relying_party}}
{{#serial_tail}}
- 证书序列号尾号：{{serial_tail}}
{{/serial_tail}}
{{/relying_party}}
{{#serial}}
- 证书序列号：{{serial}}
{{/serial}}
{{#employer_name}}
- {{#of_company}}持证单位{{/of_company}}{{^of_company}}聘用单位{{/of_company}}：{{employer_name}}
{{/employer_name}}
- 咨询：{{service_center}}{{^service_center}}证书服务中心{{/service_center}}{{#hotline}}，客服{{hotline}}{{/hotline}}
{{^relying_party}}
{{#credential_url}}
- 办理网址：{{credential_url}}
{{/credential_url}}
{{/relying_party}}
{{#contact}}
- 对本提醒有疑问，请联系：{{contact}}
{{/contact}}
{{#administrator}}
- 登记编号：{{record_id}}
{{/administrator}}

"""#,
        "zh-CN/_ended.mustache": #"""
{{^holder}}
{{^relying_party}}
- 注册人员：{{engineer}}
{{/relying_party}}
{{/holder}}
{{#reg_no_tail}}
- 注册号尾号：{{reg_no_tail}}
{{/reg_no_tail}}
{{#category}}
- 注册类别：{{category}}
{{/category}}
{{#employer_name}}
- 聘用单位：{{employer_name}}
{{/employer_name}}
- 咨询：{{the_review_body}}{{#review_body_contact}}，{{review_body_contact}}{{/review_body_contact}}
{{#contact}}
- 对本提醒有疑问，请联系：{{contact}}
{{/contact}}
{{^relying_party}}
{{#system_url}}
- 办理网址：{{system_url}}
{{/system_url}}
{{/relying_party}}
{{#administrator}}
- 登记编号：{{record_id}}
{{/administrator}}

"""#,
        "zh-CN/_facts.mustache": #"""
{{#change_on_last_day}}
- 下一步：联系注册初审机构，按其答复办理变更注册和延续注册
- 期限：{{valid_until}}{{^expiry_is_day_off}}办公时间结束前{{/expiry_is_day_off}}{{#expiry_is_day_off}}（{{day_off_name}}，窗口不办公，请网上办理）{{/expiry_is_day_off}}
{{/change_on_last_day}}
{{^change_on_last_day}}
{{#renewal}}
- 下一步：提交延续注册申请
{{^after_mark}}
- 期限：建议不晚于{{standard_mark}}{{#mark_workday}}（非工作日，宜不晚于{{mark_workday}}）{{/mark_workday}}，最迟{{valid_until}}
{{/after_mark}}
{{#after_mark}}
{{#before_expiry}}
- 期限：尽快，最迟{{valid_until}}{{#expiry_is_day_off}}（{{day_off_name}}{{#last_workday}}，此前最后一个工作日为{{last_workday}}{{/last_workday}}{{#last_workday_passed}}，窗口不办公，请网上提交{{/last_workday_passed}}）{{/expiry_is_day_off}}
{{/before_expiry}}
{{#on_expiry}}
{{^expiry_is_day_off}}
- 期限：{{valid_until}}办公时间结束前
{{/expiry_is_day_off}}
{{#expiry_is_day_off}}
- 期限：{{valid_until}}（{{day_off_name}}，窗口不办公，请网上提交）
{{/expiry_is_day_off}}
{{/on_expiry}}
{{/after_mark}}
{{/renewal}}
{{#change}}
{{#in_window}}
- 下一步：先办理变更注册，再申请延续注册
{{/in_window}}
{{^in_window}}
- 下一步：申请变更注册
{{/in_window}}
- 期限：请及时提出，且不得迟于{{valid_until}}{{#expiry_is_day_off}}（{{day_off_name}}{{#last_workday}}，此前最后一个工作日为{{last_workday}}{{/last_workday}}{{#last_workday_passed}}，窗口不办公，请网上提交{{/last_workday_passed}}）{{/expiry_is_day_off}}
{{/change}}
{{#reregistration}}
- 下一步：如需继续执业，申请重新注册
- 期限：可随时申请，获准前请勿执业
{{/reregistration}}
{{/change_on_last_day}}
{{#documents}}
- 需准备：{{documents}}
{{/documents}}
{{#change_incomplete}}
- 变更注册申请：待补正，请一并按补正通知补正
{{/change_incomplete}}
{{#supplement}}
- 下一步：按补正通知补正材料
{{#supplement_reason}}
- 需补正：{{supplement_reason}}
{{/supplement_reason}}
{{#supplement_since}}
- 登记为待补正：自{{supplement_since}}起
{{/supplement_since}}
{{#submitted_on}}
- 申请提交：{{submitted_on}}
{{/submitted_on}}
{{/supplement}}
{{#await_decision}}
{{#submitted_on}}
- 申请提交：{{submitted_on}}
{{/submitted_on}}
{{#in_progress}}
- 下一步：在注册管理系统查询进度，收到补正通知时及时补正
{{/in_progress}}
{{^in_progress}}
- 下一步：向注册初审机构查询办理情况，如需补正请及时提交
{{/in_progress}}
{{#decision_expected}}
{{#decision_overdue}}
- 原预计办结：{{decision_expected}}前后（已超过）
{{/decision_overdue}}
{{^decision_overdue}}
- 预计办结：{{decision_expected}}前后
{{/decision_overdue}}
{{/decision_expected}}
{{/await_decision}}
{{#before_expiry}}
- 有效期至：{{valid_until}}（截至{{as_of}}，剩余{{time_left}}）
{{/before_expiry}}
{{#on_expiry}}
- 有效期至：{{valid_until}}（当日24时期满）
{{/on_expiry}}
{{#after_expiry}}
- 有效期至：{{valid_until}}（截至{{as_of}}已过期{{time_overdue}}）
{{/after_expiry}}
{{^holder}}
- 注册人员：{{engineer}}
{{/holder}}
{{#reg_no_tail}}
- 注册号尾号：{{reg_no_tail}}
{{/reg_no_tail}}
{{#category}}
- 注册类别：{{category}}
{{/category}}
{{#employer_name}}
- 聘用单位：{{employer_name}}
{{/employer_name}}
- 咨询：{{the_review_body}}{{#review_body_contact}}，{{review_body_contact}}{{/review_body_contact}}
{{#contact}}
- 对本提醒有疑问，请联系：{{contact}}
{{/contact}}
{{#system_url}}
- 办理网址：{{system_url}}
{{/system_url}}
{{#administrator}}
- 登记编号：{{record_id}}
{{/administrator}}

"""#,
        "zh-CN/_late.mustache": #"""
{{#late}}
本提醒应于{{due_on}}发出，现补发，晚了{{lateness}}。
{{/late}}

"""#,
        "zh-CN/_plain.mustache": #"""
{{^holder}}
{{#holder_name}}
- 相关人员：{{holder_name}}
{{/holder_name}}
{{/holder}}
- 信息截至：{{as_of}}
{{#contact}}
- 对本提醒有疑问，请联系：{{contact}}
{{/contact}}
{{^administrator}}
{{^relying_party}}
{{#system_url}}
- 办理网址：{{system_url}}
{{/system_url}}
{{/relying_party}}
{{/administrator}}
{{#administrator}}
- 登记编号：{{record_id}}
{{/administrator}}

"""#,
        "zh-CN/_registration.mustache": #"""
{{#registration_runs}}
{{#holder}}您的注册不因此受影响{{/holder}}{{^holder}}其注册不因此受影响{{/holder}}，登记的注册有效期至{{registration_valid_until}}。
{{/registration_runs}}
{{#registration_ending}}
{{#holder}}您的注册不因此受影响{{/holder}}{{^holder}}其注册不因此受影响{{/holder}}，但登记的注册有效期至{{registration_valid_until}}，临近期满；如尚未申请延续注册，请另行办理。
{{/registration_ending}}
{{#registration_over}}
另请注意：登记的注册有效期已于{{registration_valid_until}}届满，请一并核实注册情况。
{{/registration_over}}

"""#,
        "zh-CN/_unrecorded.mustache": #"""
{{#renewal_refused}}
{{#holder}}
您此前提交的延续注册申请未获准，请针对未获准的理由补充、更正后重新提交；如您已重新提交，请告知{{contact}}{{^contact}}聘用单位的注册管理人员{{/contact}}，并忽略本提醒。
{{/holder}}
{{#employer}}
{{engineer}}此前提交的延续注册申请未获准，请协助其针对未获准的理由补充、更正后重新提交；如已重新提交，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}，并忽略本提醒。
{{/employer}}
{{/renewal_refused}}
{{^renewal_pending}}
{{^renewal_refused}}
{{#holder}}
截至{{as_of}}，本提醒系统尚未登记您的延续注册申请；如您已在注册管理系统提交，请告知{{contact}}{{^contact}}聘用单位的注册管理人员{{/contact}}，并忽略本提醒。
{{/holder}}
{{#employer}}
截至{{as_of}}，本提醒系统尚未登记{{engineer}}的延续注册申请；如已在注册管理系统提交，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}，并忽略本提醒。
{{/employer}}
{{/renewal_refused}}
{{/renewal_pending}}
{{#renewal_pending}}
{{#holder}}
截至{{as_of}}，本提醒系统登记有您的延续注册申请，但{{#renewal_undated}}缺少提交日期{{/renewal_undated}}{{^renewal_undated}}其提交日期不在本次申请期内{{/renewal_undated}}，因此仍向您发送提醒；如您已在申请期内提交，请将提交日期告知{{contact}}{{^contact}}聘用单位的注册管理人员{{/contact}}，并忽略本提醒。
{{/holder}}
{{#employer}}
截至{{as_of}}，本提醒系统登记有{{engineer}}的延续注册申请，但{{#renewal_undated}}缺少提交日期{{/renewal_undated}}{{^renewal_undated}}其提交日期不在本次申请期内{{/renewal_undated}}，因此仍发送提醒；如已在申请期内提交，请将提交日期告知{{contact}}{{^contact}}注册管理人员{{/contact}}，并忽略本提醒。
{{/employer}}
{{/renewal_pending}}

"""#,
        "zh-CN/_void.mustache": #"""
{{#relying_party}}
{{#serial}}
- 证书序列号：{{serial}}
{{/serial}}
{{/relying_party}}
{{^relying_party}}
{{^own}}
{{^of_company}}
- 持证人：{{engineer}}
{{/of_company}}
{{/own}}
{{#serial_tail}}
- 原证书尾号：{{serial_tail}}（已作废）
{{/serial_tail}}
{{/relying_party}}
{{#employer_name}}
- {{#of_company}}持证单位{{/of_company}}{{^of_company}}聘用单位{{/of_company}}：{{employer_name}}
{{/employer_name}}
- 咨询：{{service_center}}{{^service_center}}证书服务中心{{/service_center}}{{#hotline}}，客服{{hotline}}{{/hotline}}
{{^relying_party}}
{{#credential_url}}
- 办理网址：{{credential_url}}
{{/credential_url}}
{{/relying_party}}
{{#contact}}
- 对本提醒有疑问，请联系：{{contact}}
{{/contact}}
{{#administrator}}
- 登记编号：{{record_id}}
{{/administrator}}

"""#,
        "zh-CN/administrator.digest.mustache": #"""
Subject: {{urgency}}{{#administrator}}提醒日报（{{digest_day}}）{{#headline}}：{{headline}}{{/headline}}{{/administrator}}

{{#administrator}}
{{#has_problems}}
请更正下列登记信息{{#has_failures}}，并核对未能送达者的联系方式{{/has_failures}}。以下为截至{{as_of}}的24小时运行情况。
{{/has_problems}}
{{^has_problems}}
{{#has_failures}}
请核对未能送达者的联系方式。以下为截至{{as_of}}的24小时运行情况。
{{/has_failures}}
{{^has_failures}}
{{#asks_to_note}}
请留意下列事项。以下为截至{{as_of}}的24小时运行情况。
{{/asks_to_note}}
{{^asks_to_note}}
供参考，目前无需处理。以下为截至{{as_of}}的24小时运行情况。
{{/asks_to_note}}
{{/has_failures}}
{{/has_problems}}

- 应发提醒：{{due}}条{{#carried}}（其中此前待发{{carried}}条）{{/carried}}，为以下六项之和
- 已发送：{{sent}}条
- 并入汇总：{{merged}}条
- 待发送：{{waiting}}条
- 发送失败：{{failed}}条
- 情况变化，不再发送：{{suppressed}}条
- 无可用渠道或邮箱：{{unreachable}}条
{{#bounced}}
- 退信：{{bounced}}条，发出后被退回，不计入以上六项
{{/bounced}}

- 检查记录：{{scanned}}条（注册、证书等各类合计）
- 过期已久，未提醒：{{backfill_suppressed}}条
- 数据问题：{{data_issues}}项
{{#rules_version}}
- 规则版本：{{rules_version}}{{#rules_as_of}}（依据日期{{rules_as_of}}）{{/rules_as_of}}
{{/rules_version}}

{{#has_problems}}
数据问题。在更正之前，相关提醒可能不完整或无法发出。

{{#problem_lines}}
- {{label}}：{{text}}
{{/problem_lines}}

{{#has_more_problems}}
另有{{more_problems}}项数据问题未列出。

{{/has_more_problems}}
{{/has_problems}}
{{#has_failures}}
未能送达。更正联系方式后，仍然适用的提醒会发往新的地址；其余请排除故障后用 renewald outbox retry 重新发送。

{{#failure_lines}}
- {{label}}：{{text}}
{{/failure_lines}}

{{#has_more_failures}}
另有{{more_failures}}条未能送达的提醒未列出。

{{/has_more_failures}}
{{/has_failures}}
{{#has_matters}}
另需留意。以下事项在日报中一并告知，不再单独发送。

{{#matter_lines}}
- {{label}}：{{text}}
{{/matter_lines}}

{{/has_matters}}
{{#has_sheets}}
名单变动。以下人员已不在名单中，但即将到期，请核实是否应当移出。

{{#sheet_lines}}
- {{label}}：{{text}}
{{/sheet_lines}}

{{/has_sheets}}
{{#has_refused_sheets}}
名单导入未成功，登记库保持原样。请更正表格并保存，系统随即重新导入；逐行的原因用 renewald registry import 预演查看。

{{#refused_sheet_lines}}
- {{label}}：{{text}}
{{/refused_sheet_lines}}

{{/has_refused_sheets}}
{{#has_phases}}
注册{{phases_total}}项，按阶段分列如下。

{{#phase_lines}}
- {{label}}：{{text}}
{{/phase_lines}}

{{/has_phases}}
{{/administrator}}

"""#,
        "zh-CN/application.approved.mustache": #"""
Subject: {{urgency}}{{#holder}}{{procedure_name}}申请已获准{{/holder}}{{#employer}}{{procedure_name}}申请已获准：{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！登记显示，您的{{procedure_name}}申请已于{{happened_on}}获准。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！登记显示，贵单位{{engineer}}的{{procedure_name}}申请已于{{happened_on}}获准。
{{/employer}}

{{> _late}}

{{> _plain}}

"""#,
        "zh-CN/application.at_expiry.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#supplement}}延续注册待补正{{/supplement}}{{^supplement}}延续注册尚在审批{{/supplement}}，注册今天期满{{/holder}}{{#employer}}{{#supplement}}延续注册待补正{{/supplement}}{{^supplement}}延续注册尚在审批{{/supplement}}，今天期满：{{engineer}}{{/employer}}{{#administrator}}{{#supplement}}延续注册待补正{{/supplement}}{{^supplement}}延续注册尚在审批{{/supplement}}，今天期满：{{engineer}}{{/administrator}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

{{#supplement}}
您好！请在今天（{{valid_until}}）补正延续注册申请材料，并与聘用单位商定明天起的工作安排。{{#expiry_is_day_off}}今天是{{day_off_name}}，窗口不办公，请登录注册管理系统在网上补正。{{/expiry_is_day_off}}

您的延续注册申请{{#submitted_on}}已于{{submitted_on}}{{/submitted_on}}提交，截至{{as_of}}，仍登记为待补正；今天是您的中级注册安全工程师注册有效期的最后一天。如您已补正，请告知{{contact}}{{^contact}}聘用单位的注册管理人员{{/contact}}。
{{/supplement}}
{{^supplement}}
您好！{{^expiry_is_day_off}}请在今天（{{valid_until}}）向{{the_review_body}}确认办理情况，并与聘用单位商定明天起的工作安排。{{/expiry_is_day_off}}{{#expiry_is_day_off}}请在今天（{{valid_until}}，{{day_off_name}}）登录注册管理系统查询办理情况，并与聘用单位商定明天起的工作安排；下一个工作日请向{{the_review_body}}确认。{{/expiry_is_day_off}}

您的延续注册申请{{#submitted_on}}已于{{submitted_on}}{{/submitted_on}}提交，截至{{as_of}}，本提醒系统尚未登记结果；今天是您的中级注册安全工程师注册有效期的最后一天。
{{/supplement}}
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

{{#supplement}}
您好！请协助{{engineer}}在今天（{{valid_until}}）补正延续注册申请材料，并商定明天起的工作安排。{{#expiry_is_day_off}}今天是{{day_off_name}}，窗口不办公，请登录注册管理系统在网上补正。{{/expiry_is_day_off}}

贵单位{{engineer}}的延续注册申请{{#submitted_on}}已于{{submitted_on}}{{/submitted_on}}提交，截至{{as_of}}，仍登记为待补正；今天是其注册有效期的最后一天。如已补正，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}。
{{/supplement}}
{{^supplement}}
您好！请在今天（{{valid_until}}）协助{{engineer}}查询延续注册的办理情况，并商定明天起的工作安排。

贵单位{{engineer}}的延续注册申请{{#submitted_on}}已于{{submitted_on}}{{/submitted_on}}提交，截至{{as_of}}，本提醒系统尚未登记结果；今天是其注册有效期的最后一天。
{{/supplement}}
{{/employer}}
{{#administrator}}
{{#supplement}}
请今天核实：{{engineer}}的延续注册申请{{#submitted_on}}（{{submitted_on}}提交）{{/submitted_on}}仍登记为待补正，注册于{{valid_until}}期满。如已补正，请补录。
{{/supplement}}
{{^supplement}}
请今天核实：{{engineer}}的延续注册申请{{#submitted_on}}（{{submitted_on}}提交）{{/submitted_on}}尚未登记结果，注册于{{valid_until}}期满。如已有结果，请补录。
{{/supplement}}
{{/administrator}}

{{^administrator}}
{{> _article50}}
{{/administrator}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/application.expired_while_pending.mustache": #"""
Subject: {{urgency}}{{#holder}}注册已期满，延续注册{{#supplement}}待补正{{/supplement}}{{^supplement}}结果待定{{/supplement}}{{/holder}}{{#employer}}注册已期满，{{#supplement}}延续待补正{{/supplement}}{{^supplement}}延续待定{{/supplement}}：{{engineer}}{{/employer}}{{#administrator}}注册已期满，{{#supplement}}延续待补正{{/supplement}}{{^supplement}}延续待定{{/supplement}}：{{engineer}}{{/administrator}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

{{#supplement}}
您好！请尽快补正延续注册申请材料；在延续注册结果确认之前，请暂缓以注册安全工程师名义开展工作。

您的中级注册安全工程师注册已于{{valid_until}}期满，延续注册申请{{#submitted_on}}（提交于{{submitted_on}}）{{/submitted_on}}截至{{as_of}}仍登记为待补正。如您已补正，请告知{{contact}}{{^contact}}聘用单位的注册管理人员{{/contact}}，并以{{the_review_body}}的答复为准。
{{/supplement}}
{{^supplement}}
您好！在延续注册结果确认之前，请暂缓以注册安全工程师名义开展工作，并尽快向{{the_review_body}}询问结果。

您的中级注册安全工程师注册已于{{valid_until}}期满，延续注册申请{{#submitted_on}}（提交于{{submitted_on}}）{{/submitted_on}}截至{{as_of}}尚未登记结果。请以注册初审机构的答复为准。
{{/supplement}}
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

{{#supplement}}
您好！请协助{{engineer}}尽快补正延续注册申请材料；在延续注册结果确认之前，请暂缓安排其以注册安全工程师名义开展工作。

{{#employed_here}}贵单位{{/employed_here}}{{engineer}}的注册已于{{valid_until}}期满，延续注册申请{{#submitted_on}}（提交于{{submitted_on}}）{{/submitted_on}}截至{{as_of}}仍登记为待补正。如已补正，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}。
{{/supplement}}
{{^supplement}}
您好！在延续注册结果确认之前，请暂缓安排{{engineer}}以注册安全工程师名义开展工作，并协助尽快询问结果。

{{#employed_here}}贵单位{{/employed_here}}{{engineer}}的注册已于{{valid_until}}期满，延续注册申请{{#submitted_on}}（提交于{{submitted_on}}）{{/submitted_on}}截至{{as_of}}尚未登记结果。请以注册初审机构的答复为准。
{{/supplement}}
{{/employer}}
{{#administrator}}
{{#supplement}}
请核实：{{engineer}}的注册已于{{valid_until}}期满，延续注册申请{{#submitted_on}}（提交于{{submitted_on}}）{{/submitted_on}}仍登记为待补正。如已补正，请补录。
{{/supplement}}
{{^supplement}}
请核实：{{engineer}}的注册已于{{valid_until}}期满，延续注册申请{{#submitted_on}}（提交于{{submitted_on}}）{{/submitted_on}}尚未登记结果。如已有结果，请补录。
{{/supplement}}
{{/administrator}}

{{#pending_holds}}
目前无需申请重新注册。
{{/pending_holds}}
{{#deemed_renewed}}
本提醒按照《行政许可法》第五十条第二款，将期满前提交而期满时未作决定的延续注册申请视为准予延续；是否适用，请以注册初审机构的书面答复为准。
{{/deemed_renewed}}
{{#pending_expired}}
本提醒将期满时尚未获准的注册视为已过期；是否需要申请重新注册，请询问注册初审机构。
{{/pending_expired}}

{{^administrator}}
{{> _article50}}
{{/administrator}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/application.filed.mustache": #"""
Subject: {{urgency}}{{#holder}}{{procedure_name}}申请已提交{{/holder}}{{#employer}}{{procedure_name}}申请已提交：{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！登记显示，您的{{procedure_name}}申请已于{{happened_on}}提交。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！登记显示，贵单位{{engineer}}的{{procedure_name}}申请已于{{happened_on}}提交。
{{/employer}}

{{> _late}}

{{> _plain}}

"""#,
        "zh-CN/application.in_progress.mustache": #"""
Subject: {{urgency}}{{#holder}}{{procedure_name}}申请正在办理{{/holder}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！{{#after_expiry}}{{#of_renewal}}在延续注册结果确认之前，请暂缓以注册安全工程师名义开展工作。{{/of_renewal}}{{^of_renewal}}在注册获准之前，请勿以注册安全工程师名义执业。{{/of_renewal}}{{/after_expiry}}目前无需您办理手续，您的{{procedure_name}}申请正在审批，可登录注册管理系统查询进度。

{{#submitted_on}}
截至{{as_of}}，您于{{submitted_on}}提交的申请已办理{{time_since_filing}}，一般需要{{processing_time}}。如收到补正通知，请及时补正。
{{/submitted_on}}
{{^submitted_on}}
申请办理一般需要{{processing_time}}。如收到补正通知，请及时补正。
{{/submitted_on}}
{{/holder}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/application.near_expiry.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#supplement}}请补正延续注册材料{{/supplement}}{{^supplement}}延续注册尚在审批{{/supplement}}，注册{{valid_until}}期满{{/holder}}{{#employer}}{{#supplement}}延续注册待补正{{/supplement}}{{^supplement}}延续注册尚在审批{{/supplement}}，即将期满：{{engineer}}{{/employer}}{{#administrator}}{{#supplement}}延续注册待补正{{/supplement}}{{^supplement}}延续注册尚在审批{{/supplement}}，即将期满：{{engineer}}{{/administrator}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

{{#supplement}}
您好！请在{{valid_until}}注册期满前补正延续注册申请材料，并与聘用单位商定期满后的工作安排。

您的延续注册申请{{#submitted_on}}已于{{submitted_on}}{{/submitted_on}}提交，截至{{as_of}}，仍登记为待补正。您的中级注册安全工程师注册将于{{valid_until}}期满，还有{{time_left}}。材料补正之前，一般不会作出准予延续的决定。如您已补正，请告知{{contact}}{{^contact}}聘用单位的注册管理人员{{/contact}}。
{{/supplement}}
{{^supplement}}
您好！请在{{valid_until}}之前向{{the_review_body}}确认办理情况，并与聘用单位商定期满后的工作安排。

您的延续注册申请{{#submitted_on}}已于{{submitted_on}}{{/submitted_on}}提交，截至{{as_of}}，本提醒系统尚未登记结果；您的中级注册安全工程师注册将于{{valid_until}}期满，还有{{time_left}}。如已有结果，请告知{{contact}}{{^contact}}聘用单位的注册管理人员{{/contact}}。
{{/supplement}}
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

{{#supplement}}
您好！请协助{{engineer}}在{{valid_until}}注册期满前补正延续注册申请材料，并商定期满后的工作安排。

贵单位{{engineer}}的延续注册申请{{#submitted_on}}已于{{submitted_on}}{{/submitted_on}}提交，截至{{as_of}}，仍登记为待补正；其注册将于{{valid_until}}期满，还有{{time_left}}。材料补正之前，一般不会作出准予延续的决定。如已补正，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}。
{{/supplement}}
{{^supplement}}
您好！请在{{valid_until}}之前协助{{engineer}}确认延续注册的办理情况，并商定期满后的工作安排。

贵单位{{engineer}}的延续注册申请{{#submitted_on}}已于{{submitted_on}}{{/submitted_on}}提交，截至{{as_of}}，本提醒系统尚未登记结果；其注册将于{{valid_until}}期满，还有{{time_left}}。如已有结果，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}。
{{/supplement}}
{{/employer}}
{{#administrator}}
{{#supplement}}
请核实：{{engineer}}的延续注册申请{{#submitted_on}}（{{submitted_on}}提交）{{/submitted_on}}仍登记为待补正，注册将于{{valid_until}}{{#day_off_name}}（{{day_off_name}}）{{/day_off_name}}期满。如已补正，请补录。
{{/supplement}}
{{^supplement}}
请核实：{{engineer}}的延续注册申请{{#submitted_on}}（{{submitted_on}}提交）{{/submitted_on}}尚未登记结果，注册将于{{valid_until}}{{#day_off_name}}（{{day_off_name}}）{{/day_off_name}}期满。如已有结果，请补录。
{{/supplement}}
{{/administrator}}

{{^administrator}}
{{> _application_day_off}}
{{/administrator}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/application.overdue.mustache": #"""
Subject: {{urgency}}{{#holder}}{{procedure_name}}申请尚无结果，请查询进度{{/holder}}{{#administrator}}{{procedure_name}}申请尚无结果：{{engineer}}{{/administrator}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！您的{{procedure_name}}申请尚无结果，请向{{the_review_body}}查询进度{{#review_body_contact}}（{{review_body_contact}}）{{/review_body_contact}}，并确认材料是否需要补正。{{#after_expiry}}{{#of_renewal}}在延续注册结果确认之前，请暂缓以注册安全工程师名义开展工作。{{/of_renewal}}{{^of_renewal}}在注册获准之前，请勿以注册安全工程师名义执业。{{/of_renewal}}{{/after_expiry}}

{{#submitted_on}}
截至{{as_of}}，您于{{submitted_on}}提交的申请已办理{{time_since_filing}}，本提醒系统尚未登记结果；通常需要{{processing_time}}。
{{/submitted_on}}
{{^submitted_on}}
截至{{as_of}}，本提醒系统尚未登记申请结果；办理通常需要{{processing_time}}。
{{/submitted_on}}

如已有结果，请告知{{contact}}{{^contact}}聘用单位的注册管理人员{{/contact}}。
{{/holder}}
{{#administrator}}
请核实：{{engineer}}的{{procedure_name}}申请{{#submitted_on}}（{{submitted_on}}提交，已办理{{time_since_filing}}）{{/submitted_on}}，本提醒系统尚未登记结果。如已有结果，请补录。
{{/administrator}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/application.rejected.mustache": #"""
Subject: {{urgency}}{{#holder}}{{procedure_name}}申请未获准{{#before_expiry}}，注册{{valid_until}}期满{{/before_expiry}}{{#on_expiry}}，注册今天期满{{/on_expiry}}{{#after_expiry}}，注册已期满{{/after_expiry}}{{/holder}}{{#employer}}{{procedure_name}}申请未获准：{{engineer}}{{/employer}}{{#administrator}}{{procedure_name}}申请未获准：{{engineer}}{{/administrator}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

{{#before_expiry}}
您好！您的{{procedure_name}}申请未获批准，请尽快联系{{the_review_body}}，针对未获准的理由补充、更正后重新提交，最迟不晚于{{valid_until}}。

{{#decided_on}}该决定于{{decided_on}}作出，{{/decided_on}}请以书面决定为准；如有异议，可依法申请行政复议或者提起行政诉讼。

您的中级注册安全工程师注册有效期至{{valid_until}}{{#time_left}}，还有{{time_left}}{{/time_left}}；期满后不能再办理延续注册或变更注册，只能申请重新注册。办理通常需要{{processing_time}}，请尽早重新提交。
{{/before_expiry}}
{{#on_expiry}}
{{^expiry_is_day_off}}
您好！您的{{procedure_name}}申请未获批准，如需继续执业，请在今天（{{valid_until}}）办公时间结束前针对未获准的理由补充、更正后重新提交。
{{/expiry_is_day_off}}
{{#expiry_is_day_off}}
您好！您的{{procedure_name}}申请未获批准，如需继续执业，请在今天（{{valid_until}}，{{day_off_name}}）24时前登录注册管理系统，针对未获准的理由补充、更正后重新提交。
{{/expiry_is_day_off}}

{{#decided_on}}该决定于{{decided_on}}作出，{{/decided_on}}请以书面决定为准；如有异议，可依法申请行政复议或者提起行政诉讼。

今天是您的中级注册安全工程师注册有效期的最后一天；自明天起将只能申请重新注册，且在重新注册获准之前不得以注册安全工程师名义执业。
{{/on_expiry}}
{{#after_expiry}}
您好！您的{{procedure_name}}申请未获批准，请停止以注册安全工程师名义执业；如需继续执业，请申请重新注册。

{{#decided_on}}该决定于{{decided_on}}作出，{{/decided_on}}请以书面决定为准；如有异议，可依法申请行政复议或者提起行政诉讼。

您的中级注册安全工程师注册已于{{valid_until}}期满，只能通过重新注册恢复执业。申请前请联系{{the_review_body}}，了解未获准的理由和重新注册的要求。您的职业资格证书不受影响。
{{/after_expiry}}
{{^before_expiry}}
{{^on_expiry}}
{{^after_expiry}}
您好！您的{{procedure_name}}申请未获批准，请联系{{the_review_body}}，针对未获准的理由补充、更正后重新申请。

{{#decided_on}}该决定于{{decided_on}}作出，{{/decided_on}}请以书面决定为准；如有异议，可依法申请行政复议或者提起行政诉讼。

在注册获准之前，请勿以注册安全工程师名义执业。您的职业资格证书不受影响。
{{/after_expiry}}
{{/on_expiry}}
{{/before_expiry}}
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

{{#before_expiry}}
您好！贵单位{{engineer}}的{{procedure_name}}申请未获批准，请协助尽快针对未获准的理由补充、更正后重新提交，最迟不晚于{{valid_until}}。

{{#decided_on}}该决定于{{decided_on}}作出，{{/decided_on}}请以书面决定为准；如有异议，可依法申请行政复议或者提起行政诉讼。

其中级注册安全工程师注册有效期至{{valid_until}}{{#time_left}}，还有{{time_left}}{{/time_left}}；期满后不能再办理延续注册或变更注册，只能申请重新注册。请预先考虑期满后的工作安排。
{{/before_expiry}}
{{#on_expiry}}
{{^expiry_is_day_off}}
您好！贵单位{{engineer}}的{{procedure_name}}申请未获批准，请协助在今天（{{valid_until}}）办公时间结束前针对未获准的理由补充、更正后重新提交。
{{/expiry_is_day_off}}
{{#expiry_is_day_off}}
您好！贵单位{{engineer}}的{{procedure_name}}申请未获批准，请协助在今天（{{valid_until}}，{{day_off_name}}）24时前登录注册管理系统，针对未获准的理由补充、更正后重新提交。
{{/expiry_is_day_off}}

{{#decided_on}}该决定于{{decided_on}}作出，{{/decided_on}}请以书面决定为准；如有异议，可依法申请行政复议或者提起行政诉讼。

今天是其注册有效期的最后一天；自明天起将只能申请重新注册，且在重新注册获准之前不得安排其以注册安全工程师名义执业。
{{/on_expiry}}
{{#after_expiry}}
您好！贵单位{{engineer}}的{{procedure_name}}申请未获批准，请不再安排其以注册安全工程师名义执业，直至重新注册获准。

{{#decided_on}}该决定于{{decided_on}}作出，{{/decided_on}}请以书面决定为准；如有异议，可依法申请行政复议或者提起行政诉讼。

其中级注册安全工程师注册已于{{valid_until}}期满，如需其继续执业，请协助申请重新注册，并核对贵单位注册安全工程师的配备是否仍符合要求。其职业资格证书不受影响。
{{/after_expiry}}
{{^before_expiry}}
{{^on_expiry}}
{{^after_expiry}}
您好！贵单位{{engineer}}的{{procedure_name}}申请未获批准，请协助针对未获准的理由补充、更正后重新申请。

{{#decided_on}}该决定于{{decided_on}}作出，{{/decided_on}}请以书面决定为准；如有异议，可依法申请行政复议或者提起行政诉讼。

在注册获准之前，请勿安排其以注册安全工程师名义执业。
{{/after_expiry}}
{{/on_expiry}}
{{/before_expiry}}
{{/employer}}
{{#administrator}}
请留意：{{engineer}}的{{procedure_name}}申请{{#decided_on}}于{{decided_on}}{{/decided_on}}未获批准{{#before_expiry}}，注册将于{{valid_until}}期满，期满前仍可重新提交{{/before_expiry}}{{#on_expiry}}，注册于{{valid_until}}（今天）期满，今天仍可重新提交{{/on_expiry}}{{#after_expiry}}，注册已于{{valid_until}}期满，只能申请重新注册{{/after_expiry}}。如已重新提交，请补录。
{{/administrator}}

{{> _late}}

{{#reason}}
- 未获准原因：{{reason}}
{{/reason}}
{{#decided_on}}
- 决定日期：{{decided_on}}
{{/decided_on}}
{{> _facts}}

"""#,
        "zh-CN/application.supplement_required.mustache": #"""
Subject: {{urgency}}{{#holder}}请补正{{procedure_name}}材料{{#of_renewal}}{{#before_expiry}}，注册{{valid_until}}期满{{/before_expiry}}{{/of_renewal}}{{#on_expiry}}，注册今天期满{{/on_expiry}}{{#after_expiry}}{{#of_renewal}}，注册已期满{{/of_renewal}}{{/after_expiry}}{{/holder}}{{#employer}}请补正{{procedure_name}}材料：{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！{{#on_expiry}}请在今天（{{valid_until}}{{#expiry_is_day_off}}，{{day_off_name}}{{/expiry_is_day_off}}）按照补正通知，补正{{procedure_name}}申请材料{{/on_expiry}}{{^on_expiry}}请按照补正通知，尽快补正{{procedure_name}}申请材料{{/on_expiry}}{{#before_expiry}}，并在{{valid_until}}注册期满前提交{{/before_expiry}}。

您的{{procedure_name}}申请{{#submitted_on}}（提交于{{submitted_on}}）{{/submitted_on}}{{#supplement_since}}自{{supplement_since}}起{{/supplement_since}}登记为待补正。{{#filed_early}}该申请在申请期开始（{{window_opens}}）之前提交，不计为本次延续注册申请：请向{{the_review_body}}确认是否仍予受理；需要延续注册的，请在申请期内（{{window_opens}}至{{valid_until}}）重新提交。{{/filed_early}}材料补正之前，审批一般不会继续。按照《行政许可法》第三十二条，行政机关应当当场或者在五日内一次告知需要补正的全部内容；未收到通知或者内容不明确的，请向{{the_review_body}}询问{{#review_body_contact}}（{{review_body_contact}}）{{/review_body_contact}}。

{{#after_expiry}}
{{#of_renewal}}
您的注册已于{{valid_until}}期满。在延续注册结果确认之前，请暂缓以注册安全工程师名义开展工作。
{{/of_renewal}}
{{^of_renewal}}
您的注册已于{{valid_until}}期满。在重新注册获准之前，请勿以注册安全工程师名义执业。
{{/of_renewal}}
{{/after_expiry}}
{{#on_expiry}}
今天是您的注册有效期的最后一天。{{#expiry_is_day_off}}今天是{{day_off_name}}，窗口不办公，请登录注册管理系统在网上补正。{{/expiry_is_day_off}}
{{/on_expiry}}

如您已补正，请告知{{contact}}{{^contact}}聘用单位的注册管理人员{{/contact}}。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！{{#on_expiry}}请协助{{engineer}}在今天（{{valid_until}}{{#expiry_is_day_off}}，{{day_off_name}}{{/expiry_is_day_off}}）按照补正通知，补正{{procedure_name}}申请材料{{/on_expiry}}{{^on_expiry}}请协助{{engineer}}按照补正通知，尽快补正{{procedure_name}}申请材料{{/on_expiry}}{{#before_expiry}}，并在{{valid_until}}注册期满前提交{{/before_expiry}}。

{{engineer}}的{{procedure_name}}申请{{#submitted_on}}（提交于{{submitted_on}}）{{/submitted_on}}{{#supplement_since}}自{{supplement_since}}起{{/supplement_since}}登记为待补正。{{#filed_early}}该申请在申请期开始（{{window_opens}}）之前提交，不计为本次延续注册申请：请向{{the_review_body}}确认是否仍予受理；需要延续注册的，请在申请期内（{{window_opens}}至{{valid_until}}）重新提交。{{/filed_early}}材料补正之前，审批一般不会继续。按照《行政许可法》第三十二条，行政机关应当当场或者在五日内一次告知需要补正的全部内容；未收到通知或者内容不明确的，请向{{the_review_body}}询问{{#review_body_contact}}（{{review_body_contact}}）{{/review_body_contact}}。需由单位提供的劳动合同、聘用文件等，请及时提供。

{{#after_expiry}}
{{#of_renewal}}
其注册已于{{valid_until}}期满。在延续注册结果确认之前，请暂缓安排其以注册安全工程师名义开展工作。
{{/of_renewal}}
{{^of_renewal}}
其注册已于{{valid_until}}期满。在重新注册获准之前，请勿安排其以注册安全工程师名义执业。
{{/of_renewal}}
{{/after_expiry}}
{{#on_expiry}}
今天是其注册有效期的最后一天。{{#expiry_is_day_off}}今天是{{day_off_name}}，窗口不办公，请登录注册管理系统在网上补正。{{/expiry_is_day_off}}
{{/on_expiry}}

如已补正，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}。
{{/employer}}

{{> _application_day_off}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/application.withdrawn.mustache": #"""
Subject: {{urgency}}{{#holder}}{{procedure_name}}申请已撤回{{/holder}}{{#employer}}{{procedure_name}}申请已撤回：{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！登记显示，您的{{procedure_name}}申请已于{{happened_on}}撤回；如仍需办理，请重新申请。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！登记显示，贵单位{{engineer}}的{{procedure_name}}申请已于{{happened_on}}撤回；如仍需办理，请重新申请。
{{/employer}}

{{> _late}}

{{> _plain}}

"""#,
        "zh-CN/credential.annotation_expiring.mustache": #"""
Subject: {{#holder}}电子证书加注{{#annotation_until}}{{#annotation_over}}已{{/annotation_over}}{{^annotation_over}}将{{/annotation_over}}于{{annotation_until}}{{/annotation_until}}{{^annotation_until}}即将{{/annotation_until}}到期{{/holder}}{{#employer}}贵单位电子证书加注{{#annotation_until}}{{#annotation_over}}已{{/annotation_over}}{{^annotation_over}}将{{/annotation_over}}于{{annotation_until}}{{/annotation_until}}{{^annotation_until}}即将{{/annotation_until}}到期{{/employer}}

{{#own}}
{{#addressee}}
{{addressee}}{{#holder}}同志{{/holder}}：

{{/addressee}}
您好！{{^annotation_over}}{{#annotation_until}}{{annotation_until}}之后{{/annotation_until}}{{^annotation_until}}到期后{{/annotation_until}}{{/annotation_over}}如仍需查看或下载电子证书，请重新加注。

{{you}}{{#purpose}}为“{{purpose}}”{{/purpose}}设置的电子证书加注{{#annotation_until}}有效期至{{annotation_until}}{{/annotation_until}}{{^annotation_until}}即将到期{{/annotation_until}}，{{^annotation_over}}逾期后{{/annotation_over}}{{#annotation_over}}现{{/annotation_over}}须重新加注方可查看和下载；每次加注的有效期一般不超过{{annotation_limit}}。如不再需要，可不办理；证书本身的效力不受影响。
{{/own}}

{{> _late}}

{{#annotation_until}}
- 加注有效期至：{{annotation_until}}
{{/annotation_until}}
{{#purpose}}
- 加注用途：{{purpose}}
{{/purpose}}
{{> _credential}}

"""#,
        "zh-CN/credential.date_corrected.mustache": #"""
Subject: {{urgency}}{{#holder}}您的电子证书有效期更正为{{valid_until}}{{/holder}}{{#employer}}{{#own}}{{#serial_tail}}证书尾号{{serial_tail}}{{/serial_tail}}{{^serial_tail}}电子证书{{/serial_tail}}有效期更正为{{valid_until}}{{/own}}{{^own}}电子证书有效期已更正{{#holder_name}}：{{holder_name}}{{/holder_name}}{{/own}}{{/employer}}{{#administrator}}{{#of_company}}单位电子证书{{#serial_tail}}（尾号{{serial_tail}}）{{/serial_tail}}有效期已更正{{/of_company}}{{^of_company}}电子证书有效期已更正{{#holder_name}}：{{holder_name}}{{/holder_name}}{{/of_company}}{{/administrator}}{{#relying_party}}电子证书有效期更正为{{valid_until}}{{/relying_party}}

{{#own}}
{{#addressee}}
{{addressee}}{{#holder}}同志{{/holder}}：

{{/addressee}}
您好！请以更正后的日期为准：{{you}}的电子证书有效期至{{valid_until}}，我们此前告知的{{told_until}}已不适用。给{{you}}带来不便，敬请谅解。

{{#back_in_force}}
按更正后的日期，该电子证书仍在有效期内，此前关于停止使用的提醒不再适用。
{{/back_in_force}}

{{#before_expiry}}
如仍需使用，请在该日期前完成电子证书续期。
{{/before_expiry}}
{{#on_expiry}}
按更正后的日期，今天是有效期的最后一天。如仍需使用，请于今天完成续期{{#expiry_is_day_off}}；今天是{{day_off_name}}，可以线上办理的，请通过线上渠道办理{{/expiry_is_day_off}}。
{{/on_expiry}}
{{#after_expiry}}
按更正后的日期，该电子证书已到期，请停止使用；如仍需使用，请重新申请。
{{/after_expiry}}
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
您好！请以更正后的日期为准：贵单位{{engineer}}的电子证书有效期至{{valid_until}}，我们此前告知的{{told_until}}已不适用。给贵单位带来不便，敬请谅解。

{{#back_in_force}}
按更正后的日期，该电子证书仍在有效期内，此前关于停止使用的提醒不再适用。
{{/back_in_force}}

{{#before_expiry}}
如仍需使用，请提醒其在该日期前完成电子证书续期。
{{/before_expiry}}
{{#on_expiry}}
按更正后的日期，今天是有效期的最后一天。如仍需使用，请提醒其于今天完成续期{{#expiry_is_day_off}}；今天是{{day_off_name}}，可以线上办理的，请通过线上渠道办理{{/expiry_is_day_off}}。
{{/on_expiry}}
{{#after_expiry}}
按更正后的日期，该电子证书已到期，请停止使用；如仍需使用，请提醒其重新申请。
{{/after_expiry}}
{{/own}}
{{/employer}}
{{#administrator}}
供参考：{{engineer}}的电子证书有效期已由{{told_until}}更正为{{valid_until}}。此前被告知{{told_until}}的，会另行收到更正。如更正有误，请改正登记信息。
{{/administrator}}
{{#relying_party}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
您好！请以更正后的日期为准：{{#serial}}序列号为{{serial}}的{{/serial}}{{^serial}}该{{/serial}}电子证书有效期至{{valid_until}}，我们此前告知的{{told_until}}已不适用。{{#back_in_force}}按更正后的日期，该电子证书仍在有效期内，此前关于停止接受的通知不再适用。{{/back_in_force}}{{#after_expiry}}按更正后的日期，该电子证书已到期，请勿再接受。{{/after_expiry}}
{{/relying_party}}

{{> _late}}

- 此前告知的有效期：{{told_until}}
{{> _credential}}

"""#,
        "zh-CN/credential.early_reminder.mustache": #"""
Subject: {{urgency}}{{#holder}}电子证书{{valid_until}}到期，请安排续期{{/holder}}{{#employer}}{{#own}}贵单位电子证书{{#serial_tail}}尾号{{serial_tail}}，{{/serial_tail}}{{valid_until}}到期{{^serial_tail}}，请安排续期{{/serial_tail}}{{/own}}{{^own}}电子证书{{valid_until}}到期{{#holder_name}}：{{holder_name}}{{/holder_name}}{{/own}}{{/employer}}

{{#own}}
{{#addressee}}
{{addressee}}{{#holder}}同志{{/holder}}：

{{/addressee}}
您好！请不晚于{{valid_until}}完成{{you}}电子证书的续期{{#time_left}}（截至{{as_of}}，剩余{{time_left}}）{{/time_left}}。

{{you}}的电子证书{{#serial_tail}}（序列号尾号{{serial_tail}}）{{/serial_tail}}有效期至{{valid_until}}。续期一般需要办理身份验证、提交申请材料，如需缴费，以当地标准为准，请预留时间；到期后不能再续期，须重新申请证书。

续期完成后，请及时安装新证书、核对证书信息，并妥善保管私钥。
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
您好！请提醒{{engineer}}不晚于{{valid_until}}完成电子证书续期{{#time_left}}（截至{{as_of}}，剩余{{time_left}}）{{/time_left}}。

贵单位{{engineer}}的电子证书有效期至{{valid_until}}。续期一般需要办理身份验证、提交申请材料，如需缴费，以当地标准为准；到期后不能再续期，须重新申请证书，其间在线交易和电子签名可能受到影响。
{{/own}}
{{/employer}}

{{> _late}}

{{#documents}}
- 需准备：{{documents}}
{{/documents}}
{{> _credential}}

"""#,
        "zh-CN/credential.expired.mustache": #"""
Subject: {{urgency}}{{#holder}}电子证书已于{{valid_until}}到期，请停用{{/holder}}{{#employer}}{{#own}}贵单位电子证书{{#serial_tail}}（尾号{{serial_tail}}）{{/serial_tail}}已到期，请停用{{/own}}{{^own}}电子证书已于{{valid_until}}到期{{#holder_name}}：{{holder_name}}{{/holder_name}}{{/own}}{{/employer}}{{#administrator}}{{#of_company}}单位电子证书{{#serial_tail}}（尾号{{serial_tail}}）{{/serial_tail}}已到期{{/of_company}}{{^of_company}}电子证书已于{{valid_until}}到期{{#holder_name}}：{{holder_name}}{{/holder_name}}{{/of_company}}{{/administrator}}

{{#own}}
{{#addressee}}
{{addressee}}{{#holder}}同志{{/holder}}：

{{/addressee}}
{{#renewal_filed}}
您好！请停止使用{{you}}已过期的电子证书，并向{{service_center}}{{^service_center}}证书服务中心{{/service_center}}{{#hotline}}或客服（{{hotline}}）{{/hotline}}查询续期进度。

{{you}}的电子证书{{#serial_tail}}（序列号尾号{{serial_tail}}）{{/serial_tail}}已于{{valid_until}}到期；截至{{as_of}}，登记的续期仍在办理。取得新证书后，请及时安装并妥善保管私钥；续期不能办结的，须重新申请。
{{/renewal_filed}}
{{^renewal_filed}}
您好！请停止使用{{you}}已过期的电子证书；如仍需使用，请尽快重新申请。

{{you}}的电子证书{{#serial_tail}}（序列号尾号{{serial_tail}}）{{/serial_tail}}已于{{valid_until}}到期，不能再续期。重新申请一般需要办理身份验证、提交申请材料，如需缴费，以当地标准为准；取得新证书后，请及时安装并妥善保管私钥。
{{/renewal_filed}}

{{> _registration}}
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
{{#renewal_filed}}
您好！请停止使用{{engineer}}已过期的电子证书，并提醒其向{{service_center}}{{^service_center}}证书服务中心{{/service_center}}{{#hotline}}或客服（{{hotline}}）{{/hotline}}查询续期进度。

贵单位{{engineer}}的电子证书已于{{valid_until}}到期；截至{{as_of}}，登记的续期仍在办理。取得新证书之前，在线交易可能无法完成，电子签名可能无法通过；续期不能办结的，须重新申请。
{{/renewal_filed}}
{{^renewal_filed}}
您好！请停止使用{{engineer}}已过期的电子证书；如仍需使用，请提醒其尽快重新申请。

贵单位{{engineer}}的电子证书已于{{valid_until}}到期，不能再续期。取得新证书之前，在线交易可能无法完成，电子签名可能无法通过。
{{/renewal_filed}}

{{> _registration}}
{{/own}}
{{/employer}}
{{#administrator}}
请核实：{{engineer}}的电子证书已于{{valid_until}}到期，{{#renewal_filed}}登记的续期尚未办结。如已办结，请补录。{{/renewal_filed}}{{^renewal_filed}}本提醒系统未登记续期。如已续期或重新申请，请更正登记信息。{{/renewal_filed}}
{{/administrator}}

{{> _late}}

{{^administrator}}
{{#documents}}
- 需准备：{{documents}}
{{/documents}}
{{/administrator}}
{{> _credential}}

"""#,
        "zh-CN/credential.expires_today.mustache": #"""
Subject: {{urgency}}{{#holder}}电子证书今天（{{valid_until}}）到期{{/holder}}{{#employer}}{{#own}}贵单位电子证书{{#serial_tail}}（尾号{{serial_tail}}）{{/serial_tail}}今天到期{{/own}}{{^own}}电子证书今天到期{{#holder_name}}：{{holder_name}}{{/holder_name}}{{^holder_name}}（{{valid_until}}）{{/holder_name}}{{/own}}{{/employer}}{{#administrator}}{{#of_company}}单位电子证书{{#serial_tail}}（尾号{{serial_tail}}）{{/serial_tail}}今天到期{{/of_company}}{{^of_company}}电子证书今天到期{{#holder_name}}：{{holder_name}}{{/holder_name}}{{^holder_name}}（{{valid_until}}）{{/holder_name}}{{/of_company}}{{/administrator}}

{{#own}}
{{#addressee}}
{{addressee}}{{#holder}}同志{{/holder}}：

{{/addressee}}
您好！请在今天（{{valid_until}}）完成{{you}}电子证书的续期。

今天是{{you}}的电子证书{{#serial_tail}}（序列号尾号{{serial_tail}}）{{/serial_tail}}有效期的最后一天，本提醒系统尚未登记续期；如已办理，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}，并忽略本提醒。

自明天起，在线交易可能无法完成，电子签名可能无法通过，且不能再续期，须重新申请证书。
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
您好！请提醒{{engineer}}在今天（{{valid_until}}）完成电子证书续期。

今天是贵单位{{engineer}}的电子证书有效期的最后一天，本提醒系统尚未登记续期；如已办理，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}，并忽略本提醒。

自明天起，在线交易可能无法完成，电子签名可能无法通过，且不能再续期，须重新申请证书。
{{/own}}
{{/employer}}
{{#administrator}}
请今天核实：{{engineer}}的电子证书于{{valid_until}}到期，本提醒系统尚未登记续期。如已办理，请立即补录。
{{/administrator}}

{{^administrator}}
{{> _certificate_day_off}}
{{/administrator}}

{{> _late}}

{{^administrator}}
{{#documents}}
- 需准备：{{documents}}
{{/documents}}
{{/administrator}}
{{> _credential}}

"""#,
        "zh-CN/credential.issued.mustache": #"""
Subject: {{urgency}}{{#holder}}电子证书已签发{{/holder}}{{#employer}}电子证书已签发：{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！登记显示，您的电子证书已于{{happened_on}}签发。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！登记显示，{{#own}}贵单位{{/own}}{{^own}}贵单位{{engineer}}{{/own}}的电子证书已于{{happened_on}}签发。
{{/employer}}

{{> _late}}

{{> _credential}}

"""#,
        "zh-CN/credential.key_care.mustache": #"""
Subject: {{#holder}}请妥善保管电子证书的私钥和密码{{/holder}}{{#employer}}请妥善保管贵单位电子证书的私钥和密码{{/employer}}

{{#own}}
{{#addressee}}
{{addressee}}{{#holder}}同志{{/holder}}：

{{/addressee}}
您好！请妥善保管{{you}}电子证书的私钥，勿向无关人员透露密码；首次登录或重置后尚未修改密码的，请立即修改。

这是一年一次的安全提示，目前无需办理手续。如发现私钥可能泄露、证书遗失，或证书上的身份信息发生变化，请立即停止使用并办理挂失。
{{/own}}

{{> _late}}

{{> _credential}}

"""#,
        "zh-CN/credential.key_compromised.mustache": #"""
Subject: {{urgency}}{{#holder}}请立即停用并挂失您的电子证书{{/holder}}{{#employer}}{{#own}}请立即停用并挂失贵单位电子证书{{#serial_tail}}（尾号{{serial_tail}}）{{/serial_tail}}{{/own}}{{^own}}请立即停用并挂失电子证书{{#holder_name}}：{{holder_name}}{{/holder_name}}{{/own}}{{/employer}}{{#administrator}}{{#of_company}}单位电子证书{{#serial_tail}}（尾号{{serial_tail}}）{{/serial_tail}}待挂失{{/of_company}}{{^of_company}}电子证书待挂失{{#holder_name}}：{{holder_name}}{{/holder_name}}{{/of_company}}{{/administrator}}

{{#own}}
{{#addressee}}
{{addressee}}{{#holder}}同志{{/holder}}：

{{/addressee}}
您好！请立即停止使用{{you}}的电子证书，{{#loss_submitted}}并跟进已提交的挂失申请，直至办结{{/loss_submitted}}{{^loss_submitted}}并通过官网、客服电话{{#hotline}}（{{hotline}}）{{/hotline}}或服务中心办理挂失{{/loss_submitted}}。

登记显示，{{you}}的电子证书{{#serial_tail}}（序列号尾号{{serial_tail}}）{{/serial_tail}}的私钥可能已经泄露{{#compromised_on}}（{{compromised_on}}）{{/compromised_on}}。在挂失办结之前，该证书仍然有效，他人可能冒用{{you}}的名义进行在线交易或电子签名。

挂失一经办结，原证书立即作废，不能恢复；补办可能需要较长时间，如需缴费，以当地标准为准。如上述情况不属实，请立即告知{{contact}}{{^contact}}注册管理人员{{/contact}}。
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
您好！请立即停止在贵单位业务中使用{{engineer}}的电子证书，并提醒其{{#loss_submitted}}跟进已提交的挂失申请，直至办结{{/loss_submitted}}{{^loss_submitted}}通过官网、客服电话{{#hotline}}（{{hotline}}）{{/hotline}}或服务中心办理挂失{{/loss_submitted}}。

登记显示，贵单位{{engineer}}的电子证书私钥可能已经泄露{{#compromised_on}}（{{compromised_on}}）{{/compromised_on}}。在挂失办结之前，该证书仍然有效，他人可能冒用；挂失一经办结，原证书立即作废，不能恢复。请同时检查近期使用该证书办理的在线交易和电子签名。
{{/own}}
{{/employer}}
{{#administrator}}
请立即核实：登记显示，{{engineer}}的电子证书私钥可能已经泄露{{#compromised_on}}（{{compromised_on}}）{{/compromised_on}}，{{#loss_submitted}}挂失申请已提交，尚未办结{{/loss_submitted}}{{^loss_submitted}}尚未登记挂失{{/loss_submitted}}。如挂失已经办结，请立即补录。
{{/administrator}}

{{> _late}}

{{> _credential}}

"""#,
        "zh-CN/credential.last_call.mustache": #"""
Subject: {{urgency}}{{#holder}}电子证书{{valid_until}}到期{{#time_left}}，剩余{{time_left}}{{/time_left}}{{/holder}}{{#employer}}{{#own}}贵单位电子证书{{#serial_tail}}（尾号{{serial_tail}}）{{/serial_tail}}{{#time_left}}还有{{time_left}}到期{{/time_left}}{{^time_left}}将到期{{/time_left}}{{/own}}{{^own}}电子证书{{valid_until}}到期{{#holder_name}}：{{holder_name}}{{/holder_name}}{{/own}}{{/employer}}{{#administrator}}{{#of_company}}单位电子证书{{#serial_tail}}尾号{{serial_tail}}，{{/serial_tail}}{{valid_until}}到期{{/of_company}}{{^of_company}}电子证书{{valid_until}}到期{{#holder_name}}：{{holder_name}}{{/holder_name}}{{/of_company}}{{/administrator}}

{{#own}}
{{#addressee}}
{{addressee}}{{#holder}}同志{{/holder}}：

{{/addressee}}
您好！请尽快办理{{you}}电子证书的续期，不晚于{{valid_until}}完成。

{{you}}的电子证书{{#serial_tail}}（序列号尾号{{serial_tail}}）{{/serial_tail}}将于{{valid_until}}到期。截至{{as_of}}，本提醒系统尚未登记续期；如已办理，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}，并忽略本提醒。续期一般需要办理身份验证、提交申请材料，如需缴费，以当地标准为准。

到期后在线交易可能无法完成，电子签名可能无法通过，且不能再续期，须重新申请证书。
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
您好！请提醒{{engineer}}尽快办理电子证书续期，不晚于{{valid_until}}完成。

贵单位{{engineer}}的电子证书将于{{valid_until}}到期。截至{{as_of}}，本提醒系统尚未登记续期；如已办理，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}，并忽略本提醒。

到期后在线交易可能无法完成，电子签名可能无法通过，且不能再续期，须重新申请证书；请预先安排需要使用该证书的工作。
{{/own}}
{{/employer}}
{{#administrator}}
请核实：{{engineer}}的电子证书将于{{valid_until}}到期{{#time_left}}（截至{{as_of}}，剩余{{time_left}}）{{/time_left}}，本提醒系统尚未登记续期。如已办理，请尽快补录。
{{/administrator}}

{{^administrator}}
{{> _certificate_day_off}}
{{/administrator}}

{{> _late}}

{{^administrator}}
{{#documents}}
- 需准备：{{documents}}
{{/documents}}
{{/administrator}}
{{> _credential}}

"""#,
        "zh-CN/credential.renewed.mustache": #"""
Subject: {{urgency}}{{#holder}}电子证书已续期{{/holder}}{{#employer}}电子证书已续期：{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！登记显示，您的电子证书已于{{happened_on}}完成续期；以下有效期和序列号为原证书的。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！登记显示，{{#own}}贵单位{{/own}}{{^own}}贵单位{{engineer}}{{/own}}的电子证书已于{{happened_on}}完成续期；以下有效期和序列号为原证书的。
{{/employer}}

{{> _late}}

{{> _credential}}

"""#,
        "zh-CN/credential.status_changed.mustache": #"""
Subject: {{#relying_party}}{{urgency}}电子证书{{#status_expired}}已过期{{/status_expired}}{{#status_void}}已作废{{/status_void}}{{#status_superseded}}已被取代{{/status_superseded}}{{^status_expired}}{{^status_void}}{{^status_superseded}}状态已变更{{/status_superseded}}{{/status_void}}{{/status_expired}}，请停止接受{{#serial_tail}}：尾号{{serial_tail}}{{/serial_tail}}{{/relying_party}}

{{#relying_party}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
您好！请立即停止接受{{#serial}}序列号为{{serial}}的{{/serial}}{{^serial}}该{{/serial}}电子证书用于在线交易或电子签名，并更新本地缓存。

{{#status_expired}}
该证书的有效期已经届满{{#effective_on}}，自{{effective_on}}起为过期状态{{/effective_on}}。
{{/status_expired}}
{{#status_void}}
该证书{{#effective_on}}已于{{effective_on}}{{/effective_on}}{{^effective_on}}已{{/effective_on}}作废，不能恢复使用。
{{/status_void}}
{{#status_superseded}}
该证书{{#effective_on}}已于{{effective_on}}{{/effective_on}}{{^effective_on}}已{{/effective_on}}被新证书取代，请以持证人出示的新证书为准。
{{/status_superseded}}
{{^status_expired}}
{{^status_void}}
{{^status_superseded}}
该证书的状态{{#effective_on}}自{{effective_on}}起{{/effective_on}}已变更{{#status}}为“{{status}}”{{/status}}。
{{/status_superseded}}
{{/status_void}}
{{/status_expired}}
{{/relying_party}}

{{> _late}}

{{#status}}
- 证书状态：{{status}}
{{/status}}
{{#effective_on}}
- 状态日期：{{effective_on}}
{{/effective_on}}
{{#valid_until}}
- {{#status_expired}}有效期至{{/status_expired}}{{^status_expired}}原定有效期至{{/status_expired}}：{{valid_until}}
{{/valid_until}}
{{> _void}}

"""#,
        "zh-CN/credential.update_required.mustache": #"""
Subject: {{#holder}}续期已完成，请安装新的电子证书{{/holder}}{{#employer}}贵单位电子证书续期已完成，请安装新证书{{/employer}}

{{#own}}
{{#addressee}}
{{addressee}}{{#holder}}同志{{/holder}}：

{{/addressee}}
您好！请尽快安装新的电子证书，安装后告知{{contact}}{{^contact}}注册管理人员{{/contact}}。

{{you}}的电子证书续期已完成，新证书{{#renewed_on}}已于{{renewed_on}}{{/renewed_on}}{{^renewed_on}}已{{/renewed_on}}签发，本提醒系统尚未登记安装确认。请核对新证书上的信息，并确保私钥未被泄露。

登记安装确认后，不再发送此类提醒。
{{/own}}

{{> _late}}

{{#renewed_on}}
- 新证书签发：{{renewed_on}}
{{/renewed_on}}
{{> _credential}}

"""#,
        "zh-CN/credential.voided.mustache": #"""
Subject: {{urgency}}{{#holder}}您的电子证书已作废，请勿再使用{{/holder}}{{#employer}}{{#own}}贵单位电子证书{{#serial_tail}}（尾号{{serial_tail}}）{{/serial_tail}}已作废，请勿再使用{{/own}}{{^own}}电子证书已作废，请勿再使用{{#holder_name}}：{{holder_name}}{{/holder_name}}{{/own}}{{/employer}}{{#administrator}}{{#of_company}}单位电子证书{{#serial_tail}}（尾号{{serial_tail}}）{{/serial_tail}}已作废{{/of_company}}{{^of_company}}电子证书已作废{{#holder_name}}：{{holder_name}}{{/holder_name}}{{/of_company}}{{/administrator}}

{{#own}}
{{#addressee}}
{{addressee}}{{#holder}}同志{{/holder}}：

{{/addressee}}
您好！{{you}}的电子证书已作废，请勿再使用；如仍需使用，请向{{service_center}}{{^service_center}}证书服务中心{{/service_center}}申请{{#after_expiry}}新证书{{/after_expiry}}{{^after_expiry}}补办{{/after_expiry}}。

{{#loss_completed}}挂失已{{#completed_on}}于{{completed_on}}{{/completed_on}}办结，原证书{{#serial_tail}}（序列号尾号{{serial_tail}}）{{/serial_tail}}即时作废，不能恢复；即使之后找到，也不能再使用。{{/loss_completed}}{{^loss_completed}}登记显示，该证书{{#serial_tail}}（序列号尾号{{serial_tail}}）{{/serial_tail}}已{{#completed_on}}于{{completed_on}}{{/completed_on}}作废，不能恢复使用。{{/loss_completed}}申请时如需缴费，以当地标准为准。

{{> _registration}}
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
您好！贵单位{{engineer}}的电子证书已作废，请勿再使用；如仍需使用，请提醒其向{{service_center}}{{^service_center}}证书服务中心{{/service_center}}申请{{#after_expiry}}新证书{{/after_expiry}}{{^after_expiry}}补办{{/after_expiry}}。

{{#loss_completed}}挂失已{{#completed_on}}于{{completed_on}}{{/completed_on}}办结，原证书即时作废，不能恢复使用。{{/loss_completed}}{{^loss_completed}}登记显示，该证书已{{#completed_on}}于{{completed_on}}{{/completed_on}}作废，不能恢复使用。{{/loss_completed}}

{{> _registration}}
{{/own}}
{{/employer}}
{{#administrator}}
请留意：{{engineer}}的电子证书{{#completed_on}}已于{{completed_on}}{{/completed_on}}{{^completed_on}}已{{/completed_on}}{{#loss_completed}}挂失{{/loss_completed}}作废，不再发送该证书的到期提醒。如登记有误，请立即核实。
{{/administrator}}

{{> _late}}

{{#completed_on}}
- 作废日期：{{completed_on}}
{{/completed_on}}
{{#valid_until}}
- {{#status_expired}}有效期至{{/status_expired}}{{^status_expired}}原定有效期至{{/status_expired}}：{{valid_until}}
{{/valid_until}}
{{> _void}}

"""#,
        "zh-CN/credential_application.action_required.mustache": #"""
Subject: {{#holder}}电子证书申领{{#was_refused}}审核未通过，请补正材料{{/was_refused}}{{^was_refused}}{{#review_passed}}审核已通过，请办理下一步{{/review_passed}}{{^review_passed}}{{#step}}第{{step}}步{{/step}}待您办理{{#step_name}}：{{step_name}}{{/step_name}}{{/review_passed}}{{/was_refused}}{{/holder}}

{{#holder}}
{{#addressee}}
{{addressee}}同志：

{{/addressee}}
{{#was_refused}}
您好！您的电子证书申领未通过资格审核{{#reason}}，原因为“{{reason}}”{{/reason}}。请按审核意见补正材料后重新提交。
{{/was_refused}}
{{^was_refused}}
{{#review_passed}}
您好！您的电子证书申领已通过资格审核{{#application_no}}，申请编号为{{application_no}}{{/application_no}}。请办理下一步：如需缴纳申请费用，请按当地标准缴费，之后开始制作证书。
{{/review_passed}}
{{^review_passed}}
您好！您的电子证书申领进行到{{#step}}第{{step}}步{{/step}}{{#step_name}}“{{step_name}}”{{/step_name}}，请尽快完成下列事项，申领才能继续。
{{/review_passed}}
{{/was_refused}}

{{^review_passed}}请保证所提交的材料真实、完整。{{#fee_due}}本步骤如需缴费，以当地标准为准。{{/fee_due}}{{/review_passed}}如已办理，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}，并忽略本提醒。
{{/holder}}

{{> _late}}

{{#reason}}
- 审核未通过的原因：{{reason}}
{{/reason}}
{{#todo}}
- 待完成：{{item}}
{{/todo}}
{{#application_no}}
- 申请编号：{{application_no}}
{{/application_no}}
{{#credential_url}}
- 办理网址：{{credential_url}}
{{/credential_url}}
{{> _plain}}

"""#,
        "zh-CN/credential_application.progressed.mustache": #"""
Subject: {{#holder}}电子证书申领：{{#exam_failed}}考试未通过，可重新报名{{/exam_failed}}{{#exam_passed}}考试已通过，进入资格审核{{/exam_passed}}{{#is_issued}}证书已制作完成{{/is_issued}}{{#is_delivered}}证书已送达，请核对{{/is_delivered}}{{#review_passed}}审核已通过{{/review_passed}}{{^exam_failed}}{{^exam_passed}}{{^is_issued}}{{^is_delivered}}{{^review_passed}}{{step_name}}{{/review_passed}}{{/is_delivered}}{{/is_issued}}{{/exam_passed}}{{/exam_failed}}{{/holder}}

{{#holder}}
{{#addressee}}
{{addressee}}同志：

{{/addressee}}
{{#exam_failed}}
您好！登记显示，您的考试未通过。如需继续申领电子证书，可重新报名参加考试；届时从在线注册并报名开始，不必重新提交已提交的材料。
{{/exam_failed}}
{{#is_delivered}}
您好！登记显示，您的电子证书已送达，申领办结。请核对证书信息，妥善保管私钥；如未收到，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}。
{{/is_delivered}}
{{#review_passed}}
您好！您的电子证书申领已通过资格审核{{#application_no}}，申请编号为{{application_no}}，查询时请使用该编号{{/application_no}}。后续办理以当地规定为准；需要您办理时，另行通知。
{{/review_passed}}
{{^exam_failed}}
{{^is_delivered}}
{{^review_passed}}
您好！目前无需您办理手续，您的电子证书申领已进入第{{step}}步“{{step_name}}”{{#next_step}}。接下来：{{next_step}}{{/next_step}}。

申领一般共六个步骤，具体办理以当地规定为准；需要您办理时，另行通知。{{#application_no}}申请编号见下，查询时请使用该编号。{{/application_no}}
{{/review_passed}}
{{/is_delivered}}
{{/exam_failed}}
{{/holder}}

{{> _late}}

{{#application_no}}
- 申请编号：{{application_no}}
{{/application_no}}
{{#credential_url}}
- 办理网址：{{credential_url}}
{{/credential_url}}
{{> _plain}}

"""#,
        "zh-CN/data.contact_missing.mustache": #"""
Subject: {{urgency}}{{#administrator}}缺少本人联系方式：{{record_short}}{{/administrator}}

{{#administrator}}
请尽快补录{{engineer}}的联系方式（记录{{record_id}}）。在补录之前，本人收不到任何邮件提醒。

该记录没有可用的本人邮箱地址，请向本人或聘用单位{{#employer_name}}（{{employer_name}}）{{/employer_name}}核实后补录。
{{/administrator}}

{{> _late}}

{{> _plain}}

"""#,
        "zh-CN/data.date_mismatch.mustache": #"""
Subject: {{urgency}}{{#administrator}}登记的有效期前后不一致：{{record_short}}{{/administrator}}

{{#administrator}}
请尽快核对记录{{record_id}}的日期。在更正之前，提醒以登记的证书所载日期{{#valid_until}}（{{valid_until}}）{{/valid_until}}为准。

该记录（{{engineer}}）登记的证书所载截止日期，与登记的起始日期和期限不相符。请对照证书，更正有误的一项。
{{/administrator}}

{{> _late}}

{{> _plain}}

"""#,
        "zh-CN/data.missing_expiry.mustache": #"""
Subject: {{urgency}}{{#administrator}}缺少有效期，无法提醒：{{record_short}}{{/administrator}}

{{#administrator}}
请尽快补录记录{{record_id}}的有效期。在补录之前，无法就该记录提醒任何人。

该记录（{{engineer}}）没有有效期截止日期，已登记的内容也不足以推算。请按证书所载日期补录。
{{/administrator}}

{{> _late}}

{{> _plain}}

"""#,
        "zh-CN/data.review_body_missing.mustache": #"""
Subject: {{urgency}}{{#administrator}}缺少注册初审机构：{{record_short}}{{/administrator}}

{{#administrator}}
请尽快补录记录{{record_id}}的注册初审机构。在补录之前，发出的通知无法写明向哪个机构办理。

该记录（{{engineer}}）没有登记注册初审机构。提醒照常发送，但收件人需要自行查询受理机构。
{{/administrator}}

{{> _late}}

{{> _plain}}

"""#,
        "zh-CN/delivery.failed.mustache": #"""
Subject: {{urgency}}{{#administrator}}{{#bounced}}提醒被退回{{/bounced}}{{^bounced}}提醒未能送达{{/bounced}}{{#recipient_short}}：{{recipient_short}}{{/recipient_short}}{{/administrator}}

{{#administrator}}
{{#waits}}
请尽快检查发送渠道{{channel}}。一封紧急提醒在等待该渠道，尚未送达。

{{#notice_title}}提醒“{{notice_title}}”{{/notice_title}}{{^notice_title}}该提醒{{/notice_title}}在渠道恢复后自动发出；期间已通过备用渠道告知本人的，不再重复发送。
{{/waits}}
{{#bounced}}
请尽快核对{{recipient_masked}}{{^recipient_masked}}收件人{{/recipient_masked}}的联系方式，一封提醒被退回，对方没有收到。

{{#notice_title}}提醒“{{notice_title}}”{{/notice_title}}{{^notice_title}}该提醒{{/notice_title}}发出时对方服务器已接收，随后退信，不再自动重发。联系方式如有误，请在登记信息中更正，仍然适用的提醒会发往新的地址；如无误，请待对方邮箱恢复后用 renewald outbox retry 重新发送。
{{#suppressed}}

该邮箱已多次退信，系统暂停向其发送提醒。邮箱恢复正常的，请用 renewald unmute 恢复发送；更正为新的邮箱后，直接发往新的邮箱。
{{/suppressed}}
{{/bounced}}
{{#given_up}}
请尽快核对{{recipient_masked}}{{^recipient_masked}}收件人{{/recipient_masked}}的联系方式，一封提醒未能送达。

{{#notice_title}}提醒“{{notice_title}}”{{/notice_title}}{{^notice_title}}该提醒{{/notice_title}}{{#attempts}}经{{attempts}}次尝试{{/attempts}}仍未送达，不再自动重试。联系方式如有误，请在登记信息中更正，仍然适用的提醒会发往新的地址；如无误，请排除故障后用 renewald outbox retry 重新发送。
{{/given_up}}
{{#alike}}

经该渠道未能送达的提醒另有{{alike}}条，不再逐一通知，可用 renewald outbox list 查看。
{{/alike}}
{{/administrator}}

{{> _late}}

{{#recipient_masked}}
- 收件人：{{recipient_masked}}
{{/recipient_masked}}
{{#channel}}
- 发送渠道：{{channel}}
{{/channel}}
{{#attempts}}
- 尝试次数：{{attempts}}
{{/attempts}}
{{#error_class}}
- 错误类别：{{error_class}}
{{/error_class}}
{{> _plain}}

"""#,
        "zh-CN/employer.digest.mustache": #"""
Subject: {{urgency}}{{#employer}}注册到期汇总（{{digest_day}}）{{#headline}}：{{headline}}{{/headline}}{{/employer}}

{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！{{#asks_to_act}}请按下列名单协助有关人员及时办理，并备齐劳动合同或聘用文件等材料。{{/asks_to_act}}{{^asks_to_act}}请查阅下列情况，并更新单位的人员档案。{{/asks_to_act}}以下为截至{{as_of}}的情况{{#new_count}}，其中新增{{new_count}}项{{/new_count}}。

{{#employers}}
{{#several_employers}}
【{{employer_name}}{{^employer_name}}未登记名称的单位{{/employer_name}}】

{{/several_employers}}
- 注册安全工程师：{{total}}名{{#has_declined}}（不含表示不再继续执业的）{{/has_declined}}
- 注册已过期：{{overdue}}名
- 一年内到期：{{within_year}}名{{#has_quarter}}（其中三个月内{{within_quarter}}名）{{/has_quarter}}
- 申请审批中：{{pending}}名

{{#has_overdue}}
注册已过期，重新注册获准前不得执业。请停止安排下列人员以注册安全工程师名义执业；如需继续执业，请协助申请重新注册，已经申请的请等待结果。

{{#overdue_lines}}
- {{label}}：{{text}}
{{/overdue_lines}}

{{/has_overdue}}
{{#has_quarter}}
三个月内到期。请尽快协助办理，延续注册申请最迟不晚于各自的有效期截止日提交。

{{#quarter_lines}}
- {{label}}：{{text}}
{{/quarter_lines}}

{{/has_quarter}}
{{#has_new}}
其他新增事项。

{{#new_lines}}
- {{label}}：{{text}}
{{/new_lines}}

{{/has_new}}
{{#has_pending}}
申请正在审批。如收到补正通知，请协助及时补正；有效期已过而结果未定的，在结果确定前请暂缓安排以注册安全工程师名义开展工作。

{{#pending_lines}}
- {{label}}：{{text}}
{{/pending_lines}}

{{/has_pending}}
{{#has_credentials}}
电子证书临近到期、已过期或已作废。

{{#credential_lines}}
- {{label}}：{{text}}
{{/credential_lines}}

{{/has_credentials}}
{{#has_year}}
一年内到期。请着手准备材料，并尽早提出延续注册申请。

{{#year_lines}}
- {{label}}：{{text}}
{{/year_lines}}

{{/has_year}}
{{#has_declined}}
本人表示不再继续执业。不必办理延续注册；有效期届满后，请勿再安排其以注册安全工程师名义执业。

{{#declined_lines}}
- {{label}}：{{text}}
{{/declined_lines}}

{{/has_declined}}
{{#has_more}}
名单较长，另有{{more_count}}项未列出{{#contact}}，可向{{contact}}索取{{/contact}}。

{{/has_more}}
{{/employers}}
延续注册须在有效期内提出，期满后只能申请重新注册；聘用单位或注册类别拟变更的，请先办理变更注册。{{#has_certificates}}电子证书请在到期前办理续期；已过期或已作废的，请勿再使用。{{/has_certificates}}如有人员不再继续执业或已离职，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}，以便更正登记信息。

{{#system_url}}
- 办理网址：{{system_url}}
{{/system_url}}
{{#contact}}
- 对本提醒有疑问，请联系：{{contact}}
{{/contact}}
{{/employer}}

"""#,
        "zh-CN/employer.renamed.mustache": #"""
Subject: {{urgency}}{{#holder}}聘用单位更名，请申请变更注册{{/holder}}{{#employer}}贵单位更名，请协助变更注册：{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！您的聘用单位已更名，请及时向{{the_review_body}}申请变更注册{{#valid_until}}，且不得迟于{{valid_until}}{{/valid_until}}。

{{#new_value}}登记显示，聘用单位已{{#old_value}}由“{{old_value}}”{{/old_value}}更名为“{{new_value}}”。{{/new_value}}请向聘用单位索取更名证明材料。变更注册不改变您的注册有效期；如临近期满，请先向注册初审机构询问变更注册与延续注册的办理顺序。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！贵单位已更名，请准备更名证明材料，协助{{engineer}}及时申请变更注册{{#valid_until}}，且不得迟于{{valid_until}}{{/valid_until}}。

{{#new_value}}登记显示，单位名称已{{#old_value}}由“{{old_value}}”{{/old_value}}变更为“{{new_value}}”。{{/new_value}}变更注册不改变其注册有效期；如临近期满，请先向{{the_review_body}}询问变更注册与延续注册的办理顺序。
{{/employer}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/loss.confirmation_needed.mustache": #"""
Subject: {{#holder}}您的挂失申请尚未提交，请确认是否办理{{/holder}}{{#employer}}贵单位的挂失申请尚未提交，请确认是否办理{{/employer}}

{{#own}}
{{#addressee}}
{{addressee}}{{#holder}}同志{{/holder}}：

{{/addressee}}
您好！请尽快确认是否挂失：确需挂失的，请立即提交申请；已找到证书或不需要挂失的，请撤销申请。

{{you}}的电子证书挂失申请{{#drafted_on}}（{{drafted_on}}填写）{{/drafted_on}}尚未提交。在挂失办结之前，原证书仍然有效，他人仍可能冒用。

挂失一经办结，原证书{{#serial_tail}}（序列号尾号{{serial_tail}}）{{/serial_tail}}立即作废，不能恢复；补办可能需要较长时间，如需缴费，以当地标准为准。
{{/own}}

{{> _late}}

{{#drafted_on}}
- 申请填写：{{drafted_on}}
{{/drafted_on}}
{{> _credential}}

"""#,
        "zh-CN/office.sending_held.mustache": #"""
Subject: {{urgency}}{{#administrator}}{{#all_held}}提醒全部暂停{{/all_held}}{{^all_held}}部分提醒暂停{{/all_held}}：{{hold_title}}{{/administrator}}

{{#administrator}}
请尽快核对。自{{held_since}}起，{{#all_held}}所有提醒均已暂停发送{{/all_held}}{{^all_held}}部分提醒已暂停发送{{/all_held}}，目前有{{waiting}}条待发送。{{#all_held}}除本通知外，恢复之前不会再发出任何提醒。{{/all_held}}{{^all_held}}其余提醒照常发出。{{/all_held}}

{{#hold_lines}}
- {{label}}：{{text}}
{{/hold_lines}}

待发送的内容可用 renewald outbox list 查看，不应发送的用 renewald outbox cancel 取消。确认无误后，请在服务器上运行 {{release_command}} 恢复发送。

{{> _late}}

- 信息截至：{{as_of}}
{{#contact}}
- 对本提醒有疑问，请联系：{{contact}}
{{/contact}}
{{/administrator}}

"""#,
        "zh-CN/qualification.collection_closing.mustache": #"""
Subject: {{#holder}}{{urgency}}职业资格证书尚未领取{{#collect_to}}，截止{{collect_to}}{{/collect_to}}{{/holder}}

{{#holder}}
{{#addressee}}
{{addressee}}同志：

{{/addressee}}
您好！请尽快领取您的职业资格证书{{#collect_to}}，最迟不晚于{{collect_to}}{{/collect_to}}。

{{^collection_over}}{{#collect_from}}证书自{{collect_from}}起可以领取。{{/collect_from}}{{/collection_over}}截至{{as_of}}，本提醒系统尚未登记您已领取；如已领取，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}，并忽略本提醒。{{#collected_on_site}}领取方式为现场领取，请携带有效身份证件。{{/collected_on_site}}{{#collected_by_mail}}领取方式为邮寄，请确认收件地址。{{/collected_by_mail}}{{#collection_over}}公布的领取时间已过，如何领取，请向{{exam_center}}{{^exam_center}}当地人事考试中心{{/exam_center}}询问。{{/collection_over}}{{^collection_over}}如不能按时领取，请提前向{{exam_center}}{{^exam_center}}当地人事考试中心{{/exam_center}}询问。{{/collection_over}}

{{#has_electronic}}
电子证书与纸质证书具有同等法律效力。有电子证书的，纸质证书遗失后一般不再补发，请妥善保管。
{{/has_electronic}}
{{/holder}}

{{> _late}}

{{#collect_to}}
- 截止日期：{{collect_to}}
{{/collect_to}}
{{#methods}}
- 领取方式：{{methods}}
{{/methods}}
{{#exam_center}}
- 发放机构：{{exam_center}}
{{/exam_center}}
{{#exam_url}}
- 领取通知：{{exam_url}}
{{/exam_url}}
{{#lookup_hint}}
- 证书查询：{{lookup_hint}}
{{/lookup_hint}}
{{> _plain}}

"""#,
        "zh-CN/qualification.collection_expected.mustache": #"""
Subject: {{#holder}}职业资格证书可能即将发放，请留意通知{{/holder}}

{{#holder}}
{{#addressee}}
{{addressee}}同志：

{{/addressee}}
您好！请留意{{exam_center}}{{^exam_center}}当地人事考试中心{{/exam_center}}发布的证书领取通知，并在通知规定的时间内领取。

{{#results_on}}考试成绩已于{{results_on}}公布。{{/results_on}}纸质职业资格证书一般在成绩公布后三个月左右开始发放，具体时间和领取方式以领取通知为准。
{{/holder}}

{{> _late}}

{{#exam_url}}
- 领取通知：{{exam_url}}
{{/exam_url}}
{{#lookup_hint}}
- 证书查询：{{lookup_hint}}
{{/lookup_hint}}
{{> _plain}}

"""#,
        "zh-CN/qualification.collection_open.mustache": #"""
Subject: {{#holder}}职业资格证书可以领取{{#collect_to}}，截止{{collect_to}}{{/collect_to}}{{/holder}}

{{#holder}}
{{#addressee}}
{{addressee}}同志：

{{/addressee}}
您好！{{#collect_to}}请不晚于{{collect_to}}领取{{/collect_to}}{{^collect_to}}请在领取通知规定的时间内领取{{/collect_to}}您的职业资格证书。

领取通知已经发布{{#collect_from}}，自{{collect_from}}起可以领取{{/collect_from}}。{{#collected_on_site}}领取方式为现场领取，请携带有效身份证件。{{/collected_on_site}}{{#collected_by_mail}}领取方式为邮寄，请确认收件地址。{{/collected_by_mail}}地点和手续以{{exam_center}}{{^exam_center}}当地人事考试中心{{/exam_center}}的领取通知为准。

{{#has_electronic}}
电子证书与纸质证书具有同等法律效力。有电子证书的，纸质证书遗失后一般不再补发，请妥善保管。
{{/has_electronic}}
{{/holder}}

{{> _late}}

{{#collect_from}}
- 开始领取：{{collect_from}}
{{/collect_from}}
{{#collect_to}}
- 截止日期：{{collect_to}}
{{/collect_to}}
{{#methods}}
- 领取方式：{{methods}}
{{/methods}}
{{#exam_center}}
- 发放机构：{{exam_center}}
{{/exam_center}}
{{#exam_url}}
- 领取通知：{{exam_url}}
{{/exam_url}}
{{#lookup_hint}}
- 证书查询：{{lookup_hint}}
{{/lookup_hint}}
{{> _plain}}

"""#,
        "zh-CN/qualification.registration_deadline.mustache": #"""
Subject: {{#holder}}{{urgency}}请不晚于{{deadline}}申请初始注册{{/holder}}

{{#holder}}
{{#addressee}}
{{addressee}}同志：

{{/addressee}}
您好！请不晚于{{deadline}}向注册初审机构申请初始注册。

您{{#obtained_on}}于{{obtained_on}}{{/obtained_on}}{{^obtained_on}}已{{/obtained_on}}取得中级注册安全工程师职业资格证书。{{#was_refused}}此前提交的初始注册申请未获准，请针对未获准的理由补充、更正后重新申请。{{/was_refused}}{{^was_refused}}截至{{as_of}}，本提醒系统尚未登记您的初始注册申请；如已提交，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}，并忽略本提醒。{{/was_refused}}初始注册应在取得证书后的规定期限内申请，对您而言期限为{{deadline}}。{{#expiry_is_day_off}}{{deadline}}为{{day_off_name}}，{{#last_workday}}需到窗口提交材料的，请不晚于{{last_workday}}（此前最后一个工作日）前往；{{/last_workday}}可以网上提交的，请通过注册管理系统提交。{{/expiry_is_day_off}}

逾期将按逾期初始注册办理，可能需要补充继续教育证明。获准注册之前，请勿以注册安全工程师名义执业。如不准备注册，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}。

{{#category_choice}}
您的证书在实行分专业类别考试之前取得，初始注册时一般可以选择一次注册类别，具体以注册机构的要求为准。
{{/category_choice}}
{{/holder}}

{{> _late}}

- 下一步：申请初始注册
- 期限：{{deadline}}
{{#documents}}
- 需准备：{{documents}}
{{/documents}}
{{#lookup_hint}}
- 证书查询：{{lookup_hint}}
{{/lookup_hint}}
{{> _plain}}

"""#,
        "zh-CN/qualification.registration_late.mustache": #"""
Subject: {{#holder}}初始注册期限已过，需要时可申请逾期初始注册{{/holder}}

{{#holder}}
{{#addressee}}
{{addressee}}同志：

{{/addressee}}
您好！如需执业，请向注册初审机构申请逾期初始注册，并提前了解继续教育要求。

初始注册的规定期限已于{{deadline}}届满{{#obtained_on}}（您于{{obtained_on}}取得职业资格证书）{{/obtained_on}}。{{#was_refused}}此前提交的初始注册申请未获准。{{/was_refused}}{{^was_refused}}截至{{as_of}}，本提醒系统尚未登记您的初始注册申请；如已提交，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}，并忽略本提醒。{{/was_refused}}您仍可申请注册，但可能需要补充继续教育证明；职业资格证书不受影响。

获准注册之前，请勿以注册安全工程师名义执业。

{{#category_choice}}
您的证书在实行分专业类别考试之前取得，初始注册时一般可以选择一次注册类别，具体以注册机构的要求为准。
{{/category_choice}}
{{/holder}}

{{> _late}}

- 下一步：如需执业，申请逾期初始注册
- 原期限：{{deadline}}
{{#documents}}
- 需准备：{{documents}}
{{/documents}}
{{#lookup_hint}}
- 证书查询：{{lookup_hint}}
{{/lookup_hint}}
{{> _plain}}

"""#,
        "zh-CN/registration.begun.mustache": #"""
Subject: {{urgency}}{{#holder}}注册已生效{{/holder}}{{#employer}}注册已生效：{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！登记显示，您的中级注册安全工程师注册自{{happened_on}}起生效。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！登记显示，贵单位{{engineer}}的中级注册安全工程师注册自{{happened_on}}起生效。
{{/employer}}

{{> _late}}

{{> _plain}}

"""#,
        "zh-CN/registration.change_advised.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#change_employer}}拟变更聘用单位{{/change_employer}}{{^change_employer}}{{#change_category}}拟变更注册类别{{/change_category}}{{^change_category}}登记信息拟变更{{/change_category}}{{/change_employer}}，请申请变更注册{{/holder}}{{#employer}}请协助申请变更注册：{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！请及时向{{the_review_body}}申请变更注册{{#valid_until}}，且不得迟于{{valid_until}}{{/valid_until}}。

登记显示，您的{{#change_employer}}聘用单位{{/change_employer}}{{^change_employer}}{{#change_category}}注册类别{{/change_category}}{{^change_category}}聘用单位或注册类别{{/change_category}}{{/change_employer}}{{#new_value}}拟{{#old_value}}由“{{old_value}}”{{/old_value}}变更为“{{new_value}}”{{/new_value}}{{^new_value}}拟变更{{/new_value}}。变更注册只能在注册有效期内申请{{#valid_until}}，变更后有效期不变，仍至{{valid_until}}{{/valid_until}}。
{{#in_window}}

目前已可申请延续注册：请先申请变更注册，获准后再申请延续注册；时间不够的，请先向{{the_review_body}}询问办理顺序。
{{/in_window}}

如并无此变更，请告知{{contact}}{{^contact}}聘用单位的注册管理人员{{/contact}}。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！请协助{{engineer}}及时申请变更注册{{#valid_until}}，且不得迟于{{valid_until}}{{/valid_until}}，并提供劳动合同或聘用文件等材料。

{{#change_employer}}
登记显示，{{engineer}}的聘用单位拟{{#old_value}}由“{{old_value}}”{{/old_value}}变更为{{#new_value}}“{{new_value}}”{{/new_value}}{{^new_value}}贵单位{{/new_value}}。
{{/change_employer}}
{{^change_employer}}
登记显示，贵单位{{engineer}}的{{#change_category}}注册类别{{/change_category}}{{^change_category}}登记信息{{/change_category}}{{#new_value}}拟{{#old_value}}由“{{old_value}}”{{/old_value}}变更为“{{new_value}}”{{/new_value}}{{^new_value}}拟变更{{/new_value}}。
{{/change_employer}}

变更注册只能在注册有效期内申请{{#valid_until}}，变更后有效期不变，仍至{{valid_until}}{{/valid_until}}。如并无此变更，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}。
{{#in_window}}

目前已可申请延续注册：请先申请变更注册，获准后再申请延续注册；时间不够的，请先向{{the_review_body}}询问办理顺序。
{{/in_window}}
{{/employer}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/registration.date_corrected.mustache": #"""
Subject: {{urgency}}{{#holder}}您的注册有效期更正为{{valid_until}}{{/holder}}{{#employer}}注册有效期已更正：{{engineer}}{{/employer}}{{#administrator}}注册有效期已更正：{{engineer}}{{/administrator}}{{#relying_party}}注册有效期更正为{{valid_until}}{{/relying_party}}

{{#holder}}
{{#addressee}}
{{addressee}}同志：

{{/addressee}}
您好！请以更正后的日期为准：您的中级注册安全工程师注册有效期至{{valid_until}}，我们此前告知您的{{told_until}}已不适用。给您带来不便，敬请谅解。{{#contact}}如与证书所载日期不一致，请告知{{contact}}。{{/contact}}

{{#back_in_force}}
按更正后的日期，您的注册仍在有效期内：此前关于停止或者暂缓执业的提醒不再适用，可以继续执业。
{{/back_in_force}}

{{#supplement}}
您的申请材料需要补正，请按补正通知尽快提交{{#before_expiry}}，最迟不晚于{{valid_until}}{{/before_expiry}}。{{#after_expiry}}按更正后的日期，您的注册已期满；在申请结果确认之前，请暂缓以注册安全工程师名义开展工作。{{/after_expiry}}
{{/supplement}}
{{#await_decision}}
您的申请正在办理，目前无需重复提交。{{#after_expiry}}按更正后的日期，您的注册已期满；在申请结果确认之前，请暂缓以注册安全工程师名义开展工作。{{/after_expiry}}如对办理进度有疑问，可向{{the_review_body}}查询。
{{/await_decision}}
{{#change_on_last_day}}
按更正后的日期，今天是有效期的最后一天。{{#change_pending}}您的变更注册申请正在办理，尚未获准{{/change_pending}}{{^change_pending}}登记显示您的聘用单位或注册类别拟变更，期满前可能来不及先后办理{{/change_pending}}；请于今天联系{{the_review_body}}，询问变更注册和延续注册如何办理{{#expiry_is_day_off}}；今天是{{day_off_name}}，窗口不办公，联系不上的，请于24时前登录注册管理系统，按系统提示提出申请{{/expiry_is_day_off}}。
{{/change_on_last_day}}
{{^change_on_last_day}}
{{#renewal}}
{{#on_expiry}}
按更正后的日期，今天是有效期的最后一天。如需继续执业，请于今天提交延续注册申请{{#expiry_is_day_off}}；今天是{{day_off_name}}，窗口不办公，请登录注册管理系统在网上提交{{/expiry_is_day_off}}。
{{/on_expiry}}
{{#before_expiry}}
如需继续执业，请{{#before_mark}}不晚于{{standard_mark}}{{/before_mark}}{{^before_mark}}尽快{{/before_mark}}向{{the_review_body}}提交延续注册申请，办理通常需要{{processing_time}}。
{{/before_expiry}}
{{/renewal}}
{{#change}}
登记显示您的聘用单位或注册类别拟变更，请{{#in_window}}先申请变更注册，获准后再申请延续注册{{/in_window}}{{^in_window}}及时申请变更注册{{/in_window}}。
{{/change}}
{{/change_on_last_day}}
{{#reregistration}}
{{#after_expiry}}
按更正后的日期，您的注册已期满。重新注册获准之前，请勿以注册安全工程师名义执业；如需继续执业，请向{{the_review_body}}申请重新注册。
{{/after_expiry}}
{{/reregistration}}
{{^await_decision}}
{{^supplement}}
{{^renewal}}
{{^change}}
{{^reregistration}}
{{#before_mark}}
目前无需您办理手续。自{{window_opens}}起可以提出延续注册申请，届时另行提醒。
{{/before_mark}}
{{/reregistration}}
{{/change}}
{{/renewal}}
{{/supplement}}
{{/await_decision}}
{{/holder}}
{{#employer}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
您好！请以更正后的日期为准：{{#employed_here}}贵单位{{/employed_here}}{{engineer}}的中级注册安全工程师注册有效期至{{valid_until}}，我们此前告知的{{told_until}}已不适用。给贵单位带来不便，敬请谅解。{{#contact}}如与证书所载日期不一致，请告知{{contact}}。{{/contact}}

{{#back_in_force}}
按更正后的日期，其注册仍在有效期内：此前关于停止或者暂缓安排其执业的提醒不再适用，可以继续安排其执业。
{{/back_in_force}}

{{#supplement}}
其申请材料需要补正，请协助其按补正通知尽快提交{{#before_expiry}}，最迟不晚于{{valid_until}}{{/before_expiry}}。{{#after_expiry}}按更正后的日期，其注册已期满；在申请结果确认之前，请暂缓安排其以注册安全工程师名义开展工作。{{/after_expiry}}
{{/supplement}}
{{#await_decision}}
其申请正在办理，目前无需重复提交。{{#after_expiry}}按更正后的日期，其注册已期满；在申请结果确认之前，请暂缓安排其以注册安全工程师名义开展工作。{{/after_expiry}}
{{/await_decision}}
{{#change_on_last_day}}
按更正后的日期，今天是有效期的最后一天。{{#change_pending}}其变更注册申请正在办理，尚未获准{{/change_pending}}{{^change_pending}}登记显示其聘用单位或注册类别拟变更，期满前可能来不及先后办理{{/change_pending}}；请协助其于今天联系{{the_review_body}}，询问变更注册和延续注册如何办理{{#expiry_is_day_off}}；今天是{{day_off_name}}，窗口不办公，联系不上的，请于24时前登录注册管理系统，按系统提示提出申请{{/expiry_is_day_off}}。
{{/change_on_last_day}}
{{^change_on_last_day}}
{{#renewal}}
{{#on_expiry}}
按更正后的日期，今天是有效期的最后一天。如需其继续执业，请协助其于今天提交延续注册申请{{#expiry_is_day_off}}；今天是{{day_off_name}}，窗口不办公，请登录注册管理系统在网上提交{{/expiry_is_day_off}}。
{{/on_expiry}}
{{#before_expiry}}
如需其继续执业，请协助其{{#before_mark}}不晚于{{standard_mark}}{{/before_mark}}{{^before_mark}}尽快{{/before_mark}}提交延续注册申请，办理通常需要{{processing_time}}。
{{/before_expiry}}
{{/renewal}}
{{#change}}
登记显示其聘用单位或注册类别拟变更，请协助其{{#in_window}}先申请变更注册，获准后再申请延续注册{{/in_window}}{{^in_window}}及时申请变更注册{{/in_window}}。
{{/change}}
{{/change_on_last_day}}
{{#reregistration}}
{{#after_expiry}}
按更正后的日期，其注册已期满。重新注册获准之前，请不要安排其以注册安全工程师名义执业。
{{/after_expiry}}
{{/reregistration}}
{{^await_decision}}
{{^supplement}}
{{^renewal}}
{{^change}}
{{^reregistration}}
{{#before_mark}}
目前无需贵单位办理手续。自{{window_opens}}起可以提出延续注册申请。
{{/before_mark}}
{{/reregistration}}
{{/change}}
{{/renewal}}
{{/supplement}}
{{/await_decision}}
{{/employer}}
{{#administrator}}
供参考：{{engineer}}的注册有效期已由{{told_until}}更正为{{valid_until}}。此前被告知{{told_until}}的，会另行收到更正。如更正有误，请改正登记信息。
{{/administrator}}
{{#relying_party}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
您好！请以更正后的日期为准：{{#reg_no_tail}}注册号尾号为{{reg_no_tail}}的{{/reg_no_tail}}{{^reg_no_tail}}该{{/reg_no_tail}}中级注册安全工程师注册有效期至{{valid_until}}，我们此前告知的{{told_until}}已不适用。{{#back_in_force}}按更正后的日期，该注册仍在有效期内，此前关于不再作为有效注册使用的通知不再适用。{{/back_in_force}}如需核实，请向{{the_review_body}}查询。
{{/relying_party}}

{{> _late}}

- 此前告知的有效期：{{told_until}}
{{^relying_party}}
{{> _facts}}
{{/relying_party}}
{{#relying_party}}
- 更正后的有效期至：{{valid_until}}
{{> _ended}}
{{/relying_party}}

"""#,
        "zh-CN/registration.early_reminder.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#change}}请先办理变更注册，再准备延续注册{{/change}}{{^change}}请准备延续注册，注册还有{{time_left}}期满{{/change}}{{/holder}}{{#employer}}{{#change}}请协助先办理变更注册：{{/change}}{{^change}}请协助准备延续注册：{{/change}}{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

{{#change}}
您好！登记显示您的聘用单位或注册类别拟变更，请先申请变更注册，并为随后的延续注册准备材料。
{{/change}}
{{#change_pending}}
您好！您的变更注册申请正在办理，请为随后的延续注册准备材料；变更获准后，请不晚于{{standard_mark}}提交延续注册申请。
{{/change_pending}}
{{^change}}
{{^change_pending}}
您好！请着手准备延续注册材料，并不晚于{{standard_mark}}提交申请。
{{/change_pending}}
{{/change}}

您的中级注册安全工程师注册有效期至{{valid_until}}，从{{window_opens}}起即可申请延续注册。所需材料以{{the_review_body}}的要求为准。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

{{#change}}
您好！登记显示{{engineer}}的聘用单位或注册类别拟变更，请协助其先申请变更注册，并为随后的延续注册准备材料。
{{/change}}
{{#change_pending}}
您好！{{engineer}}的变更注册申请正在办理，请协助为随后的延续注册准备材料；变更获准后，请不晚于{{standard_mark}}提交延续注册申请。
{{/change_pending}}
{{^change}}
{{^change_pending}}
您好！请协助{{engineer}}准备延续注册材料，并不晚于{{standard_mark}}提交申请。
{{/change_pending}}
{{/change}}

{{#employed_here}}贵单位{{/employed_here}}{{engineer}}的中级注册安全工程师注册有效期至{{valid_until}}，从{{window_opens}}起即可申请延续注册。请提前准备劳动合同或聘用文件等需由单位提供的材料。
{{/employer}}

{{#renewal_pending}}
{{> _unrecorded}}
{{/renewal_pending}}

{{> _change}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/registration.education_short.mustache": #"""
Subject: {{urgency}}{{#holder}}继续教育学时不足，请在申请延续注册前补足{{/holder}}{{#employer}}继续教育学时不足，请协助补足：{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！请补足本注册周期的继续教育学时，{{#after_mark}}并尽快提交延续注册申请，最迟不晚于{{valid_until}}{{/after_mark}}{{^after_mark}}以便不晚于{{standard_mark}}提交延续注册申请{{/after_mark}}。

{{#ce_hours}}本注册周期登记的继续教育为{{ce_hours}}学时{{#ce_required}}，要求不少于{{ce_required}}学时{{/ce_required}}。{{/ce_hours}}{{^ce_hours}}本注册周期登记的继续教育学时少于要求{{#ce_required}}的{{ce_required}}学时{{/ce_required}}。{{/ce_hours}}延续注册可能需要提供继续教育证明，具体要求请咨询{{the_review_body}}。

如您已经完成而未登记，请告知{{contact}}{{^contact}}聘用单位的注册管理人员{{/contact}}。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！请协助{{engineer}}补足本注册周期的继续教育学时，{{#after_mark}}并协助尽快提交延续注册申请，最迟不晚于{{valid_until}}{{/after_mark}}{{^after_mark}}以便不晚于{{standard_mark}}提交延续注册申请{{/after_mark}}。

{{#ce_hours}}{{#employed_here}}贵单位{{/employed_here}}{{engineer}}在本注册周期登记的继续教育为{{ce_hours}}学时{{#ce_required}}，要求不少于{{ce_required}}学时{{/ce_required}}。{{/ce_hours}}{{^ce_hours}}{{#employed_here}}贵单位{{/employed_here}}{{engineer}}在本注册周期登记的继续教育学时少于要求{{#ce_required}}的{{ce_required}}学时{{/ce_required}}。{{/ce_hours}}延续注册可能需要提供继续教育证明，具体要求请咨询{{the_review_body}}。

如其已经完成而未登记，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}。
{{/employer}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/registration.ended.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#ended_by_expiry}}您的注册已注销（有效期届满未延续）{{/ended_by_expiry}}{{^ended_by_expiry}}{{#ended_on_request}}您的注册已按本人申请注销{{/ended_on_request}}{{^ended_on_request}}您的注册已被{{end_act}}{{^ended_after_expiry}}，请停止执业{{/ended_after_expiry}}{{/ended_on_request}}{{/ended_by_expiry}}{{/holder}}{{#employer}}注册已{{#is_revoked}}被{{/is_revoked}}{{end_act}}：{{engineer}}{{/employer}}{{#administrator}}注册已{{#is_revoked}}被{{/is_revoked}}{{end_act}}：{{engineer}}{{/administrator}}{{#relying_party}}注册{{#reg_no_tail}}（尾号{{reg_no_tail}}）{{/reg_no_tail}}已{{#is_revoked}}被{{/is_revoked}}{{end_act}}，不再有效{{/relying_party}}

{{#holder}}
{{#addressee}}
{{addressee}}同志：

{{/addressee}}
{{#ended_by_expiry}}
您好！如需继续执业，请向{{the_review_body}}申请重新注册；获准之前，请勿以注册安全工程师名义执业。

登记显示，您的中级注册安全工程师注册已{{#ended_on}}于{{ended_on}}{{/ended_on}}注销，原因：{{end_reason}}。您的职业资格证书不受影响。
{{/ended_by_expiry}}
{{^ended_by_expiry}}
您好！{{#ended_after_expiry}}您的注册已于{{valid_until}}期满，请勿以注册安全工程师名义执业。{{/ended_after_expiry}}{{^ended_after_expiry}}请即日起停止以注册安全工程师名义执业。{{/ended_after_expiry}}

{{#ended_on_request}}
登记显示，您的中级注册安全工程师注册已{{#ended_on}}于{{ended_on}}{{/ended_on}}注销，原因：{{end_reason}}。此后不再发送该注册的到期提醒。
{{/ended_on_request}}
{{^ended_on_request}}
登记显示，您的中级注册安全工程师注册已{{#ended_on}}于{{ended_on}}{{/ended_on}}被{{end_act}}{{#end_reason}}，原因：{{end_reason}}{{/end_reason}}。{{#reason_missing}}本提醒系统未登记撤销原因，请以书面决定为准。{{/reason_missing}}此后不再发送该注册的到期提醒。

{{#barred_through}}
{{#reason_missing}}因以欺骗、贿赂等不正当手段取得注册而被撤销的，{{/reason_missing}}至{{barred_through}}止，不得再次申请注册。

{{/barred_through}}
如对决定有异议，可依法申请行政复议或者提起行政诉讼，也可向{{the_review_body}}了解情况。
{{/ended_on_request}}
{{^barred_through}}

以后如需执业，可重新申请注册，具体条件请向{{the_review_body}}了解。
{{/barred_through}}
{{/ended_by_expiry}}
{{/holder}}
{{#employer}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
{{#ended_by_death}}
您好！请核对贵单位注册安全工程师的配备情况。

登记显示，{{engineer}}的中级注册安全工程师注册已{{#ended_on}}于{{ended_on}}{{/ended_on}}依法注销。此后不再发送该注册的到期提醒。
{{/ended_by_death}}
{{^ended_by_death}}
{{#ended_by_expiry}}
您好！如需{{engineer}}继续执业，请协助其向{{the_review_body}}申请重新注册；获准之前，请不要安排其以注册安全工程师名义执业。
{{/ended_by_expiry}}
{{^ended_by_expiry}}
您好！{{#ended_after_expiry}}{{engineer}}的注册已于{{valid_until}}期满，请勿安排其以注册安全工程师名义执业。{{/ended_after_expiry}}{{^ended_after_expiry}}请即日起不再安排{{engineer}}以注册安全工程师名义执业。{{/ended_after_expiry}}
{{/ended_by_expiry}}

登记显示，贵单位{{engineer}}的中级注册安全工程师注册已{{#ended_on}}于{{ended_on}}{{/ended_on}}{{#is_revoked}}被{{/is_revoked}}{{end_act}}{{#end_reason}}，原因：{{end_reason}}{{/end_reason}}。{{#barred_through}}{{^reason_missing}}至{{barred_through}}止，其不得再次申请注册。{{/reason_missing}}{{/barred_through}}请核对贵单位注册安全工程师的配备是否仍符合要求；如有疑问，可向{{the_review_body}}了解情况。
{{/ended_by_death}}
{{/employer}}
{{#administrator}}
请核实：登记显示，{{engineer}}的注册已{{#ended_on}}于{{ended_on}}{{/ended_on}}{{#is_revoked}}被{{/is_revoked}}{{end_act}}{{#end_reason}}，原因：{{end_reason}}{{/end_reason}}。{{#reason_missing}}未登记撤销原因，暂按以不正当手段取得注册处理；如属其他原因，请补充登记。{{/reason_missing}}本提醒系统不再发送该注册的到期提醒。如登记有误，请更正。
{{/administrator}}
{{#relying_party}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
您好！请即日起不再将{{#reg_no_tail}}注册号尾号为{{reg_no_tail}}的{{/reg_no_tail}}{{^reg_no_tail}}该{{/reg_no_tail}}中级注册安全工程师注册作为有效注册使用。

登记显示，该注册已{{#ended_on}}于{{ended_on}}{{/ended_on}}{{#is_revoked}}被{{/is_revoked}}{{end_act}}。如需核实，请向{{the_review_body}}查询。
{{/relying_party}}

{{> _late}}

{{#ended_on}}
- {{end_act}}日期：{{ended_on}}
{{/ended_on}}
{{^relying_party}}
{{^ended_by_death}}
{{#end_reason}}
- 原因：{{end_reason}}
{{/end_reason}}
{{/ended_by_death}}
{{#barred_through}}
{{^reason_missing}}
- 不得再次申请注册：至{{barred_through}}止
{{/reason_missing}}
{{/barred_through}}
{{/relying_party}}
{{#valid_until}}
- {{^ended_by_expiry}}{{^ended_after_expiry}}原定{{/ended_after_expiry}}{{/ended_by_expiry}}有效期至：{{valid_until}}
{{/valid_until}}
{{> _ended}}

"""#,
        "zh-CN/registration.expired.mustache": #"""
Subject: {{urgency}}{{#holder}}注册已于{{valid_until}}期满，请停止执业{{/holder}}{{#employer}}注册已期满，请停止安排执业：{{engineer}}{{/employer}}{{#administrator}}注册已期满，未登记延续：{{engineer}}{{/administrator}}{{#relying_party}}注册{{#reg_no_tail}}（尾号{{reg_no_tail}}）{{/reg_no_tail}}已于{{valid_until}}期满{{/relying_party}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！请即日起停止以注册安全工程师名义执业，直至重新注册获准。

您的中级注册安全工程师注册已于{{valid_until}}期满。截至{{as_of}}，本提醒系统没有登记延续注册；如您已获准延续，请告知{{contact}}{{^contact}}聘用单位的注册管理人员{{/contact}}，并忽略本提醒。

如需继续执业，可向{{the_review_body}}申请重新注册，办理通常需要{{processing_time}}。您的职业资格证书不受影响。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！请即日起不再安排{{engineer}}以注册安全工程师名义执业，直至重新注册获准。

{{#employed_here}}贵单位{{/employed_here}}{{engineer}}的中级注册安全工程师注册已于{{valid_until}}期满。截至{{as_of}}，本提醒系统没有登记延续注册；如已获准延续，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}，并忽略本提醒。

如需其继续执业，请协助向{{the_review_body}}申请重新注册，办理通常需要{{processing_time}}{{#employed_here}}；同时请核对贵单位注册安全工程师的配备是否仍符合要求{{/employed_here}}。其职业资格证书不受影响。
{{/employer}}
{{#administrator}}
请核实：{{engineer}}的注册已于{{valid_until}}期满，本提醒系统没有登记延续注册。如已获准延续，请更正登记信息。
{{/administrator}}
{{#relying_party}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！请即日起不再将{{#reg_no_tail}}注册号尾号为{{reg_no_tail}}的{{/reg_no_tail}}{{^reg_no_tail}}该{{/reg_no_tail}}中级注册安全工程师注册作为有效注册使用。

该注册已于{{valid_until}}期满；截至{{as_of}}，本提醒系统没有登记其延续注册。如需核实，请向{{the_review_body}}查询。
{{/relying_party}}

{{> _late}}

{{^relying_party}}
{{> _facts}}
{{/relying_party}}
{{#relying_party}}
- 有效期至：{{valid_until}}
{{> _ended}}
{{/relying_party}}

"""#,
        "zh-CN/registration.expired_followup.mustache": #"""
Subject: {{urgency}}{{#holder}}注册已过期{{time_overdue}}，如需执业请重新注册{{/holder}}{{#employer}}注册已过期{{time_overdue}}：{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！如仍需执业，可随时申请重新注册；在获准之前，请勿以注册安全工程师名义执业。

您的中级注册安全工程师注册已于{{valid_until}}期满。重新注册向{{the_review_body}}申请，办理通常需要{{processing_time}}。

如不再执业，请告知{{contact}}{{^contact}}聘用单位的注册管理人员{{/contact}}，登记后将不再发送此类提醒。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！如仍需{{engineer}}执业，请协助其申请重新注册；在获准之前，请勿安排其以注册安全工程师名义执业。

贵单位{{engineer}}的中级注册安全工程师注册已于{{valid_until}}期满。如其不再执业，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}，登记后将不再发送此类提醒。
{{/employer}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/registration.expires_today.mustache": #"""
Subject: {{urgency}}{{#holder}}您的注册今天期满（{{valid_until}}）{{/holder}}{{#employer}}注册今天期满：{{engineer}}{{/employer}}{{#administrator}}注册今天期满{{^renewal_pending}}{{^renewal_refused}}，未登记申请{{/renewal_refused}}{{#renewal_refused}}，延续未获准{{/renewal_refused}}{{/renewal_pending}}：{{engineer}}{{/administrator}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

{{#change_on_last_day}}
您好！请于今天（{{valid_until}}{{#expiry_is_day_off}}，{{day_off_name}}{{/expiry_is_day_off}}）{{^expiry_is_day_off}}办公时间结束前{{/expiry_is_day_off}}联系{{the_review_body}}，询问变更注册和延续注册如何办理：{{#change_pending}}您的变更注册申请正在办理，尚未获准{{/change_pending}}{{^change_pending}}登记显示您的聘用单位或注册类别拟变更，期满前可能来不及先后办理{{/change_pending}}。{{#expiry_is_day_off}}今天窗口不办公，联系不上的，请于24时前登录注册管理系统，按系统提示提出申请。{{/expiry_is_day_off}}
{{/change_on_last_day}}
{{^change_on_last_day}}
{{^expiry_is_day_off}}
您好！如需继续执业，请在今天（{{valid_until}}）办公时间结束前提交延续注册申请。
{{/expiry_is_day_off}}
{{#expiry_is_day_off}}
您好！如需继续执业，请在今天（{{valid_until}}，{{day_off_name}}）24时前登录注册管理系统提交延续注册申请；今天窗口不办公，请在网上提交。
{{/expiry_is_day_off}}
{{/change_on_last_day}}

今天是您的中级注册安全工程师注册有效期的最后一天。自明天起将只能申请重新注册，且在重新注册获准之前不得以注册安全工程师名义执业。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

{{#change_on_last_day}}
您好！请协助{{engineer}}于今天（{{valid_until}}{{#expiry_is_day_off}}，{{day_off_name}}{{/expiry_is_day_off}}）{{^expiry_is_day_off}}办公时间结束前{{/expiry_is_day_off}}联系{{the_review_body}}，询问变更注册和延续注册如何办理：{{#change_pending}}其变更注册申请正在办理，尚未获准{{/change_pending}}{{^change_pending}}登记显示其聘用单位或注册类别拟变更，期满前可能来不及先后办理{{/change_pending}}。{{#expiry_is_day_off}}今天窗口不办公，联系不上的，请于24时前登录注册管理系统，按系统提示提出申请。{{/expiry_is_day_off}}
{{/change_on_last_day}}
{{^change_on_last_day}}
{{^expiry_is_day_off}}
您好！请协助{{engineer}}在今天（{{valid_until}}）办公时间结束前提交延续注册申请。
{{/expiry_is_day_off}}
{{#expiry_is_day_off}}
您好！请协助{{engineer}}在今天（{{valid_until}}，{{day_off_name}}）24时前登录注册管理系统提交延续注册申请；今天窗口不办公，请在网上提交。
{{/expiry_is_day_off}}
{{/change_on_last_day}}

今天是{{#employed_here}}贵单位{{/employed_here}}{{engineer}}的中级注册安全工程师注册有效期的最后一天。自明天起将只能申请重新注册，且在重新注册获准之前不得安排其以注册安全工程师名义执业。
{{/employer}}
{{#administrator}}
请今天核实：{{engineer}}的注册于{{valid_until}}期满，{{^renewal_pending}}{{^renewal_refused}}本提醒系统尚未登记延续注册申请。如申请已经提交，请立即补录。{{/renewal_refused}}{{#renewal_refused}}此前提交的延续注册申请未获准。如已重新提交，请立即补录。{{/renewal_refused}}{{/renewal_pending}}{{#renewal_pending}}所登记的延续注册申请{{#renewal_undated}}缺少提交日期，请立即补录。{{/renewal_undated}}{{^renewal_undated}}不在本次申请期内提交；如已另行提交，请立即补录。{{/renewal_undated}}{{/renewal_pending}}
{{/administrator}}

{{> _unrecorded}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/registration.last_call.mustache": #"""
Subject: {{urgency}}{{#holder}}注册{{valid_until}}期满，还有{{time_left}}{{/holder}}{{#employer}}注册还有{{time_left}}期满：{{engineer}}{{/employer}}{{#administrator}}注册还有{{time_left}}期满{{^renewal_pending}}{{^renewal_refused}}，未登记申请{{/renewal_refused}}{{#renewal_refused}}，延续未获准{{/renewal_refused}}{{/renewal_pending}}：{{engineer}}{{/administrator}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

{{#change}}
您好！登记显示您的聘用单位或注册类别拟变更，请先申请变更注册，获准后再申请延续注册；两项申请均须在{{valid_until}}期满前提出。
{{/change}}
{{^change}}
{{^expiry_is_day_off}}
您好！请务必于{{valid_until}}办公时间结束前提交延续注册申请。
{{/expiry_is_day_off}}
{{#last_workday}}
您好！请务必于{{last_workday}}{{#on_last_workday}}（今天）{{/on_last_workday}}办公时间结束前提交延续注册申请：期满日{{valid_until}}是{{day_off_name}}，{{last_workday}}是此前最后一个工作日；此后窗口不办公，只能登录注册管理系统网上提交。
{{/last_workday}}
{{#last_workday_passed}}
您好！请务必在{{valid_until}}24时前登录注册管理系统提交延续注册申请：期满日是{{day_off_name}}，窗口不办公，请在网上提交。
{{/last_workday_passed}}
{{/change}}

您的中级注册安全工程师注册将于{{valid_until}}24时（{{time_zone}}）期满。期满后将不能再办理延续注册，只能申请重新注册，且在重新注册获准之前不得以注册安全工程师名义执业。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

{{#change}}
您好！登记显示{{engineer}}的聘用单位或注册类别拟变更，请协助其先申请变更注册，获准后再申请延续注册；两项申请均须在{{valid_until}}期满前提出。
{{/change}}
{{^change}}
{{^expiry_is_day_off}}
您好！请务必协助{{engineer}}于{{valid_until}}办公时间结束前提交延续注册申请。
{{/expiry_is_day_off}}
{{#last_workday}}
您好！请务必协助{{engineer}}于{{last_workday}}{{#on_last_workday}}（今天）{{/on_last_workday}}办公时间结束前提交延续注册申请：期满日{{valid_until}}是{{day_off_name}}，{{last_workday}}是此前最后一个工作日；此后窗口不办公，只能登录注册管理系统网上提交。
{{/last_workday}}
{{#last_workday_passed}}
您好！请务必协助{{engineer}}在{{valid_until}}24时前登录注册管理系统提交延续注册申请：期满日是{{day_off_name}}，窗口不办公，请在网上提交。
{{/last_workday_passed}}
{{/change}}

{{#employed_here}}贵单位{{/employed_here}}{{engineer}}的中级注册安全工程师注册将于{{valid_until}}24时（{{time_zone}}）期满。期满后将不能再办理延续注册，只能申请重新注册，且在重新注册获准之前不得安排其以注册安全工程师名义执业。请同时准备期满后的工作安排。
{{/employer}}
{{#administrator}}
请核实：{{engineer}}的注册将于{{valid_until}}{{#day_off_name}}（{{day_off_name}}）{{/day_off_name}}期满，还有{{time_left}}，{{^renewal_pending}}{{^renewal_refused}}本提醒系统尚未登记延续注册申请。如申请已经提交，请尽快补录。{{/renewal_refused}}{{#renewal_refused}}此前提交的延续注册申请未获准。如已重新提交，请尽快补录。{{/renewal_refused}}{{/renewal_pending}}{{#renewal_pending}}所登记的延续注册申请{{#renewal_undated}}缺少提交日期，请尽快补录。{{/renewal_undated}}{{^renewal_undated}}不在本次申请期内提交；如已另行提交，请尽快补录。{{/renewal_undated}}{{/renewal_pending}}
{{/administrator}}

{{> _unrecorded}}

{{^administrator}}
{{> _change}}
{{/administrator}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/registration.mark_approaching.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#change}}请先申请变更注册，注册还有{{time_left}}期满{{/change}}{{^change}}请不晚于{{standard_mark}}申请延续注册{{/change}}{{/holder}}{{#employer}}{{#change}}请先协助变更注册（还有{{time_left}}）：{{/change}}{{^change}}延续注册建议期限{{standard_mark}}：{{/change}}{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

{{#change}}
您好！登记显示您的聘用单位或注册类别拟变更，请先申请变更注册，获准后再申请延续注册；两项申请均须在{{valid_until}}期满前提出。
{{/change}}
{{^change}}
您好！请不晚于{{standard_mark}}提出延续注册申请{{#time_to_mark}}（截至{{as_of}}，还有{{time_to_mark}}）{{/time_to_mark}}。
{{/change}}

您的中级注册安全工程师注册有效期至{{valid_until}}。按照《注册安全工程师职业资格制度规定》，需要继续执业的，应在有效期满前{{mark_lead}}提出延续注册申请；对您而言，该日期为{{standard_mark}}。

请登录注册管理系统办理，并核对个人证件信息和聘用单位信息。{{#legacy_login}}如果无法以身份证号登录，请使用原11位注册证号登录。{{/legacy_login}}
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

{{#change}}
您好！登记显示{{engineer}}的聘用单位或注册类别拟变更，请协助其先申请变更注册，获准后再申请延续注册；两项申请均须在{{valid_until}}期满前提出。
{{/change}}
{{^change}}
您好！请协助{{engineer}}不晚于{{standard_mark}}提出延续注册申请{{#time_to_mark}}（截至{{as_of}}，还有{{time_to_mark}}）{{/time_to_mark}}。
{{/change}}

{{#employed_here}}贵单位{{/employed_here}}{{engineer}}的中级注册安全工程师注册有效期至{{valid_until}}。按照《注册安全工程师职业资格制度规定》，需要继续执业的，应在有效期满前{{mark_lead}}提出延续注册申请。请核对单位信息，并提供劳动合同或聘用文件等材料。
{{/employer}}

{{> _unrecorded}}

{{> _change}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/registration.mark_reached.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#change}}请先申请变更注册，注册还有{{time_left}}期满{{/change}}{{^change}}请尽快申请延续注册，注册还有{{time_left}}期满{{/change}}{{/holder}}{{#employer}}{{#change}}请先协助变更注册（还有{{time_left}}）：{{/change}}{{^change}}请尽快申请延续注册（还有{{time_left}}）：{{/change}}{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

{{#change}}
您好！登记显示您的聘用单位或注册类别拟变更，请先申请变更注册，获准后再申请延续注册；两项申请均须在{{valid_until}}期满前提出。
{{/change}}
{{^change}}
您好！请尽快提交延续注册申请，最迟不晚于{{valid_until}}。
{{/change}}

您的中级注册安全工程师注册将于{{valid_until}}期满。{{#after_mark}}建议的提交日期{{standard_mark}}（期满前{{mark_lead}}）已过；{{/after_mark}}{{^after_mark}}建议的提交日期为{{standard_mark}}（期满前{{mark_lead}}）；{{/after_mark}}办理通常需要{{processing_time}}，此日期之后提交的申请有可能无法在期满前办结。

如您不准备继续执业，请告知{{contact}}{{^contact}}聘用单位的注册管理人员{{/contact}}。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

{{#change}}
您好！登记显示{{engineer}}的聘用单位或注册类别拟变更，请协助其先申请变更注册，获准后再申请延续注册；两项申请均须在{{valid_until}}期满前提出。
{{/change}}
{{^change}}
您好！请协助{{engineer}}尽快提交延续注册申请，最迟不晚于{{valid_until}}。
{{/change}}

{{#employed_here}}贵单位{{/employed_here}}{{engineer}}的中级注册安全工程师注册将于{{valid_until}}期满。{{#after_mark}}建议的提交日期{{standard_mark}}（期满前{{mark_lead}}）已过；{{/after_mark}}{{^after_mark}}建议的提交日期为{{standard_mark}}（期满前{{mark_lead}}）；{{/after_mark}}办理通常需要{{processing_time}}，此日期之后提交的申请有可能无法在期满前办结。请及时提供劳动合同或聘用文件等材料。
{{/employer}}

{{> _unrecorded}}

{{> _change}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/registration.moved.mustache": #"""
Subject: {{urgency}}{{#holder}}注册聘用单位已变更{{/holder}}{{#employer}}注册聘用单位已变更：{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！登记显示，您的注册聘用单位已于{{happened_on}}{{#employer_name}}{{#previous_employer}}由{{previous_employer}}{{/previous_employer}}变更为{{employer_name}}{{/employer_name}}{{^employer_name}}变更{{/employer_name}}。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！登记显示，{{engineer}}的注册聘用单位已于{{happened_on}}{{#previous_employer}}由{{previous_employer}}{{/previous_employer}}变更为贵单位。
{{/employer}}

{{> _late}}

{{> _plain}}

"""#,
        "zh-CN/registration.renewed.mustache": #"""
Subject: {{urgency}}{{#holder}}延续注册已获准{{#new_valid_until}}，新有效期至{{new_valid_until}}{{/new_valid_until}}{{/holder}}{{#employer}}延续注册已获准：{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！您的延续注册已获批准，请核对新的证书信息，并及时领取或下载证书。

{{#new_valid_until}}{{#new_valid_from}}新的注册有效期为{{new_valid_from}}至{{new_valid_until}}{{/new_valid_from}}{{^new_valid_from}}新的注册有效期至{{new_valid_until}}{{/new_valid_from}}。{{#new_begins_later}}{{#old_runs}}此前依原注册（有效期至{{old_valid_until}}）继续执业，{{/old_runs}}新注册自{{new_valid_from}}起生效。{{#gap}}{{gap}}两项注册均不在有效期内，其间请勿以注册安全工程师名义执业；如日期有误，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}。{{/gap}}{{/new_begins_later}}{{/new_valid_until}}{{^new_valid_until}}新的有效期以证书所载日期为准。{{/new_valid_until}}如证书信息有误，请联系{{the_review_body}}。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！贵单位{{engineer}}的延续注册已获批准，请核对证书上的单位信息，并更新单位的人员档案。

{{#new_valid_until}}其{{#new_valid_from}}新的注册有效期为{{new_valid_from}}至{{new_valid_until}}{{/new_valid_from}}{{^new_valid_from}}新的注册有效期至{{new_valid_until}}{{/new_valid_from}}。{{#new_begins_later}}{{#old_runs}}此前依原注册（有效期至{{old_valid_until}}）继续执业，{{/old_runs}}新注册自{{new_valid_from}}起生效。{{#gap}}{{gap}}两项注册均不在有效期内，其间请勿安排其以注册安全工程师名义执业；如日期有误，请告知{{contact}}{{^contact}}注册管理人员{{/contact}}。{{/gap}}{{/new_begins_later}}{{/new_valid_until}}{{^new_valid_until}}新的有效期以证书所载日期为准。{{/new_valid_until}}如证书信息有误，请协助联系{{the_review_body}}。
{{/employer}}

{{> _late}}

{{#new_valid_from}}
- 新有效期自：{{new_valid_from}}
{{/new_valid_from}}
{{#new_valid_until}}
- 新有效期至：{{new_valid_until}}
{{/new_valid_until}}
{{#old_valid_until}}
- 原有效期至：{{old_valid_until}}
{{/old_valid_until}}
{{#next_window_open}}
- 下次申请期：自{{next_window_open}}起，届时另行提醒
{{/next_window_open}}
{{> _ended}}

"""#,
        "zh-CN/registration.standard_reminder.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#change}}请先申请变更注册，注册还有{{time_left}}期满{{/change}}{{^change}}请立即申请延续注册，注册还有{{time_left}}期满{{/change}}{{/holder}}{{#employer}}{{#change}}请先协助变更注册（还有{{time_left}}）：{{/change}}{{^change}}请立即申请延续注册（还有{{time_left}}）：{{/change}}{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

{{#change}}
您好！登记显示您的聘用单位或注册类别拟变更，请先申请变更注册，获准后再申请延续注册；两项申请均须在{{valid_until}}期满前提出。
{{/change}}
{{^change}}
您好！请立即联系聘用单位准备材料，并不晚于{{valid_until}}向{{the_review_body}}提交延续注册申请。
{{/change}}

您的中级注册安全工程师注册有效期至{{valid_until}}。目前仍可申请延续注册，但办理通常需要{{processing_time}}，期满前可能无法办结。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

{{#change}}
您好！登记显示{{engineer}}的聘用单位或注册类别拟变更，请协助其先申请变更注册，获准后再申请延续注册；两项申请均须在{{valid_until}}期满前提出。
{{/change}}
{{^change}}
您好！请立即协助{{engineer}}准备材料，并不晚于{{valid_until}}提交延续注册申请。
{{/change}}

{{#employed_here}}贵单位{{/employed_here}}{{engineer}}的中级注册安全工程师注册有效期至{{valid_until}}。目前仍可申请延续注册，但办理通常需要{{processing_time}}，期满前可能无法办结；请预先考虑期满后的工作安排。
{{/employer}}

{{> _unrecorded}}

{{> _change}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/registration.window_open.mustache": #"""
Subject: {{urgency}}{{#holder}}{{#change}}请先申请变更注册，注册还有{{time_left}}期满{{/change}}{{^change}}延续注册申请期已开始，请不晚于{{standard_mark}}提交{{/change}}{{/holder}}{{#employer}}{{#change}}请先协助变更注册（还有{{time_left}}）：{{/change}}{{^change}}延续注册申请期已开始：{{/change}}{{engineer}}{{/employer}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

{{#change}}
您好！登记显示您的聘用单位或注册类别拟变更，请先申请变更注册，获准后再申请延续注册；两项申请均须在{{valid_until}}期满前提出。
{{/change}}
{{^change}}
您好！请不晚于{{standard_mark}}向{{the_review_body}}提交延续注册申请。
{{/change}}

您的中级注册安全工程师注册有效期至{{valid_until}}，从{{window_opens}}起即可申请延续注册。办理通常需要{{processing_time}}，早些提交可以避免执业中断。

延续注册适用于继续受聘于原单位的情形；如不再继续执业，可以不办理延续注册。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

{{#change}}
您好！登记显示{{engineer}}的聘用单位或注册类别拟变更，请协助其先申请变更注册，获准后再申请延续注册；两项申请均须在{{valid_until}}期满前提出。
{{/change}}
{{^change}}
您好！请协助{{engineer}}不晚于{{standard_mark}}提交延续注册申请。
{{/change}}

{{#employed_here}}贵单位{{/employed_here}}{{engineer}}的中级注册安全工程师注册有效期至{{valid_until}}，从{{window_opens}}起即可申请延续注册。办理通常需要{{processing_time}}，请提前准备劳动合同或聘用文件等材料。
{{/employer}}

{{#renewal_pending}}
{{> _unrecorded}}
{{/renewal_pending}}

{{> _change}}

{{> _late}}

{{> _facts}}

"""#,
        "zh-CN/reissue.fee_due.mustache": #"""
Subject: {{#holder}}电子证书补办：{{#fee_asked}}费用待缴，缴费后继续办理{{/fee_asked}}{{^fee_asked}}请确认是否需要缴费{{/fee_asked}}{{/holder}}{{#employer}}{{#own}}贵单位电子证书补办：{{/own}}{{^own}}电子证书补办：{{/own}}{{#fee_asked}}费用待缴{{/fee_asked}}{{^fee_asked}}请确认是否需要缴费{{/fee_asked}}{{^own}}（{{engineer}}）{{/own}}{{/employer}}

{{#own}}
{{#addressee}}
{{addressee}}{{#holder}}同志{{/holder}}：

{{/addressee}}
您好！{{#fee_asked}}请尽快缴纳电子证书补办费用，缴费后继续办理。{{/fee_asked}}{{^fee_asked}}请确认电子证书补办是否需要缴费；如需缴费，缴费后继续办理。{{/fee_asked}}

{{you}}{{#requested_on}}于{{requested_on}}提交{{/requested_on}}的补办申请正在办理。{{^fee_asked}}是否收费、{{/fee_asked}}金额和缴费方式因地区而异，请向{{service_center}}{{^service_center}}证书服务中心{{/service_center}}{{#hotline}}或客服（{{hotline}}）{{/hotline}}咨询。原证书已作废，请勿再使用。

如不再需要补办，请撤销申请，此类提醒随即停止。
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
您好！{{#fee_asked}}请尽快缴纳{{engineer}}的电子证书补办费用，缴费后继续办理。{{/fee_asked}}{{^fee_asked}}请确认{{engineer}}的电子证书补办是否需要缴费；如需缴费，缴费后继续办理。{{/fee_asked}}

贵单位{{engineer}}{{#requested_on}}于{{requested_on}}提交{{/requested_on}}的补办申请正在办理。{{^fee_asked}}是否收费、{{/fee_asked}}金额和缴费方式因地区而异，请向{{service_center}}{{^service_center}}证书服务中心{{/service_center}}{{#hotline}}或客服（{{hotline}}）{{/hotline}}咨询。原证书已作废，请勿再使用。
{{/own}}
{{/employer}}

{{> _late}}

{{#requested_on}}
- 补办申请：{{requested_on}}
{{/requested_on}}
{{#valid_until}}
- {{#status_expired}}有效期至{{/status_expired}}{{^status_expired}}原定有效期至{{/status_expired}}：{{valid_until}}
{{/valid_until}}
{{> _void}}

"""#,
        "zh-CN/reissue.in_progress.mustache": #"""
Subject: {{#holder}}电子证书补办正在进行{{#time_elapsed}}，已历时{{time_elapsed}}{{/time_elapsed}}{{/holder}}{{#employer}}{{#own}}贵单位{{/own}}电子证书补办正在进行{{#time_elapsed}}，已历时{{time_elapsed}}{{/time_elapsed}}{{^own}}：{{engineer}}{{/own}}{{/employer}}{{#administrator}}电子证书补办{{#time_elapsed}}已历时{{time_elapsed}}{{/time_elapsed}}{{^time_elapsed}}正在进行{{/time_elapsed}}{{#holder_name}}：{{holder_name}}{{/holder_name}}{{/administrator}}

{{#own}}
{{#addressee}}
{{addressee}}{{#holder}}同志{{/holder}}：

{{/addressee}}
您好！目前无需办理手续，{{you}}的电子证书补办正在进行；如需了解进度，请联系{{service_center}}{{^service_center}}证书服务中心{{/service_center}}{{#hotline}}或客服（{{hotline}}）{{/hotline}}。

补办申请{{#requested_on}}于{{requested_on}}提交{{/requested_on}}{{^requested_on}}已提交{{/requested_on}}{{#time_elapsed}}，截至{{as_of}}已历时{{time_elapsed}}{{/time_elapsed}}。补办涉及多个环节和部门，可能需要较长时间，请合理安排。原证书已作废，请勿再使用。
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
您好！目前无需办理手续，贵单位{{engineer}}的电子证书补办正在进行；如需了解进度，请联系{{service_center}}{{^service_center}}证书服务中心{{/service_center}}{{#hotline}}或客服（{{hotline}}）{{/hotline}}。

补办申请{{#requested_on}}于{{requested_on}}提交{{/requested_on}}{{^requested_on}}已提交{{/requested_on}}{{#time_elapsed}}，截至{{as_of}}已历时{{time_elapsed}}{{/time_elapsed}}。补办涉及多个环节和部门，可能需要较长时间，请合理安排工作。原证书已作废，请勿再使用。
{{/own}}
{{/employer}}
{{#administrator}}
请留意：{{engineer}}的电子证书补办申请{{#requested_on}}（{{requested_on}}提交）{{/requested_on}}{{#time_elapsed}}已历时{{time_elapsed}}，{{/time_elapsed}}尚未登记办结。如已办结，请补录。
{{/administrator}}

{{> _late}}

{{#requested_on}}
- 补办申请：{{requested_on}}
{{/requested_on}}
{{#valid_until}}
- {{#status_expired}}有效期至{{/status_expired}}{{^status_expired}}原定有效期至{{/status_expired}}：{{valid_until}}
{{/valid_until}}
{{> _void}}

"""#,
        "zh-CN/reissue.ready.mustache": #"""
Subject: {{#holder}}补办的电子证书已制作完成，请领取{{/holder}}{{#employer}}{{#own}}贵单位补办的电子证书已制作完成，请领取{{/own}}{{^own}}补办的电子证书已制作完成{{#holder_name}}：{{holder_name}}{{/holder_name}}{{/own}}{{/employer}}

{{#own}}
{{#addressee}}
{{addressee}}{{#holder}}同志{{/holder}}：

{{/addressee}}
您好！{{you}}补办的电子证书已制作完成，请及时领取并安装。

新证书{{#new_serial_tail}}（序列号尾号{{new_serial_tail}}）{{/new_serial_tail}}的有效期{{#keeps_expiry}}与原证书相同{{#valid_until}}，至{{valid_until}}{{/valid_until}}{{/keeps_expiry}}{{^keeps_expiry}}以证书所载日期为准{{/keeps_expiry}}。请核对证书信息，并妥善保管私钥。{{#serial_tail}}原证书（尾号{{serial_tail}}）{{/serial_tail}}{{^serial_tail}}原证书{{/serial_tail}}已作废，请勿再使用。
{{/own}}
{{#employer}}
{{^own}}
{{#addressee}}
{{addressee}}：

{{/addressee}}
您好！{{engineer}}补办的电子证书已制作完成，请提醒其及时领取并安装{{#serial_tail}}（原证书尾号{{serial_tail}}已作废）{{/serial_tail}}。

新证书{{#new_serial_tail}}（序列号尾号{{new_serial_tail}}）{{/new_serial_tail}}的有效期{{#keeps_expiry}}与原证书相同{{#valid_until}}，至{{valid_until}}{{/valid_until}}{{/keeps_expiry}}{{^keeps_expiry}}以证书所载日期为准{{/keeps_expiry}}。贵单位有系统使用该证书的，请一并更新。
{{/own}}
{{/employer}}

{{> _late}}

{{#new_serial_tail}}
- 新证书序列号尾号：{{new_serial_tail}}
{{/new_serial_tail}}
{{#keeps_expiry}}
{{#valid_until}}
- 有效期至：{{valid_until}}
{{/valid_until}}
{{/keeps_expiry}}
{{> _void}}

"""#,
        "zh-CN/reminder.withdrawn.mustache": #"""
Subject: {{urgency}}{{#holder}}此前的提醒不再适用{{/holder}}{{#employer}}此前的提醒不再适用{{/employer}}{{#administrator}}此前的提醒不再适用{{/administrator}}{{#relying_party}}此前的提醒不再适用{{/relying_party}}

{{#holder}}
{{#addressee}}{{addressee}}同志：{{/addressee}}

您好！此前发出的提醒“{{withdrawn_title}}”不再适用，请勿再据此办理。
{{/holder}}
{{#employer}}
{{#addressee}}{{addressee}}：{{/addressee}}

您好！此前发出的提醒“{{withdrawn_title}}”不再适用，请勿再据此办理。
{{/employer}}
{{#administrator}}
此前发出的提醒“{{withdrawn_title}}”不再适用，请勿再据此办理。
{{/administrator}}
{{#relying_party}}
您好！此前发出的通知“{{withdrawn_title}}”不再适用，请勿再据此办理。
{{/relying_party}}

原因：{{withdrawn_because}}。

{{> _late}}

{{> _plain}}

"""#,
    ]
}
