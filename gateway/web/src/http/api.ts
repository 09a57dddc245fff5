// The shapes of the API's answers. `python -m tests.contract.api_types` draws them from its documentation.
// answers 9475bc85c1e9fce19be9f50e0e4c9053e32f507e32c62174e0ad63ae515517d4
// types aa046aac29166b2aacde342d99d2bc52cc3e6b21115291edc5fabe70ac07afac
import type { Schema } from "./form-schema";

export interface components {
    schemas: {
        Acceptance: {
            accepted: number;
            results: components["schemas"]["Outcome"][];
        };
        AccessLine: {
            how: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            seen_at: string;
            unit: components["schemas"]["UnitReference"] | null;
            viewer: components["schemas"]["Viewer"];
            what: string[];
        };
        AccessPage: {
            items: components["schemas"]["AccessLine"][];
            next: string | null;
            total: number | null;
        };
        AccountItem: {
            allowed_actions: components["schemas"]["ActionView"][];
            /** @description Sessions that are open. */
            devices: number;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            invited_until: string | null;
            is_admin: boolean;
            /** Format: date-time */
            locked_at: string | null;
            /** @description Bí thư Đoàn xã Tân Mỹ … */
            offices: string[];
            person: components["schemas"]["PersonReference"];
            second_factor: boolean;
            /** Format: date-time */
            seen_at: string | null;
            /** @enum {string} */
            state: "open" | "invited" | "locked" | "none";
            state_title: string;
            unit: components["schemas"]["UnitReference"] | null;
            unit_above: string | null;
        };
        AccountPage: {
            items: components["schemas"]["AccountItem"][];
            next: string | null;
            total: number | null;
        };
        ActionForAll: {
            action: string;
            /** @description In lists, where forms are left out: the act has one. */
            asks?: boolean;
            consequences?: string[];
            count: number;
            destructive?: boolean;
            form_schema: components["schemas"]["FormSchema"] | null;
            label: string;
            needs_note?: boolean;
            /** @enum {string} */
            place?: "recommended" | "other" | "destructive";
            primary?: boolean;
        };
        ActionView: {
            action: string;
            /** @description In lists, where forms are left out: the act has one. */
            asks?: boolean;
            consequences?: string[];
            destructive?: boolean;
            form_schema: components["schemas"]["FormSchema"] | null;
            label: string;
            needs_note?: boolean;
            /** @enum {string} */
            place?: "recommended" | "other" | "destructive";
            primary?: boolean;
        };
        Application: {
            /** Format: date */
            born_on: string;
            doubt: string | null;
            form: {
                [key: string]: unknown;
            };
            full_name: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            kept_until: string;
            label: string | null;
            /** Format: date-time */
            sent_at: string;
            unit: components["schemas"]["UnitReference"];
        };
        ApplicationForm: {
            /** Format: date-time */
            expires_at: string;
            form_schema: components["schemas"]["FormSchema"];
            kept_days: number;
            unit_name: string;
        };
        ApplicationItem: {
            /** Format: date */
            born_on: string;
            doubt: string | null;
            full_name: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            kept_until: string;
            label: string | null;
            /** Format: date-time */
            sent_at: string;
        };
        ApplicationLink: {
            /** Format: date-time */
            created_at: string;
            created_by: string | null;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            label: string | null;
            max_uses: number;
            may_revoke: boolean;
            /** @enum {string} */
            state: "open" | "full" | "expired" | "revoked";
            state_title: string;
            uses: number;
        };
        ApplicationLinks: {
            allowed_actions: components["schemas"]["ActionView"][];
            items: components["schemas"]["ApplicationLink"][];
            unit: components["schemas"]["UnitReference"];
        };
        ApplicationPage: {
            items: components["schemas"]["ApplicationItem"][];
            next: string | null;
            total: number | null;
        };
        ArrearsItem: {
            owed_amount: number;
            owed_months: string[];
            /** Format: date */
            paid_until: string | null;
            person: components["schemas"]["PersonReference"];
            unit: components["schemas"]["UnitReference"];
        };
        ArrearsPage: {
            items: components["schemas"]["ArrearsItem"][];
            next: string | null;
            total: number | null;
        };
        AskedPaper: {
            key: string;
        };
        AttendanceList: {
            allowed_actions: components["schemas"]["ActionView"][];
            items: components["schemas"]["AttendanceOfDay"][];
            unit: components["schemas"]["UnitReference"];
        };
        AttendanceOfDay: {
            absent: components["schemas"]["PersonReference"][];
            excused: components["schemas"]["PersonReference"][];
            /** Format: date */
            held_on: string;
            present: number;
            /** @enum {string} */
            source: "meeting" | "list";
            source_title: string;
        };
        AuditItem: {
            action: string;
            /** Format: date-time */
            at: string;
            changed: string[];
            id: string;
            /** @description Nobody was signed in, as when an applicant sends what a link asks for */
            is_anonymous: boolean;
            offices: string[];
            reason: string | null;
            subject: string | null;
            title: string;
            unit: components["schemas"]["UnitReference"] | null;
            who: components["schemas"]["PersonReference"] | null;
        };
        AuditPage: {
            items: components["schemas"]["AuditItem"][];
            missing?: string[];
            next: string | null;
            /** @default null */
            total?: number | null;
        };
        AwardForm: {
            code: string;
            kind: string;
            level: string;
            level_title: string;
            title: string;
        };
        AwardForms: {
            items: components["schemas"]["AwardForm"][];
        };
        BallotCount: {
            passed: boolean;
            title: string;
            votes: number;
        };
        BookFees: {
            monthly: number;
            owed_amount: number;
            owed_months: number;
            /** Format: date */
            paid_until: string | null;
        };
        BookKind: {
            code: string;
            count: number;
            title: string;
        };
        BookLine: {
            /** Format: uuid */
            case_id: string | null;
            detail: string | null;
            /** Format: uuid */
            document_id: string | null;
            is_void: boolean;
            kind: string;
            number: string | null;
            /** Format: date */
            on: string | null;
            title: string;
            /** Format: date */
            until?: string | null;
        };
        BookView: {
            awards: components["schemas"]["BookLine"][];
            discipline: components["schemas"]["BookLine"][] | null;
            fees: components["schemas"]["BookFees"] | null;
            keeper: components["schemas"]["UnitReference"] | null;
            kinds: components["schemas"]["BookKind"][];
            links: components["schemas"]["BookLine"][];
            member: components["schemas"]["MemberView"];
            offices: components["schemas"]["BookLine"][];
            /** Format: date */
            printed_on: string;
            timeline: components["schemas"]["BookLine"][];
            transfers: components["schemas"]["BookLine"][];
            years: components["schemas"]["BookYear"][];
        };
        BookYear: {
            attendance: string | null;
            comment: string | null;
            other_comments: string[];
            rating: string | null;
            self_rating: string | null;
            training: string | null;
            year: number;
        };
        Bottleneck: {
            median_days: number;
            open: number;
            overdue: number;
            process: string;
            process_title: string;
            slowest_unit: components["schemas"]["UnitReference"] | null;
            state: string;
            state_title: string;
            usual_days: number | null;
        };
        CampaignCounts: {
            ended?: number;
            opened?: number;
            refused?: number;
        };
        CampaignItem: {
            /** @enum {string} */
            about: "members" | "units";
            /** @description Units that ran it until they were over, the first first; `unit` carries it on. */
            came_from?: components["schemas"]["UnitReference"][];
            /** Format: date */
            closing_on: string;
            /** Format: date */
            from_on: string;
            /** @default null */
            grid?: string | null;
            /** Format: uuid */
            id: string;
            period: string;
            process: string;
            process_title: string;
            /** @enum {string} */
            state: "OPENING" | "OPEN" | "CLOSING" | "CLOSED" | "CANCELLED";
            state_title: string;
            title: string;
            unit: components["schemas"]["UnitReference"];
            /** Format: date */
            until: string;
            version: number;
            year: number;
        };
        CampaignKind: {
            /** @enum {string} */
            about: "members" | "units";
            process: string;
            settings: string[];
            title: string;
        };
        CampaignKinds: {
            form_schema: components["schemas"]["FormSchema"] | null;
            items: components["schemas"]["CampaignKind"][];
        };
        CampaignPage: {
            items: components["schemas"]["CampaignItem"][];
            may_open: boolean;
            next: string | null;
            total: number | null;
        };
        CampaignPreview: {
            cases: number;
            consequences: string[];
            form_schema: components["schemas"]["FormSchema"] | null;
            label: string;
            members: number | null;
            title: string;
            units: number;
        };
        CampaignProgress: {
            done: number;
            /** @enum {string} */
            state: "held" | "waiting" | "running" | "done" | "failed" | "cancelled";
            total: number | null;
        };
        CampaignRow: {
            allowed_actions: components["schemas"]["ActionView"][];
            /**
             * Format: uuid
             * @default null
             */
            campaign_id?: string | null;
            /** @description Read by its parties alone: no copy of it is kept on a device. */
            confidential?: boolean;
            /** Format: date-time */
            due_at: string | null;
            facts: {
                [key: string]: unknown;
            };
            holder_unit?: components["schemas"]["UnitReference"] | null;
            /** Format: uuid */
            id: string;
            is_over: boolean;
            number: string;
            process: string;
            process_title?: string;
            refused_actions: components["schemas"]["RefusedAction"][];
            /**
             * @description The process's own screen of the case (`dossier.name`).
             * @default null
             */
            screen?: string | null;
            /** Format: date-time */
            since: string;
            state: string;
            state_title: string;
            subject: components["schemas"]["PersonReference"];
            title: string;
            unit: components["schemas"]["UnitReference"];
            version: number;
            warnings?: components["schemas"]["Refusal"][];
        };
        CampaignRows: {
            action: string | null;
            fields: components["schemas"]["FormSchema"] | null;
            for_all?: components["schemas"]["ActionForAll"][];
            items: components["schemas"]["CampaignRow"][];
            next: string | null;
            process: string;
            summary: {
                [key: string]: unknown;
            };
            total?: number | null;
            unit: components["schemas"]["UnitReference"];
        };
        CampaignSetting: {
            text: string;
            title: string;
        };
        CampaignState: {
            count: number;
            is_end: boolean;
            state: string;
            title: string;
        };
        CampaignUnit: {
            done: number;
            has_children: boolean;
            is_own: boolean;
            late?: number;
            states: components["schemas"]["CampaignState"][];
            total: number;
            unit: components["schemas"]["UnitReference"];
            waiting?: number;
        };
        CampaignUnits: {
            items: components["schemas"]["CampaignUnit"][];
            parent: components["schemas"]["UnitReference"];
            waiting?: number;
        };
        CampaignView: {
            /** @enum {string} */
            about: "members" | "units";
            allowed_actions: components["schemas"]["ActionView"][];
            /** @description Units that ran it until they were over, the first first; `unit` carries it on. */
            came_from?: components["schemas"]["UnitReference"][];
            /** Format: date */
            closing_on: string;
            counts: components["schemas"]["CampaignCounts"];
            done: number;
            /** Format: date */
            from_on: string;
            /** @default null */
            grid?: string | null;
            /** Format: uuid */
            id: string;
            /** @description The job that opens, closes or takes back its cases. */
            job?: components["schemas"]["Job"];
            late?: number;
            /** Format: date-time */
            opened_at: string;
            period: string;
            process: string;
            process_title: string;
            progress?: components["schemas"]["CampaignProgress"] | null;
            refused_actions: components["schemas"]["RefusedAction"][];
            settings?: components["schemas"]["CampaignSetting"][];
            /** @enum {string} */
            state: "OPENING" | "OPEN" | "CLOSING" | "CLOSED" | "CANCELLED";
            state_title: string;
            states: components["schemas"]["CampaignState"][];
            title: string;
            total: number;
            /** Format: date-time */
            undo_until: string;
            unit: components["schemas"]["UnitReference"];
            /** Format: date */
            until: string;
            version: number;
            waiting?: number;
            year: number;
        };
        CardView: {
            /** Format: date */
            born_on: string | null;
            card_no: string | null;
            /** Format: date */
            card_on: string | null;
            code: string;
            full_name: string;
            has_photo: boolean;
            /** Format: uuid */
            id: string;
            /** Format: date */
            joined_on: string | null;
            qr: string;
            state: string;
            unit: components["schemas"]["UnitReference"] | null;
        };
        CaseDocument: {
            /** Format: uuid */
            id: string;
            number: string | null;
            /** Format: date */
            on?: string | null;
            state: string;
            state_title?: string;
            template: string;
            title: string;
        };
        CaseFile: {
            digest: string;
            media_type?: string;
            name: string;
            size?: number;
        };
        CaseItem: {
            /**
             * Format: uuid
             * @default null
             */
            campaign_id?: string | null;
            /** @description Read by its parties alone: no copy of it is kept on a device. */
            confidential?: boolean;
            /** Format: date-time */
            due_at: string | null;
            holder_unit?: components["schemas"]["UnitReference"] | null;
            /** Format: uuid */
            id: string;
            number: string;
            process: string;
            process_title?: string;
            /**
             * @description The process's own screen of the case (`dossier.name`).
             * @default null
             */
            screen?: string | null;
            /** Format: date-time */
            since: string;
            state: string;
            state_title: string;
            subject: components["schemas"]["PersonReference"];
            title: string;
            unit: components["schemas"]["UnitReference"];
            version: number;
            warnings?: components["schemas"]["Refusal"][];
        };
        CasePage: {
            items: components["schemas"]["CaseItem"][];
            next: string | null;
            total: number | null;
        };
        CaseView: {
            allowed_actions: components["schemas"]["ActionView"][];
            /**
             * Format: uuid
             * @default null
             */
            campaign_id?: string | null;
            /** @default null */
            comes_next?: components["schemas"]["NextStep"] | null;
            /** @description Read by its parties alone: no copy of it is kept on a device. */
            confidential?: boolean;
            documents: components["schemas"]["CaseDocument"][];
            /** @default null */
            dossier?: components["schemas"]["Dossier"] | null;
            /** Format: date-time */
            due_at: string | null;
            /**
             * Format: date
             * @description Half of the cases like it had ended by then.
             * @default null
             */
            expected_on?: string | null;
            form: {
                [key: string]: unknown;
            };
            form_schema: components["schemas"]["FormSchema"] | null;
            history: components["schemas"]["HistoryLine"][];
            holder: components["schemas"]["Holder"];
            holder_unit?: components["schemas"]["UnitReference"] | null;
            /** Format: uuid */
            id: string;
            number: string;
            /**
             * @description Where the caller fetches the released member's package, if they may.
             * @default null
             */
            package_at?: string | null;
            process: string;
            process_title?: string;
            rail: components["schemas"]["RailStep"][];
            /**
             * @description Of a confidential case: who may know of it, by name.
             * @default null
             */
            readers?: string[] | null;
            refused_actions: components["schemas"]["RefusedAction"][];
            rule_set?: string;
            /**
             * @description The process's own screen of the case (`dossier.name`).
             * @default null
             */
            screen?: string | null;
            /** Format: date-time */
            since: string;
            state: string;
            state_title: string;
            subject: components["schemas"]["PersonReference"];
            title: string;
            unit: components["schemas"]["UnitReference"];
            version: number;
            warnings?: components["schemas"]["Refusal"][];
        };
        CellProblem: {
            /** @description The number is another member's: comparison with them can be requested. */
            can_compare?: boolean;
            /** @description Where it stands in the sheet: C12. */
            cell?: string | null;
            code: string;
            column: string | null;
            /** @description Which of the row's cells to give in a PATCH. */
            field?: string | null;
            full_name?: string | null;
            /** @description The row as the spreadsheet shows it; `row` adds a million for each sheet before. */
            line?: number;
            row: number;
            /** @enum {string} */
            severity?: "error" | "warning";
            sheet?: string;
            text: string;
            value?: string | null;
        };
        ChapterAssessment: {
            comment: string | null;
            /** Format: date */
            met_on: string | null;
            result: string | null;
            result_title: string | null;
            score: number | null;
        };
        ChildReports: {
            accepted?: number;
            /** Format: date */
            due_on: string;
            expected: number;
            is_closed: boolean;
            /** @enum {string} */
            state: "SUBMITTED" | "ACCEPTED" | "RETURNED" | "NOT_YET" | "LATE" | "NOT_DUE";
            state_title: string;
            /** Format: uuid */
            submission_id: string | null;
            submitted: number;
            unit: components["schemas"]["UnitReference"];
            waiting?: components["schemas"]["WaitingReport"][];
        };
        Choice: {
            code: string;
            label: string;
        };
        CodedCount: {
            code: string;
            count: number;
            title: string;
        };
        CommitteeTerm: {
            code: string;
            extensions: components["schemas"]["TermExtension"][];
            /** Format: date */
            from_on: string;
            is_provisional: boolean;
            /** Format: date */
            latest: string | null;
            /** Format: date */
            planned_until: string | null;
            /** @enum {string} */
            state: "PROVISIONAL" | "CURRENT" | "EXTENDED" | "EXPIRED";
            state_title: string;
            /** Format: date */
            until: string | null;
        };
        ComparedRow: {
            born_on: string | null;
            full_name: string | null;
            sex: string | null;
        };
        ComparisonItem: {
            id: string;
            member: components["schemas"]["DuplicateSide"];
            /** Format: date-time */
            requested_at: string;
            row: components["schemas"]["ComparedRow"];
            unit: components["schemas"]["UnitReference"];
        };
        ComparisonPage: {
            items: components["schemas"]["ComparisonItem"][];
            next: string | null;
            total: number | null;
        };
        Complaint: {
            /** Format: date */
            answered_on: string | null;
            /** Format: date */
            complained_on: string | null;
            content: string | null;
            file: components["schemas"]["CaseFile"] | null;
            /** Format: date */
            filed_on?: string | null;
            findings: string | null;
            form_title: string | null;
            outcome_title: string | null;
            received_reason?: string | null;
        };
        Complaints: {
            answered_by: components["schemas"]["UnitReference"] | null;
            is_open: boolean;
            items: components["schemas"]["Complaint"][];
            /** Format: date */
            until: string | null;
        };
        Counts: {
            age_bands: components["schemas"]["CodedCount"][];
            female: number;
            incomplete: number;
            minority: number;
            party: number;
            religious: number;
            total: number;
        };
        CreatedApplicationLink: {
            /** Format: date-time */
            created_at: string;
            created_by: string | null;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            label: string | null;
            link: string;
            max_uses: number;
            may_revoke: boolean;
            /** @enum {string} */
            state: "open" | "full" | "expired" | "revoked";
            state_title: string;
            token: string;
            uses: number;
        };
        DelegationItem: {
            decision_no: string;
            /** Format: date */
            from_on: string;
            from_unit: components["schemas"]["UnitReference"];
            /** Format: uuid */
            id: string;
            may_end: boolean;
            process: string;
            process_title: string;
            /** @enum {string} */
            state: "current" | "coming";
            state_title: string;
            to_unit: components["schemas"]["UnitReference"];
            /** Format: date */
            until: string | null;
        };
        DelegationPage: {
            allowed_actions: components["schemas"]["ActionView"][];
            items: components["schemas"]["DelegationItem"][];
            next: string | null;
            total: number | null;
        };
        Device: {
            /** Format: date-time */
            created_at: string;
            current: boolean;
            device: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            seen_at: string;
        };
        Devices: {
            items: components["schemas"]["Device"][];
        };
        DisciplineBallot: {
            accused_voted: boolean | null;
            counts: components["schemas"]["BallotCount"][];
            has_quorum: boolean | null;
            is_secret: boolean;
            members_total: number | null;
            needed: number | null;
            outcome: string | null;
            present: number | null;
            quorum: number | null;
            voters_title: string;
        };
        DisciplineDecision: {
            /** Format: date */
            announced_on: string | null;
            /** Format: date */
            change_announced_on: string | null;
            changed_from: string | null;
            decided_by: components["schemas"]["UnitReference"] | null;
            /** Format: uuid */
            document_id: string | null;
            /** Format: date */
            expires_on: string | null;
            form: string;
            /** Format: date */
            in_force_since: string | null;
            number: string | null;
            /** Format: date */
            on: string | null;
            place: string | null;
            reason: string | null;
            special_reason: string | null;
            /** @enum {string} */
            standing: "waiting" | "in_force" | "over";
            standing_title: string;
            title: string;
        };
        DisciplineDossier: {
            authority: components["schemas"]["FormAuthority"][];
            ballot: components["schemas"]["DisciplineBallot"];
            complaint: components["schemas"]["Complaints"];
            decision: components["schemas"]["DisciplineDecision"] | null;
            progress: components["schemas"]["DisciplineProgress"] | null;
            suspension: components["schemas"]["Suspension"] | null;
        };
        DisciplineProgress: {
            /** Format: date */
            comment_due_on: string | null;
            comment_every_months?: number;
            comments: components["schemas"]["ProgressComment"][];
            decided_by: components["schemas"]["UnitReference"] | null;
            /** Format: uuid */
            document_id: string | null;
            /** Format: date */
            earliest_on: string | null;
            number: string | null;
            proposal: string | null;
            /** Format: date */
            recognised_on: string | null;
        };
        DocumentItem: {
            cancelled_reason?: string | null;
            /** Format: uuid */
            id: string;
            /** @description Type abbreviation: QĐ, NQ, GT … */
            kind: string;
            /** @description Whole symbol: 12-QĐ/ĐTN */
            number: string;
            /** Format: date */
            on: string;
            ordinal: number;
            signer?: string | null;
            /** @enum {string} */
            state: "issued" | "in_force" | "cancelled" | "revoked";
            state_title: string;
            template: string;
            term: string;
            title: string;
            unit: components["schemas"]["UnitReference"];
        };
        DocumentPage: {
            items: components["schemas"]["DocumentItem"][];
            next: string | null;
            total: number | null;
            /** @description Years of the papers about one unit, the newest first; with the first page. */
            years?: number[];
        };
        DocumentReference: {
            /** Format: uuid */
            id: string;
            number: string;
            /** Format: date */
            on: string;
            title: string;
        };
        DocumentView: {
            allowed_actions?: components["schemas"]["ActionView"][];
            cancelled_reason?: string | null;
            case_ids: string[];
            /** @description Frozen content that the page is drawn from; each template has its own. */
            content: {
                [key: string]: unknown;
            };
            corrected_by?: components["schemas"]["DocumentReference"][];
            /** @description What this document revokes, restores or puts right. */
            corrects?: components["schemas"]["DocumentReference"] | null;
            /** @description The document that revoked this one. */
            ended_by?: components["schemas"]["DocumentReference"] | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            issued_at: string;
            /** @description Type abbreviation: QĐ, NQ, GT … */
            kind: string;
            /** @description Whole symbol: 12-QĐ/ĐTN */
            number: string;
            /** Format: date */
            on: string;
            ordinal: number;
            signer?: string | null;
            /** @enum {string} */
            state: "issued" | "in_force" | "cancelled" | "revoked";
            state_title: string;
            /** @description People for whom alone the document no longer counts, and by which document. */
            struck: components["schemas"]["StruckPerson"][];
            template: string;
            term: string;
            /** @description The page as text, for screen readers and search. */
            text: string;
            title: string;
            unit: components["schemas"]["UnitReference"];
            verify_url: string;
        };
        Done: {
            ok: boolean;
        };
        Dossier: {
            discipline?: components["schemas"]["DisciplineDossier"];
            /** @enum {string} */
            name: "discipline" | "training";
            training?: components["schemas"]["TrainingLog"];
        };
        DraftDifference: {
            accepted: number;
            registry: number;
            unit: components["schemas"]["UnitReference"];
        };
        DraftFigure: {
            accepted: number | null;
            code: string;
            differs: components["schemas"]["DraftDifference"][];
            figure: number | null;
            is_share: boolean;
            may_override: boolean;
            more: number;
            override: components["schemas"]["Override"] | null;
            registry: number | null;
            rest: number | null;
            title: string;
        };
        DraftWaiting: {
            more: number;
            period: string;
            state: string;
            state_title: string;
            /** Format: uuid */
            submission_id: string | null;
            unit: components["schemas"]["UnitReference"];
        };
        DuplicateChoice: {
            consequences: string[];
            /** Format: uuid */
            keep_id: string;
            refusals: components["schemas"]["Refusal"][];
        };
        DuplicateField: {
            code: string;
            differs: boolean;
            left: string;
            right: string;
            title: string;
        };
        DuplicateItem: {
            /** Format: date-time */
            found_at: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            kept_id: string | null;
            left: components["schemas"]["DuplicateSide"];
            reasons: components["schemas"]["Refusal"][];
            right: components["schemas"]["DuplicateSide"];
            /** @description How likely it is one person, 0..100. */
            score: number;
            /** Format: date-time */
            settled_at: string | null;
            settled_by: string | null;
            /** @enum {string} */
            state: "OPEN" | "DIFFERENT" | "SAME" | "MERGED";
        };
        DuplicatePage: {
            items: components["schemas"]["DuplicateItem"][];
            next: string | null;
            total: number | null;
        };
        DuplicateSide: {
            /** Format: date */
            born_on: string | null;
            /** @enum {string} */
            born_precision?: "day" | "month" | "year";
            card_no: string | null;
            code: string | null;
            /** @description Share of the file that is filled in, 0..100. */
            completeness?: number;
            flags?: string[];
            full_name: string;
            /** Format: uuid */
            id: string;
            /** Format: date */
            joined_on?: string | null;
            /** @enum {string} */
            sex: "male" | "female";
            /** @enum {string} */
            status: "CANDIDATE" | "ACTIVE" | "IN_TRANSIT" | "TRANSFERRED_EXTERNAL" | "MATURED" | "STRUCK_OFF" | "EXPELLED" | "WITHDRAWN" | "DECEASED" | "ANNULLED" | "HONORARY" | "HONOUR_ENDED";
            status_title?: string;
            unit: components["schemas"]["UnitReference"] | null;
        };
        DuplicateView: {
            allowed_actions: components["schemas"]["NamedAction"][];
            choices: components["schemas"]["DuplicateChoice"][];
            fields: components["schemas"]["DuplicateField"][];
            /** Format: date-time */
            found_at: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            kept_id: string | null;
            left: components["schemas"]["DuplicateSide"];
            reasons: components["schemas"]["Refusal"][];
            right: components["schemas"]["DuplicateSide"];
            /** @description How likely it is one person, 0..100. */
            score: number;
            /** Format: date-time */
            settled_at: string | null;
            settled_by: string | null;
            /** @enum {string} */
            state: "OPEN" | "DIFFERENT" | "SAME" | "MERGED";
            /** Format: date-time */
            undo_until: string | null;
        };
        EditableField: {
            choices?: components["schemas"]["Choice"][];
            code: string;
            kind: string;
            needs_reason: boolean;
            paper: string | null;
            title: string;
        };
        EditRequestItem: {
            acknowledged: boolean;
            allowed_actions: components["schemas"]["ActionView"][];
            current: string | null;
            /** Format: date-time */
            decided_at: string | null;
            decided_by: string | null;
            decision_reason: string | null;
            field: string;
            /** Format: uuid */
            id: string;
            kind: string;
            masked: boolean;
            new: string;
            old: string;
            paper_name: string | null;
            person: components["schemas"]["PersonReference"];
            reason: string | null;
            refused_actions: components["schemas"]["RefusedAction"][];
            /** Format: date-time */
            reopened_at: string | null;
            reopened_by: string | null;
            /** Format: date-time */
            requested_at: string;
            /** @enum {string} */
            state: "WAITING" | "APPROVED" | "REJECTED" | "WITHDRAWN";
            state_title: string;
            title: string;
            unit: components["schemas"]["UnitReference"] | null;
            version: number;
            waits_at: components["schemas"]["UnitReference"] | null;
            warnings: string[];
        };
        EditRequestOutcomes: {
            done: number;
            results: components["schemas"]["Outcome"][];
        };
        EditRequestPage: {
            items: components["schemas"]["EditRequestItem"][];
            next: string | null;
            total: number | null;
        };
        Explanation: {
            action: string;
            allowed: boolean;
            reason: string | null;
            rules: components["schemas"]["PermissionRule"][];
            text: string;
            title: string;
        };
        FailedMessage: {
            dead: boolean;
            /** Format: date-time */
            failed_at: string;
            fault: string;
            /** Format: uuid */
            id: string;
            key: string;
            /** Format: date-time */
            next_try_at: string | null;
            reader: string;
            tries: number;
        };
        FeeChild: {
            books: number;
            figures: components["schemas"]["FeeFigures"];
            unit: components["schemas"]["UnitReference"];
        };
        FeeCollection: {
            amount: number;
            /** Format: uuid */
            id: string;
            receipts: components["schemas"]["FeeReceipt"][];
        };
        FeeFigures: {
            abroad: number;
            collected: number;
            due: number;
            exempt: number;
            kept: number;
            on_way: number;
            owed_amount: number;
            owing_people: number;
            received: number;
            remitted: number;
            waived: number;
        };
        FeeLevel: {
            figures: components["schemas"]["FeeFigures"];
            level: string;
            title: string;
            units: number;
        };
        FeeMonth: {
            amount: number;
            category: string;
            here?: boolean;
            /** Format: date */
            month: string;
            /** Format: uuid */
            receipt_id?: string | null;
            receipt_no?: string | null;
            /** @enum {string} */
            state: "paid" | "exempt" | "waived" | "owed" | "due" | "ahead";
        };
        FeeReceipt: {
            amount: number;
            cancel_reason?: string | null;
            /** Format: date-time */
            collected_at: string;
            /** Format: date */
            collected_on: string;
            /** Format: uuid */
            id: string;
            may_cancel: boolean;
            months: string[];
            /** @description Without gap in a unit and year: 0012/2026. */
            number: string;
            person: components["schemas"]["PersonReference"];
            /** @enum {string} */
            state: "valid" | "remitted" | "cancelled";
            state_title: string;
            unit: components["schemas"]["UnitReference"];
        };
        FeeReceiptPage: {
            items: components["schemas"]["FeeReceipt"][];
            next: string | null;
            total: number | null;
        };
        FeeRow: {
            category: string;
            category_title: string;
            is_away: boolean;
            /** @description Of another unit; pays here while staying here for a time. */
            is_guest?: boolean;
            /** @description Still on the unit's roll. */
            is_present: boolean;
            /** @description What this month costs. */
            monthly: number;
            months: components["schemas"]["FeeMonth"][];
            owed_amount: number;
            owed_months: string[];
            /** @description Unpaid months that can be paid now. */
            payable: components["schemas"]["PayableMonth"][];
            person: components["schemas"]["PersonReference"];
        };
        FeeSummary: {
            figures: components["schemas"]["FeeFigures"];
            levels: components["schemas"]["FeeLevel"][];
            unit: components["schemas"]["UnitReference"];
            year: number;
        };
        FeeWaiver: {
            /** Format: date */
            from_month: string;
            /** Format: uuid */
            id: string;
            may_end: boolean;
            reason: string;
            /** Format: date */
            until_month: string;
        };
        FieldChange: {
            field: string;
            needs_decision: boolean;
            new: string;
            old: string;
            title: string;
        };
        FormAuthority: {
            at_once: boolean;
            decided_by: components["schemas"]["UnitReference"] | null;
            form: string;
            is_voted: boolean;
            title: string;
            voters_title: string;
        };
        FormSchema: Schema;
        FoundDocument: {
            /** Format: uuid */
            id: string | null;
        };
        HeldOffice: {
            role: string;
            title: string;
            unit: components["schemas"]["UnitReference"];
        };
        HistoryLine: {
            action: string;
            actor?: components["schemas"]["PersonReference"] | null;
            /** Format: date-time */
            at: string;
            changed?: string[];
            form?: {
                [key: string]: unknown;
            };
            from_state: string | null;
            label: string;
            note?: string | null;
            position?: string | null;
            refusals?: components["schemas"]["Refusal"][];
            to_state: string;
            to_title: string;
            unit?: components["schemas"]["UnitReference"] | null;
        };
        Holder: {
            note?: string | null;
            people: components["schemas"]["PersonReference"][];
            role: string | null;
            role_title?: string | null;
            unit: components["schemas"]["UnitReference"] | null;
            vacant: boolean;
        };
        ImportColumn: {
            confidence: number;
            content: string;
            field: string | null;
            header: string;
            index: number;
            letter: string;
            sample: string[];
            sheet: string;
            title: string | null;
        };
        ImportCounts: {
            create?: number;
            doubtful?: number;
            duplicate?: number;
            entered?: number;
            error?: number;
            same?: number;
            undone?: number;
            update?: number;
        };
        ImportField: {
            code: string;
            required: boolean;
            title: string;
        };
        ImportMapping: {
            columns: components["schemas"]["ImportColumn"][];
            notes: string[];
        };
        ImportPage: {
            items: components["schemas"]["ImportSummary"][];
            next: string | null;
            total: number | null;
        };
        ImportProblemPage: {
            items: components["schemas"]["CellProblem"][];
            next: string | null;
            total: number | null;
        };
        ImportRow: {
            /** @description As people read it: 05/03/2005 or 2005. */
            born: string;
            changes: components["schemas"]["FieldChange"][];
            /** @enum {string|null} */
            decision: "accept" | "keep" | null;
            doubts: string[];
            full_name: string | null;
            line: number;
            /** @enum {string} */
            outlook: "create" | "update" | "same" | "doubtful" | "duplicate" | "error";
            person: components["schemas"]["PersonReference"] | null;
            problems: string[];
            row: number;
            sheet: string;
            unit?: components["schemas"]["UnitReference"] | null;
        };
        ImportRows: {
            items: components["schemas"]["ImportRow"][];
            next: string | null;
            total: number | null;
        };
        ImportSummary: {
            counts?: components["schemas"]["ImportCounts"];
            /** Format: date-time */
            created_at?: string;
            done: number;
            error_count?: number;
            file_name?: string;
            id: string;
            kind: string;
            ok: number;
            problem?: components["schemas"]["Refusal"] | null;
            rows: number;
            state: string;
            total: number | null;
            /** Format: date-time */
            undo_until?: string | null;
            unit: components["schemas"]["UnitReference"];
            warnings: number;
        };
        ImportView: {
            counts?: components["schemas"]["ImportCounts"];
            /** Format: date-time */
            created_at?: string;
            done: number;
            error_count?: number;
            errors: components["schemas"]["CellProblem"][];
            fields: components["schemas"]["ImportField"][];
            file_name?: string;
            id: string;
            /** @enum {string} */
            kind: "members" | "units";
            mapping: components["schemas"]["ImportMapping"] | null;
            ok: number;
            problem?: components["schemas"]["Refusal"] | null;
            rows: number;
            /** @enum {string} */
            state: "checking" | "checked" | "applying" | "applied" | "undoing" | "undone" | "failed";
            total: number | null;
            /** Format: date-time */
            undo_until?: string | null;
            unit: components["schemas"]["UnitReference"];
            warnings: number;
        };
        Inbox: {
            calm?: number | null;
            items: components["schemas"]["InboxEntry"][];
            missing: string[];
            next: string | null;
            total: number | null;
        };
        InboxCount: {
            by_process: {
                [key: string]: number;
            };
            groups: components["schemas"]["InboxGroup"][];
            overdue: number;
            total: number;
        };
        InboxEntry: {
            act_title?: string | null;
            allowed_actions: components["schemas"]["ActionView"][];
            /** Format: uuid */
            campaign_id?: string | null;
            confidential: boolean;
            count?: number;
            /** Format: date-time */
            due_at: string | null;
            escalated?: boolean;
            holder_unit?: components["schemas"]["UnitReference"] | null;
            id: string;
            /** @enum {string} */
            kind: "case" | "report_to_accept" | "report_to_mend" | "report_to_submit" | "remittance_to_confirm" | "remittance_to_mend" | "edit_requests_to_decide" | "members_to_confirm" | "pairs_to_compare" | "applications_to_take";
            note?: string | null;
            number: string | null;
            /** Format: uuid */
            only_id?: string | null;
            overdue: boolean;
            period?: string | null;
            position?: components["schemas"]["HeldOffice"] | null;
            process?: string;
            process_title?: string;
            refused_actions: components["schemas"]["RefusedAction"][];
            screen?: string | null;
            /** Format: date-time */
            since: string | null;
            state?: string;
            state_title?: string;
            subject?: components["schemas"]["PersonReference"];
            title: string;
            unit: components["schemas"]["UnitReference"];
            version?: number;
            warnings?: components["schemas"]["Refusal"][];
        };
        InboxGroup: {
            act_title: string | null;
            count: number;
            overdue: number;
            process: string;
            process_title: string;
            state: string;
            state_title: string;
        };
        InvitableMember: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            invited_until: string | null;
            person: components["schemas"]["PersonReference"];
            /** @description Why the caller may not. */
            refused: string | null;
            /** @enum {string} */
            state: "open" | "invited" | "locked" | "none";
            state_title: string;
        };
        InvitableMembers: {
            items: components["schemas"]["InvitableMember"][];
            unit: components["schemas"]["UnitReference"];
        };
        InvitationView: {
            /** Format: date-time */
            expires_at: string;
            has_password: boolean;
            login: string | null;
            name: string;
        };
        IssuedInvitation: {
            /** Format: date-time */
            expires_at: string;
            link: string;
            token: string;
        };
        Job: {
            done: number;
            /** Format: date-time */
            ended_at?: string | null;
            fault?: components["schemas"]["JobFault"] | null;
            file?: components["schemas"]["StoredFile"] | null;
            id: string;
            kind: string;
            results: components["schemas"]["Outcome"][];
            /** Format: date-time */
            started_at?: string | null;
            /** @enum {string} */
            state: "held" | "waiting" | "running" | "done" | "failed" | "cancelled";
            total: number | null;
        };
        JobFault: {
            code: string;
            mend?: string | null;
            text: string | null;
        };
        JobItem: {
            /** Format: date-time */
            created_at: string;
            done: number;
            /** Format: date-time */
            ended_at?: string | null;
            fault?: components["schemas"]["JobFault"] | null;
            file?: components["schemas"]["StoredFile"] | null;
            id: string;
            kind: string;
            refused: number;
            /** Format: date-time */
            started_at?: string | null;
            /** @enum {string} */
            state: "held" | "waiting" | "running" | "done" | "failed" | "cancelled";
            succeeded: number;
            total: number | null;
        };
        JobPage: {
            items: components["schemas"]["JobItem"][];
            missing?: string[];
            next: string | null;
        };
        MemberEditRequests: {
            fields: components["schemas"]["EditableField"][];
            items: components["schemas"]["EditRequestItem"][];
            refusals: components["schemas"]["Refusal"][];
            /** @description Of the member's file. */
            version: number;
        };
        MemberFees: {
            category: string;
            category_title: string;
            keeps_book: boolean;
            may_waive: boolean;
            monthly: number;
            months: components["schemas"]["FeeMonth"][];
            owed_amount: number;
            owed_months: string[];
            /** Format: date */
            paid_until: string | null;
            person: components["schemas"]["PersonReference"];
            receipts: components["schemas"]["FeeReceipt"][];
            unit: components["schemas"]["UnitReference"] | null;
            waivers: components["schemas"]["FeeWaiver"][];
            year: number;
        };
        MemberField: {
            choices?: components["schemas"]["Choice"][];
            code: string;
            display: string | null;
            editable: boolean;
            kind: string;
            missing: boolean;
            needed: boolean;
            title: string;
            value: unknown;
        };
        MemberFilters: {
            category: components["schemas"]["Choice"][];
            flag: components["schemas"]["Choice"][];
            missing: components["schemas"]["Choice"][];
            sex: components["schemas"]["Choice"][];
            sort: components["schemas"]["Choice"][];
            status: components["schemas"]["Choice"][];
        };
        MemberGroup: {
            can_reveal: boolean;
            code: string;
            fields: components["schemas"]["MemberField"][];
            masked: boolean;
            sensitive: boolean;
            title: string;
        };
        MemberItem: {
            /** Format: date */
            born_on: string | null;
            /** @enum {string} */
            born_precision?: "day" | "month" | "year";
            card_no: string | null;
            code: string | null;
            /** @description Share of the file that is filled in, 0..100. */
            completeness?: number;
            flags?: string[];
            full_name: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            sex: "male" | "female";
            /** @enum {string} */
            status: "CANDIDATE" | "ACTIVE" | "IN_TRANSIT" | "TRANSFERRED_EXTERNAL" | "MATURED" | "STRUCK_OFF" | "EXPELLED" | "WITHDRAWN" | "DECEASED" | "ANNULLED" | "HONORARY" | "HONOUR_ENDED";
            status_title?: string;
            unit: components["schemas"]["UnitReference"] | null;
        };
        MemberPage: {
            items: components["schemas"]["MemberItem"][];
            next: string | null;
            total: number | null;
        };
        MembersSheet: {
            columns: string[];
            schema: components["schemas"]["FormSchema"] | null;
        };
        MemberView: {
            allowed_actions: components["schemas"]["NamedAction"][];
            /** @description Đoàn viên ưu tú 2026 … */
            badges: string[];
            /** Format: date */
            born_on: string | null;
            /** @enum {string} */
            born_precision?: "day" | "month" | "year";
            card_no: string | null;
            code: string | null;
            /** @description Share of the file that is filled in, 0..100. */
            completeness?: number;
            flags?: string[];
            full_name: string;
            groups: components["schemas"]["MemberGroup"][];
            has_photo: boolean;
            /** Format: uuid */
            id: string;
            /** Format: date */
            joined_on?: string | null;
            /** @description The file that this one was merged into. */
            merged_into?: components["schemas"]["PersonReference"] | null;
            positions: components["schemas"]["PositionView"][];
            /** @enum {string} */
            sex: "male" | "female";
            /** @enum {string} */
            status: "CANDIDATE" | "ACTIVE" | "IN_TRANSIT" | "TRANSFERRED_EXTERNAL" | "MATURED" | "STRUCK_OFF" | "EXPELLED" | "WITHDRAWN" | "DECEASED" | "ANNULLED" | "HONORARY" | "HONOUR_ENDED";
            status_title?: string;
            unit: components["schemas"]["UnitReference"] | null;
            version: number;
            warnings: components["schemas"]["Refusal"][];
        };
        MendedRow: {
            cells: {
                [key: string]: string;
            };
            import: components["schemas"]["ImportView"];
            ok: boolean;
            problems: components["schemas"]["CellProblem"][];
            row: number;
            sheet: string;
        };
        Menu: {
            items: components["schemas"]["MenuEntry"][];
        };
        MenuEntry: {
            board: string | null;
            code: string;
            for_many: boolean;
            may_open: boolean;
            reason: string | null;
            title: string;
        };
        MeView: {
            can: string[];
            person: components["schemas"]["OwnPerson"];
            positions: components["schemas"]["PositionView"][];
            second_factor: components["schemas"]["SecondFactorState"];
            /** Format: uuid */
            session_id: string;
        };
        Missed: {
            days: string[];
            person: components["schemas"]["PersonReference"];
            text: string;
        };
        NamedAction: {
            action: string;
            label: string;
        };
        NextStep: {
            holder_title: string | null;
            title: string;
        };
        OfficerList: {
            items: components["schemas"]["OfficerView"][];
        };
        OfficerView: {
            allowed_actions: components["schemas"]["ActionView"][];
            code: string;
            decision_no?: string | null;
            /** @enum {string|null} */
            engagement?: "FULL_TIME" | "PART_TIME" | null;
            engagement_title?: string | null;
            /** Format: date */
            from_on: string;
            /** Format: uuid */
            id: string | null;
            person: components["schemas"]["PersonReference"];
            /** @enum {string} */
            role: "MEMBER" | "CHAPTER_OFFICER" | "GRASSROOTS_OFFICER" | "DISTRICT_OFFICER" | "PROVINCE_OFFICER" | "INSPECTOR" | "SYSADMIN" | "AUDITOR";
            title: string;
            unit: components["schemas"]["UnitReference"];
            /** Format: date */
            until?: string | null;
        };
        Outcome: {
            code?: string | null;
            detail?: string | null;
            id: string;
            ok: boolean;
            /** @description Why it did not go, without the item's own name: equal ones can be told together. */
            reason?: string;
            /** @description The item by name: a case's number, and whom it is about. */
            title?: string;
        };
        Override: {
            /** Format: date-time */
            at: string;
            by: components["schemas"]["PersonReference"] | null;
            figure: string;
            reason: string;
            reckoned: number;
            title: string;
            value: number;
        };
        Overview: {
            /** Format: date */
            against: string;
            children: components["schemas"]["OverviewUnit"][];
            /** Format: date */
            on: string;
            reports: components["schemas"]["OverviewReports"];
            /** Format: date */
            today: string;
            total: components["schemas"]["OverviewFigures"];
            unit: components["schemas"]["UnitReference"];
        };
        OverviewFigures: {
            before: number;
            change: number;
            incomplete: number;
            members: number;
            owed_amount: number;
            owing_people: number;
            without_secretary: number;
        };
        OverviewReports: {
            expected: number;
            late: number;
            period: string | null;
            title: string | null;
        };
        OverviewUnit: {
            before: number;
            change: number;
            incomplete: number;
            members: number;
            owed_amount: number;
            owing_people: number;
            report_state: string | null;
            report_state_title: string | null;
            unit: components["schemas"]["UnitReference"];
            without_secretary: number;
        };
        OwnKey: {
            fingerprint: string;
            public_key: string;
        };
        OwnPerson: {
            code: string | null;
            full_name: string;
            /** Format: uuid */
            id: string;
            unit: components["schemas"]["UnitReference"] | null;
        };
        OwnReport: {
            allowed_actions: components["schemas"]["ActionView"][];
            code: string;
            refused_actions: components["schemas"]["RefusedAction"][];
            /** @enum {string} */
            state: "SUBMITTED" | "ACCEPTED" | "RETURNED" | "NOT_YET" | "LATE" | "NOT_DUE";
            state_title: string;
            submission: components["schemas"]["SubmissionItem"] | null;
            title: string;
        };
        PayableMonth: {
            amount: number;
            /** Format: date */
            month: string;
        };
        PermissionItem: {
            action: string;
            allowed: boolean;
            title: string;
        };
        PermissionRule: {
            held: string[];
            roles: string[];
            text: string;
            where: string;
        };
        Permissions: {
            items: components["schemas"]["PermissionItem"][];
        };
        PersonReference: {
            code?: string | null;
            full_name: string;
            /** Format: uuid */
            id: string | null;
        };
        PositionView: {
            code: string;
            /** Format: uuid */
            id: string | null;
            /** @enum {string} */
            role: "MEMBER" | "CHAPTER_OFFICER" | "GRASSROOTS_OFFICER" | "DISTRICT_OFFICER" | "PROVINCE_OFFICER" | "INSPECTOR" | "SYSADMIN" | "AUDITOR";
            title: string;
            unit: components["schemas"]["UnitReference"];
            /** Format: date */
            until?: string | null;
        };
        ProblemView: {
            code: string;
            detail: string;
            errors?: {
                [key: string]: string[];
            };
            instance: string;
            mend: string | null;
            refusals?: {
                [key: string]: unknown;
            }[];
            status: number;
            title: string;
            trace: string;
            type: string;
        };
        ProcessBoard: {
            lanes: components["schemas"]["ProcessLane"][];
            takes_packages: boolean;
        };
        ProcessLane: {
            code: string;
            /** @enum {string} */
            side: "from" | "to" | "any";
            states: string[];
            title: string;
        };
        ProcessMove: {
            action: string;
            by: string;
            destructive: boolean;
            document: string | null;
            form_schema: components["schemas"]["FormSchema"] | null;
            from: string[];
            keep: string | null;
            label: string;
            needs_note: boolean;
            primary: boolean;
            to: string[];
            within: string | null;
        };
        ProcessState: {
            code: string;
            held_by: string | null;
            is_end: boolean;
            title: string;
        };
        ProcessView: {
            board: components["schemas"]["ProcessBoard"] | null;
            candidates_at: string | null;
            code: string;
            diagram: string;
            form_schema: components["schemas"]["FormSchema"] | null;
            has_campaigns: boolean;
            members_sheet: components["schemas"]["MembersSheet"] | null;
            moves: components["schemas"]["ProcessMove"][];
            opens_for_oneself?: boolean;
            rail: string[];
            states: components["schemas"]["ProcessState"][];
            subject: string;
            subject_asked: components["schemas"]["SubjectChoice"] | null;
            /** @description A case can begin with what its own subject sent by a link. */
            takes_applications?: boolean;
            title: string;
            version: number;
            workbook_schema: components["schemas"]["FormSchema"] | null;
        };
        Progress: {
            bottlenecks: components["schemas"]["Bottleneck"][];
            items: components["schemas"]["ProgressRow"][];
            total: components["schemas"]["ProgressCounts"];
            unit: components["schemas"]["UnitReference"];
        };
        ProgressComment: {
            comment: string | null;
            /** Format: date */
            commented_on: string;
            /** @default null */
            has_corrected?: boolean | null;
        };
        ProgressCounts: {
            held: number;
            open: number;
            overdue: number;
            soon: number;
            vacant: number;
        };
        ProgressRow: {
            has_children: boolean;
            held: number;
            /** Format: date-time */
            oldest_at: string | null;
            open: number;
            overdue: number;
            soon: number;
            unit: components["schemas"]["UnitReference"];
            vacant: number;
        };
        RailStep: {
            /** Format: date-time */
            at: string | null;
            state: string;
            /** @enum {string} */
            step: "done" | "now" | "next" | "skipped";
            term: string | null;
            title: string;
        };
        RecoveryCodes: {
            recovery_codes: string[];
        };
        Refusal: {
            code: string;
            mend?: string | null;
            text: string;
        };
        RefusedAction: {
            action: string;
            label: string;
            /** @enum {string} */
            place?: "recommended" | "other" | "destructive";
            refusals: components["schemas"]["Refusal"][];
        };
        RegisterColumn: {
            code: string;
            title: string;
        };
        RegisteredPerson: {
            code: string | null;
            full_name: string;
            /** Format: uuid */
            id: string;
        };
        RegisterItem: {
            about: string;
            code: string;
            title: string;
        };
        RegisterLine: {
            /** Format: uuid */
            case_id: string | null;
            cells: {
                [key: string]: string;
            };
            id: string;
            is_void: boolean;
            person: components["schemas"]["PersonReference"] | null;
        };
        RegisterList: {
            items: components["schemas"]["RegisterItem"][];
            unit: components["schemas"]["UnitReference"];
        };
        RegisterView: {
            about: string;
            by_year: boolean;
            code: string;
            columns: components["schemas"]["RegisterColumn"][];
            items: components["schemas"]["RegisterLine"][];
            may_export: boolean;
            /**
             * @description It can be issued as a paper.
             * @default false
             */
            may_print?: boolean;
            next: string | null;
            title: string;
            total: number | null;
            unit: components["schemas"]["UnitReference"];
            /** @default null */
            year?: number | null;
        };
        Remittance: {
            allowed_actions: components["schemas"]["ActionView"][];
            amount: number;
            /** Format: date-time */
            declared_at: string;
            declared_by: string | null;
            /** Format: date */
            from_month: string;
            from_unit: components["schemas"]["UnitReference"];
            /** Format: uuid */
            id: string;
            incoming: number;
            kept: number;
            reason: string | null;
            receipts: number;
            received: number;
            /** Format: date-time */
            settled_at: string | null;
            settled_by: string | null;
            /** @enum {string} */
            state: "DECLARED" | "CONFIRMED" | "DISPUTED" | "WITHDRAWN";
            state_title: string;
            to_unit: components["schemas"]["UnitReference"] | null;
            /** Format: date */
            until_month: string;
            version: number;
        };
        RemittanceOutlook: {
            amount: number;
            /** Format: date */
            from_month: string | null;
            incoming: number;
            kept: number;
            may_declare: boolean;
            receipts: number;
            received: number;
            refusals: components["schemas"]["Refusal"][];
            to_unit: components["schemas"]["UnitReference"] | null;
            /** Format: date */
            until_month: string | null;
        };
        RemittancePage: {
            items: components["schemas"]["Remittance"][];
            next: string | null;
            outlook: components["schemas"]["RemittanceOutlook"];
            total: number | null;
            /** @description Those from below that wait to be confirmed. */
            waiting: number;
        };
        RemovalCandidate: {
            absent_months: string[];
            /** @description What a case about the member would begin with. */
            form: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            ground: "NO_ACTIVITY" | "NO_FEE" | "BOTH";
            months: string;
            owed_months: string[];
            person: components["schemas"]["RegisteredPerson"];
            unit: components["schemas"]["UnitReference"];
            /** @description What the records say, as people read it. */
            why: string;
        };
        RemovalCandidates: {
            items: components["schemas"]["RemovalCandidate"][];
            next: string | null;
            total: number | null;
        };
        ReportColumn: {
            code: string;
            group: string;
            is_named: boolean;
            is_share: boolean;
            title: string;
        };
        ReportDraft: {
            accepted: number;
            allowed_actions: components["schemas"]["ActionView"][];
            basis: string;
            basis_title: string;
            expected: number;
            figures: components["schemas"]["DraftFigure"][];
            mark: string;
            period: string;
            remarks: string[];
            waiting: components["schemas"]["DraftWaiting"][];
        };
        ReportItem: {
            about: string;
            code: string;
            title: string;
        };
        ReportList: {
            items: components["schemas"]["ReportItem"][];
            unit: components["schemas"]["UnitReference"];
        };
        ReportPeople: {
            items: components["schemas"]["ReportPerson"][];
            next: string | null;
            title: string;
            total: number | null;
            unit: components["schemas"]["UnitReference"];
        };
        ReportPeriod: {
            code: string;
            /** Format: date */
            first: string;
            /** Format: date */
            last: string;
            title: string;
        };
        ReportPerson: {
            /** Format: date */
            born_on: string | null;
            /** @enum {string} */
            born_precision?: "day" | "month" | "year";
            card_no: string | null;
            code: string | null;
            /** @description Share of the file that is filled in, 0..100. */
            completeness?: number;
            detail?: string | null;
            flags?: string[];
            full_name: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            sex: "male" | "female";
            /** @enum {string} */
            status: "CANDIDATE" | "ACTIVE" | "IN_TRANSIT" | "TRANSFERRED_EXTERNAL" | "MATURED" | "STRUCK_OFF" | "EXPELLED" | "WITHDRAWN" | "DECEASED" | "ANNULLED" | "HONORARY" | "HONOUR_ENDED";
            status_title?: string;
            unit: components["schemas"]["UnitReference"] | null;
        };
        ReportRow: {
            figures: {
                [key: string]: number | null;
            };
            is_closed: boolean;
            title: string;
            unit: components["schemas"]["UnitReference"] | null;
        };
        ReportView: {
            about: string;
            by_period: boolean;
            code: string;
            columns: components["schemas"]["ReportColumn"][];
            draft?: components["schemas"]["ReportDraft"] | null;
            may_export: boolean;
            /** Format: date */
            on: string;
            path: components["schemas"]["UnitReference"][];
            rows: components["schemas"]["ReportRow"][];
            /** Format: date */
            since: string;
            title: string;
            total: {
                [key: string]: number | null;
            };
            unit: components["schemas"]["UnitReference"];
            year: number;
        };
        RuleEntry: {
            allowed_actions?: components["schemas"]["ActionView"][];
            code: string;
            detail?: string | null;
            mark?: string | null;
            title: string;
        };
        RuleLine: {
            allowed_actions: components["schemas"]["ActionView"][];
            default: unknown;
            default_text: string;
            key: string;
            kind: string;
            mark: string;
            rows?: components["schemas"]["RuleEntry"][];
            /** Format: date-time */
            set_at: string | null;
            source: string | null;
            text: string;
            title: string;
            unsure?: boolean;
            value: unknown;
        };
        RuleSetSpan: {
            code: string;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to: string | null;
        };
        RuleSetView: {
            charter_term: string;
            code: string;
            parameters: components["schemas"]["RuleLine"][];
            sets: components["schemas"]["RuleSetSpan"][];
            title: string;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to: string | null;
            version: number;
        };
        SealedPackage: {
            content: {
                [key: string]: unknown;
            };
            key: string;
            signature: string;
        };
        SealKey: {
            crv: string;
            kid: string;
            kty: string;
            use: string;
            x: string;
        };
        SealKeys: {
            keys: components["schemas"]["SealKey"][];
        };
        SecondFactorSecret: {
            secret: string;
            uri: string;
        };
        SecondFactorState: {
            on: boolean;
            required: boolean;
        };
        SelfAssessment: {
            comment: string | null;
            score: number | null;
        };
        SentApplication: {
            /** Format: date */
            kept_until: string;
            unit_name: string;
        };
        ServiceHealth: {
            answers: boolean;
            messages: components["schemas"]["FailedMessage"][];
            name: string;
        };
        SheetRow: {
            /** Format: uuid */
            case_id: string;
            form: {
                [key: string]: unknown;
            };
            problems: string[];
        };
        SheetRows: {
            items: components["schemas"]["SheetRow"][];
            problems: string[];
        };
        SignedIn: {
            person: components["schemas"]["OwnPerson"];
            positions: components["schemas"]["PositionView"][];
        };
        Sitting: {
            absent: components["schemas"]["PersonReference"][];
            excused: components["schemas"]["PersonReference"][];
            /** Format: date */
            held_on: string;
            present: number;
            /** @enum {string} */
            source: "meeting" | "hand";
            source_title: string;
        };
        SittingList: {
            allowed_actions: components["schemas"]["ActionView"][];
            items: components["schemas"]["Sitting"][];
            missed: components["schemas"]["Missed"][];
            unit: components["schemas"]["UnitReference"];
        };
        Slip: {
            /** Format: date-time */
            expires_at: string;
            full_name: string;
            /** Format: uuid */
            id: string;
            link: string;
            login: string | null;
        };
        Slips: {
            items: components["schemas"]["Slip"][];
            pdf?: string | null;
            unit: components["schemas"]["UnitReference"];
        };
        Snapshot: {
            about: string;
            basis?: string;
            basis_title?: string;
            by_period: boolean;
            code: string;
            columns: components["schemas"]["ReportColumn"][];
            /** Format: date */
            on: string;
            overrides?: components["schemas"]["Override"][];
            rows: components["schemas"]["ReportRow"][];
            /** Format: date */
            since: string;
            title: string;
            total: {
                [key: string]: number | null;
            };
            unit: components["schemas"]["UnitReference"];
            waiting?: string[];
            year: number;
        };
        StoredFile: {
            digest: string;
            media_type: string;
            name: string;
            size: number;
        };
        StruckPerson: {
            /** Format: date-time */
            at: string;
            by?: components["schemas"]["DocumentReference"] | null;
            full_name: string | null;
            reason: string | null;
        };
        SubjectChoice: {
            hint: string;
            is_rare: boolean;
            title: string;
        };
        SubmissionItem: {
            /** Format: date-time */
            accepted_at?: string | null;
            accepted_by?: components["schemas"]["PersonReference"] | null;
            /** Format: uuid */
            id: string;
            is_late: boolean;
            note: string | null;
            return_reason: string | null;
            /** Format: date-time */
            returned_at: string | null;
            returned_by: components["schemas"]["PersonReference"] | null;
            /** Format: date-time */
            submitted_at: string;
            submitted_by: components["schemas"]["PersonReference"] | null;
            version: number;
        };
        SubmissionList: {
            accepted?: number;
            allowed_actions?: components["schemas"]["ActionView"][];
            children: components["schemas"]["ChildReports"][];
            /** Format: date */
            due_on: string | null;
            expected: number;
            own: components["schemas"]["OwnReport"][];
            own_periods: components["schemas"]["ReportPeriod"][];
            period: components["schemas"]["ReportPeriod"] | null;
            periods: components["schemas"]["ReportPeriod"][];
            remark: string | null;
            submitted: number;
            unit: components["schemas"]["UnitReference"];
        };
        SubmissionView: {
            /** Format: date-time */
            accepted_at?: string | null;
            accepted_by?: components["schemas"]["PersonReference"] | null;
            allowed_actions: components["schemas"]["ActionView"][];
            /** Format: date */
            due_on: string;
            history: components["schemas"]["SubmissionItem"][];
            /** Format: uuid */
            id: string;
            is_late: boolean;
            may_export: boolean;
            note: string | null;
            period: components["schemas"]["ReportPeriod"];
            refused_actions?: components["schemas"]["RefusedAction"][];
            report: components["schemas"]["Snapshot"];
            return_reason: string | null;
            /** Format: date-time */
            returned_at: string | null;
            returned_by: components["schemas"]["PersonReference"] | null;
            /** @enum {string} */
            state: "SUBMITTED" | "ACCEPTED" | "RETURNED";
            state_title: string;
            /** Format: date-time */
            submitted_at: string;
            submitted_by: components["schemas"]["PersonReference"] | null;
            unit: components["schemas"]["UnitReference"];
            version: number;
        };
        Suspension: {
            /** Format: date */
            from_on: string;
            is_running: boolean;
            /** Format: date */
            latest_on: string;
            /** Format: date */
            lifted_on: string | null;
            party_opinion: string | null;
            reason: string | null;
            title: string | null;
            /** Format: date */
            until: string;
            was_extended: boolean;
        };
        SystemHealth: {
            items: components["schemas"]["ServiceHealth"][];
            set_aside: number | null;
        };
        TermExtension: {
            /** Format: date */
            before: string;
            decision_no: string | null;
            party_paper: string | null;
            /** Format: date */
            until: string;
        };
        Timeline: {
            items: components["schemas"]["TimelineLine"][];
        };
        TimelineLine: {
            /** Format: uuid */
            case_id?: string | null;
            confidential?: boolean;
            detail: string | null;
            /** Format: uuid */
            document_id?: string | null;
            kind: string;
            number: string | null;
            /** Format: date */
            on: string | null;
            title: string;
        };
        Tokens: {
            access_token: string;
            expires_in: number;
            person: components["schemas"]["OwnPerson"];
            positions: components["schemas"]["PositionView"][];
            refresh_token: string;
        };
        TrainingCatalogue: {
            items: components["schemas"]["TrainingGroup"][];
        };
        TrainingGroup: {
            code: string;
            proposals: components["schemas"]["TrainingProposal"][];
            title: string;
        };
        TrainingItem: {
            measure: string | null;
            target: string | null;
            text: string | null;
        };
        TrainingLog: {
            assessment: components["schemas"]["ChapterAssessment"] | null;
            comments: string[];
            done_groups: number;
            /** Format: date */
            from_on: string | null;
            groups: components["schemas"]["TrainingLogGroup"][];
            left: components["schemas"]["TrainingStep"][];
            logs_by: string;
            needed_groups: number;
            other: components["schemas"]["TrainingResult"][];
            period: string | null;
            registered_groups: number;
            results: number;
            self_assessment: components["schemas"]["SelfAssessment"] | null;
            /** Format: date */
            until: string | null;
            year: number | null;
        };
        TrainingLogGroup: {
            code: string;
            items: components["schemas"]["TrainingItem"][];
            results: components["schemas"]["TrainingResult"][];
            title: string;
        };
        TrainingProposal: {
            measure: string;
            target: string;
            text: string;
        };
        TrainingResult: {
            file: components["schemas"]["CaseFile"] | null;
            /** Format: date */
            on: string | null;
            quantity: string | null;
            text: string | null;
        };
        TrainingStep: {
            by: string;
            /** Format: date */
            from_on: string | null;
            text: string;
            /** Format: date */
            until: string | null;
        };
        TrustedKey: {
            /** Format: date-time */
            added_at: string;
            allowed_actions: components["schemas"]["ActionView"][];
            fingerprint: string;
            /** Format: uuid */
            id: string;
            name: string;
            public_key: string;
            /** Format: date-time */
            revoked_at: string | null;
        };
        TrustedKeys: {
            allowed_actions: components["schemas"]["ActionView"][];
            items: components["schemas"]["TrustedKey"][];
            own: components["schemas"]["OwnKey"];
        };
        TypeSymbol: {
            /** @description The first symbol of such a register: 01-QĐ/ĐTN */
            example: string;
            kind: string;
            title: string;
            written: string;
        };
        UnitAct: {
            decision_no: string | null;
            /** Format: date */
            decision_on: string | null;
            /** Format: uuid */
            document_id: string | null;
            /** Format: uuid */
            id: string;
            kind: string;
            /** Format: date */
            on: string;
            title: string;
        };
        UnitActList: {
            items: components["schemas"]["UnitAct"][];
        };
        UnitCounts: {
            age_bands: components["schemas"]["CodedCount"][];
            female: number;
            incomplete: number;
            minority: number;
            party: number;
            religious: number;
            total: number;
            unit: components["schemas"]["UnitReference"];
        };
        UnitFees: {
            allowed_actions: components["schemas"]["ActionView"][];
            /** Format: date */
            book_from: string | null;
            children: components["schemas"]["FeeChild"][];
            figures: components["schemas"]["FeeFigures"];
            holds_members: boolean;
            months: string[];
            people: components["schemas"]["FeeRow"][];
            /** Format: date */
            this_month: string;
            /** @description Members that match. */
            total: number;
            unit: components["schemas"]["UnitReference"];
            year: number;
        };
        UnitItem: {
            child_count: number;
            code: string;
            /** Format: uuid */
            id: string;
            kind: string;
            level: string;
            member_count: number;
            name: string;
            /** Format: uuid */
            parent_id: string | null;
            parent_name?: string | null;
        };
        UnitPage: {
            items: components["schemas"]["UnitItem"][];
            next: string | null;
            total: number | null;
        };
        UnitReference: {
            /** Format: uuid */
            id: string;
            level?: string;
            name: string;
            parent_name?: string | null;
        };
        UnitStatistics: {
            age_bands: components["schemas"]["CodedCount"][];
            children: components["schemas"]["UnitCounts"][];
            female: number;
            incomplete: number;
            minority: number;
            /** Format: date */
            on: string;
            own: components["schemas"]["Counts"];
            party: number;
            religious: number;
            statuses: components["schemas"]["CodedCount"][];
            total: number;
            unit: components["schemas"]["UnitReference"];
        };
        UnitSymbols: {
            allowed_actions: components["schemas"]["ActionView"][];
            body: string;
            types: components["schemas"]["TypeSymbol"][];
            /** Format: uuid */
            unit_id: string;
            usual_body: string;
        };
        UnitTrainingItem: {
            allowed_actions: components["schemas"]["ActionView"][];
            code: string;
            detail: string;
            /**
             * Format: date
             * @description The first day without it.
             */
            ended_on: string | null;
            /** Format: date */
            from_on: string | null;
            owner: components["schemas"]["UnitReference"] | null;
            source: string | null;
            /** @enum {string} */
            state: "current" | "coming" | "over";
            state_title: string;
            title: string;
        };
        UnitTrainingItems: {
            allowed_actions: components["schemas"]["ActionView"][];
            items: components["schemas"]["UnitTrainingItem"][];
            refused_actions: components["schemas"]["RefusedAction"][];
            unit: components["schemas"]["UnitReference"];
        };
        UnitView: {
            allowed_actions?: components["schemas"]["ActionView"][];
            child_count: number;
            /** Format: date */
            closed_on?: string | null;
            code: string;
            /** Format: uuid */
            id: string;
            kind: string;
            kind_title?: string;
            /** @enum {string} */
            level: "PROVINCE" | "DISTRICT" | "GRASSROOTS" | "SUB_GRASSROOTS" | "CHAPTER" | "GROUP";
            member_count: number;
            name: string;
            officers: components["schemas"]["OfficerView"][];
            /** Format: date */
            opened_on?: string | null;
            /** Format: uuid */
            parent_id: string | null;
            path: components["schemas"]["UnitReference"][];
            refused_actions?: components["schemas"]["RefusedAction"][];
            successor?: components["schemas"]["UnitReference"] | null;
            term?: components["schemas"]["CommitteeTerm"] | null;
            /** @description Members below it whom chapters entered and nobody confirmed. */
            unconfirmed_count: number;
            version: number;
            warnings?: components["schemas"]["Refusal"][];
        };
        VerifiedDocument: {
            issuer: string;
            /** @description For whom of its people it no longer counts. */
            note: string | null;
            number: string;
            /** Format: date */
            on: string;
            person: string;
            /** @enum {string} */
            state: "issued" | "in_force" | "cancelled" | "revoked";
            state_title: string;
            title: string;
            valid: boolean;
        };
        Viewer: {
            full_name: string | null;
            /** Format: uuid */
            id: string;
        };
        WaitingReport: {
            /** Format: uuid */
            id: string;
            report: string;
            version: number;
        };
        YearCalendar: {
            days: components["schemas"]["YearDay"][];
            warnings: components["schemas"]["Refusal"][];
            year: number;
            years: number[];
        };
        YearDay: {
            /** @enum {string} */
            kind: "holiday" | "in_lieu" | "OFF" | "WORKED";
            kind_title: string;
            /** Format: date */
            on: string;
            title: string;
            unsure: boolean;
            weekday: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Acceptance = components['schemas']['Acceptance'];
export type AccessLine = components['schemas']['AccessLine'];
export type AccessPage = components['schemas']['AccessPage'];
export type AccountItem = components['schemas']['AccountItem'];
export type AccountPage = components['schemas']['AccountPage'];
export type ActionForAll = components['schemas']['ActionForAll'];
export type ActionView = components['schemas']['ActionView'];
export type Application = components['schemas']['Application'];
export type ApplicationForm = components['schemas']['ApplicationForm'];
export type ApplicationItem = components['schemas']['ApplicationItem'];
export type ApplicationLink = components['schemas']['ApplicationLink'];
export type ApplicationLinks = components['schemas']['ApplicationLinks'];
export type ApplicationPage = components['schemas']['ApplicationPage'];
export type ArrearsItem = components['schemas']['ArrearsItem'];
export type ArrearsPage = components['schemas']['ArrearsPage'];
export type AskedPaper = components['schemas']['AskedPaper'];
export type AttendanceList = components['schemas']['AttendanceList'];
export type AttendanceOfDay = components['schemas']['AttendanceOfDay'];
export type AuditItem = components['schemas']['AuditItem'];
export type AuditPage = components['schemas']['AuditPage'];
export type AwardForm = components['schemas']['AwardForm'];
export type AwardForms = components['schemas']['AwardForms'];
export type BallotCount = components['schemas']['BallotCount'];
export type BookFees = components['schemas']['BookFees'];
export type BookKind = components['schemas']['BookKind'];
export type BookLine = components['schemas']['BookLine'];
export type BookView = components['schemas']['BookView'];
export type BookYear = components['schemas']['BookYear'];
export type Bottleneck = components['schemas']['Bottleneck'];
export type CampaignCounts = components['schemas']['CampaignCounts'];
export type CampaignItem = components['schemas']['CampaignItem'];
export type CampaignKind = components['schemas']['CampaignKind'];
export type CampaignKinds = components['schemas']['CampaignKinds'];
export type CampaignPage = components['schemas']['CampaignPage'];
export type CampaignPreview = components['schemas']['CampaignPreview'];
export type CampaignProgress = components['schemas']['CampaignProgress'];
export type CampaignRow = components['schemas']['CampaignRow'];
export type CampaignRows = components['schemas']['CampaignRows'];
export type CampaignSetting = components['schemas']['CampaignSetting'];
export type CampaignState = components['schemas']['CampaignState'];
export type CampaignUnit = components['schemas']['CampaignUnit'];
export type CampaignUnits = components['schemas']['CampaignUnits'];
export type CampaignView = components['schemas']['CampaignView'];
export type CardView = components['schemas']['CardView'];
export type CaseDocument = components['schemas']['CaseDocument'];
export type CaseFile = components['schemas']['CaseFile'];
export type CaseItem = components['schemas']['CaseItem'];
export type CasePage = components['schemas']['CasePage'];
export type CaseView = components['schemas']['CaseView'];
export type CellProblem = components['schemas']['CellProblem'];
export type ChapterAssessment = components['schemas']['ChapterAssessment'];
export type ChildReports = components['schemas']['ChildReports'];
export type Choice = components['schemas']['Choice'];
export type CodedCount = components['schemas']['CodedCount'];
export type CommitteeTerm = components['schemas']['CommitteeTerm'];
export type ComparedRow = components['schemas']['ComparedRow'];
export type ComparisonItem = components['schemas']['ComparisonItem'];
export type ComparisonPage = components['schemas']['ComparisonPage'];
export type Complaint = components['schemas']['Complaint'];
export type Complaints = components['schemas']['Complaints'];
export type Counts = components['schemas']['Counts'];
export type CreatedApplicationLink = components['schemas']['CreatedApplicationLink'];
export type DelegationItem = components['schemas']['DelegationItem'];
export type DelegationPage = components['schemas']['DelegationPage'];
export type Device = components['schemas']['Device'];
export type Devices = components['schemas']['Devices'];
export type DisciplineBallot = components['schemas']['DisciplineBallot'];
export type DisciplineDecision = components['schemas']['DisciplineDecision'];
export type DisciplineDossier = components['schemas']['DisciplineDossier'];
export type DisciplineProgress = components['schemas']['DisciplineProgress'];
export type DocumentItem = components['schemas']['DocumentItem'];
export type DocumentPage = components['schemas']['DocumentPage'];
export type DocumentReference = components['schemas']['DocumentReference'];
export type DocumentView = components['schemas']['DocumentView'];
export type Done = components['schemas']['Done'];
export type Dossier = components['schemas']['Dossier'];
export type DraftDifference = components['schemas']['DraftDifference'];
export type DraftFigure = components['schemas']['DraftFigure'];
export type DraftWaiting = components['schemas']['DraftWaiting'];
export type DuplicateChoice = components['schemas']['DuplicateChoice'];
export type DuplicateField = components['schemas']['DuplicateField'];
export type DuplicateItem = components['schemas']['DuplicateItem'];
export type DuplicatePage = components['schemas']['DuplicatePage'];
export type DuplicateSide = components['schemas']['DuplicateSide'];
export type DuplicateView = components['schemas']['DuplicateView'];
export type EditableField = components['schemas']['EditableField'];
export type EditRequestItem = components['schemas']['EditRequestItem'];
export type EditRequestOutcomes = components['schemas']['EditRequestOutcomes'];
export type EditRequestPage = components['schemas']['EditRequestPage'];
export type Explanation = components['schemas']['Explanation'];
export type FailedMessage = components['schemas']['FailedMessage'];
export type FeeChild = components['schemas']['FeeChild'];
export type FeeCollection = components['schemas']['FeeCollection'];
export type FeeFigures = components['schemas']['FeeFigures'];
export type FeeLevel = components['schemas']['FeeLevel'];
export type FeeMonth = components['schemas']['FeeMonth'];
export type FeeReceipt = components['schemas']['FeeReceipt'];
export type FeeReceiptPage = components['schemas']['FeeReceiptPage'];
export type FeeRow = components['schemas']['FeeRow'];
export type FeeSummary = components['schemas']['FeeSummary'];
export type FeeWaiver = components['schemas']['FeeWaiver'];
export type FieldChange = components['schemas']['FieldChange'];
export type FormAuthority = components['schemas']['FormAuthority'];
export type FormSchema = components['schemas']['FormSchema'];
export type FoundDocument = components['schemas']['FoundDocument'];
export type HeldOffice = components['schemas']['HeldOffice'];
export type HistoryLine = components['schemas']['HistoryLine'];
export type Holder = components['schemas']['Holder'];
export type ImportColumn = components['schemas']['ImportColumn'];
export type ImportCounts = components['schemas']['ImportCounts'];
export type ImportField = components['schemas']['ImportField'];
export type ImportMapping = components['schemas']['ImportMapping'];
export type ImportPage = components['schemas']['ImportPage'];
export type ImportProblemPage = components['schemas']['ImportProblemPage'];
export type ImportRow = components['schemas']['ImportRow'];
export type ImportRows = components['schemas']['ImportRows'];
export type ImportSummary = components['schemas']['ImportSummary'];
export type ImportView = components['schemas']['ImportView'];
export type Inbox = components['schemas']['Inbox'];
export type InboxCount = components['schemas']['InboxCount'];
export type InboxEntry = components['schemas']['InboxEntry'];
export type InboxGroup = components['schemas']['InboxGroup'];
export type InvitableMember = components['schemas']['InvitableMember'];
export type InvitableMembers = components['schemas']['InvitableMembers'];
export type InvitationView = components['schemas']['InvitationView'];
export type IssuedInvitation = components['schemas']['IssuedInvitation'];
export type Job = components['schemas']['Job'];
export type JobFault = components['schemas']['JobFault'];
export type JobItem = components['schemas']['JobItem'];
export type JobPage = components['schemas']['JobPage'];
export type MemberEditRequests = components['schemas']['MemberEditRequests'];
export type MemberFees = components['schemas']['MemberFees'];
export type MemberField = components['schemas']['MemberField'];
export type MemberFilters = components['schemas']['MemberFilters'];
export type MemberGroup = components['schemas']['MemberGroup'];
export type MemberItem = components['schemas']['MemberItem'];
export type MemberPage = components['schemas']['MemberPage'];
export type MembersSheet = components['schemas']['MembersSheet'];
export type MemberView = components['schemas']['MemberView'];
export type MendedRow = components['schemas']['MendedRow'];
export type Menu = components['schemas']['Menu'];
export type MenuEntry = components['schemas']['MenuEntry'];
export type MeView = components['schemas']['MeView'];
export type Missed = components['schemas']['Missed'];
export type NamedAction = components['schemas']['NamedAction'];
export type NextStep = components['schemas']['NextStep'];
export type OfficerList = components['schemas']['OfficerList'];
export type OfficerView = components['schemas']['OfficerView'];
export type Outcome = components['schemas']['Outcome'];
export type Override = components['schemas']['Override'];
export type Overview = components['schemas']['Overview'];
export type OverviewFigures = components['schemas']['OverviewFigures'];
export type OverviewReports = components['schemas']['OverviewReports'];
export type OverviewUnit = components['schemas']['OverviewUnit'];
export type OwnKey = components['schemas']['OwnKey'];
export type OwnPerson = components['schemas']['OwnPerson'];
export type OwnReport = components['schemas']['OwnReport'];
export type PayableMonth = components['schemas']['PayableMonth'];
export type PermissionItem = components['schemas']['PermissionItem'];
export type PermissionRule = components['schemas']['PermissionRule'];
export type Permissions = components['schemas']['Permissions'];
export type PersonReference = components['schemas']['PersonReference'];
export type PositionView = components['schemas']['PositionView'];
export type ProblemView = components['schemas']['ProblemView'];
export type ProcessBoard = components['schemas']['ProcessBoard'];
export type ProcessLane = components['schemas']['ProcessLane'];
export type ProcessMove = components['schemas']['ProcessMove'];
export type ProcessState = components['schemas']['ProcessState'];
export type ProcessView = components['schemas']['ProcessView'];
export type Progress = components['schemas']['Progress'];
export type ProgressComment = components['schemas']['ProgressComment'];
export type ProgressCounts = components['schemas']['ProgressCounts'];
export type ProgressRow = components['schemas']['ProgressRow'];
export type RailStep = components['schemas']['RailStep'];
export type RecoveryCodes = components['schemas']['RecoveryCodes'];
export type Refusal = components['schemas']['Refusal'];
export type RefusedAction = components['schemas']['RefusedAction'];
export type RegisterColumn = components['schemas']['RegisterColumn'];
export type RegisteredPerson = components['schemas']['RegisteredPerson'];
export type RegisterItem = components['schemas']['RegisterItem'];
export type RegisterLine = components['schemas']['RegisterLine'];
export type RegisterList = components['schemas']['RegisterList'];
export type RegisterView = components['schemas']['RegisterView'];
export type Remittance = components['schemas']['Remittance'];
export type RemittanceOutlook = components['schemas']['RemittanceOutlook'];
export type RemittancePage = components['schemas']['RemittancePage'];
export type RemovalCandidate = components['schemas']['RemovalCandidate'];
export type RemovalCandidates = components['schemas']['RemovalCandidates'];
export type ReportColumn = components['schemas']['ReportColumn'];
export type ReportDraft = components['schemas']['ReportDraft'];
export type ReportItem = components['schemas']['ReportItem'];
export type ReportList = components['schemas']['ReportList'];
export type ReportPeople = components['schemas']['ReportPeople'];
export type ReportPeriod = components['schemas']['ReportPeriod'];
export type ReportPerson = components['schemas']['ReportPerson'];
export type ReportRow = components['schemas']['ReportRow'];
export type ReportView = components['schemas']['ReportView'];
export type RuleEntry = components['schemas']['RuleEntry'];
export type RuleLine = components['schemas']['RuleLine'];
export type RuleSetSpan = components['schemas']['RuleSetSpan'];
export type RuleSetView = components['schemas']['RuleSetView'];
export type SealedPackage = components['schemas']['SealedPackage'];
export type SealKey = components['schemas']['SealKey'];
export type SealKeys = components['schemas']['SealKeys'];
export type SecondFactorSecret = components['schemas']['SecondFactorSecret'];
export type SecondFactorState = components['schemas']['SecondFactorState'];
export type SelfAssessment = components['schemas']['SelfAssessment'];
export type SentApplication = components['schemas']['SentApplication'];
export type ServiceHealth = components['schemas']['ServiceHealth'];
export type SheetRow = components['schemas']['SheetRow'];
export type SheetRows = components['schemas']['SheetRows'];
export type SignedIn = components['schemas']['SignedIn'];
export type Sitting = components['schemas']['Sitting'];
export type SittingList = components['schemas']['SittingList'];
export type Slip = components['schemas']['Slip'];
export type Slips = components['schemas']['Slips'];
export type Snapshot = components['schemas']['Snapshot'];
export type StoredFile = components['schemas']['StoredFile'];
export type StruckPerson = components['schemas']['StruckPerson'];
export type SubjectChoice = components['schemas']['SubjectChoice'];
export type SubmissionItem = components['schemas']['SubmissionItem'];
export type SubmissionList = components['schemas']['SubmissionList'];
export type SubmissionView = components['schemas']['SubmissionView'];
export type Suspension = components['schemas']['Suspension'];
export type SystemHealth = components['schemas']['SystemHealth'];
export type TermExtension = components['schemas']['TermExtension'];
export type Timeline = components['schemas']['Timeline'];
export type TimelineLine = components['schemas']['TimelineLine'];
export type Tokens = components['schemas']['Tokens'];
export type TrainingCatalogue = components['schemas']['TrainingCatalogue'];
export type TrainingGroup = components['schemas']['TrainingGroup'];
export type TrainingItem = components['schemas']['TrainingItem'];
export type TrainingLog = components['schemas']['TrainingLog'];
export type TrainingLogGroup = components['schemas']['TrainingLogGroup'];
export type TrainingProposal = components['schemas']['TrainingProposal'];
export type TrainingResult = components['schemas']['TrainingResult'];
export type TrainingStep = components['schemas']['TrainingStep'];
export type TrustedKey = components['schemas']['TrustedKey'];
export type TrustedKeys = components['schemas']['TrustedKeys'];
export type TypeSymbol = components['schemas']['TypeSymbol'];
export type UnitAct = components['schemas']['UnitAct'];
export type UnitActList = components['schemas']['UnitActList'];
export type UnitCounts = components['schemas']['UnitCounts'];
export type UnitFees = components['schemas']['UnitFees'];
export type UnitItem = components['schemas']['UnitItem'];
export type UnitPage = components['schemas']['UnitPage'];
export type UnitReference = components['schemas']['UnitReference'];
export type UnitStatistics = components['schemas']['UnitStatistics'];
export type UnitSymbols = components['schemas']['UnitSymbols'];
export type UnitTrainingItem = components['schemas']['UnitTrainingItem'];
export type UnitTrainingItems = components['schemas']['UnitTrainingItems'];
export type UnitView = components['schemas']['UnitView'];
export type VerifiedDocument = components['schemas']['VerifiedDocument'];
export type Viewer = components['schemas']['Viewer'];
export type WaitingReport = components['schemas']['WaitingReport'];
export type YearCalendar = components['schemas']['YearCalendar'];
export type YearDay = components['schemas']['YearDay'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
