//! Messages about an insecure environment, refused remote commands, and authentication, with advice.

use std::fmt::Display;
use std::path::Path;

use super::{Lang, fill_placeholders};
use crate::remote::{RemoteRefusal, command_names};
use crate::system::InsecureEnvironment;
use crate::texts;

texts! {
    /// Reasons why a remote command is refused.
    enum RemoteRefusalText {
        TooLong => "Lệnh từ xa quá dài: nhiều nhất 400 ký tự.", "The remote command is too long: at most 400 characters.";
        InvalidCharacter => "Lệnh từ xa chỉ gồm chữ không dấu, chữ số và dấu thông dụng: dùng mã thay cho tên.", "Remote commands accept only plain ASCII characters: use codes instead of names.";
        InvalidSpaces => "Các từ của lệnh từ xa phải cách nhau đúng một dấu cách.", "Separate the words of a remote command by single spaces.";
        UnknownCommand => "Không có lệnh từ xa này; các lệnh: {}. Không kèm lệnh thì mở giao diện (ssh -t).", "There is no such remote command; available: {}. Without a command the interface opens (ssh -t).";
        UnknownOption => "Lệnh này không có “{}”; các tùy chọn: {}.", "This command does not accept “{}”; options: {}.";
        InvalidValue => "Giá trị của {} bị thiếu hoặc không hợp lệ: viết mã, kỳ hay ngày như trong danh sách.", "The value of {} is missing or invalid: enter a code, period or date as shown in lists.";
        RepeatedOption => "{} chỉ được nêu một lần.", "{} may be given only once.";
    }
}

texts! {
    /// Texts about authentication and restricted commands.
    pub enum AccessText {
        NeedsAccount => "Tệp dữ liệu dùng chung: đăng nhập bằng tài khoản do quản trị máy chủ cấp (ssh; dòng đăng nhập gọi `tiendo --account TÊN`, xem `tiendo account keys`). Tài khoản dịch vụ chỉ dùng account, admin, backup, restore, check, upgrade.", "This database is shared: log in with your account (ssh; the login line runs `tiendo --account NAME`, see `tiendo account keys`). The service user can only use account, admin, backup, restore, check and upgrade.";
        NotShared => "Tệp dữ liệu này dùng riêng (một người), không dùng --account; để dùng chung: `tiendo admin share`.", "This is a single-user database and does not use --account; to share it: `tiendo admin share`.";
        NoDatabase => "Chưa rõ tệp dữ liệu dùng chung: đặt db = \"/…/tiendo.db\" trong /etc/tiendo/config.toml, hoặc --db trong dòng đăng nhập ssh (root).", "The shared database is not configured: set db = \"/…/tiendo.db\" in /etc/tiendo/config.toml, or --db in the SSH login line (root).";
        NoPath => "Trên máy chủ dùng chung không mở tệp theo tên (“{}”): đọc từ đầu vào chuẩn (`import figures - < tệp`), ghi ra đầu ra chuẩn (`export figures > tệp`).", "On a shared server files cannot be opened by name (“{}”): read from standard input (`import figures - < file`), write to standard output (`export figures > file`).";
        NotHere => "Lệnh này không dùng được với --account: đề nghị quản trị máy chủ thực hiện trên máy chủ.", "This command cannot be used with --account: ask the server administrator to run it on the server.";
        OwnSettingsShared => "`config show` và `config set` chỉ dùng cho tài khoản của tệp dữ liệu dùng chung; ở đây cấu hình nằm trong tệp: `tiendo config path`.", "`config show` and `config set` are for accounts of a shared database; here the configuration is a file: `tiendo config path`.";
        NoSettings => "# Chưa có cấu hình riêng. Mẫu: `tiendo config default`.", "# No personal configuration yet. Sample: `tiendo config default`.";
        SettingsSaved => "Đã lưu cấu hình của {}.", "Saved the configuration of {}.";
        SettingsSame => "Cấu hình của {} không đổi.", "The configuration of {} is unchanged.";
        SharedNow => "Đã chuyển sang dùng chung: {}. Tiếp theo: `tiendo account add …`, sau đó `tiendo account keys` in các dòng đăng nhập cho quản trị máy chủ.", "Now shared: {}. Next: `tiendo account add …`; then `tiendo account keys` prints the SSH login lines (root).";
        SharedAlready => "{} đã là tệp dùng chung.", "{} is already shared.";
        SingleNow => "Đã chuyển sang dùng riêng (một người): {}. Tài khoản và nhật ký được giữ nguyên; đề nghị quản trị máy chủ gỡ các dòng đăng nhập.", "Now single-user: {}. Accounts and audit log are kept; have the SSH login lines (root) removed.";
        SingleAlready => "{} đã là tệp dùng riêng (một người).", "{} is already single-user.";
        Added => "Đã thêm tài khoản {}: {}.", "Account {} added: {}.";
        Changed => "Đã sửa tài khoản {}: {}.", "Account {} changed: {}.";
        Same => "Tài khoản {} không đổi: {}.", "Account {} unchanged: {}.";
        KeysChanged => "Dòng đăng nhập đã thay đổi: in lại bằng `tiendo account keys` và đề nghị quản trị máy chủ thay.", "The SSH login lines (root) have changed: print them again with `tiendo account keys` and have them replaced.";
        NoSuchKey => "Tài khoản {} không có đúng một khóa SSH chứa “{}”: xem `tiendo account keys {}`.", "Account {} does not have exactly one SSH key containing “{}”: see `tiendo account keys {}`.";
        NoAccount => "Không có tài khoản {}: xem `tiendo account list`.", "There is no account {}: see `tiendo account list`.";
        PlainPath => "Dòng của sshd và sudo chỉ dùng được đường dẫn gồm chữ a–z, chữ số và / . _ -: chuyển chỗ hoặc đổi tên “{}”.", "sshd and sudo lines only accept paths of letters a–z, digits and / . _ -: move or rename “{}”.";
        RootsFile => "# Tệp của quản trị máy chủ (root): khóa SSH của tài khoản dịch vụ (AuthorizedKeysFile), mỗi khóa một dòng.", "# File of the server administrator (root): SSH keys of the service user (AuthorizedKeysFile), one per line.";
        RootsSudo => "# Tệp của quản trị máy chủ (root): /etc/sudoers.d/tiendo, cho người có tài khoản Unix cùng tên; soạn bằng visudo.", "# File of the server administrator (root): /etc/sudoers.d/tiendo, for people with a Unix account of the same name; edit it with visudo.";
        NoInput => "Đưa tệp vào bằng đầu vào chuẩn: `… import figures < tệp.csv`.", "Pass the file through standard input: `… import figures < file.csv`.";
    }
}

