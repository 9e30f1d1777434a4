//! Administrative letters (công văn) as docx in the form of Decree 30/2020/NĐ-CP, annex I: A4, Times New Roman
//! 13–14, margins 20, 30 and 20 mm. Must not depend on sentences: texts are passed in.

use std::io::{self, Cursor};

use docx_rs::{
    AlignmentType, Docx, Header, LineSpacing, PageMargin, PageNum, Paragraph, Run, RunFonts,
    SpecialIndentType, Table, TableCell, TableLayoutType, TableRow, VAlignType, WidthType,
};

/// Parts of a letter, with their texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// Name of the state and motto (quốc hiệu và tiêu ngữ).
    pub state: [String; 2],
    /// Parent office of the sender (may be empty), and the sender.
    pub offices: [String; 2],
    /// Number and symbol (số, ký hiệu): filled in by the registrar.
    pub number: String,
    /// Subject (trích yếu).
    pub subject: String,
    /// Place and date (địa danh và ngày tháng).
    pub place_and_day: String,
    /// Kind of document and its subject, centred; `None` for a letter.
    pub title: Option<[String; 2]>,
    /// Addressees (kính gửi): the first line, and a line per office if there are several.
    pub to: Vec<String>,
    /// Paragraphs before the table.
    pub opening: Vec<String>,
    /// The heads and rows of the table; a letter without rows has none.
    pub table: (Vec<String>, Vec<Vec<String>>),
    /// Paragraphs after the table.
    pub closing: Vec<String>,
    /// Recipients of copies (nơi nhận): the heading, then one per line.
    pub copies: Vec<String>,
    /// Signature (chữ ký): the signer's title, and the place of the name.
    pub signature: [String; 2],
}

/// Twips per millimetre, times 100.
const TWIPS: u32 = 5669;
/// A4 in millimetres.
const PAGE_SIZE: (u32, u32) = (210, 297);
/// Margins top and bottom, left, right; the decree allows 20–25, 30–35 and 15–20 mm.
const MARGINS: (u32, u32, u32) = (20, 30, 20);
/// Width of the text in millimetres.
const TEXT_WIDTH: u32 = PAGE_SIZE.0 - MARGINS.1 - MARGINS.2;
/// Width of the sender's side of the head in millimetres.
const LEFT_WIDTH: u32 = 62;
/// Column widths of the table in millimetres; the second one takes the rest.
const COLUMN_WIDTHS: [u32; 5] = [14, TEXT_WIDTH - 14 - 27 - 28 - 33, 27, 28, 33];

/// Font size of the body in half points.
const BODY_SIZE: usize = 28;
const SMALL_SIZE: usize = 26;
/// Font size of the names in the head: the state's name must fit on one line.
const HEAD_SIZE: usize = 24;
const COPIES_SIZE: usize = 22;

fn twips(millimetres: u32) -> u32 {
    millimetres * TWIPS / 100
}

fn width(millimetres: u32) -> usize {
    twips(millimetres) as usize
}

/// Renders the letter to the bytes of a docx file.
pub fn write(letter: &Letter) -> io::Result<Vec<u8>> {
    let side = |millimetres| i32::try_from(twips(millimetres)).unwrap_or(0);
    let (high, left, right) = MARGINS;
    let margins = PageMargin {
        top: side(high),
        bottom: side(high),
        left: side(left),
        right: side(right),
        header: side(10),
        footer: side(10),
        gutter: 0,
    };
    let font = "Times New Roman";
    let number = Paragraph::new()
        .align(AlignmentType::Center)
        .size(SMALL_SIZE)
        .add_page_num(PageNum::new());
    let mut file = Docx::new()
        .page_size(twips(PAGE_SIZE.0), twips(PAGE_SIZE.1))
        .page_margin(margins)
        .default_fonts(
            RunFonts::new()
                .ascii(font)
                .hi_ansi(font)
                .east_asia(font)
                .cs(font),
        )
        .default_size(BODY_SIZE)
        // The decree requires page numbers from the second page on, centred at the top.
        .header(Header::new().add_paragraph(number))
        .first_header(Header::new().add_paragraph(Paragraph::new()))
        .add_table(head(letter));
    if let Some([kind, about]) = &letter.title {
        let spaced = LineSpacing::new().before(240).after(0);
        file = file
            .add_paragraph(bold(kind, BODY_SIZE).line_spacing(spaced))
            .add_paragraph(bold(about, BODY_SIZE));
    }
    file = add_addressees(file, &letter.to);
    for text in &letter.opening {
        file = file.add_paragraph(body(text));
    }
    if !letter.table.1.is_empty() {
        file = file.add_table(table(&letter.table));
    }
    for (place, text) in letter.closing.iter().enumerate() {
        // Space between the table and the first paragraph after it.
        let before = if place == 0 { 160 } else { 0 };
        file = file
            .add_paragraph(body(text).line_spacing(LineSpacing::new().before(before).after(120)));
    }
    let mut bytes = Cursor::new(Vec::new());
    file.add_paragraph(Paragraph::new())
        .add_table(foot(letter))
        .build()
        .pack(&mut bytes)
        .map_err(io::Error::other)?;
    Ok(bytes.into_inner())
}

fn line(text: &str, size: usize) -> (Paragraph, Run) {
    (
        Paragraph::new().line_spacing(LineSpacing::new().after(0)),
        Run::new().add_text(text).size(size),
    )
}

