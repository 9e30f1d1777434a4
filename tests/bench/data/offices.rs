//! Invented offices of provinces: departments, districts and communes, some of which ended in the reform of 2025 with
//! named successors. Codes are unique, names are not, as in the country.

use chrono::NaiveDate;
use tiendo::domain::code::OfficeCode;
use tiendo::domain::office::{Contact, Office, OfficeKind, Successor};

use super::Size;
use super::random::Random;

/// Outside the system: recipient of the provinces' reports.
pub const MINISTRY: &str = "central.bo";

/// Last day of the departments that were merged, and of districts and communes.
const DEPARTMENTS_ENDED: (i32, u32, u32) = (2025, 2, 28);
const DISTRICTS_ENDED: (i32, u32, u32) = (2025, 6, 30);

const DISTRICTS: usize = 10;

/// Code, name, and those that took over in 2025.
const DEPARTMENTS: [(&str, &str, &[&str]); 22] = [
    ("snv", "Sở Nội vụ", &[]),
    ("stc", "Sở Tài chính", &[]),
    ("syt", "Sở Y tế", &[]),
    ("sgddt", "Sở Giáo dục và Đào tạo", &[]),
    ("skhcn", "Sở Khoa học và Công nghệ", &[]),
    ("svhttdl", "Sở Văn hóa, Thể thao và Du lịch", &[]),
    ("sct", "Sở Công Thương", &[]),
    ("snnmt", "Sở Nông nghiệp và Môi trường", &[]),
    ("stp", "Sở Tư pháp", &[]),
    ("sxd", "Sở Xây dựng", &[]),
    (
        "sldtbxh",
        "Sở Lao động – Thương binh và Xã hội",
        &["snv", "syt"],
    ),
    ("skhdt", "Sở Kế hoạch và Đầu tư", &["stc"]),
    ("stttt", "Sở Thông tin và Truyền thông", &["skhcn"]),
    ("sgtvt", "Sở Giao thông vận tải", &["sxd"]),
    ("ca", "Công an tỉnh", &[]),
    ("qs", "Bộ Chỉ huy Quân sự tỉnh", &[]),
    ("bhxh", "Bảo hiểm xã hội tỉnh", &[]),
    ("mttq", "Ủy ban Mặt trận Tổ quốc tỉnh", &[]),
    ("hlhpn", "Hội Liên hiệp Phụ nữ tỉnh", &[]),
    ("ldld", "Liên đoàn Lao động tỉnh", &[]),
    ("dtn", "Tỉnh Đoàn", &[]),
    ("bao", "Báo và Phát thanh, Truyền hình tỉnh", &[]),
];

const FIRST: [&str; 20] = [
    "An", "Bình", "Đông", "Hòa", "Long", "Lộc", "Minh", "Mỹ", "Nam", "Nghĩa", "Phú", "Phước",
    "Quảng", "Tam", "Tân", "Thạnh", "Thanh", "Thuận", "Vĩnh", "Xuân",
];
const SECOND: [&str; 20] = [
    "Ân", "Bắc", "Châu", "Điền", "Định", "Đức", "Giang", "Hải", "Hiệp", "Hưng", "Khánh", "Lâm",
    "Lợi", "Phong", "Sơn", "Thành", "Thịnh", "Trung", "Tường", "Yên",
];

/// A province with its offices.
pub struct Place {
    /// First part of its offices' codes: `p01`.
    pub code: String,
    /// Its name: `Tân Giang`.
    pub name: String,
    /// Every office, parents first.
    pub offices: Vec<Office>,
    /// Departments, ended ones included.
    pub departments: Vec<OfficeCode>,
    /// Districts, all of which ended.
    pub districts: Vec<OfficeCode>,
    /// Communes, a few of which ended.
    pub communes: Vec<OfficeCode>,
    /// Schools.
    pub schools: Vec<OfficeCode>,
}

impl Place {
    /// Code of one of its offices.
    pub fn office(&self, short: &str) -> OfficeCode {
        OfficeCode(format!("{}.{short}", self.code))
    }

    fn add(&mut self, office: Office) -> OfficeCode {
        let code = office.code.clone();
        self.offices.push(office);
        code
    }
}

