//! How the screen looks, as flags. Knows no terminal.

use clap::{Args, ValueEnum};

use crate::terminal::manner::Wanted;
use crate::widgets::theme::Theme;

/// The manner of the terminal interface.
#[derive(Clone, Copy, Debug, Default, Args)]
#[command(next_help_heading = "Màn hình")]
pub struct MannerArgs {
    /// Bộ màu; hoặc đặt `TIENDO_THEME`
    #[arg(long, global = true, value_enum, value_name = "NAME")]
    pub theme: Option<ThemeName>,
    /// Dấu và đường kẻ bằng ký tự ASCII; hoặc đặt `TIENDO_ASCII=1`
    #[arg(long, global = true, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub ascii: Option<bool>,
    /// Chữ không dấu, cho màn hình thiếu chữ Việt; hoặc đặt `TIENDO_NO_ACCENTS=1`
    #[arg(long, global = true, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub no_accents: Option<bool>,
    /// Dùng chuột; mặc định tắt để còn bôi đen và chép được; hoặc đặt `TIENDO_MOUSE=1`
    #[arg(long, global = true, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub mouse: Option<bool>,
    /// Từng dòng chữ thay cho màn hình, cho trình đọc màn hình; hoặc đặt `TIENDO_PLAIN=1`
    #[arg(long, global = true, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub plain: Option<bool>,
}

/// A theme by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeName {
    /// Nền tối.
    Dark,
    /// Nền sáng.
    Light,
    /// Tương phản cao.
    HighContrast,
    /// Không màu.
    Monochrome,
}

impl MannerArgs {
    /// What the flags ask for.
    pub fn wanted(self) -> Wanted {
        let theme = self.theme.map(|name| match name {
            ThemeName::Dark => Theme::Dark,
            ThemeName::Light => Theme::Light,
            ThemeName::HighContrast => Theme::HighContrast,
            ThemeName::Monochrome => Theme::Monochrome,
        });
        Wanted { theme, ascii: self.ascii, no_accents: self.no_accents, mouse: self.mouse, plain: self.plain }
    }
}
