//! Headings of spreadsheets: display names of row keys. A key without one is used itself.

use super::Lang;
use crate::texts;

texts! {
    /// Display name of a row's key.
    fn known_heading(&str) {
        "id" | "measure" => "Mã chỉ tiêu", "Measure code";
        "plan" => "Kế hoạch", "Plan";
        "rule" => "Chế độ báo cáo", "Reporting rule";
        "code" => "Mã", "Code";
        "group" => "Nhóm", "Group";
        "name" => "Tên", "Name";
        "office" => "Mã đơn vị", "Office code";
        "office_name" => "Đơn vị", "Office";
        "parent" => "Cấp trên", "Parent office";
        "aliases" => "Tên khác", "Other names";
        "kind" => "Loại", "Kind";
        "successors" => "Đơn vị kế thừa", "Successors";
        "inherited_from" => "Đơn vị trước sắp xếp", "Predecessor";
        "holders" | "held_by" => "Đơn vị hiện nay", "Current office";
        "owners" => "Chủ trì", "Responsible offices";
        "label" => "Chỉ tiêu", "Measure";
        "period" => "Kỳ", "Period";
        "series" => "Phân tổ", "Breakdown";
        "value" => "Giá trị", "Value";
        "value_to" => "Đến giá trị", "Upper value";
        "numerator" => "Tử số", "Numerator";
        "denominator" => "Mẫu số", "Denominator";
        "quality" => "Loại số liệu", "Quality";
        "note" => "Ghi chú", "Note";
        "comparator" => "So sánh", "Comparison";
        "direction" => "Hướng", "Direction";
        "unit" => "Đơn vị tính", "Unit";
        "scale" => "Chữ số thập phân", "Decimals";
        "per" => "Trên", "Per";
        "frequency" => "Kỳ nhập", "Entry period";
        "recurs" => "Đánh giá từng kỳ", "Assessed each period";
        "adds_up" => "Cách cộng", "Aggregation";
        "accumulates" => "Cộng dồn cả kế hoạch", "Accumulates";
        "survey_years" => "Điều tra mấy năm một lần", "Years between surveys";
        "quota" => "Mức giao", "Quota";
        "baseline" => "Giá trị gốc", "Baseline";
        "stages" => "Mốc lộ trình", "Interim targets";
        "status" => "Đánh giá", "Status";
        "reason" => "Lý do", "Reason";
        "stale" => "Số liệu cũ", "Outdated figure";
        "worse_than_start" => "Kém hơn giá trị gốc", "Worse than baseline";
        "figure" => "Thực hiện", "Actual";
        "line" => "Lộ trình", "Trajectory";
        "way" => "Mức thực hiện so với mục tiêu (%)", "Progress towards target (%)";
        "explanation" => "Giải thích", "Explanation";
        "wording" => "Nguyên văn", "Signed text";
        "first" => "Ngày nêu trong văn bản", "Day named";
        "last_day" => "Hạn cuối", "Deadline";
        "days_left" => "Còn (ngày)", "Days left";
        "late_days" => "Quá hạn (ngày)", "Days overdue";
        "state" => "Tình trạng", "State";
        "tracked" => "Trong thời gian theo dõi", "Within tracking period";
        "waived" => "Miễn báo cáo", "Exempted";
        "reminders" => "Số lần đôn đốc", "Reminders";
        "reminded_on" => "Ngày đôn đốc gần nhất", "Last reminder";
        "sent_on" => "Ngày gửi", "Submitted on";
        "accepted_on" => "Ngày tiếp nhận", "Accepted on";
        "extended_to" => "Gia hạn đến", "Extended to";
        "mend_by" => "Hạn gửi lại", "Resubmit by";
        "blockers" => "Chờ báo cáo của", "Waiting for";
        "from" => "Từ ngày", "From";
        "to" => "Đến ngày", "To";
        "on" => "Ngày", "Date";
        "working" => "Ngày làm bù", "Make-up workday";
    }
}

/// Heading of a column.
pub fn heading(lang: Lang, key: &str) -> String {
    known_heading(lang, key).unwrap_or(key).to_owned()
}