fn centered(text: &str, size: usize) -> Paragraph {
    let (paragraph, run) = line(text, size);
    paragraph.align(AlignmentType::Center).add_run(run)
}

fn bold(text: &str, size: usize) -> Paragraph {
    let (paragraph, run) = line(text, size);
    paragraph.align(AlignmentType::Center).add_run(run.bold())
}

/// A paragraph of the body: justified, with an indented first line.
fn body(text: &str) -> Paragraph {
    Paragraph::new()
        .align(AlignmentType::Both)
        .indent(None, Some(SpecialIndentType::FirstLine(720)), None, None)
        .line_spacing(LineSpacing::new().after(120))
        .add_run(Run::new().add_text(text).size(BODY_SIZE))
}

fn cell(millimetres: u32, paragraphs: Vec<Paragraph>) -> TableCell {
    let cell = TableCell::new().width(width(millimetres), WidthType::Dxa);
    paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
}

fn two_sides(left: Vec<Paragraph>, right: Vec<Paragraph>) -> Table {
    let row = TableRow::new(vec![
        cell(LEFT_WIDTH, left),
        cell(TEXT_WIDTH - LEFT_WIDTH, right),
    ]);
    Table::without_borders(vec![row])
        .set_grid(vec![width(LEFT_WIDTH), width(TEXT_WIDTH - LEFT_WIDTH)])
        .layout(TableLayoutType::Fixed)
        .width(width(TEXT_WIDTH), WidthType::Dxa)
}

/// Head: sender, number and subject at the left; state, motto, place and date at the right.
fn head(letter: &Letter) -> Table {
    let [over, sender] = &letter.offices;
    let rule = || centered("_______", 16);
    let mut left = Vec::new();
    if !over.is_empty() {
        left.push(centered(over, HEAD_SIZE));
    }
    let (number, subject) = (
        centered(&letter.number, SMALL_SIZE),
        centered(&letter.subject, SMALL_SIZE),
    );
    left.extend([bold(sender, HEAD_SIZE), rule(), number, subject]);
    let [state, motto] = &letter.state;
    let (motto_line, motto) = line(motto, SMALL_SIZE);
    let motto = motto_line
        .align(AlignmentType::Center)
        .add_run(motto.bold().underline("single"));
    let (day_line, day) = line(&letter.place_and_day, BODY_SIZE);
    let day = day_line.align(AlignmentType::Center).add_run(day.italic());
    two_sides(
        left,
        vec![bold(state, HEAD_SIZE), motto, centered("", SMALL_SIZE), day],
    )
}

/// Addressees: centred for one office, else an indented list.
fn add_addressees(file: Docx, to: &[String]) -> Docx {
    let Some((first, rest)) = to.split_first() else {
        return file;
    };
    let spaced = LineSpacing::new()
        .before(240)
        .after(if rest.is_empty() { 240 } else { 60 });
    let mut file = file.add_paragraph(centered(first, BODY_SIZE).line_spacing(spaced));
    for (place, text) in rest.iter().enumerate() {
        let after = if place + 1 == rest.len() { 240 } else { 0 };
        let (paragraph, run) = line(text, BODY_SIZE);
        let paragraph = paragraph
            .indent(Some(2800), None, None, None)
            .line_spacing(LineSpacing::new().after(after));
        file = file.add_paragraph(paragraph.add_run(run));
    }
    file
}

fn table((headings, rows): &(Vec<String>, Vec<Vec<String>>)) -> Table {
    let widths = || COLUMN_WIDTHS.iter().copied();
    let head = headings
        .iter()
        .zip(widths())
        .map(|(text, wide)| cell(wide, vec![bold(text, SMALL_SIZE)]));
    let mut lines = vec![TableRow::new(head.collect()).cant_split()];
    for row in rows {
        let drawn = row
            .iter()
            .zip(widths())
            .enumerate()
            .map(|(place, (text, wide))| {
                let (paragraph, run) = line(text, SMALL_SIZE);
                // The office is left-aligned, counts are centred.
                let side = if place == 1 {
                    AlignmentType::Left
                } else {
                    AlignmentType::Center
                };
                cell(wide, vec![paragraph.align(side).add_run(run)])
                    .vertical_align(VAlignType::Center)
            });
        lines.push(TableRow::new(drawn.collect()).cant_split());
    }
    Table::new(lines)
        .set_grid(widths().map(width).collect())
        .layout(TableLayoutType::Fixed)
        .width(width(TEXT_WIDTH), WidthType::Dxa)
}

/// Foot: recipients of copies at the left, the signature at the right.
fn foot(letter: &Letter) -> Table {
    let mut left = Vec::new();
    for (place, text) in letter.copies.iter().enumerate() {
        let (paragraph, run) = line(
            text,
            if place == 0 {
                COPIES_SIZE + 2
            } else {
                COPIES_SIZE
            },
        );
        left.push(paragraph.add_run(if place == 0 { run.bold().italic() } else { run }));
    }
    let [post, name] = &letter.signature;
    let mut right = vec![bold(post, BODY_SIZE)];
    right.extend((0..4).map(|_| centered("", BODY_SIZE)));
    right.push(bold(name, BODY_SIZE));
    two_sides(left, right)
}
