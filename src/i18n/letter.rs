//! Text of the reminder letter (công văn đôn đốc), in the form of Decree 30/2020/NĐ-CP. Always Vietnamese, whatever the
//! language of the screen. Must not depend on files.

use chrono::NaiveDate;

use super::{Lang, terms};
use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::day::{print_letter_day, print_letter_digits};
use crate::domain::duty::{Duty, DutyStatus};
use crate::domain::number::print_count;
use crate::domain::plan::RuleKind;
use crate::domain::plan::{Party, Plan, ReportingRule};
use crate::domain::succession::Succession;
use crate::report::letter::Letter;

/// Name of the state and motto (quốc hiệu và tiêu ngữ).
pub(super) const STATE: [&str; 2] = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
];
/// Placeholders for the signer.
pub(super) const SIGNATURE: [&str; 2] = ["CHỨC VỤ CỦA NGƯỜI KÝ", "Họ và tên"];
/// Maximum number of offices named after "Kính gửi"; more are referred to the table.
const NAMED_MAX: usize = 8;

/// The letter to offices that owe the report of a rule and a period; `None` without any. `requested_by`: the requested day
/// of submission.
pub fn reminder(
    catalog: &Catalog,
    owing: &[(&Duty, &DutyStatus)],
    today: NaiveDate,
    requested_by: Option<NaiveDate>,
) -> Option<Letter> {
    let (duty, _) = owing.first()?;
    let (plan, rule) = catalog.rule(&duty.key.rule)?;
    let sender = sender(catalog, plan, rule, today);
    let report = super::report::report_name(Lang::Vi, rule, duty.key.period);
    let report = lowercase_first(&report);
    let recipient = recipient(catalog, plan, rule, today);
    let names: Vec<&str> = owing
        .iter()
        .map(|(duty, _)| catalog.office_name(&duty.key.office))
        .collect();
    Some(Letter {
        state: STATE.map(str::to_owned),
        offices: [
            superior_office(catalog, &sender),
            full_name(catalog.office_name(&sender)).to_uppercase(),
        ],
        number: "Số:          /".to_owned(),
        subject: format!(
            "V/v đôn đốc {}",
            if report.starts_with("báo cáo") {
                report.clone()
            } else {
                sent_clause(&report)
            }
        ),
        place_and_day: format!(
            "{}, {}",
            sender_place(catalog, &sender),
            print_letter_day(today)
        ),
        title: None,
        to: addressees(&names),
        opening: vec![
            format!(
                "Thực hiện {}, thời hạn {} là {} (chậm nhất hết {}).",
                document_title(catalog, plan, today),
                sent_clause(&report),
                rule.wording,
                print_letter_day(duty.last_day)
            ),
            format!(
                "Đến hết {}, {} chưa nhận được {} của {}",
                print_letter_day(today),
                catalog.office_name(&sender),
                document_noun(rule),
                match names.as_slice() {
                    [one] => format!("{}.", polite_name(one)),
                    many => format!("{:02} cơ quan, đơn vị sau đây:", many.len()),
                }
            ),
        ],
        // One office is named above and has no table.
        table: if names.len() > 1 {
            table(catalog, owing)
        } else {
            Default::default()
        },
        closing: closing(rule, &names, recipient.as_deref(), requested_by),
        copies: copies(recipient.as_deref()),
        signature: SIGNATURE.map(str::to_owned),
    })
}

/// What the rule asks for, as the letter calls it.
fn document_noun(rule: &ReportingRule) -> &'static str {
    match rule.kind {
        RuleKind::OwnPlan => "kế hoạch thực hiện của đơn vị",
        RuleKind::Report | RuleKind::MidTerm | RuleKind::Final => "báo cáo",
    }
}

/// How a letter addresses its only office: `Quý Sở`, `Quý Ban`, `Quý Hội`, else `Quý cơ quan`.
fn polite_name(name: &str) -> String {
    let kind = name.split(' ').next().unwrap_or_default();
    let called = ["Sở", "Ban", "Hội"].contains(&kind);
    format!("Quý {}", if called { kind } else { "cơ quan" })
}

/// Clause about the report: `gửi báo cáo năm 2025`.
fn sent_clause(report: &str) -> String {
    format!("gửi {report}")
}

/// Sender: the office through which reports are submitted, else the coordinator, or its current successor.
fn sender(catalog: &Catalog, plan: &Plan, rule: &ReportingRule, today: NaiveDate) -> OfficeCode {
    current_holder(
        catalog,
        rule.via.as_ref().unwrap_or(&plan.coordinator),
        today,
    )
}

/// First holder of an office's tasks on a day.
pub(super) fn current_holder(
    catalog: &Catalog,
    collector: &OfficeCode,
    today: NaiveDate,
) -> OfficeCode {
    Succession::new(&catalog.offices)
        .holder_on(collector, today)
        .clone()
}

/// Parent office of the sender, in capitals; empty if there is none.
pub(super) fn superior_office(catalog: &Catalog, sender: &OfficeCode) -> String {
    let parent = catalog
        .offices
        .get(sender)
        .and_then(|office| office.parent.as_ref());
    parent.map_or_else(String::new, |parent| {
        full_name(catalog.office_name(parent)).to_uppercase()
    })
}

/// Full name for a letterhead, without abbreviations.
pub(super) fn full_name(name: &str) -> String {
    name.strip_prefix("UBND ")
        .map_or_else(|| name.to_owned(), |rest| format!("Ủy ban nhân dân {rest}"))
}

