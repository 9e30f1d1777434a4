//! Invented plans: targets with measures of every kind, quotas over groups of communes and schools, owners some of which
//! ended in 2025, reporting rules by quarter, half-year and year. Sized so that figures and duties come to the numbers
//! asked for.

use std::collections::BTreeMap;
use std::error::Error;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};
use tiendo::domain::catalog::Catalog;
use tiendo::domain::code::{GroupCode, OfficeCode};
use tiendo::domain::deadline::expand;
use tiendo::domain::office::{Group, Member};
use tiendo::domain::plan::Plan;

use super::Size;
use super::offices::{MINISTRY, Place};
use super::random::Random;

/// First and last year of the plans, from the year at hand: one has ended, the others run.
const YEARS: [(i32, i32); 5] = [(-5, -1), (-4, 0), (-3, 1), (-2, 4), (-1, 4)];

/// Figures of the measures that departments answer for, a quarter: the rest comes from quotas.
const OWN_FIGURES_A_QUARTER: usize = 10;

/// Share of the cells that is answered, per cent; the rest stays empty.
const ANSWERED: usize = 88;

const SUBJECTS: [&str; 12] = [
    "truyền thông về bình đẳng giới",
    "phòng, chống bạo lực gia đình",
    "hỗ trợ lao động nữ tiếp cận việc làm",
    "chuyển đổi số trong cơ quan nhà nước",
    "giảm nghèo bền vững",
    "nước sạch và vệ sinh môi trường nông thôn",
    "chăm sóc sức khỏe người cao tuổi",
    "phổ cập giáo dục, xóa mù chữ",
    "đào tạo nghề cho thanh niên",
    "an toàn thực phẩm",
    "phòng, chống thiên tai",
    "cải cách thủ tục hành chính",
];

/// A plan before it is sized: whose it is, its years, and the offices to choose from.
struct Draft<'a> {
    code: String,
    place: &'a Place,
    subject: &'static str,
    years: (i32, i32),
    /// Order in which offices join its groups.
    quota_pool: Vec<OfficeCode>,
    report_pool: Vec<OfficeCode>,
    quotas: usize,
    quota_members: usize,
    report_members: usize,
}

/// Plans, offices and groups.
pub fn catalog(
    size: Size,
    places: &[Place],
    day: NaiveDate,
    random: &mut Random,
) -> Result<Catalog, Box<dyn Error>> {
    let offices: BTreeMap<_, _> = places
        .iter()
        .flat_map(|place| &place.offices)
        .map(|office| (office.code.clone(), office.clone()))
        .collect();
    let mut catalog = Catalog {
        offices,
        ..Catalog::default()
    };
    let (figures, duties) = (size.figures / size.plans, size.duties / size.plans);
    for index in 0..size.plans {
        let place = &places[index % places.len()];
        let mut draft = draft((index, place), day, figures, random);
        // The reform changes how many offices report: what comes out is measured, and the group resized.
        for _ in 0..4 {
            let made = draft.groups();
            catalog.groups.extend(made);
            let plan = draft.plan(random.clone())?;
            let made: usize = plan
                .rules
                .iter()
                .map(|rule| expand(&catalog, &plan, rule).len())
                .sum();
            let better = (draft.report_members * duties + made / 2) / made.max(1);
            draft.report_members = better.clamp(2, draft.report_pool.len());
        }
        catalog.groups.extend(draft.groups());
        catalog.plans.push(draft.plan(random.clone())?);
        random.below(2);
    }
    catalog
        .plans
        .sort_by_key(|plan| (plan.from, plan.code.clone()));
    Ok(catalog)
}

