//! Why the program does not go on where it stands, and what to do about it: the words of the trust rules, of lines that
//! come from afar, and of who comes in how.

use std::path::Path;

use super::{Lang, fill_placeholders};
use crate::remote::{RemoteRefusal, command_names};
use crate::system::InsecureEnvironment;
use crate::texts;

texts! {
    /// Who comes in how, and what is not for whom.
    pub enum AccessText {
        NeedsAccount => "Cơ sở dữ liệu này dùng chung: người dùng vào bằng dòng lệnh của quản trị máy (`tiendo --account TÊN`, xem `tiendo account keys`); người giữ tệp chỉ dùng account, admin, backup, restore, check, upgrade.", "This database is shared: people come in by root's line (`tiendo --account NAME`, see `tiendo account keys`); the file's owner uses account, admin, backup, restore, check and upgrade only.";
        NotShared => "Cơ sở dữ liệu này của một người, không dùng --account; để dùng chung: `tiendo admin share`.", "This database is one person's and knows no --account; to share it: `tiendo admin share`.";
        NoDatabase => "Chưa biết tệp dữ liệu dùng chung: đặt db = \"/…/tiendo.db\" trong /etc/tiendo/config.toml, hoặc --db trong dòng lệnh của quản trị máy.", "The shared database is not named: set db = \"/…/tiendo.db\" in /etc/tiendo/config.toml, or --db in root's line.";
        NoPath => "Trên máy chủ dùng chung không mở tệp theo tên (“{}”): đọc từ đầu vào chuẩn (`import figures - < tệp`), ghi ra đầu ra chuẩn (`export figures > tệp`).", "On a shared server no file is opened by its name (“{}”): read from standard input (`import figures - < file`), write to standard output (`export figures > file`).";
        NotHere => "Lệnh này không dùng được với --account: nhờ người giữ tệp trên máy chủ.", "This command is not for --account: ask whoever keeps the file on the server.";
        OwnSettingsShared => "`config show` và `config set` dành cho tài khoản của cơ sở dữ liệu dùng chung; ở đây cấu hình nằm trong tệp: `tiendo config path`.", "`config show` and `config set` are for accounts of a shared database; here the configuration is a file: `tiendo config path`.";
        NoSettings => "# Chưa có cấu hình riêng. Mẫu: `tiendo config default`.", "# No configuration of one's own. An example: `tiendo config default`.";
        SettingsSaved => "Đã lưu cấu hình của {}.", "Saved the configuration of {}.";
        SettingsSame => "Cấu hình của {} không đổi.", "The configuration of {} is unchanged.";
        SharedNow => "Đã chuyển sang dùng chung: {}. Tiếp theo: `tiendo account add …`, rồi `tiendo account keys` in các dòng cho quản trị máy.", "Shared from now on: {}. Next: `tiendo account add …`, then `tiendo account keys` prints root's lines.";
        SharedAlready => "{} đang dùng chung rồi.", "{} is shared already.";
        SingleNow => "Đã chuyển về một người: {}. Tài khoản và nhật ký còn nguyên; gỡ các dòng đăng nhập của quản trị máy.", "One person's from now on: {}. Accounts and journal stay; take root's login lines away.";
        SingleAlready => "{} đang là của một người rồi.", "{} is one person's already.";
        Added => "Đã thêm tài khoản {}: {}.", "Added the account {}: {}.";
        Changed => "Đã đổi tài khoản {}: {}.", "Changed the account {}: {}.";
        Same => "Tài khoản {} không đổi: {}.", "The account {} is unchanged: {}.";
        KeysChanged => "Dòng đăng nhập đã khác: in lại bằng `tiendo account keys` và nhờ quản trị máy thay.", "Root's lines have changed: print them again with `tiendo account keys` and have root replace them.";
        NoSuchKey => "Tài khoản {} không có đúng một khóa chứa “{}”: xem `tiendo account keys {}`.", "The account {} has not exactly one key with “{}” in it: see `tiendo account keys {}`.";
        NoAccount => "Không có tài khoản {}: xem `tiendo account list`.", "There is no account {}: see `tiendo account list`.";
        PlainPath => "Dòng của sshd và sudo chỉ nhận đường dẫn gồm chữ a–z, số và / . _ -: đổi chỗ hoặc tên của “{}”.", "sshd's and sudo's lines take paths of letters a–z, digits and / . _ - only: move or rename “{}”.";
        RootsFile => "# Tệp của root: khóa của dịch vụ (AuthorizedKeysFile), mỗi khóa một dòng.", "# Root's file: the service's keys (AuthorizedKeysFile), one line each.";
        RootsSudo => "# Tệp của root: /etc/sudoers.d/tiendo, cho người có tài khoản Unix cùng tên; soạn bằng visudo.", "# Root's file: /etc/sudoers.d/tiendo, for people with a Unix account of the same name; edit it with visudo.";
        NoInput => "Đưa tệp vào đầu vào chuẩn: `… import figures < tệp.csv`.", "Give the file by standard input: `… import figures < file.csv`.";
    }
}

