//! What the help teaches, beside the keys: what one does on a screen, and what the terms mean. One table, read by the help
//! and by whatever else explains the program. A line names a command, ‹open›, never a key. Must not depend on screens.

use crate::texts;

texts! {
    /// Headings of the help.
    pub enum GuideHeading {
        WhatToDo => "Ở đây làm gì", "What to do here";
        Movement => "Di chuyển", "Moving around";
        Terms => "Thuật ngữ", "Terms";
    }
}

texts! {
    /// What one does on a screen, or in a part of it: three lines.
    pub enum ScreenGuide {
        Today =>
            "Việc hôm nay: quá hạn, sắp đến hạn, chờ tiếp nhận, bị trả lại.\n\
             Chọn một dòng, ‹open› mở báo cáo; ‹send› ghi nhận đã gửi.\n\
             ‹remind› đôn đốc, ‹accept› tiếp nhận, ‹go_leaders› tổng hợp điều hành.",
            "What to do today: overdue, due soon, awaiting acceptance, returned.\n\
             Select a row; ‹open› opens the report, ‹send› records a submission.\n\
             ‹remind› reminds, ‹accept› accepts, ‹go_leaders› shows the overview.";
        Plans =>
            "Các kế hoạch đã ký: số chỉ tiêu, báo cáo, nội dung cần bổ sung.\n\
             ‹open› mở một kế hoạch; ‹show_gaps› xem nội dung cần bổ sung.\n\
             ‹insert› thêm kế hoạch, ‹edit_record› sửa, ‹copy_plan› sao chép.",
            "Signed plans: targets, reports due and missing information.\n\
             ‹open› opens a plan; ‹show_gaps› lists its missing information.\n\
             ‹insert› adds a plan, ‹edit_record› edits it, ‹copy_plan› copies it.";
        Targets =>
            "Chỉ tiêu của các kế hoạch: thực hiện, lộ trình, đánh giá.\n\
             ‹open› mở một chỉ tiêu để xem vì sao đạt hay chậm tiến độ.\n\
             ‹edit› nhập số liệu; ‹show_below_quota› xem đơn vị chưa đạt mức giao.",
            "Targets of the plans: actual value, trajectory, status.\n\
             ‹open› opens a target and explains why it is met or behind.\n\
             ‹edit› enters figures; ‹show_below_quota› lists offices below their quota.";
        Offices =>
            "Mỗi đơn vị chịu trách nhiệm gì, còn báo cáo nào chưa gửi.\n\
             ‹open› mở trang của đơn vị; ‹edit› nhập số liệu của đơn vị đó.\n\
             ‹show_offices› xem cả đơn vị đã kết thúc và đơn vị kế thừa.",
            "What each office is responsible for, and its outstanding reports.\n\
             ‹open› opens an office; ‹edit› enters figures for it.\n\
             ‹show_offices› also shows closed offices and their successors.";
        Reports =>
            "Báo cáo phải gửi của mọi đơn vị, xếp theo hạn cuối.\n\
             ‹send› ghi nhận đã gửi, ‹accept› tiếp nhận, ‹return› trả lại.\n\
             Đánh dấu nhiều dòng: phím ‹mark›; sau đó ‹remind›, ‹extend›, ‹exempt›.",
            "Reports due from all offices, sorted by deadline.\n\
             ‹send› records a submission, ‹accept› accepts, ‹return› returns it.\n\
             ‹mark› selects rows; then ‹remind›, ‹extend› or ‹exempt› for all.";
        Activities =>
            "Hoạt động trong phụ lục của kế hoạch: thời gian, chủ trì, khối lượng.\n\
             ‹edit› ghi khối lượng đã thực hiện và số tiền đã chi.\n\
             ‹show_budget› xem kinh phí, ‹show_inspections› xem đợt kiểm tra.",
            "Activities of the plan's annex: dates, lead office, quantity.\n\
             ‹edit› records the quantity completed and the amount spent.\n\
             ‹show_budget› shows the budget, ‹show_inspections› the inspections.";
        Calendar =>
            "Hạn cuối báo cáo, hoạt động, đợt kiểm tra, ngày nghỉ theo tháng.\n\
             Dùng phím mũi tên chọn ngày; ‹page_up›, ‹page_down› đổi tháng.\n\
             ‹open› mở việc của ngày; ‹filter› chỉ xem một kế hoạch.",
            "Deadlines, activities, inspections and holidays, month by month.\n\
             Arrow keys choose a day; ‹page_up›, ‹page_down› change the month.\n\
             ‹open› opens an item of the day; ‹filter› limits it to one plan.";
        Journal =>
            "Nhật ký: ai sửa gì, lúc nào, giá trị trước và sau.\n\
             ‹filter› lọc theo người, loại việc, thời gian; ‹search› tìm chữ.\n\
             Nhật ký không sửa, không xóa được; mọi thay đổi đều có ở đây.",
            "Audit log: who changed what, when, values before and after.\n\
             ‹filter› filters by person, type, time; ‹search› finds text.\n\
             The log cannot be edited or deleted; every change is in it.";
        Sheet =>
            "Nhập số liệu: chọn đơn vị ‹choose_office›, gõ số, Lưu từng ô.\n\
             Chưa có số: ‹choose_answer›. Số ước hay chính thức: ‹cycle_quality›.\n\
             Hết ô trống: ‹send› ghi nhận đã gửi báo cáo; ‹check› rà soát số liệu.",
            "Enter figures: choose an office ‹choose_office›, type, save each cell.\n\
             No value: ‹choose_answer›. Estimate or final: ‹cycle_quality›.\n\
             All cells filled: ‹send› records the report; ‹check› validates it.";
        Cell =>
            "Gõ số vào ô: dấu phẩy cho phần thập phân, như 33,5 hoặc 1.982.\n\
             ‹save_cell› lưu và xuống dòng; ‹back› bỏ nội dung đang gõ.\n\
             ‹choose_answer› khi không có số; ‹copy_previous› chép số kỳ trước.",
            "Type the number with a decimal comma, such as 33,5 or 1.982.\n\
             ‹save_cell› saves and moves down; ‹back› discards what is typed.\n\
             ‹choose_answer› if there is no value; ‹copy_previous› copies the last.";
        TargetPage =>
            "Một chỉ tiêu: mức phải đạt, số liệu từng kỳ, lộ trình, đánh giá.\n\
             Dòng giải thích nêu số liệu và lộ trình dùng để đánh giá.\n\
             ‹edit› nhập số liệu, ‹comment› ghi ý kiến, ‹star› đánh dấu sao.",
            "One target: target value, figures by period, trajectory, status.\n\
             The explanation names the figures and the trajectory used.\n\
             ‹edit› enters figures, ‹comment› adds a comment, ‹star› stars it.";
        OfficePage =>
            "Một đơn vị: việc được giao, báo cáo chưa gửi, đơn vị kế thừa.\n\
             ‹go_reports› mở danh sách báo cáo của đơn vị.\n\
             ‹edit› nhập số liệu; ‹edit_record› sửa tên, ngày, đơn vị kế thừa.",
            "One office: its responsibilities, outstanding reports, successors.\n\
             ‹go_reports› opens the list of its reports.\n\
             ‹edit› enters figures; ‹edit_record› edits name, dates, successors.";
        PlanPage =>
            "Một kế hoạch: căn cứ, chỉ tiêu, chế độ báo cáo, cách xử lý khi nhập.\n\
             ‹show_gaps› xem nội dung cần bổ sung; ‹edit_record› sửa kế hoạch.\n\
             ‹lock› khóa số liệu một kỳ; ‹unlock› mở khóa có lý do, thời hạn.",
            "One plan: legal basis, targets, reporting rules, coding notes.\n\
             ‹show_gaps› shows missing information; ‹edit_record› edits the plan.\n\
             ‹lock› locks a period; ‹unlock› unlocks it (reason, expiry).";
        DutyPage =>
            "Một báo cáo phải gửi: hạn cuối, quá trình xử lý, số liệu kèm theo.\n\
             ‹send› chỉ ghi nhận đã gửi, không thay cho việc phát hành văn bản.\n\
             ‹accept› tiếp nhận, ‹return› trả lại, ‹extend› gia hạn, ‹exempt› miễn.",
            "One report due: deadline, history and the figures included.\n\
             ‹send› only records the submission; it does not send the document.\n\
             ‹accept› accepts, ‹return› returns, ‹extend› extends, ‹exempt› exempts.";
        ActivityPage =>
            "Một hoạt động: thời gian, khối lượng đã thực hiện, số tiền đã chi.\n\
             ‹edit› ghi thêm khối lượng, số tiền hoặc ghi chú.\n\
             ‹show_budget› xem kinh phí theo nguồn của kế hoạch.",
            "One activity: dates, quantity completed, amount spent.\n\
             ‹edit› records a quantity, an amount or a note.\n\
             ‹show_budget› shows the plan's budget by source.";
        Page =>
            "Trang chi tiết chỉ để xem.\n\
             Phím mũi tên và ‹page_down› để xem tiếp; ‹palette› mở mọi lệnh.\n\
             ‹back› quay lại danh sách, đúng dòng vừa xem.",
            "A page of details to read.\n\
             Arrow keys and ‹page_down› scroll; ‹palette› lists all commands.\n\
             ‹back› returns to the list, on the same row.";
        ListPage =>
            "Danh sách mở trên màn hình: mỗi dòng là một mục sửa được.\n\
             ‹insert› thêm, ‹open› mở, ‹remove› xóa; thao tác xóa được hỏi lại.\n\
             ‹filter› lọc danh sách; ‹back› đóng danh sách.",
            "A list on top of the screen; each row can be edited.\n\
             ‹insert› adds, ‹open› opens, ‹remove› deletes after a question.\n\
             ‹filter› filters the list; ‹back› closes it.";
        Form =>
            "Điền từng mục; mục bắt buộc còn trống được nêu khi lưu.\n\
             ‹choose_value› chọn từ danh sách; ngày gõ gọn được, như 10/6.\n\
             ‹save› lưu cả biểu mẫu; ‹back› đóng, có hỏi nếu chưa lưu.",
            "Fill in the fields; missing required ones are named on saving.\n\
             ‹choose_value› picks from a list; dates can be short, such as 10/6.\n\
             ‹save› saves the form; ‹back› closes it and asks about changes.";
        MultilineField =>
            "Mục nhiều dòng: gõ hoặc dán cả đoạn văn.\n\
             ‹new_line› xuống dòng trong mục.\n\
             Các phím khác như trong biểu mẫu.",
            "A field of several lines: type or paste a paragraph.\n\
             ‹new_line› starts a new line in the field.\n\
             Other keys work as in the form.";
        SearchLine =>
            "Gõ vài chữ để tìm, không cần dấu: hiep hoa tìm được Hiệp Hòa.\n\
             Danh sách chỉ còn dòng phù hợp; Nhập số liệu chuyển tới dòng đó.\n\
             ‹save› giữ kết quả; ‹back› bỏ tìm kiếm.",
            "Type a few letters; diacritics are ignored (hiep hoa, Hiệp Hòa).\n\
             Lists keep matching rows only; Enter figures moves to the row.\n\
             ‹save› keeps the result; ‹back› clears the search.";
        NoteInput =>
            "Ghi chú phải là chữ: nêu lý do số liệu đúng hoặc nguồn số liệu.\n\
             Ghi chú hiện cạnh ô và trong nhật ký.\n\
             ‹save› lưu ghi chú; ‹back› bỏ.",
            "Write in words why the figure is right, or its source.\n\
             The note is shown beside the cell and in the audit log.\n\
             ‹save› saves the note; ‹back› discards it.";
        PastePreview =>
            "Khối số liệu vừa dán: xem trước từng dòng, chưa ghi gì.\n\
             Dòng có lỗi hoặc bất thường nêu rõ lý do.\n\
             ‹save› ghi cả khối; ‹back› bỏ cả khối.",
            "The pasted block, row by row; nothing is saved yet.\n\
             Rows with errors or unusual values say why.\n\
             ‹save› saves the whole block; ‹back› discards it.";
        Menu =>
            "Chọn một dòng trong danh sách.\n\
             Gõ vài chữ để rút gọn danh sách, không cần dấu.\n\
             ‹open› chọn; ‹back› đóng, không thay đổi gì.",
            "Select one row of the list.\n\
             Type a few letters to filter it; diacritics are ignored.\n\
             ‹open› selects; ‹back› closes without a change.";
        Confirm =>
            "Chương trình hỏi lại trước khi ghi.\n\
             ‹yes› là có; mọi phím khác nêu ở dòng dưới là không.\n\
             Chưa trả lời thì chưa ghi gì.",
            "The program asks before it saves.\n\
             ‹yes› means yes; the other keys named below mean no.\n\
             Nothing is saved before you answer.";
    }
}