fn draft<'a>(
    (index, place): (usize, &'a Place),
    day: NaiveDate,
    figures: usize,
    random: &mut Random,
) -> Draft<'a> {
    // The next plan of the same place has other years.
    let (first, last) = YEARS[(index + index / 34) % YEARS.len()];
    let years = (day.year() + first, day.year() + last);
    let quarters = quarters_until(years, day);
    let quota_pool = shuffled(place.communes.iter().chain(&place.schools), random);
    let own = OWN_FIGURES_A_QUARTER * quarters;
    let wanted = figures
        .saturating_sub(own * ANSWERED / 100)
        .max(quarters * 4);
    let cells = wanted * 100 / ANSWERED;
    let quotas = cells.div_ceil(quarters * quota_pool.len() * 3 / 4).max(2);
    let quota_members = cells.div_ceil(quarters * quotas).min(quota_pool.len());
    let reporters = place
        .departments
        .iter()
        .chain(&place.districts)
        .chain(&place.communes)
        .chain(&place.schools);
    Draft {
        code: format!("{}-{}-{:03}", place.code, years.0, index + 1),
        place,
        subject: SUBJECTS[index % SUBJECTS.len()],
        years,
        quota_pool,
        report_pool: shuffled(reporters, random),
        quotas,
        quota_members,
        report_members: 40,
    }
}

/// Quarters of these years that have ended.
fn quarters_until((first, last): (i32, i32), day: NaiveDate) -> usize {
    let ended = if last < day.year() {
        (last - first + 1) * 4
    } else {
        (day.year() - first) * 4 + i32::try_from(day.month0() / 3).unwrap_or_default()
    };
    usize::try_from(ended).unwrap_or_default().max(1)
}

fn shuffled<'a>(
    offices: impl Iterator<Item = &'a OfficeCode>,
    random: &mut Random,
) -> Vec<OfficeCode> {
    let mut keyed: Vec<_> = offices
        .map(|office| (random.below(1 << 30), office))
        .collect();
    keyed.sort();
    keyed
        .into_iter()
        .map(|(_, office)| office.clone())
        .collect()
}