/// What is wrong, and the command that puts it right.
pub fn insecure_environment(lang: Lang, why: &InsecureEnvironment) -> String {
    match lang {
        Lang::Vi => vietnamese(why),
        Lang::En => english(why),
    }
}

fn vietnamese(why: &InsecureEnvironment) -> String {
    match why {
        InsecureEnvironment::Root => {
            "Không chạy bằng root với tệp dùng chung: chạy bằng người dùng giữ tệp (`sudo -u NGƯỜI tiendo …`)."
                .to_owned()
        }
        InsecureEnvironment::RootOnForeignFile { path, owner } => format!(
            "{} thuộc người dùng số {owner}, root không mở thay: `sudo -u \\#{owner} tiendo …`.",
            path.display()
        ),
        InsecureEnvironment::SetId => {
            "Chương trình bị đặt set-uid hoặc set-gid, không chạy như vậy: `chmod ug-s` tệp chương trình.".to_owned()
        }
        InsecureEnvironment::NotPlainFile(path) => {
            format!("{} không phải tệp hay thư mục thường (liên kết?): dùng đúng tên thật.", path.display())
        }
        InsecureEnvironment::HardLinked(path, count) => format!(
            "{} có {count} tên (liên kết cứng): tìm bằng `find / -samefile {0}` và xóa các tên thừa.",
            path.display()
        ),
        InsecureEnvironment::ForeignOwner { path, owner, wanted } => format!(
            "{} thuộc người dùng số {owner}, cần thuộc người dùng số {wanted}: `chown {wanted} {0}`.",
            path.display()
        ),
        InsecureEnvironment::WorldWritableFolder(path) => format!(
            "{} là thư mục chung của mọi người: đặt cơ sở dữ liệu vào một thư mục của riêng anh/chị.",
            path.display()
        ),
        InsecureEnvironment::AccessibleToOthers { path, mode, wanted } => {
            format!("{} mở cho người khác (quyền {mode:03o}): `chmod {wanted:03o} {0}`.", path.display())
        }
        InsecureEnvironment::RemoteFileSystem { path, kind } => format!(
            "{} nằm trên hệ tệp {kind}, khóa ghi ở đó không chắc chắn: dời cơ sở dữ liệu sang ổ đĩa của chính máy chủ.",
            path.display()
        ),
        InsecureEnvironment::SystemError { what, error } => {
            format!("Hệ điều hành từ chối ({what}): {error}; báo quản trị máy.")
        }
        InsecureEnvironment::UnsupportedPlatform => "Chỉ dùng chung được trên máy chủ Linux.".to_owned(),
    }
}