texts! {
    /// The terms, as a signed plan and the reports use them.
    pub enum Term {
        Trajectory => "Lộ trình", "Trajectory";
        Baseline => "Giá trị gốc (năm gốc)", "Baseline";
        InterimTarget => "Mốc lộ trình", "Interim target";
        Indicator => "Chỉ tiêu thành phần", "Measure";
        Behind => "Chậm tiến độ", "Behind";
        Missed => "Chưa đạt / không đạt", "Not reached / missed";
        NotAssessed => "Chưa đánh giá", "Not assessed";
        Estimate => "Số ước / số chính thức", "Estimate / final";
        NoneOccurred => "Không phát sinh", "None occurred";
        Quota => "Mức giao", "Quota";
        Breakdown => "Phân tổ", "Breakdown";
        ReportDue => "Báo cáo phải gửi", "Report due";
        Deadline => "Hạn cuối", "Deadline";
        Extension => "Gia hạn", "Extension";
        Exemption => "Miễn báo cáo", "Exemption";
        SubmissionRate => "Tỷ lệ đã gửi", "Submission rate";
    }
}

texts! {
    /// What each term means, in the same order.
    pub enum TermMeaning {
        Trajectory => "Mức cần đạt tại từng thời điểm, từ giá trị gốc đến mức phải đạt.", "The value expected at each point, from baseline to target value.";
        Baseline => "Số liệu trước khi thực hiện, dùng làm điểm đầu của lộ trình.", "The value before the plan; the trajectory starts there.";
        InterimTarget => "Mức phải đạt vào một ngày trước khi kế hoạch kết thúc.", "A value to reach by a date before the plan ends.";
        Indicator => "Phần đo riêng của một chỉ tiêu; chỉ tiêu đạt khi mọi phần đạt.", "One measured part of a target; a target is met if all are met.";
        Behind => "Chưa đến hạn cuối của chỉ tiêu, thực hiện thấp hơn lộ trình.", "The target's date is ahead; the actual value is below trajectory.";
        Missed => "Chưa đạt: riêng một kỳ, còn bù được. Không đạt: đã hết hạn.", "Not reached: one period. Missed: the final date has passed.";
        NotAssessed => "Có số liệu nhưng chưa đủ để so với lộ trình.", "There are figures, but not enough to compare.";
        Estimate => "Số ước nhập trước ngày chốt; sau ngày chốt thay bằng chính thức.", "Estimates come before the data cut-off; final figures replace them.";
        NoneOccurred => "Trong kỳ không có trường hợp nào; khác với chưa có số liệu.", "No cases in the period; not the same as no data yet.";
        Quota => "Mức giao cho từng đơn vị, như mỗi xã 4 tin, bài mỗi quý.", "The value set for each office, such as 4 items per quarter.";
        Breakdown => "Số liệu chia theo nhóm, như trẻ em trai và trẻ em gái.", "Figures split by group, such as boys and girls.";
        ReportDue => "Một báo cáo của một đơn vị cho một kỳ, theo chế độ báo cáo.", "One report of one office for one period under a reporting rule.";
        Deadline => "Ngày cuối còn đúng hạn: “trước ngày 10/6” là hết ngày 09/6.", "The last day in time: “before 10 June” ends on 9 June.";
        Extension => "Hạn cuối chuyển sang ngày muộn hơn; báo cáo vẫn phải gửi.", "The deadline moves to a later day; the report is still due.";
        Exemption => "Đơn vị không phải gửi báo cáo của kỳ này, có lý do.", "The office need not send this period's report; a reason is kept.";
        SubmissionRate => "Số báo cáo đã gửi chia cho số báo cáo đã đến hạn.", "Reports submitted divided by reports that have fallen due.";
    }
}

/// Every term with its meaning.
pub fn terms() -> impl Iterator<Item = (Term, TermMeaning)> {
    Term::ALL
        .iter()
        .copied()
        .zip(TermMeaning::ALL.iter().copied())
}
