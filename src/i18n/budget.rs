//! Texts about budgets: amounts in đồng, refusals and warnings of spending. Must not depend on screens.

use std::fmt::Display;

use super::{Lang, display, fill_placeholders};
use crate::domain::budget::{AMOUNT_MAX, SpendingRefusal, SpendingWarning};
use crate::texts;

texts! {
    /// Refusals and warnings of spending, and balances.
    enum BudgetText {
        ZeroAmount => "Số tiền phải khác 0: nhập số dương, hoặc số âm để ghi giảm.", "The amount cannot be 0: enter a positive amount, or a negative one to reverse spending.";
        AmountTooLarge => "Số tiền quá lớn: nhiều nhất {} một lần ghi.", "The amount is too large: at most {} per entry.";
        MissingReason => "Số tiền âm là ghi giảm: cần ghi chú nêu rõ giảm khoản nào, lý do.", "A negative amount reverses spending: add a note that says which entry, and why.";
        CorrectionTooLarge => "Ghi giảm quá số đã chi ({}): nhiều nhất bằng số đó, đúng nguồn và đúng hoạt động.", "This reverses more than was spent ({}): at most that amount, for the same source and activity.";
        NoSources => "Kế hoạch không nêu nguồn kinh phí nào, không có nguồn {}: bỏ trống nguồn.", "The plan has no funding sources, so there is no source {}: leave it out.";
        UnknownSource => "Không có nguồn {}: chọn từ 1 đến {}, hoặc bỏ trống.", "No source {}: choose 1 to {}, or leave it out.";
        InFuture => "Ngày {} chưa đến; ghi ngày không muộn hơn hôm nay ({}).", "{} is in the future; enter a date no later than today ({}).";
        SourceOverspent => "nguồn {} chi vượt dự toán {}", "source {} exceeds its budget by {}";
        PlanOverspent => "toàn kế hoạch chi vượt dự toán {}", "the plan exceeds its budget by {}";
        Spent => "đã chi {}", "spent {}";
        OverBudget => "đã chi {} / dự toán {}, vượt {}", "spent {} of {} budgeted, over by {}";
        WithinBudget => "đã chi {} / dự toán {}, còn lại {}", "spent {} of {} budgeted, {} left";
    }
}

/// An amount: `960.000.000 đ`.
pub fn print_dong(lang: Lang, amount: i64) -> String {
    format!("{} đ", display::count(lang, amount))
}

/// An optional amount: `–` if missing.
pub fn print_optional_dong(lang: Lang, amount: Option<i64>) -> String {
    amount.map_or_else(|| "–".to_owned(), |amount| print_dong(lang, amount))
}

/// Message why spending is refused, and what would be accepted.
pub fn spending_refusal(lang: Lang, refusal: SpendingRefusal) -> String {
    let message =
        |text: BudgetText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
    match refusal {
        SpendingRefusal::ZeroAmount => message(BudgetText::ZeroAmount, &[]),
        SpendingRefusal::AmountTooLarge => {
            message(BudgetText::AmountTooLarge, &[&print_dong(lang, AMOUNT_MAX)])
        }
        SpendingRefusal::MissingReason => message(BudgetText::MissingReason, &[]),
        SpendingRefusal::CorrectionTooLarge { spent } => {
            message(BudgetText::CorrectionTooLarge, &[&print_dong(lang, spent)])
        }
        SpendingRefusal::UnknownSource { no, sources: 0 } => message(BudgetText::NoSources, &[&no]),
        SpendingRefusal::UnknownSource { no, sources } => {
            message(BudgetText::UnknownSource, &[&no, &sources])
        }
        SpendingRefusal::UnknownActivity { no, activities } => {
            super::messages::cli::unknown_activity(lang, no, activities)
        }
        SpendingRefusal::InFuture { on, today } => message(
            BudgetText::InFuture,
            &[&display::day(lang, on), &display::day(lang, today)],
        ),
    }
}

/// Warnings about a line of spending.
pub fn spending_warning(lang: Lang, question: SpendingWarning) -> String {
    let message =
        |text: BudgetText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
    match question {
        SpendingWarning::SourceOverspent { no, overspent } => message(
            BudgetText::SourceOverspent,
            &[&no, &print_dong(lang, overspent)],
        ),
        SpendingWarning::PlanOverspent { overspent } => {
            message(BudgetText::PlanOverspent, &[&print_dong(lang, overspent)])
        }
    }
}

/// Text of a balance: `đã chi 1.000 đ / 5.000 đ, còn 4.000 đ`, `vượt 1.000 đ`.
pub fn balance_text(lang: Lang, balance: crate::domain::budget::Balance) -> String {
    let spent = print_dong(lang, balance.spent);
    let message =
        |text: BudgetText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
    match (balance.planned, balance.overspent()) {
        (None, _) => message(BudgetText::Spent, &[&spent]),
        (Some(planned), Some(over)) => message(
            BudgetText::OverBudget,
            &[&spent, &print_dong(lang, planned), &print_dong(lang, over)],
        ),
        (Some(planned), None) => {
            let left = print_dong(lang, planned - balance.spent);
            message(
                BudgetText::WithinBudget,
                &[&spent, &print_dong(lang, planned), &left],
            )
        }
    }
}