texts! {
    /// Why a shared file is not safe where it lies.
    pub enum EnvironmentText {
        Root => "Không chạy bằng root với tệp dữ liệu dùng chung: chạy bằng tài khoản dịch vụ (`sudo -u TÀI_KHOẢN tiendo …`).", "A shared database cannot be used as root: run as the service user (`sudo -u USER tiendo …`).";
        RootOnOtherUsersFile => "{} thuộc người dùng số {}, không mở bằng root: `sudo -u \\#{} tiendo …`.", "{} belongs to user {} and cannot be opened as root: `sudo -u \\#{} tiendo …`.";
        SetId => "Chương trình không chạy khi bị đặt set-uid hoặc set-gid: `chmod ug-s` tệp chương trình.", "The program does not run set-user-id or set-group-id: `chmod ug-s` its file.";
        NotRegularFile => "{} không phải tệp hay thư mục thông thường (có thể là liên kết): dùng tên thật.", "{} is not a regular file or folder (perhaps a link): use its real name.";
        HardLinked => "{} có {} tên (liên kết cứng): tìm bằng `find / -samefile {}` và xóa các tên thừa.", "{} has {} names (hard links): find them with `find / -samefile {}` and remove the others.";
        WrongOwner => "{} thuộc người dùng số {}, cần thuộc người dùng số {}: `chown {} {}`.", "{} belongs to user {} but must belong to user {}: `chown {} {}`.";
        WorldWritableFolder => "{} là thư mục chung của mọi người: đặt tệp dữ liệu vào một thư mục riêng.", "{} is a folder open to everyone: put the database in a private folder.";
        AccessibleToOthers => "{} cho phép người khác truy cập (quyền {}): `chmod {} {}`.", "{} is accessible to others (mode {}): `chmod {} {}`.";
        RemoteFileSystem => "{} nằm trên hệ tệp {}, không bảo đảm khóa tệp khi nhiều người cùng ghi: chuyển tệp dữ liệu sang ổ đĩa của chính máy chủ.", "{} is on {}, where file locking is unreliable: move the database to a local disk of the server.";
        SystemError => "Hệ điều hành từ chối ({}): {}; báo quản trị máy chủ.", "The operating system refused ({}): {}; tell the server administrator.";
        UnsupportedPlatform => "Chỉ dùng chung được trên máy chủ Linux.", "Sharing requires a Linux server.";
    }
}