fn english(why: &InsecureEnvironment) -> String {
    match why {
        InsecureEnvironment::Root => {
            "Root does not open a shared file: run as the user who keeps it (`sudo -u USER tiendo …`).".to_owned()
        }
        InsecureEnvironment::RootOnForeignFile { path, owner } => format!(
            "{} belongs to user {owner}, and root does not open it in their place: `sudo -u \\#{owner} tiendo …`.",
            path.display()
        ),
        InsecureEnvironment::SetId => {
            "The program is set-user-id or set-group-id and does not run so: `chmod ug-s` its file.".to_owned()
        }
        InsecureEnvironment::NotPlainFile(path) => {
            format!("{} is no plain file or folder (a link?): use the real name.", path.display())
        }
        InsecureEnvironment::HardLinked(path, count) => format!(
            "{} has {count} names (hard links): find them with `find / -samefile {0}` and remove the others.",
            path.display()
        ),
        InsecureEnvironment::ForeignOwner { path, owner, wanted } => {
            format!("{} belongs to user {owner} and should to user {wanted}: `chown {wanted} {0}`.", path.display())
        }
        InsecureEnvironment::WorldWritableFolder(path) => {
            format!("{} is everybody's folder: put the database into one of your own.", path.display())
        }
        InsecureEnvironment::AccessibleToOthers { path, mode, wanted } => {
            format!("{} is open to others (mode {mode:03o}): `chmod {wanted:03o} {0}`.", path.display())
        }
        InsecureEnvironment::RemoteFileSystem { path, kind } => format!(
            "{} is on {kind}, where locks cannot be relied on: move the database to a disk of the server itself.",
            path.display()
        ),
        InsecureEnvironment::SystemError { what, error } => {
            format!("The operating system refuses ({what}): {error}; tell whoever keeps the server.")
        }
        InsecureEnvironment::UnsupportedPlatform => "Sharing needs a server with Linux.".to_owned(),
    }
}

/// Why a line from afar is refused, and what would be accepted. What was asked is not repeated but for an option's name.
pub fn remote_refusal(lang: Lang, refusal: &RemoteRefusal) -> String {
    match refusal {
        RemoteRefusal::TooLong => lang
            .pick("Lệnh từ xa quá dài: tối đa 400 ký tự.", "The command is too long: at most 400 characters.")
            .to_owned(),
        RemoteRefusal::InvalidCharacter => lang
            .pick(
                "Lệnh từ xa chỉ gồm chữ không dấu, số và dấu thường gặp: dùng mã thay cho tên.",
                "A remote command has plain ASCII characters only: use codes instead of names.",
            )
            .to_owned(),
        RemoteRefusal::InvalidSpaces => lang
            .pick(
                "Mỗi từ của lệnh từ xa cách nhau đúng một dấu cách.",
                "The words of a remote command are parted by one space each.",
            )
            .to_owned(),
        RemoteRefusal::UnknownCommand => fill_placeholders(
            lang.pick(
                "Không có lệnh từ xa này; có: {}. Không kèm lệnh thì mở giao diện (ssh -t).",
                "There is no such remote command; there are: {}. Without a command the interface opens (ssh -t).",
            ),
            &[&command_names().join(", ")],
        ),
        RemoteRefusal::UnknownOption { option, known } => fill_placeholders(
            lang.pick("Lệnh này không có “{}”; có: {}.", "This command has no “{}”; it has: {}."),
            &[option, &known.join(", ")],
        ),
        RemoteRefusal::InvalidValue(option) => fill_placeholders(
            lang.pick(
                "Giá trị của {} thiếu hoặc không dùng được: viết mã, kỳ hay ngày như trong danh sách.",
                "The value of {} is missing or cannot be: write a code, a period or a day as lists have it.",
            ),
            &[option],
        ),
        RemoteRefusal::RepeatedOption(option) => {
            fill_placeholders(lang.pick("{} chỉ được ghi một lần.", "{} may be given once only."), &[option])
        }
    }
}

/// A path that somebody on a shared server named.
pub fn path_not_allowed(lang: Lang, path: &Path) -> String {
    fill_placeholders(AccessText::NoPath.text(lang), &[&path.display()])
}
