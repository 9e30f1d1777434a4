//! One example of each command, for the end of its help and for the manual. A test parses
//! every line with the grammar, another one runs those that only read.

use super::Lang;

/// A command as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The command without its options: `figure set`.
    pub command: &'static str,
    vi: &'static str,
    en: &'static str,
}

impl Example {
    /// The whole line, with texts of the language in quotation marks.
    pub fn line(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }
}

/// The example of a command; none if it has commands of its own.
pub fn example_of(command: &str) -> Option<Example> {
    EXAMPLES.iter().copied().find(|row| row.command == command)
}

const fn same(command: &'static str, line: &'static str) -> Example {
    Example {
        command,
        vi: line,
        en: line,
    }
}

/// Every example, on the sample data as of 5 June 2026.
pub const EXAMPLES: &[Example] = &[
    same("demo", "tiendo demo"),
    same("init", "tiendo init --sample"),
    same("today", "tiendo today --as-of 2026-06-05"),
    same("status", "tiendo status --plan kg-tt-2030"),
    same("overdue", "tiendo overdue --office hue.svhtt"),
    same("plans", "tiendo plans"),
    same(
        "plan copy",
        "tiendo plan copy --plan hh-2023 --code hh-2027 --years 4",
    ),
    Example {
        command: "plan amend",
        vi: r#"tiendo plan amend --plan kg-tt-2030 --number 210/QĐ-UBND --from 2026-07-01 --signed-on 2026-06-20 --title "Điều chỉnh Kế hoạch truyền thông""#,
        en: r#"tiendo plan amend --plan kg-tt-2030 --number 210/QD-UBND --from 2026-07-01 --signed-on 2026-06-20 --title "Amendment of the communication plan""#,
    },
    Example {
        command: "plan close",
        vi: r#"tiendo plan close --plan hh-2023 --on 2024-03-31 --reason "Kế hoạch đã tổng kết""#,
        en: r#"tiendo plan close --plan hh-2023 --on 2024-03-31 --reason "The plan has been concluded""#,
    },
    Example {
        command: "plan reopen",
        vi: r#"tiendo plan reopen --plan hh-2023 --reason "Bổ sung số liệu năm 2023""#,
        en: r#"tiendo plan reopen --plan hh-2023 --reason "Figures of 2023 are added""#,
    },
    same("objectives", "tiendo objectives --plan tth-2021"),
    same("targets", "tiendo targets --plan tth-2021 --state behind"),
    same(
        "measures",
        "tiendo measures --plan kg-tt-2030 --as-of 2026-06-05",
    ),
    same(
        "activities",
        "tiendo activities --plan kg-2020 --state late",
    ),
    same("offices", "tiendo offices --state living"),
    same("rules", "tiendo rules --plan kg-tt-2030"),
    same(
        "duties",
        "tiendo duties --rule kg-tt-2030/r2 --period 2026-H1 --state overdue",
    ),
    same("gaps", "tiendo gaps --plan tth-2021"),
    same("estimates", "tiendo estimates --plan kg-tt-2030"),
    same(
        "below",
        "tiendo below --measure kg-tt-2030/5 --period 2026-Q1",
    ),
    same("star", "tiendo star --measure kg-tt-2030/5"),
    same("starred", "tiendo starred"),
    Example {
        command: "comment add",
        vi: r#"tiendo comment add --measure kg-tt-2030/5 --text "Đã đề nghị sáu xã gửi số chính thức""#,
        en: r#"tiendo comment add --measure kg-tt-2030/5 --text "Asked six communes for final figures""#,
    },
    same("comment list", "tiendo comment list --measure kg-tt-2030/5"),
    same(
        "figure set",
        "tiendo figure set --measure tth-2021/2.2 --office hue.snv --period 2025 --value 31,2",
    ),
    same(
        "figure show",
        "tiendo figure show --measure tth-2021/2.2 --period 2025",
    ),
    same(
        "figure history",
        "tiendo figure history --measure tth-2021/2.2 --office hue.snv --period 2025",
    ),
    same(
        "report send",
        "tiendo report send --rule kg-tt-2030/r2 --office angiang.an-bien --period 2026-H1 --letter 45/BC-UBND --letter-date 2026-06-04 --on 2026-06-05",
    ),
    Example {
        command: "report return",
        vi: r#"tiendo report return --rule kg-tt-2030/r2 --office angiang.syt --period 2026-H1 --reason "Thiếu số liệu quý I" --mend-by 2026-12-31"#,
        en: r#"tiendo report return --rule kg-tt-2030/r2 --office angiang.syt --period 2026-H1 --reason "Figures of the first quarter are missing" --mend-by 2026-12-31"#,
    },
    same(
        "report accept",
        "tiendo report accept --rule kg-tt-2030/r2 --period 2026-H1 --all",
    ),
    Example {
        command: "report extend",
        vi: r#"tiendo report extend --rule kg-tt-2030/r2 --office angiang.an-minh --period 2026-H1 --to 2026-12-31 --reason "Đang sắp xếp bộ máy""#,
        en: r#"tiendo report extend --rule kg-tt-2030/r2 --office angiang.an-minh --period 2026-H1 --to 2026-12-31 --reason "Offices are being rearranged""#,
    },
    Example {
        command: "report waive",
        vi: r#"tiendo report waive --rule kg-tt-2030/r2 --office angiang.an-minh --period 2026-H1 --reason "Báo cáo chung với xã An Biên""#,
        en: r#"tiendo report waive --rule kg-tt-2030/r2 --office angiang.an-minh --period 2026-H1 --reason "Reports together with An Bien""#,
    },
    same(
        "report show",
        "tiendo report show --rule kg-tt-2030/r2 --office angiang.syt --period 2026-H1",
    ),
    Example {
        command: "activity set",
        vi: r#"tiendo activity set --plan kg-2020 --no 7 --done 2 --note "Đã hoàn thành mô hình thứ hai""#,
        en: r#"tiendo activity set --plan kg-2020 --no 7 --done 2 --note "Second model completed""#,
    },
    same("budget", "tiendo budget --plan kg-2020"),
    Example {
        command: "spend",
        vi: r#"tiendo spend --plan kg-2020 --amount 12.500.000 --source 2 --activity 7 --on 2020-11-20 --note "Tập huấn mô hình""#,
        en: r#"tiendo spend --plan kg-2020 --amount 12.500.000 --source 2 --activity 7 --on 2020-11-20 --note "Training for the model""#,
    },
    same("inspections", "tiendo inspections --plan kg-tt-2030"),
    Example {
        command: "inspection add",
        vi: r#"tiendo inspection add --plan kg-tt-2030 --kind periodic --from 2026-09-14 --to 2026-09-18 --team "Sở Nội vụ" --inspected "UBND xã An Biên""#,
        en: "tiendo inspection add --plan kg-tt-2030 --kind periodic --from 2026-09-14 --to 2026-09-18 --team angiang.snv --inspected angiang.an-bien",
    },
    Example {
        command: "inspection set",
        vi: r#"tiendo inspection set --no 2 --findings "Đã thực hiện đúng kế hoạch" --closed 2026-06-05"#,
        en: r#"tiendo inspection set --no 2 --findings "Done according to plan" --closed 2026-06-05"#,
    },
    same("calendar", "tiendo calendar --month 2026-11"),
    same("holiday list", "tiendo holiday list --year 2026"),
    Example {
        command: "holiday set",
        vi: r#"tiendo holiday set --on 2026-12-26 --name "Ngày làm bù" --working"#,
        en: r#"tiendo holiday set --on 2026-12-26 --name "Make-up workday" --working"#,
    },
    Example {
        command: "holiday remove",
        vi: r#"tiendo holiday remove --on 2026-09-01 --reason "Đính chính theo thông báo""#,
        en: r#"tiendo holiday remove --on 2026-09-01 --reason "Corrected by a later notice""#,
    },
    same("setting list", "tiendo setting list"),
    same("setting set", "tiendo setting set roll_over on --dry-run"),
    same(
        "remind",
        "tiendo remind --rule kg-tt-2030/r3 --period 2025 --letter don-doc.docx --draft",
    ),
    same("lock", "tiendo lock --plan tth-2021 --period 2024"),
    same("locks", "tiendo locks --plan tth-2021"),
    Example {
        command: "unlock",
        vi: r#"tiendo unlock --plan tth-2021 --period 2024 --reason "Đính chính số liệu" --until 2026-12-31"#,
        en: r#"tiendo unlock --plan tth-2021 --period 2024 --reason "Correction of figures" --until 2026-12-31"#,
    },
    same(
        "import figures",
        "tiendo import figures so-lieu.csv --dry-run",
    ),
    same("import steps", "tiendo import steps cac-buoc.csv --dry-run"),
    same(
        "import plan",
        "tiendo import plan ke-hoach.toml --replace --dry-run",
    ),
    same(
        "import offices",
        "tiendo import offices don-vi.csv --dry-run",
    ),
    same("import groups", "tiendo import groups nhom.toml --dry-run"),
    same(
        "import holidays",
        "tiendo import holidays ngay-nghi.toml --dry-run",
    ),
    same(
        "export",
        "tiendo export report --plan tth-2021 --format docx -o bao-cao.docx",
    ),
    same("backup", "tiendo backup"),
    same("restore", "tiendo restore backups/tiendo-2026-06-05.db"),
    Example {
        command: "account add",
        vi: r#"tiendo account add lan --person "Nguyễn Thị Lan" --role reporter --office hue.syt --key "ssh-ed25519 AAAA… lan""#,
        en: r#"tiendo account add lan --person "Nguyen Thi Lan" --role reporter --office hue.syt --key "ssh-ed25519 AAAA… lan""#,
    },
    same("account list", "tiendo account list"),
    same("account suspend", "tiendo account suspend lan"),
    same("account resume", "tiendo account resume lan"),
    same("account remove", "tiendo account remove lan"),
    same("account role", "tiendo account role lan coordinator"),
    same(
        "account key add",
        r#"tiendo account key add lan "ssh-ed25519 AAAA… lan@may-2""#,
    ),
    same(
        "account key remove",
        "tiendo account key remove lan lan@may-2",
    ),
    same("account keys", "tiendo account keys --sudo"),
    same("admin share", "tiendo admin share"),
    same("admin unshare", "tiendo admin unshare"),
    same("upgrade", "tiendo upgrade"),
    same(
        "journal",
        r#"tiendo journal --find "so y te" --since 1/1/2026"#,
    ),
    same("check", "tiendo check"),
    same("doctor", "tiendo doctor --keys"),
    same("config default", "tiendo config default"),
    same("config check", "tiendo config check"),
    same("config path", "tiendo config path"),
    same("config show", "ssh tiendo@may-chu config show"),
    same("config set", "ssh tiendo@may-chu config set < tiendo.toml"),
    same("completions", "tiendo completions bash"),
];