/// Sentence about an insecure environment, with the command that fixes it.
pub fn insecure_environment(lang: Lang, reason: &InsecureEnvironment) -> String {
    let say =
        |text: EnvironmentText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
    match reason {
        InsecureEnvironment::Root => say(EnvironmentText::Root, &[]),
        InsecureEnvironment::RootOnOtherUsersFile { path, owner } => say(
            EnvironmentText::RootOnOtherUsersFile,
            &[&path.display(), owner, owner],
        ),
        InsecureEnvironment::SetId => say(EnvironmentText::SetId, &[]),
        InsecureEnvironment::NotRegularFile(path) => {
            say(EnvironmentText::NotRegularFile, &[&path.display()])
        }
        InsecureEnvironment::HardLinked(path, count) => say(
            EnvironmentText::HardLinked,
            &[&path.display(), count, &path.display()],
        ),
        InsecureEnvironment::WrongOwner {
            path,
            owner,
            required_owner,
        } => say(
            EnvironmentText::WrongOwner,
            &[
                &path.display(),
                owner,
                required_owner,
                required_owner,
                &path.display(),
            ],
        ),
        InsecureEnvironment::WorldWritableFolder(path) => {
            say(EnvironmentText::WorldWritableFolder, &[&path.display()])
        }
        InsecureEnvironment::AccessibleToOthers {
            path,
            mode,
            allowed_mode,
        } => {
            let (mode, allowed) = (format!("{mode:03o}"), format!("{allowed_mode:03o}"));
            say(
                EnvironmentText::AccessibleToOthers,
                &[&path.display(), &mode, &allowed, &path.display()],
            )
        }
        InsecureEnvironment::RemoteFileSystem { path, file_system } => say(
            EnvironmentText::RemoteFileSystem,
            &[&path.display(), file_system],
        ),
        InsecureEnvironment::SystemError { subject, error } => {
            say(EnvironmentText::SystemError, &[subject, error])
        }
        InsecureEnvironment::UnsupportedPlatform => say(EnvironmentText::UnsupportedPlatform, &[]),
    }
}

/// Message why a remote command is refused, and what would be accepted. Of the input only option names are repeated.
pub fn remote_refusal(lang: Lang, refusal: &RemoteRefusal) -> String {
    match refusal {
        RemoteRefusal::TooLong => RemoteRefusalText::TooLong.text(lang).to_owned(),
        RemoteRefusal::InvalidCharacter => {
            RemoteRefusalText::InvalidCharacter.text(lang).to_owned()
        }
        RemoteRefusal::InvalidSpaces => RemoteRefusalText::InvalidSpaces.text(lang).to_owned(),
        RemoteRefusal::UnknownCommand => fill_placeholders(
            RemoteRefusalText::UnknownCommand.text(lang),
            &[&command_names().join(", ")],
        ),
        RemoteRefusal::UnknownOption { option, known } => fill_placeholders(
            RemoteRefusalText::UnknownOption.text(lang),
            &[option, &known.join(", ")],
        ),
        RemoteRefusal::InvalidValue(option) => {
            fill_placeholders(RemoteRefusalText::InvalidValue.text(lang), &[option])
        }
        RemoteRefusal::RepeatedOption(option) => {
            fill_placeholders(RemoteRefusalText::RepeatedOption.text(lang), &[option])
        }
    }
}

/// Message about a path given on a shared server.
pub fn path_not_allowed(lang: Lang, path: &Path) -> String {
    fill_placeholders(AccessText::NoPath.text(lang), &[&path.display()])
}
