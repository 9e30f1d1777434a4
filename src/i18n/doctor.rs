//! Texts of `tiendo doctor`: checks, results, advice. Must not depend on the terminal.

use crate::texts;

texts! {
    /// Texts of `tiendo doctor`.
    pub enum DoctorText {
        Locale => "Bảng mã (locale)", "Locale";
        Term => "Loại cửa sổ dòng lệnh (TERM)", "Terminal (TERM)";
        Tmux => "tmux", "tmux";
        Size => "Kích thước", "Size";
        Colours => "Màu", "Colours";
        Glyphs => "Ký hiệu và chữ", "Symbols and letters";
        Typing => "Bộ gõ", "Input method";
        Database => "Tệp dữ liệu", "Database";
        Space => "Dung lượng đĩa còn trống", "Free disk space";
        Zone => "Múi giờ", "Time zone";
        Keys => "Phím", "Keys";
        Unset => "không đặt", "not set";
        TmuxUtf8 => "đang ở trong, UTF-8: có", "inside, UTF-8: yes";
        TmuxNotUtf8 => "đang ở trong, UTF-8: không", "inside, UTF-8: no";
        TmuxUnknown => "đang ở trong, không xác định được UTF-8", "inside, UTF-8 unknown";
        NoTmux => "không dùng", "not used";
        NoTerminal => "không phải cửa sổ dòng lệnh", "not a terminal";
        Writable => "đọc và ghi được", "readable and writable";
        Megabytes => "{} MB", "{} MB";
        Days => "{}; hôm nay là ngày {} ở Việt Nam", "{}; today is {} in Việt Nam";
        KindUnicode => "Unicode, Telex hay VNI", "Unicode, Telex or VNI";
        PressKeys => "tiendo doctor --keys", "tiendo doctor --keys";
        GlyphsRich => "đầy đủ", "full";
        GlyphsAscii => "ký hiệu bằng ASCII", "symbols in ASCII";
        GlyphsNoAccents => "chữ không dấu", "letters without diacritics";
        GlyphsBoth => "ký hiệu bằng ASCII, chữ không dấu", "symbols in ASCII, letters without diacritics";
        DoLocale => "Đặt bảng mã UTF-8: export LC_ALL=C.UTF-8 (hoặc vi_VN.UTF-8).", "Set a UTF-8 locale: export LC_ALL=C.UTF-8 (or vi_VN.UTF-8).";
        DoTerm => "Đặt TERM đúng với cửa sổ dòng lệnh, thường là xterm-256color.", "Set TERM to match the terminal, usually xterm-256color.";
        DoTmux => "Chữ có dấu sẽ thành “_”: mở lại tmux với bảng mã UTF-8, hoặc tmux -u attach.", "Letters with diacritics become “_”: reattach with a UTF-8 locale, or use tmux -u attach.";
        DoSize => "Mở rộng cửa sổ: ít nhất 60×15, nên từ 80×24.", "Enlarge the window: at least 60×15, preferably 80×24 or more.";
        DoTyping => "Dùng bảng mã Unicode dựng sẵn. Trong danh sách nên tắt bộ gõ: các chữ ư đ â ê ô không phải lệnh.", "Use precomposed Unicode. Turn the input method off in lists: ư đ â ê ô are not commands.";
        DoInit => "Tạo bằng tiendo init --sample, hoặc chỉ ra tệp bằng --db.", "Create it with tiendo init --sample, or give its path with --db.";
        DoFolder => "Không ghi được vào thư mục: đề nghị quản trị máy chủ cấp quyền ghi cho cả thư mục.", "The folder is not writable: ask the server administrator for write access to it.";
        DoSpace => "Sắp hết dung lượng: báo quản trị máy chủ dọn đĩa.", "Disk nearly full: tell the server administrator.";
        DoZone => "Hạn cuối luôn tính theo ngày ở Việt Nam, dù máy đặt múi giờ nào.", "Deadlines always follow the date in Việt Nam, whatever the machine's time zone.";
        DoKeys => "Bấm từng phím để xem chương trình nhận được phím nào.", "Press each key to see what the program receives.";
        ByEye => "So bằng mắt: mỗi chữ, mỗi ký hiệu phải nằm ngay trên chữ số tương ứng, không có ô vuông trống, không có “?”.", "Check by eye: each letter and symbol should be right above its digit, with no empty boxes and no “?”.";
        ByEyeElse => "Thiếu ký hiệu: thêm --ascii. Thiếu chữ: thêm --no-accents.", "Symbols missing: add --ascii. Letters missing: add --no-accents.";
        Good => "tốt", "OK";
        Note => "lưu ý", "note";
        Wrong => "lỗi", "error";
        KeysBegin => "Bấm phím nào, tên phím đó hiện ra. q để dừng.", "Press a key to see its name. q to stop.";
        KeysUnread => "chương trình không dùng phím này", "the program does not use this key";
        KeysText => "chữ", "text";
        KeysPasted => "dán {} ký tự", "{} character{|s} pasted";
    }
}
