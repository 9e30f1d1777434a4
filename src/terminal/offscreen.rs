//! Rendering to a buffer without a terminal, for the mouse and line mode. Must not depend on panes: the marker of the
//! selected row is found where every pane draws it.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use crate::app::App;
use crate::keys::Command;
use crate::panes::frame;

/// Renders the current screen for a window size.
pub fn render_offscreen(app: &App, (columns, rows): (u16, u16)) -> Buffer {
    let Ok(mut screen) = Terminal::new(TestBackend::new(columns, rows));
    let (panes, model) = app.screen_and_model();
    let Ok(_) = screen.draw(|area| frame::draw_screen(panes, model, area));
    screen.backend().buffer().clone()
}

/// Position of the selected row's marker: in the first column, or the first one right of a line.
pub fn find_marker(picture: &Buffer) -> Option<(u16, u16)> {
    let symbol = |x: u16, y: u16| {
        picture
            .cell((x, y))
            .map_or("", ratatui::buffer::Cell::symbol)
    };
    let stands =
        |x: u16, y: u16| symbol(x, y) == "►" && (x == 0 || (x > 1 && symbol(x - 2, y) == "│"));
    let rows = picture.area.top()..picture.area.bottom();
    rows.flat_map(|y| picture.area.columns().map(move |column| (column.x, y)))
        .find(|&(x, y)| stands(x, y))
}

/// Sends arrow keys until the marker has reached or passed a row.
pub fn move_to_row(app: &mut App, y: u16, size: (u16, u16)) {
    let Some((_, mut at)) = find_marker(&render_offscreen(app, size)) else {
        return;
    };
    let down = y > at;
    while (down && at < y) || (!down && at > y) {
        app.handle_command(if down { Command::Down } else { Command::Up });
        match find_marker(&render_offscreen(app, size)) {
            // Stops at the end of a list and when it scrolls, to terminate.
            Some((_, next)) if (down && next > at) || (!down && next < at) => at = next,
            _ => return,
        }
    }
}
