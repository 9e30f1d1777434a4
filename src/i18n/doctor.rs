//! The words of `tiendo doctor`: what is looked at, how it is, what to do. Knows no terminal.

use crate::texts;

texts! {
    /// What is looked at, and sentences about it.
    pub enum DoctorText {
        Locale => "Bảng mã (locale)", "Locale";
        Term => "Loại cửa sổ (TERM)", "Terminal (TERM)";
        Tmux => "tmux", "tmux";
        Size => "Kích thước", "Size";
        Colours => "Màu", "Colours";
        Glyphs => "Dấu và chữ", "Marks and letters";
        Typing => "Bộ gõ", "Input method";
        Database => "Tệp dữ liệu", "Database";
        Space => "Chỗ trống trên đĩa", "Free disk space";
        Zone => "Múi giờ", "Time zone";
        Keys => "Phím", "Keys";
        Unset => "không đặt", "not set";
        TmuxUtf8 => "đang ở trong, UTF-8: có", "inside, UTF-8: yes";
        TmuxNotUtf8 => "đang ở trong, UTF-8: không", "inside, UTF-8: no";
        TmuxUnknown => "đang ở trong, không hỏi được", "inside, it does not answer";
        NoTmux => "không dùng", "not used";
        NoTerminal => "không phải cửa sổ dòng lệnh", "not a terminal";
        Writable => "đọc và ghi được", "read and written";
        Megabytes => "{} MB", "{} MB";
        Days => "{}; hôm nay là ngày {} ở Việt Nam", "{}; today is {} in Việt Nam";
        KindUnicode => "Unicode, Telex hay VNI", "Unicode, Telex or VNI";
        PressKeys => "tiendo doctor --keys", "tiendo doctor --keys";
        GlyphsRich => "đủ", "all";
        GlyphsAscii => "dấu bằng ASCII", "marks in ASCII";
        GlyphsNoAccents => "chữ không dấu", "letters without accents";
        GlyphsBoth => "dấu bằng ASCII, chữ không dấu", "marks in ASCII, letters without accents";
        DoLocale => "Đặt bảng mã UTF-8: export LC_ALL=C.UTF-8 (hoặc vi_VN.UTF-8).", "Set a UTF-8 locale: export LC_ALL=C.UTF-8 (or vi_VN.UTF-8).";
        DoTerm => "Đặt TERM đúng với cửa sổ, thường là xterm-256color.", "Set TERM to what the window is, mostly xterm-256color.";
        DoTmux => "Chữ có dấu sẽ thành “_”: mở lại tmux với bảng mã UTF-8, hoặc tmux -u attach.", "Letters with accents become “_”: attach with a UTF-8 locale, or tmux -u attach.";
        DoSize => "Nới cửa sổ: ít nhất 60×15, đẹp nhất từ 80×24.", "Make the window larger: at least 60×15, best from 80×24.";
        DoTyping => "Để bảng mã Unicode dựng sẵn. Trong danh sách nên tắt bộ gõ: chữ ư đ â ê ô không phải lệnh.", "Use precomposed Unicode. Turn it off in lists: ư đ â ê ô are no commands.";
        DoInit => "Tạo bằng tiendo init --sample, hoặc chỉ ra tệp bằng --db.", "Create it with tiendo init --sample, or name it with --db.";
        DoFolder => "Không ghi được vào thư mục: nhờ người quản trị cấp quyền ghi cho cả thư mục.", "The folder cannot be written: ask the administrator for the right to write to it.";
        DoSpace => "Sắp hết chỗ: báo người quản trị dọn đĩa.", "Nearly full: tell the administrator.";
        DoZone => "Hạn tính theo ngày Việt Nam dù máy đặt múi giờ nào.", "Terms follow the day in Việt Nam whatever zone the machine has.";
        DoKeys => "Bấm từng phím để xem phím nào đến.", "Press each key to see what arrives.";
        ByEye => "So bằng mắt: mỗi chữ, mỗi dấu phải đứng ngay trên chữ số, không vuông trống, không “?”.", "Compare by eye: each letter and mark stands above its digit; no empty boxes, no “?”.";
        ByEyeElse => "Dấu thiếu: thêm --ascii. Chữ thiếu: thêm --no-accents.", "Marks missing: add --ascii. Letters missing: add --no-accents.";
        Good => "tốt", "good";
        Note => "lưu ý", "note";
        Wrong => "sai", "wrong";
        KeysBegin => "Bấm phím nào, tên phím ấy hiện ra. q để thôi.", "Press a key and its name appears. q ends.";
        KeysUnread => "chương trình không dùng phím này", "the program does not read this key";
        KeysText => "chữ", "text";
        KeysPasted => "dán {} ký tự", "{} character{|s} pasted";
    }
}