/// Place name (địa danh): of the province, district or commune whose committee the sender is or belongs to.
pub(super) fn sender_place(catalog: &Catalog, sender: &OfficeCode) -> String {
    const KINDS: [&str; 8] = [
        "tỉnh",
        "thành phố",
        "huyện",
        "quận",
        "thị xã",
        "thị trấn",
        "phường",
        "xã",
    ];
    let parent = catalog
        .offices
        .get(sender)
        .and_then(|office| office.parent.as_ref());
    let of = |office: &OfficeCode| {
        let rest = catalog
            .office_name(office)
            .strip_prefix("UBND ")?
            .to_owned();
        KINDS
            .iter()
            .find_map(|kind| rest.strip_prefix(&format!("{kind} ")).map(str::to_owned))
    };
    of(sender)
        .or_else(|| parent.and_then(of))
        .unwrap_or_else(|| "……………".to_owned())
}

fn addressees(names: &[&str]) -> Vec<String> {
    match names {
        [one] => vec![format!("Kính gửi: {one}.")],
        names if names.len() > NAMED_MAX => {
            vec!["Kính gửi: Các cơ quan, đơn vị có tên trong danh sách dưới đây.".to_owned()]
        }
        names => {
            let end = |place| if place + 1 == names.len() { '.' } else { ';' };
            let each = names
                .iter()
                .enumerate()
                .map(|(place, name)| format!("- {name}{}", end(place)));
            std::iter::once("Kính gửi:".to_owned())
                .chain(each)
                .collect()
        }
    }
}

/// `Kế hoạch số 70/KH-UBND ngày 02 tháng 3 năm 2021 của UBND tỉnh … (nay là …) về …`; what the plan does not name is left
/// blank for whoever signs.
pub(super) fn document_title(catalog: &Catalog, plan: &Plan, today: NaiveDate) -> String {
    let number = plan.number.as_deref().unwrap_or("……/KH-UBND");
    let day = plan
        .signed_on
        .map_or_else(|| "ngày ……/…/……".to_owned(), print_letter_day);
    let holder = current_holder(catalog, &plan.issuer, today);
    let now = if holder == plan.issuer {
        String::new()
    } else {
        format!(
            " (nay là {})",
            terms::place_name(catalog.office_name(&holder))
        )
    };
    format!(
        "Kế hoạch số {number} {day} của {}{now} về {}",
        catalog.office_name(&plan.issuer),
        lowercase_first(&plan.title)
    )
}

/// The text with a lower-case first letter, for use within a sentence.
fn lowercase_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|first| first.to_lowercase().collect::<String>())
        .unwrap_or_default();
    first + letters.as_str()
}

fn table(catalog: &Catalog, owing: &[(&Duty, &DutyStatus)]) -> (Vec<String>, Vec<Vec<String>>) {
    let headings = [
        "STT",
        "Cơ quan, đơn vị",
        "Thời hạn gửi",
        "Số ngày quá hạn",
        "Số lần đôn đốc",
    ]
    .map(str::to_owned)
    .to_vec();
    let row = |(place, (duty, status)): (usize, &(&Duty, &DutyStatus))| {
        let reminded = match status.reminded_on {
            Some(on) => format!(
                "{} (gần nhất {})",
                status.reminders,
                print_letter_digits(on)
            ),
            None => "0".to_owned(),
        };
        vec![
            (place + 1).to_string(),
            catalog.office_name(&duty.key.office).to_owned(),
            print_letter_digits(status.deadline),
            print_count(status.late_days),
            reminded,
        ]
    };
    (headings, owing.iter().enumerate().map(row).collect())
}

fn closing(
    rule: &ReportingRule,
    names: &[&str],
    recipient: Option<&str>,
    requested_by: Option<NaiveDate>,
) -> Vec<String> {
    let term = requested_by.map_or_else(
        || "trong thời gian sớm nhất".to_owned(),
        |day| format!("chậm nhất {}", print_letter_day(day)),
    );
    let to = recipient
        .map(|to| format!(", báo cáo {to}"))
        .unwrap_or_default();
    let noun = document_noun(rule);
    let (addressee, condition) = match names {
        [one] => (polite_name(one), "Nếu"),
        _ => ("các cơ quan, đơn vị có tên trên".to_owned(), "Đơn vị nào"),
    };
    vec![
        format!(
            "Đề nghị {addressee} khẩn trương hoàn thành và gửi {noun} {term} để kịp thời tổng hợp{to}. \
             {condition} đã gửi, đề nghị thông báo số, ngày của văn bản để đối chiếu."
        ),
        "Trân trọng./.".to_owned(),
    ]
}

/// The office that the reports are for in the end, if it is another one than the sender: who has its tasks today.
fn recipient(
    catalog: &Catalog,
    plan: &Plan,
    rule: &ReportingRule,
    today: NaiveDate,
) -> Option<String> {
    match &rule.to {
        Some(Party::Office(to)) if Some(to) != rule.via.as_ref() && *to != plan.coordinator => {
            let holder = current_holder(catalog, to, today);
            Some(catalog.office_name(&holder).to_owned())
        }
        Some(Party::Office(_) | Party::Group(_) | Party::Words(_)) | None => None,
    }
}

fn copies(recipient: Option<&str>) -> Vec<String> {
    let to = recipient.map(|to| format!("- {to} (để b/c);"));
    let lines = [
        Some("Nơi nhận:".to_owned()),
        Some("- Như trên;".to_owned()),
        to,
        Some("- Lưu: VT.".to_owned()),
    ];
    lines.into_iter().flatten().collect()
}
