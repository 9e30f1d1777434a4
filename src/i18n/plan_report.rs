//! Report on a plan's results (báo cáo kết quả thực hiện), in the form of Decree 30/2020/NĐ-CP: every measure with
//! target value, actual value and status; then the offices' narratives. Always Vietnamese, whatever the language of the
//! screen. Must not depend on files.

use chrono::NaiveDate;

use super::letter::{
    SIGNATURE, STATE, current_holder, document_title, full_name, sender_place, superior_office,
};
use super::{Lang, terms};
use crate::domain::assessment::Assessment;
use crate::domain::catalog::Catalog;
use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::day::print_letter_day;
use crate::domain::duty::{Narrative, Totals};
use crate::domain::plan::{Measure, Plan};
use crate::report::letter::Letter;

/// Input of a plan report.
#[derive(Debug)]
pub struct PlanReport<'a> {
    /// The plan as of the day.
    pub plan: &'a Plan,
    /// Its measures with their assessments, in the order of the plan.
    pub assessments: Vec<(MeasureId, &'a Measure, &'a Assessment)>,
    /// Totals of its reports.
    pub totals: Totals,
    /// Narratives of the offices' newest reports.
    pub narratives: Vec<(OfficeCode, Narrative)>,
}

/// Builds the report as of a day.
pub fn plan_report(catalog: &Catalog, results: &PlanReport<'_>, day: NaiveDate) -> Letter {
    let plan = results.plan;
    let sender = current_holder(catalog, &plan.coordinator, day);
    Letter {
        state: STATE.map(str::to_owned),
        offices: [
            superior_office(catalog, &sender),
            full_name(catalog.office_name(&sender)).to_uppercase(),
        ],
        number: "Số:          /BC-".to_owned(),
        subject: String::new(),
        place_and_day: format!(
            "{}, {}",
            sender_place(catalog, &sender),
            print_letter_day(day)
        ),
        title: Some([
            "BÁO CÁO".to_owned(),
            format!("Kết quả thực hiện {}", document_title(catalog, plan, day)),
        ]),
        to: vec![format!(
            "Kính gửi: {}.",
            full_name(catalog.office_name(&current_holder(catalog, &plan.issuer, day)))
        )],
        opening: vec![format!(
            "Thực hiện {}, {} báo cáo kết quả thực hiện các chỉ tiêu tính đến hết {} như sau:",
            document_title(catalog, plan, day),
            catalog.office_name(&sender),
            print_letter_day(day)
        )],
        table: table(results),
        closing: closing(catalog, results),
        copies: ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
            .map(str::to_owned)
            .to_vec(),
        signature: SIGNATURE.map(str::to_owned),
    }
}

fn table(results: &PlanReport<'_>) -> (Vec<String>, Vec<Vec<String>>) {
    let headings = [
        "STT",
        "Chỉ tiêu",
        "Mục tiêu",
        "Kết quả thực hiện",
        "Đánh giá",
    ]
    .map(str::to_owned)
    .to_vec();
    let row = |(id, measure, assessment): &(MeasureId, &Measure, &Assessment)| {
        let number = id.as_str().split_once('/').map_or("", |(_, number)| number);
        let figure = assessment.figure.as_ref();
        let value = figure.and_then(|figure| Some((figure.period, figure.value.as_ref()?)));
        let reached = value.map(|(period, value)| {
            format!(
                "{} ({})",
                super::assessment::actual(Lang::Vi, measure, value),
                terms::period(Lang::Vi, period)
            )
        });
        vec![
            number.to_owned(),
            measure.label.clone(),
            super::assessment::target_value(Lang::Vi, measure),
            reached.unwrap_or_else(|| "chưa có số liệu".to_owned()),
            super::assessment::assessment_status(Lang::Vi, assessment),
        ]
    };
    (headings, results.assessments.iter().map(row).collect())
}

fn closing(catalog: &Catalog, results: &PlanReport<'_>) -> Vec<String> {
    let plan = results.plan;
    let assessment_of = |id: &MeasureId| {
        let mut all = results.assessments.iter();
        all.find(|(own, ..)| own == id).map(|(.., found)| *found)
    };
    let counts = super::assessment::target_counts(Lang::Vi, plan, assessment_of);
    let Totals {
        done_on_time,
        done_late,
        open_within_deadline,
        open_overdue,
    } = results.totals;
    let mut paragraphs = vec![
        format!(
            "Trong {} chỉ tiêu ({} chỉ tiêu thành phần): {counts}.",
            plan.targets.len(),
            results.assessments.len(),
        ),
        format!(
            "Về báo cáo: đã gửi đúng hạn {done_on_time}, quá hạn {done_late}; chưa gửi trong hạn {open_within_deadline}, quá hạn {open_overdue}."
        ),
    ];
    paragraphs.extend(narrative_parts(
        catalog,
        results,
        "Khó khăn, vướng mắc:",
        |text| &text.difficulties,
    ));
    paragraphs.extend(narrative_parts(
        catalog,
        results,
        "Kiến nghị, đề xuất:",
        |text| &text.proposals,
    ));
    paragraphs
}

/// Texts of the offices for one part of their narratives, below its heading; empty if there are none.
fn narrative_parts(
    catalog: &Catalog,
    results: &PlanReport<'_>,
    head: &str,
    part: fn(&Narrative) -> &str,
) -> Vec<String> {
    let written = results
        .narratives
        .iter()
        .filter(|(_, text)| !part(text).trim().is_empty());
    let lines = written
        .map(|(office, text)| format!("- {}: {}", catalog.office_name(office), part(text).trim()));
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        lines
    } else {
        [vec![head.to_owned()], lines].concat()
    }
}
