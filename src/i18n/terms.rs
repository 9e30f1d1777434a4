//! The words of single facts: statuses, states, reasons, days of the week, periods. Must not depend on the sentences that
//! use them; [`super::facts`] offers both.

use chrono::{Datelike, NaiveDate, Weekday};

use super::screen::Text;
use super::{Lang, display};
use crate::domain::assessment::{MeasureStatus, Reason};
use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::duty::{DutyState, ReminderChannel};
use crate::domain::figure::{COVERAGE_SERIES, Cell, MilestoneState, Quality};
use crate::domain::office::OfficeKind;
use crate::domain::period::{Period, PeriodKind};
use crate::texts;

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

texts! {
    /// Name of a measure's status: `đạt`, `đúng tiến độ`, `chậm` …
    pub fn measure_status(MeasureStatus) {
        Met => "đạt", "met";
        OnTrack => "đúng tiến độ", "on track";
        Behind => "chậm tiến độ", "behind";
        NotReached => "chưa đạt", "not reached";
        Missed => "không đạt", "missed";
        NoData => "chưa có số liệu", "no data yet";
        NotAssessed => "chưa đánh giá", "not assessed";
    }
}

/// Mark of a measure's status.
pub fn measure_status_mark(status: MeasureStatus) -> char {
    match status {
        MeasureStatus::Met => '●',
        MeasureStatus::OnTrack => '○',
        MeasureStatus::Behind => '▲',
        MeasureStatus::Missed | MeasureStatus::NotReached => '■',
        MeasureStatus::NoData => '·',
        MeasureStatus::NotAssessed => '□',
    }
}

texts! {
    /// Name of a duty's state: `quá hạn`, `sắp hạn` …
    pub fn duty_state(DutyState) {
        NotOpen => "chưa mở", "not open yet";
        WithinDeadline => "trong hạn", "open, in time";
        DueSoon => "sắp đến hạn", "due soon";
        Overdue => "quá hạn", "overdue";
        Waiting => "chờ tiếp nhận", "awaiting acceptance";
        Returned => "bị trả lại", "returned";
        Accepted => "đã tiếp nhận", "accepted";
        Transferred => "chuyển đơn vị kế thừa", "passed to successor";
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

texts! {
    /// Short reason why there is no value or no status.
    pub fn assessment_reason(Reason) {
        NoneOccurred => "không phát sinh", "none occurred";
        NotApplicable => "không áp dụng", "not applicable";
        Missing => "thiếu số liệu", "data missing";
        TooOld => "số liệu quá cũ", "data too old";
        BaselineOnly => "mới có một số liệu", "only one value";
        NoBaseline => "chưa có giá trị gốc", "no baseline";
    }
}

texts! {
    /// Name of a quality: `ước` or `chính thức`.
    pub fn quality(Quality) {
        Estimate => "số ước", "estimate";
        Official => "số chính thức", "final";
    }
}

texts! {
    /// Name of a milestone's state: `chưa làm`, `đang làm`, `đã xong`.
    pub fn milestone_state(MilestoneState) {
        NotBegun => "chưa thực hiện", "not started";
        InProgress => "đang thực hiện", "in progress";
        Done => "đã hoàn thành", "done";
    }
}

texts! {
    /// Name of a reminder's channel.
    pub fn reminder_channel(ReminderChannel) {
        Letter => "công văn", "letter";
        Phone => "điện thoại", "phone";
        Email => "thư điện tử", "email";
        Message => "tin nhắn", "message";
        InPerson => "gặp trực tiếp", "in person";
    }
}

texts! {
    /// Name of a series that the plans share.
    fn known_series(&str) {
        "boys" => "trẻ em trai", "boys";
        "girls" => "trẻ em gái", "girls";
        COVERAGE_SERIES => "số đơn vị đạt", "offices that met it";
    }
}

/// Name of a series; an unknown one is returned unchanged.
pub fn series_name(lang: Lang, series: &str) -> &str {
    known_series(lang, series).unwrap_or(series)
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

texts! {
    /// Abbreviation of a weekday.
    fn weekday_name(Weekday) {
        Mon => "T2", "Mon";
        Tue => "T3", "Tue";
        Wed => "T4", "Wed";
        Thu => "T5", "Thu";
        Fri => "T6", "Fri";
        Sat => "T7", "Sat";
        Sun => "CN", "Sun";
    }
}

/// Abbreviated weekday of a day: `T2` … `T7`, `CN`.
pub fn weekday(lang: Lang, day: NaiveDate) -> &'static str {
    weekday_name(lang, day.weekday())
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

texts! {
    /// Name of a kind of period: `tháng`, `quý` …
    pub fn period_kind(PeriodKind) {
        Month => "tháng", "month";
        Quarter => "quý", "quarter";
        HalfYear => "6 tháng", "half-year";
        NineMonths => "9 tháng", "nine months";
        Year => "năm", "year";
    }
}

/// Name of a place from that of its people's committee: `tỉnh An Giang`.
pub fn place_name(committee: &str) -> &str {
    committee.strip_prefix("UBND ").unwrap_or(committee)
}
