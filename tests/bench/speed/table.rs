//! The table that is printed: what was measured, its yardstick in the same run, and whether what must be reached was.

use std::time::Duration;

/// Times of the same thing, one a run.
#[derive(Clone, Debug, Default)]
pub struct Samples(Vec<f64>);

impl Samples {
    pub fn add(&mut self, time: Duration) {
        self.0.push(time.as_secs_f64() * 1000.0);
    }

    pub fn add_number(&mut self, number: f64) {
        self.0.push(number);
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The value that `share` per cent do not exceed; `None` without values.
    pub fn percentile(&self, share: usize) -> Option<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let at = (sorted.len() * share).div_ceil(100).saturating_sub(1);
        sorted.get(at).copied()
    }

    pub fn median(&self) -> Option<f64> {
        self.percentile(50)
    }

    pub fn mean(&self) -> Option<f64> {
        let count = u32::try_from(self.0.len())
            .ok()
            .filter(|count| *count > 0)?;
        Some(self.0.iter().sum::<f64>() / f64::from(count))
    }
}

/// What is asked of a row.
#[derive(Clone, Copy, Debug)]
pub enum Must {
    /// A number that the measured one must not exceed.
    AtMost(f64, &'static str),
    /// A multiple of the yardstick.
    Times(f64),
    /// Nothing: shown beside the others.
    Nothing,
}

/// A row.
#[derive(Clone, Debug)]
struct Row {
    what: String,
    measured: String,
    yardstick: String,
    ratio: String,
    must: String,
    verdict: &'static str,
}

impl Must {
    fn text(self) -> String {
        match self {
            Must::AtMost(limit, unit) => format!("≤ {limit} {unit}"),
            Must::Times(times) => format!("≤ {times} ×"),
            Must::Nothing => String::new(),
        }
    }

    /// Verdict on something that was given up after so many milliseconds.
    fn of_given_up(self, milliseconds: f64, by: &Yardstick) -> &'static str {
        let allowed = match self {
            Must::AtMost(limit, _) => Some(limit),
            Must::Times(times) => by.value.map(|value| value * times),
            Must::Nothing => return "",
        };
        match allowed {
            Some(allowed) if milliseconds >= allowed => "missed",
            _ => "not measured",
        }
    }
}

/// The rows so far.
#[derive(Debug, Default)]
pub struct Table(Vec<Row>);

/// The yardstick of a row.
#[derive(Clone, Debug, Default)]
pub struct Yardstick {
    pub name: String,
    pub value: Option<f64>,
}

impl Yardstick {
    pub fn new(name: &str, value: Option<f64>) -> Self {
        Self {
            name: name.into(),
            value,
        }
    }
}

impl Table {
    /// Adds a measured number with its unit: `ms`, `MB`, `B`.
    pub fn add(
        &mut self,
        what: &str,
        (measured, unit): (Option<f64>, &str),
        by: &Yardstick,
        must: Must,
    ) {
        let shown = |value: Option<f64>| value.map_or("–".into(), |value| number(value, unit));
        let ratio = measured.zip(by.value).map(|(value, by)| value / by);
        let reached = match must {
            Must::AtMost(limit, _) => measured.map(|value| value <= limit),
            Must::Times(times) => ratio.map(|ratio| ratio <= times),
            Must::Nothing => None,
        };
        self.push(Row {
            what: what.into(),
            measured: shown(measured),
            yardstick: match by.value {
                Some(value) => format!("{} {}", by.name, number(value, unit)),
                None => by.name.clone(),
            },
            ratio: ratio.map_or(String::new(), |ratio| format!("{ratio:.2}")),
            must: must.text(),
            verdict: match (reached, must) {
                (Some(true), _) => "met",
                (Some(false), _) => "missed",
                (None, Must::Nothing) => "",
                (None, _) => "not measured",
            },
        });
    }

    /// Adds a row that took longer than it may.
    pub fn add_too_long(&mut self, what: &str, limit: Duration, (must, by): (Must, &Yardstick)) {
        let verdict = must.of_given_up(limit.as_secs_f64() * 1000.0, by);
        let measured = format!("> {} s", limit.as_secs());
        self.add_note(what, &measured, (&must.text(), verdict));
    }

    /// Adds a row in words.
    pub fn add_note(&mut self, what: &str, measured: &str, (must, verdict): (&str, &'static str)) {
        self.push(Row {
            what: what.into(),
            measured: measured.into(),
            yardstick: String::new(),
            ratio: String::new(),
            must: must.into(),
            verdict,
        });
    }

    /// Rows come as they are measured.
    fn push(&mut self, row: Row) {
        eprintln!("  {}: {} {}", row.what, row.measured, row.verdict);
        self.0.push(row);
    }

    /// Prints it as Markdown.
    pub fn print(&self) {
        println!("| what | measured | yardstick | ratio | must | |");
        println!("|---|---|---|---|---|---|");
        for row in &self.0 {
            let Row {
                what,
                measured,
                yardstick,
                ratio,
                must,
                verdict,
            } = row;
            println!("| {what} | {measured} | {yardstick} | {ratio} | {must} | {verdict} |");
        }
    }
}

fn number(value: f64, unit: &str) -> String {
    match value {
        _ if unit == "B" => format!("{value:.0} B"),
        0.0..10.0 => format!("{value:.2} {unit}"),
        10.0..100.0 => format!("{value:.1} {unit}"),
        _ => format!("{value:.0} {unit}"),
    }
}
