//! The words of single facts: statuses, states, reasons, days of the week, periods. Must not depend on the sentences that
//! use them; [`super::facts`] offers both.

use chrono::{Datelike, NaiveDate, Weekday};

use super::screen::Text;
use super::{Lang, display};
use crate::domain::assessment::{MeasureStatus, Reason};
use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::duty::{DutyState, ReminderChannel};
use crate::domain::figure::{Cell, MilestoneState, Quality};
use crate::domain::office::OfficeKind;
use crate::domain::period::{Period, PeriodKind};

/// Text of a cell: measure, office, period, series.
pub fn cell(lang: Lang, catalog: &Catalog, cell: &Cell) -> String {
    let label = catalog
        .measure(&cell.measure)
        .map_or("", |(_, _, measure)| measure.label.as_str());
    let no = cell.measure.as_str().rsplit('/').next().unwrap_or_default();
    let series = cell.series.as_deref().map_or_else(String::new, |name| {
        format!(" ({})", series_name(lang, name))
    });
    format!(
        "{no} {label}{series}, {}, {}",
        catalog.office_name(&cell.office),
        period_short(lang, cell.period)
    )
}

/// Name of an office's kind.
pub fn office_kind(kind: OfficeKind) -> Text {
    match kind {
        OfficeKind::Department => Text::OfficeDepartment,
        OfficeKind::Branch => Text::OfficeBranch,
        OfficeKind::MassOrganization => Text::OfficeMass,
        OfficeKind::Province => Text::OfficeProvince,
        OfficeKind::District => Text::OfficeDistrict,
        OfficeKind::Division => Text::OfficeDivision,
        OfficeKind::Commune => Text::OfficeCommune,
        OfficeKind::Party => Text::OfficeParty,
        OfficeKind::Press => Text::OfficePress,
        OfficeKind::School => Text::OfficeSchool,
        OfficeKind::Central => Text::OfficeCentral,
        OfficeKind::Other => Text::OfficeOther,
    }
}

/// Name of a measure's status: `đạt`, `đúng tiến độ`, `chậm` …
pub fn measure_status(lang: Lang, status: MeasureStatus) -> &'static str {
    match status {
        MeasureStatus::Met => lang.pick("đạt", "met"),
        MeasureStatus::OnTrack => lang.pick("đúng tiến độ", "on track"),
        MeasureStatus::Behind => lang.pick("chậm tiến độ", "behind"),
        MeasureStatus::Missed => lang.pick("không đạt", "missed"),
        MeasureStatus::NoData => lang.pick("chưa có số liệu", "no data yet"),
        MeasureStatus::NotAssessed => lang.pick("chưa đánh giá", "not assessed"),
    }
}

/// A status as the name of a group of measures: those missed may be of the last period or of one before it.
pub fn measure_status_group(lang: Lang, status: MeasureStatus) -> &'static str {
    match status {
        MeasureStatus::Missed => lang.pick("không đạt, chưa đạt", "missed, not reached"),
        other => measure_status(lang, other),
    }
}

/// Mark of a measure's status.
pub fn measure_status_mark(status: MeasureStatus) -> char {
    match status {
        MeasureStatus::Met => '●',
        MeasureStatus::OnTrack => '○',
        MeasureStatus::Behind => '▲',
        MeasureStatus::Missed => '■',
        MeasureStatus::NoData => '·',
        MeasureStatus::NotAssessed => '□',
    }
}

/// Name of a duty's state: `quá hạn`, `sắp hạn` …
pub fn duty_state(lang: Lang, state: DutyState) -> &'static str {
    match state {
        DutyState::NotOpen => lang.pick("chưa mở", "not open yet"),
        DutyState::WithinDeadline => lang.pick("trong hạn", "open, in time"),
        DutyState::DueSoon => lang.pick("sắp đến hạn", "due soon"),
        DutyState::Overdue => lang.pick("quá hạn", "overdue"),
        DutyState::Waiting => lang.pick("chờ tiếp nhận", "awaiting acceptance"),
        DutyState::Returned => lang.pick("bị trả lại", "returned"),
        DutyState::Accepted => lang.pick("đã tiếp nhận", "accepted"),
        DutyState::Transferred => lang.pick("chuyển đơn vị kế thừa", "passed to successor"),
    }
}

/// Mark of a duty's state.
pub fn duty_mark(state: DutyState) -> char {
    match state {
        DutyState::Overdue => '■',
        DutyState::Returned => '▲',
        DutyState::DueSoon => '◄',
        DutyState::WithinDeadline => '○',
        DutyState::Waiting => '□',
        DutyState::Accepted => '●',
        DutyState::NotOpen | DutyState::Transferred => '·',
    }
}