impl Draft<'_> {
    fn group_code(&self, part: &str) -> String {
        format!("{}.{}-{part}", self.place.code, self.code)
    }

    fn groups(&self) -> Vec<(GroupCode, Group)> {
        let subject = self.subject;
        let group = |part: &str, name: String, offices: &[OfficeCode]| {
            let member = |office: &OfficeCode| Member {
                office: office.clone(),
                from: None,
                to: None,
            };
            let code = GroupCode(self.group_code(part));
            let group = Group {
                code: code.clone(),
                name,
                note: None,
                members: offices.iter().map(member).collect(),
            };
            (code, group)
        };
        vec![
            group(
                "thuc-hien",
                format!("Đơn vị thực hiện {subject}"),
                &self.quota_pool[..self.quota_members],
            ),
            group(
                "bao-cao",
                format!("Đơn vị báo cáo {subject}"),
                &self.report_pool[..self.report_members],
            ),
        ]
    }

    /// The same random numbers make the same plan, whatever the size of its groups is.
    fn plan(&self, mut random: Random) -> Result<Plan, serde_json::Error> {
        let (first, last) = self.years;
        let (subject, place) = (self.subject, self.place);
        let tracked_from = (random.permille(200)).then(|| format!("{}-01-01", first + 1));
        serde_json::from_value(json!({
            "code": self.code,
            "number": format!("{}/KH-UBND", random.within(10, 400)),
            "title": format!("Thực hiện {subject} trên địa bàn tỉnh {}, giai đoạn {first}–{last}", place.name),
            "short": format!("{} {first}–{last}: {subject}", place.name),
            "issuer": place.office("ubnd"),
            "signed_on": format!("{}-12-{:02}", first - 1, random.within(1, 28)),
            "signer": { "name": "Nguyễn Văn An", "post": "KT. Chủ tịch, Phó Chủ tịch" },
            "from": format!("{first}-01-01"),
            "to": format!("{last}-12-31"),
            "tracked_from": tracked_from,
            "coordinator": place.office("snv"),
            "budget_total": 500_000_000_i64,
            "recipients": ["Bộ chủ quản (báo cáo)", "Các sở, ban, ngành", "UBND các xã, phường", "Lưu: VT"],
            "objectives": (1..=3).map(|no| json!({
                "no": no.to_string(), "title": format!("Mục tiêu {no} về {subject}"),
            })).collect::<Vec<_>>(),
            "targets": self.targets(&mut random),
            "activities": self.activities(&mut random),
            "budget": [{ "source": "Ngân sách tỉnh", "amount": 400_000_000_i64 }, { "source": "Xã hội hóa" }],
            "rules": self.rules(),
            "events": [{ "name": "Tháng hành động", "from": "11-15", "to": "12-15" }],
            "tasks": [{ "who": { "office": place.office("stc") }, "content": "Bố trí kinh phí thực hiện" }],
        }))
    }

    fn targets(&self, random: &mut Random) -> Vec<Value> {
        let mut numbers = [0; 3];
        let mut target = |measures: Value, wording: String, at: usize| {
            numbers[at % 3] += 1;
            let objective = at % 3 + 1;
            json!({
                "no": format!("{objective}.{}", numbers[at % 3]), "objective": objective.to_string(),
                "wording": wording, "measures": measures,
            })
        };
        let mut targets: Vec<Value> = (0..7)
            .map(|kind| {
                let wording = format!(
                    "Nội dung {} về {} đạt mức đề ra hằng năm",
                    kind + 1,
                    self.subject
                );
                target(self.own_measures(kind, random), wording, kind)
            })
            .collect();
        let group = self.group_code("thuc-hien");
        for no in 0..self.quotas {
            let value = random.within(2, 8).to_string();
            let wording = format!(
                "Mỗi đơn vị có ít nhất {value} hoạt động {} mỗi quý",
                self.subject
            );
            let measures = json!([{
                "label": format!("Hoạt động {} của đơn vị, loại {}", self.subject, no + 1),
                "unit": "cuộc", "direction": "up", "comparator": "ge", "value": value, "recurs": true,
                "adds_up": "sum", "frequency": "quarter", "quota": { "value": value, "per": "quarter", "group": group },
                "owners": [{ "office": self.place.office("snv") }],
            }]);
            targets.push(target(measures, wording, no));
        }
        targets
    }

    /// Measures of one target, by its kind: shares, counts, rates, milestones, bands, series, compound.
    fn own_measures(&self, kind: usize, random: &mut Random) -> Value {
        let (first, last) = self.years;
        let middle = i32::midpoint(first, last);
        let owners = json!([{ "office": random.choose(&self.place.departments) }]);
        let (low, high) = (random.within(20, 45), random.within(60, 95));
        let stages = json!([
            { "on": format!("{middle}-12-31"), "value": u64::midpoint(low, high).to_string() },
            { "on": format!("{last}-12-31"), "value": high.to_string() },
        ]);
        let share = json!({
            "label": "Tỷ lệ người dân được tiếp cận", "unit": "%", "scale": 1, "direction": "up", "comparator": "ge",
            "value": high.to_string(), "stages": stages, "baseline": { "value": low.to_string() },
            "frequency": "year", "owners": owners,
        });
        match kind {
            0 => json!([share]),
            1 => json!([{
                "label": "Lớp tập huấn", "unit": "lớp", "direction": "up", "comparator": "ge",
                "value": (low * 4).to_string(), "recurs": true, "adds_up": "sum", "frequency": "quarter", "owners": owners,
            }]),
            2 => json!([{
                "label": "Số vụ việc trên 1.000 dân", "unit": "per 1.000", "scale": 2, "direction": "down",
                "comparator": "le", "value": "3", "baseline": { "value": "9" }, "frequency": "half_year",
                "stages": [{ "on": format!("{last}-12-31"), "value": "3" }], "owners": owners,
            }]),
            3 => json!([{
                "label": "Ban hành quy chế phối hợp", "unit": "", "direction": "up", "comparator": "done",
                "stages": [{ "on": format!("{middle}-12-31") }], "frequency": "year", "owners": owners,
            }]),
            4 => json!([{
                "label": "Tỷ lệ hồ sơ giải quyết đúng hạn", "unit": "%", "scale": 1, "direction": "up",
                "comparator": "between", "value": "80", "value_to": "95", "recurs": true, "frequency": "quarter",
                "owners": owners,
            }]),
            5 => json!([{
                "label": "Tỷ lệ đi học đúng độ tuổi", "unit": "%", "scale": 1, "direction": "up", "comparator": "ge",
                "value": high.to_string(), "recurs": true, "frequency": "quarter", "series": ["nam", "nữ"],
                "owners": owners,
            }]),
            _ => {
                let mut half = share.clone();
                half["letter"] = json!("a");
                let mut other = share;
                other["letter"] = json!("b");
                other["label"] = json!("Tỷ lệ cơ quan triển khai");
                other["comparator"] = json!("about");
                other["tolerance"] = json!("5");
                other["owners"] = json!([]);
                json!([half, other])
            }
        }
    }

    fn activities(&self, random: &mut Random) -> Vec<Value> {
        let (first, last) = self.years;
        let year = i32::midpoint(first, last);
        (1..=6)
            .map(|no| {
                json!({
                    "no": no, "content": format!("Hội nghị triển khai {} đợt {no}", self.subject), "unit": "hội nghị",
                    "quantity": "4",
                    "window": {
                        "wording": "Quý II–III", "from": format!("{year}-04-01"), "to": format!("{year}-09-30"),
                    },
                    "lead": random.choose(&self.place.departments),
                    "partners": [{ "group": self.group_code("bao-cao") }],
                })
            })
            .collect()
    }

    fn rules(&self) -> Vec<Value> {
        let (first, last) = self.years;
        let who = json!([{ "group": self.group_code("bao-cao") }]);
        let rule = |no: usize, label: &str, day: &str, (after, kind): (i32, &str)| {
            let (day_of_month, month) = (&day[3..], &day[..2]);
            let before = no.is_multiple_of(2);
            let by = if before {
                "trước ngày"
            } else {
                "chậm nhất ngày"
            };
            json!({
                "no": format!("r{no}"), "kind": "report", "label": label, "who": who, "before": before,
                "wording": format!("{by} {day_of_month}/{month}"),
                "recurrence": "yearly", "first": format!("{}-{day}", first + after),
                "last": format!("{}-{day}", last + after), "data_period": kind,
            })
        };
        let own_plan = json!({
            "no": "r1", "kind": "own_plan", "label": "Kế hoạch riêng", "who": who, "before": true,
            "wording": "trước ngày 25/02", "recurrence": "once", "first": format!("{first}-02-25"),
            "last": format!("{first}-02-25"),
        });
        let mut ministry = rule(8, "Báo cáo năm gửi Bộ", "12-10", (0, "year"));
        ministry["who"] = json!([{ "office": self.place.office("snv") }]);
        ministry["to"] = json!({ "office": MINISTRY });
        ministry["outside"] = json!(true);
        ministry["waits_for"] = json!(["r7"]);
        let review = json!({
            "no": "u1", "kind": "mid_term", "label": "Sơ kết giữa kỳ", "who": who, "wording": "sơ kết giữa kỳ",
            "recurrence": "once",
        });
        vec![
            own_plan,
            rule(2, "Báo cáo quý I", "04-10", (0, "quarter")),
            rule(3, "Báo cáo quý II", "07-10", (0, "quarter")),
            rule(4, "Báo cáo quý III", "10-10", (0, "quarter")),
            rule(5, "Báo cáo quý IV", "01-10", (1, "quarter")),
            rule(6, "Báo cáo 6 tháng", "06-20", (0, "half_year")),
            rule(7, "Báo cáo năm", "11-30", (0, "year")),
            ministry,
            review,
        ]
    }
}
