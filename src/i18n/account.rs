//! The words of accounts and roles: what somebody is, why they may not, and what an account lacks.

use std::fmt::Display;

use super::screen::Text;
use super::{Lang, fill_placeholders, with_article};
use crate::domain::account::{AccountRefusal, AccountState, DatabaseMode, Role};
use crate::domain::code::OfficeCode;
use crate::domain::permission::Forbidden;
use crate::texts;

/// Name of a role, such as `cán bộ báo cáo`.
pub fn role_name(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Viewer => Text::RoleViewer,
        Role::Reporter => Text::RoleReporter,
        Role::Coordinator => Text::RoleCoordinator,
        Role::Admin => Text::RoleAdmin,
    }
    .text(lang)
}

/// Name of an account's state, such as `đang dùng`.
pub fn account_state_name(lang: Lang, state: AccountState) -> &'static str {
    match state {
        AccountState::Active => Text::AccountActive,
        AccountState::Suspended => Text::AccountSuspended,
        AccountState::Removed => Text::AccountRemoved,
    }
    .text(lang)
}

texts! {
    /// Name of a database mode, such as `dùng chung`.
    pub fn database_mode_name(DatabaseMode) {
        Single => "dùng riêng (một người)", "single-user";
        Shared => "dùng chung", "shared";
    }
}

/// Message about a missing permission, and who has it; offices by their codes.
pub fn forbidden(lang: Lang, why: &Forbidden) -> String {
    forbidden_with_names(lang, why, &|code| code.to_string())
}

texts! {
    /// Why somebody may not.
    pub enum ForbiddenText {
        NoAccount => "{} không có tài khoản trong tệp dữ liệu này: nhờ quản trị ứng dụng tạo bằng `tiendo account add`.", "{} has no account in this database: ask an admin to run `tiendo account add`.";
        Suspended => "Tài khoản {} đang tạm ngừng hoặc đã xóa: hỏi quản trị ứng dụng.", "Account {} is suspended or deleted: ask an admin.";
        RoleTooSmall => "Tài khoản này có vai trò {}; lệnh này cần vai trò {}.", "Your role is {}; this needs {}.";
        OtherOffice => "Đây là phần của {}; tài khoản này chỉ nhập số liệu và ghi nhận gửi báo cáo cho đơn vị của mình và đơn vị cấp dưới.", "This belongs to {}; you enter figures and record submissions only for your own office and those below it.";
        OtherPlan => "Cơ quan đầu mối của kế hoạch {} là {}; chỉ cơ quan đó dùng được lệnh này.", "Plan {} is coordinated by {}; only that office can do this.";
    }
}

/// Message about a missing permission, with the names of offices.
pub fn forbidden_with_names(
    lang: Lang,
    why: &Forbidden,
    office: &dyn Fn(&OfficeCode) -> String,
) -> String {
    let say =
        |text: ForbiddenText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
    match why {
        Forbidden::NoAccount(name) => say(ForbiddenText::NoAccount, &[name]),
        Forbidden::Suspended(name) => say(ForbiddenText::Suspended, &[name]),
        Forbidden::RoleTooSmall { actual, required } => {
            let required = role_name(lang, *required);
            let required = match lang {
                Lang::Vi => required.to_owned(),
                Lang::En => with_article(required),
            };
            say(
                ForbiddenText::RoleTooSmall,
                &[&role_name(lang, *actual), &required],
            )
        }
        Forbidden::OtherOffice(code) => say(ForbiddenText::OtherOffice, &[&office(code)]),
        Forbidden::OtherPlan { plan, coordinator } => {
            say(ForbiddenText::OtherPlan, &[plan, &office(coordinator)])
        }
    }
}

texts! {
    /// Reasons why an account is refused.
    enum AccountText {
        InvalidName => "Tên tài khoản “{}” không dùng được: bắt đầu bằng chữ a–z, chỉ gồm a–z, 0–9, dấu chấm, gạch dưới, gạch nối, tối đa 32 ký tự.", "“{}” is not a valid account name: begin with a letter a–z, then only a–z, 0–9, dot, underscore and hyphen, at most 32 characters.";
        MissingPerson => "Thiếu họ và tên của người dùng.", "The full name is missing.";
        MissingOffice => "Vai trò {} cần một đơn vị: thêm --office.", "The role {} needs an office: add --office.";
        InvalidKey => "Không phải khóa SSH công khai (OpenSSH) trên một dòng: {}.", "Not an OpenSSH public key on one line: {}.";
        KeyTaken => "Khóa SSH này đã thuộc tài khoản khác: {}.", "This SSH key belongs to another account: {}.";
        NameTaken => "Tên {} đã từng được cấp và không cấp lại: chọn tên khác.", "The name {} was used before and cannot be reused: choose another.";
        OwnAccount => "Không tự bỏ vai trò hay tự tạm ngừng tài khoản của mình: nhờ một quản trị ứng dụng khác.", "You cannot change your own role or suspend yourself: ask another admin.";
        Removed => "Tài khoản {} đã xóa hẳn: tạo tài khoản mới với tên khác.", "Account {} was deleted permanently: create a new one with another name.";
    }
}

/// Message why an account is refused, and what would be accepted.
pub fn account_refusal(lang: Lang, refusal: &AccountRefusal) -> String {
    let message =
        |text: AccountText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
    match refusal {
        AccountRefusal::InvalidName(name) => message(AccountText::InvalidName, &[name]),
        AccountRefusal::MissingPerson => message(AccountText::MissingPerson, &[]),
        AccountRefusal::MissingOffice(of) => {
            message(AccountText::MissingOffice, &[&role_name(lang, *of)])
        }
        AccountRefusal::InvalidKey(key) => message(AccountText::InvalidKey, &[&shorten_key(key)]),
        AccountRefusal::KeyTaken(key) => message(AccountText::KeyTaken, &[&shorten_key(key)]),
        AccountRefusal::NameTaken(name) => message(AccountText::NameTaken, &[name]),
        AccountRefusal::OwnAccount => message(AccountText::OwnAccount, &[]),
        AccountRefusal::Removed(name) => message(AccountText::Removed, &[name]),
    }
}

/// Shortened public key, long enough to recognize it.
fn shorten_key(key: &str) -> String {
    if key.chars().count() <= 40 {
        key.to_owned()
    } else {
        key.chars().take(40).chain(['…']).collect()
    }
}