/// Short reason why there is no value or no status.
pub fn assessment_reason(lang: Lang, reason: Reason) -> &'static str {
    match reason {
        Reason::NoneOccurred => lang.pick("không phát sinh", "none occurred"),
        Reason::NotApplicable => lang.pick("không áp dụng", "not applicable"),
        Reason::Missing => lang.pick("thiếu số liệu", "data missing"),
        Reason::TooOld => lang.pick("số liệu quá cũ", "data too old"),
        Reason::BaselineOnly => lang.pick("mới có một số liệu", "only one value"),
        Reason::NoBaseline => lang.pick("chưa có giá trị gốc", "no baseline"),
    }
}

/// Name of a quality: `ước` or `chính thức`.
pub fn quality(lang: Lang, quality: Quality) -> &'static str {
    match quality {
        Quality::Estimate => lang.pick("số ước", "estimate"),
        Quality::Official => lang.pick("số chính thức", "final"),
    }
}

/// Name of a milestone's state: `chưa làm`, `đang làm`, `đã xong`.
pub fn milestone_state(lang: Lang, state: MilestoneState) -> &'static str {
    match state {
        MilestoneState::NotBegun => lang.pick("chưa thực hiện", "not started"),
        MilestoneState::InProgress => lang.pick("đang thực hiện", "in progress"),
        MilestoneState::Done => lang.pick("đã hoàn thành", "done"),
    }
}

/// Name of a reminder's channel.
pub fn reminder_channel(lang: Lang, channel: ReminderChannel) -> &'static str {
    match channel {
        ReminderChannel::Letter => lang.pick("công văn", "letter"),
        ReminderChannel::Phone => lang.pick("điện thoại", "phone"),
        ReminderChannel::Email => lang.pick("thư điện tử", "email"),
        ReminderChannel::Message => lang.pick("tin nhắn", "message"),
        ReminderChannel::InPerson => lang.pick("gặp trực tiếp", "in person"),
    }
}

/// Name of a series; an unknown one is returned unchanged.
pub fn series_name(lang: Lang, series: &str) -> &str {
    match series {
        "boys" => lang.pick("trẻ em trai", "boys"),
        "girls" => lang.pick("trẻ em gái", "girls"),
        crate::domain::figure::COVERAGE_SERIES => lang.pick("số đơn vị đạt", "offices that met it"),
        other => other,
    }
}

/// Where an office's tasks stopped being its own, as [`display::day`] writes it: its follower's first day in Vietnamese, which
/// stands after "trước"; its own last day in English, which stands after "until".
pub fn predecessor_day(lang: Lang, follower_from: NaiveDate) -> String {
    match (lang, follower_from.pred_opt()) {
        (Lang::En, Some(last)) => display::day(lang, last),
        _ => display::day(lang, follower_from),
    }
}

/// An office with the place to which it belonged, by which one of a former province is told from today's:
/// `Sở Tư pháp tỉnh Kiên Giang`, in English `Sở Tư pháp (Kiên Giang)`.
pub fn office_with_place(lang: Lang, catalog: &Catalog, code: &OfficeCode) -> String {
    let name = catalog.office_name(code);
    let parent = catalog
        .offices
        .get(code)
        .and_then(|office| office.parent.as_ref());
    let place = parent.and_then(|parent| catalog.office_name(parent).strip_prefix("UBND "));
    let Some(place) = place.filter(|place| !name.contains(*place)) else {
        return name.to_owned();
    };
    match lang {
        Lang::Vi => format!("{name} {place}"),
        Lang::En => {
            let bare = ["tỉnh ", "thành phố ", "huyện "]
                .iter()
                .find_map(|kind| place.strip_prefix(kind));
            format!("{name} ({})", bare.unwrap_or(place))
        }
    }
}

/// Abbreviated weekday: `T2` … `T7`, `CN`.
pub fn weekday(lang: Lang, day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => lang.pick("T2", "Mon"),
        Weekday::Tue => lang.pick("T3", "Tue"),
        Weekday::Wed => lang.pick("T4", "Wed"),
        Weekday::Thu => lang.pick("T5", "Thu"),
        Weekday::Fri => lang.pick("T6", "Fri"),
        Weekday::Sat => lang.pick("T7", "Sat"),
        Weekday::Sun => lang.pick("CN", "Sun"),
    }
}

/// Roman numerals of quarters, as written in Vietnamese.
const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];

