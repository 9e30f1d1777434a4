//! The words of accounts and roles: what somebody is, why they may not, and what an account lacks.

use super::screen::Text;
use super::{Lang, with_article};
use crate::domain::account::{AccountRefusal, AccountState, DatabaseMode, Role};
use crate::domain::code::OfficeCode;
use crate::domain::permission::Forbidden;

/// `cán bộ báo cáo`
pub fn role_name(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Viewer => Text::RoleViewer,
        Role::Reporter => Text::RoleReporter,
        Role::Coordinator => Text::RoleCoordinator,
        Role::Admin => Text::RoleAdmin,
    }
    .text(lang)
}

/// `đang dùng`
pub fn account_state_name(lang: Lang, state: AccountState) -> &'static str {
    match state {
        AccountState::Active => Text::AccountActive,
        AccountState::Suspended => Text::AccountSuspended,
        AccountState::Removed => Text::AccountRemoved,
    }
    .text(lang)
}

/// `dùng chung`
pub fn database_mode_name(lang: Lang, mode: DatabaseMode) -> &'static str {
    match mode {
        DatabaseMode::Single => lang.pick("một người", "single"),
        DatabaseMode::Shared => lang.pick("dùng chung", "shared"),
    }
}

/// Why somebody may not, and who could; offices by their codes.
pub fn forbidden(lang: Lang, why: &Forbidden) -> String {
    forbidden_with_names(lang, why, &|code| code.to_string())
}

/// The same, with the names of offices.
pub fn forbidden_with_names(
    lang: Lang,
    why: &Forbidden,
    office: &dyn Fn(&OfficeCode) -> String,
) -> String {
    match lang {
        Lang::Vi => vietnamese(why, office),
        Lang::En => english(why, office),
    }
}

fn vietnamese(why: &Forbidden, office: &dyn Fn(&OfficeCode) -> String) -> String {
    match why {
        Forbidden::NoAccount(name) => {
            format!(
                "{name} không có tài khoản trong cơ sở dữ liệu này: nhờ quản trị tạo bằng `tiendo account add`."
            )
        }
        Forbidden::Suspended(name) => {
            format!("Tài khoản {name} đang bị khóa hoặc đã xóa: hỏi quản trị hệ thống.")
        }
        Forbidden::RoleTooSmall { actual, required } => {
            format!(
                "Vai trò của anh/chị là {}; việc này cần vai trò {}.",
                role_name(Lang::Vi, *actual),
                role_name(Lang::Vi, *required)
            )
        }
        Forbidden::OtherOffice(code) => {
            format!(
                "Đây là phần của {}; anh/chị nhập và gửi cho đơn vị mình và đơn vị cấp dưới.",
                office(code)
            )
        }
        Forbidden::OtherPlan { plan, coordinator } => {
            format!(
                "Kế hoạch {plan} do {} làm đầu mối; việc này của đầu mối đó.",
                office(coordinator)
            )
        }
    }
}

fn english(why: &Forbidden, office: &dyn Fn(&OfficeCode) -> String) -> String {
    match why {
        Forbidden::NoAccount(name) => {
            format!(
                "{name} has no account in this database: ask an admin for `tiendo account add`."
            )
        }
        Forbidden::Suspended(name) => {
            format!("The account {name} is suspended or removed: ask an admin.")
        }
        Forbidden::RoleTooSmall { actual, required } => {
            format!(
                "Your role is {}; this takes {}.",
                role_name(Lang::En, *actual),
                with_article(role_name(Lang::En, *required))
            )
        }
        Forbidden::OtherOffice(code) => {
            format!(
                "This belongs to {}; you enter and send for your own office and those below it.",
                office(code)
            )
        }
        Forbidden::OtherPlan { plan, coordinator } => {
            format!(
                "Plan {plan} is coordinated by {}; this is for that office.",
                office(coordinator)
            )
        }
    }
}

/// Why an account cannot be as asked, and what would be accepted.
pub fn account_refusal(lang: Lang, refusal: &AccountRefusal) -> String {
    match refusal {
        AccountRefusal::InvalidName(name) => match lang {
            Lang::Vi => format!(
                "Tên tài khoản “{name}” không dùng được: bắt đầu bằng chữ a–z, chỉ gồm a–z, 0–9, dấu chấm, gạch dưới, gạch nối, tối đa 32 ký tự."
            ),
            Lang::En => format!(
                "“{name}” is no account name: begin with a letter a–z, then only a–z, 0–9, dot, underscore and hyphen, at most 32 characters."
            ),
        },
        AccountRefusal::MissingPerson => lang
            .pick(
                "Thiếu họ tên của người dùng.",
                "The name of the person is missing.",
            )
            .to_owned(),
        AccountRefusal::MissingOffice(of) => match lang {
            Lang::Vi => format!(
                "Vai trò {} cần một đơn vị: thêm --office.",
                role_name(lang, *of)
            ),
            Lang::En => format!(
                "The role {} needs an office: add --office.",
                role_name(lang, *of)
            ),
        },
        AccountRefusal::InvalidKey(key) => match lang {
            Lang::Vi => format!(
                "Không phải khóa công khai OpenSSH trên một dòng: {}.",
                shorten_key(key)
            ),
            Lang::En => format!(
                "No public key of OpenSSH on one line: {}.",
                shorten_key(key)
            ),
        },
        AccountRefusal::KeyTaken(key) => match lang {
            Lang::Vi => format!("Khóa này đã thuộc tài khoản khác: {}.", shorten_key(key)),
            Lang::En => format!("This key belongs to another account: {}.", shorten_key(key)),
        },
        AccountRefusal::NameTaken(name) => match lang {
            Lang::Vi => format!("Tên {name} đã từng được cấp và không cấp lại: chọn tên khác."),
            Lang::En => {
                format!("The name {name} was given before and is not given again: choose another.")
            }
        },
        AccountRefusal::OwnAccount => lang
            .pick(
                "Không tự bỏ vai trò hay tự khóa tài khoản của mình: nhờ một quản trị khác.",
                "Nobody takes the own role away or shuts the own account: ask another admin.",
            )
            .to_owned(),
        AccountRefusal::Removed(name) => match lang {
            Lang::Vi => format!("Tài khoản {name} đã xóa hẳn: tạo tài khoản mới với tên khác."),
            Lang::En => {
                format!("The account {name} is gone for good: make a new one with another name.")
            }
        },
    }
}

/// Enough of a key to know it by.
fn shorten_key(key: &str) -> String {
    if key.chars().count() <= 40 {
        key.to_owned()
    } else {
        key.chars().take(40).chain(['…']).collect()
    }
}