fn date((year, month, day): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn office(code: OfficeCode, name: String, kind: OfficeKind, parent: Option<OfficeCode>) -> Office {
    Office {
        code,
        name,
        kind,
        parent,
        from: None,
        to: None,
        aliases: Vec::new(),
        contact: None,
        successors: Vec::new(),
    }
}

/// The same office, ended on a day.
fn ended(office: Office, last: (i32, u32, u32), successors: Vec<OfficeCode>) -> Office {
    let last = date(last);
    let on = last.succ_opt().unwrap_or(last);
    let successors = successors
        .into_iter()
        .map(|office| Successor { office, on })
        .collect();
    Office {
        to: Some(last),
        successors,
        ..office
    }
}

/// The provinces, and the ministry in the first of them.
pub fn places(size: Size, random: &mut Random) -> Vec<Place> {
    let mut left = size.offices;
    let mut made = Vec::new();
    for index in 0..size.places {
        let share = left / (size.places - index);
        left -= share;
        made.push(place(index, share, random));
    }
    made
}

fn place(index: usize, count: usize, random: &mut Random) -> Place {
    let mut place = Place {
        code: format!("p{:02}", index + 1),
        name: name(random),
        offices: Vec::with_capacity(count),
        departments: Vec::new(),
        districts: Vec::new(),
        communes: Vec::new(),
        schools: Vec::new(),
    };
    if index == 0 {
        let code = OfficeCode::from(MINISTRY);
        place.add(office(
            code,
            "Bộ chủ quản".into(),
            OfficeKind::Central,
            None,
        ));
    }
    let (ubnd, title) = (place.office("ubnd"), format!("UBND tỉnh {}", place.name));
    place.add(office(ubnd.clone(), title, OfficeKind::Province, None));
    for (short, title, after) in DEPARTMENTS {
        let code = place.office(short);
        let made = office(
            code,
            title.into(),
            OfficeKind::Department,
            Some(ubnd.clone()),
        );
        let after: Vec<_> = after.iter().map(|short| place.office(short)).collect();
        let made = if after.is_empty() {
            made
        } else {
            ended(made, DEPARTMENTS_ENDED, after)
        };
        let code = place.add(made);
        place.departments.push(code);
    }
    add_communes(&mut place, count, &ubnd, random);
    add_districts(&mut place, &ubnd, random);
    add_schools(&mut place, count, random);
    place
}

fn add_communes(place: &mut Place, count: usize, ubnd: &OfficeCode, random: &mut Random) {
    let communes = (count - place.offices.len()) * 2 / 5;
    for no in 1..=communes {
        let code = place.office(&format!("xa{no:03}"));
        let kind = random.choose(&["xã", "xã", "phường"]).to_owned();
        let title = format!("UBND {kind} {}", name(random));
        let contact = Contact {
            person: Some(name(random)),
            phone: Some(format!("02{:08}", random.below(100_000_000))),
            email: None,
        };
        let made = Office {
            contact: random.permille(300).then_some(contact),
            ..office(code, title, OfficeKind::Commune, Some(ubnd.clone()))
        };
        // Every twentieth joined the next one.
        let made = if no % 20 == 0 && no < communes {
            let next = place.office(&format!("xa{:03}", no + 1));
            ended(made, DISTRICTS_ENDED, vec![next])
        } else {
            made
        };
        let code = place.add(made);
        place.communes.push(code);
    }
}

/// Districts, whose tasks went to two communes each.
fn add_districts(place: &mut Place, ubnd: &OfficeCode, random: &mut Random) {
    for no in 1..=DISTRICTS {
        let code = place.office(&format!("huyen{no:02}"));
        let title = format!("UBND huyện {}", name(random));
        let made = office(code, title, OfficeKind::District, Some(ubnd.clone()));
        let after = [2 * no - 1, 2 * no].map(|no| place.office(&format!("xa{no:03}")));
        // The twentieth commune itself ended that day.
        let after = after.into_iter().take(if no == DISTRICTS { 1 } else { 2 });
        let code = place.add(ended(made, DISTRICTS_ENDED, after.collect()));
        place.districts.push(code);
    }
}

fn add_schools(place: &mut Place, count: usize, random: &mut Random) {
    for no in 1..=count.saturating_sub(place.offices.len()) {
        let code = place.office(&format!("truong{no:03}"));
        let kind = random
            .choose(&["Tiểu học", "THCS", "THPT", "Mầm non"])
            .to_owned();
        let parent = random.choose(&place.communes).clone();
        let title = format!("Trường {kind} {}", name(random));
        let code = place.add(office(code, title, OfficeKind::School, Some(parent)));
        place.schools.push(code);
    }
}

fn name(random: &mut Random) -> String {
    format!("{} {}", random.choose(&FIRST), random.choose(&SECOND))
}