/// Months by their English names.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A period: `tháng 11/2023`, `quý IV/2023`, `6 tháng đầu năm 2023`, `9 tháng năm 2023`, `năm 2023`, `ngày 10/12/2020`.
pub fn period(lang: Lang, period: Period) -> String {
    let (year, index) = (period.year(), usize::from(period.index()));
    let quarter = ROMAN
        .get(index.wrapping_sub(1))
        .copied()
        .unwrap_or_default();
    match (period.kind(), lang) {
        (None, Lang::Vi) => period
            .day()
            .map(|day| format!("ngày {}", display::day(lang, day)))
            .unwrap_or_default(),
        (None, Lang::En) => period
            .day()
            .map_or_else(String::new, |day| display::day(lang, day)),
        (Some(PeriodKind::Month), Lang::Vi) => format!("tháng {index}/{year}"),
        (Some(PeriodKind::Month), Lang::En) => {
            let name = index
                .checked_sub(1)
                .and_then(|at| MONTHS.get(at))
                .copied()
                .unwrap_or_default();
            format!("{name} {year}")
        }
        (Some(PeriodKind::Quarter), Lang::Vi) => format!("quý {quarter}/{year}"),
        (Some(PeriodKind::Quarter), Lang::En) => format!("Q{index} {year}"),
        (Some(PeriodKind::HalfYear), Lang::Vi) if index == 1 => format!("6 tháng đầu năm {year}"),
        (Some(PeriodKind::HalfYear), Lang::Vi) => format!("6 tháng cuối năm {year}"),
        (Some(PeriodKind::HalfYear), Lang::En) if index == 1 => format!("first half of {year}"),
        (Some(PeriodKind::HalfYear), Lang::En) => format!("second half of {year}"),
        (Some(PeriodKind::NineMonths), Lang::Vi) => format!("9 tháng năm {year}"),
        (Some(PeriodKind::NineMonths), Lang::En) => format!("first nine months of {year}"),
        (Some(PeriodKind::Year), Lang::Vi) => format!("năm {year}"),
        (Some(PeriodKind::Year), Lang::En) => year.to_string(),
    }
}

/// Other spellings of a period, for searching: `quý 1`, `q1`, `Q1/2026`, `T1`.
pub fn period_search(period: Period) -> String {
    let (year, index) = (period.year(), period.index());
    match period.kind() {
        Some(PeriodKind::Month) => {
            format!("tháng {index:02} t{index} t{index}/{year} m{index} month {index}")
        }
        Some(PeriodKind::Quarter) => format!("quý {index} q{index}/{year} quarter {index}"),
        Some(PeriodKind::HalfYear) => format!("nửa năm {index} h{index}/{year} half {index}"),
        Some(PeriodKind::NineMonths | PeriodKind::Year) | None => String::new(),
    }
}

/// A period for a column, in whole words: `6 tháng đầu 2023`; others like [`period`].
pub fn period_column(lang: Lang, of: Period) -> String {
    match (of.kind(), lang, of.index()) {
        (Some(PeriodKind::HalfYear), Lang::Vi, 1) => format!("6 tháng đầu {}", of.year()),
        (Some(PeriodKind::HalfYear), Lang::Vi, _) => format!("6 tháng cuối {}", of.year()),
        (Some(PeriodKind::HalfYear), Lang::En, index) => format!("H{index} {}", of.year()),
        _ => period(lang, of),
    }
}

/// A period for a narrow column: `11/2023`, `QIV/2023`, `6T đầu/2023`, `9T/2023`, `2023`, `10/12/2020`; in English
/// `Nov 2023`, `Q4 2023`, `H1 2023`, `9M 2023`.
pub fn period_short(lang: Lang, period: Period) -> String {
    let (year, index) = (period.year(), period.index());
    let at = usize::from(index).wrapping_sub(1);
    match (period.kind(), lang) {
        (None, _) => period
            .day()
            .map_or_else(String::new, |day| display::day(lang, day)),
        (Some(PeriodKind::Month), Lang::Vi) => format!("{index}/{year}"),
        (Some(PeriodKind::Month), Lang::En) => {
            let name = MONTHS.get(at).and_then(|name| name.get(..3));
            format!("{} {year}", name.unwrap_or_default())
        }
        (Some(PeriodKind::Quarter), Lang::Vi) => {
            format!("Q{}/{year}", ROMAN.get(at).copied().unwrap_or_default())
        }
        (Some(PeriodKind::Quarter), Lang::En) => format!("Q{index} {year}"),
        (Some(PeriodKind::HalfYear), Lang::Vi) if index == 1 => format!("6T đầu/{year}"),
        (Some(PeriodKind::HalfYear), Lang::Vi) => format!("6T cuối/{year}"),
        (Some(PeriodKind::HalfYear), Lang::En) => format!("H{index} {year}"),
        (Some(PeriodKind::NineMonths), Lang::Vi) => format!("9T/{year}"),
        (Some(PeriodKind::NineMonths), Lang::En) => format!("9M {year}"),
        (Some(PeriodKind::Year), _) => year.to_string(),
    }
}

/// Name of a kind of period: `tháng`, `quý` …
pub fn period_kind(lang: Lang, kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Month => lang.pick("tháng", "month"),
        PeriodKind::Quarter => lang.pick("quý", "quarter"),
        PeriodKind::HalfYear => lang.pick("6 tháng", "half-year"),
        PeriodKind::NineMonths => lang.pick("9 tháng", "nine months"),
        PeriodKind::Year => lang.pick("năm", "year"),
    }
}

/// Name of a place from that of its people's committee: `tỉnh An Giang`.
pub fn place_name(committee: &str) -> &str {
    committee.strip_prefix("UBND ").unwrap_or(committee)
}
