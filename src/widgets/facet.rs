//! Facets of table rows, for filtering. Each row has values under names ("Tình trạng": "quá hạn"); the choices are
//! those of the rows present. Must not depend on what a name means.

use std::fmt::{Display, Formatter, Result};

/// A value of a row under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Display name.
    pub name: &'static str,
    /// The value.
    pub value: String,
}

/// Choices of a filter with their numbers of rows; `None` is the whole table.
pub type FacetCounts = Vec<(Option<Facet>, usize)>;

impl Display for Facet {
    /// `Tình trạng: quá hạn`
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}: {}", self.name, self.value)
    }
}

/// Counts the whole table first, then every value by name, in order of appearance. A name with a single value for all
/// rows is omitted; the result is empty if no name is left.
pub fn count_facets<'a>(rows: impl Iterator<Item = &'a [Facet]>) -> FacetCounts {
    let (mut total, mut names, mut found) = (0, Vec::new(), Vec::<(Facet, usize)>::new());
    for row in rows {
        total += 1;
        for kind in row {
            if !names.contains(&kind.name) {
                names.push(kind.name);
            }
            match found.iter_mut().find(|(known, _)| known == kind) {
                Some((_, count)) => *count += 1,
                None => found.push((kind.clone(), 1)),
            }
        }
    }
    found.retain(|(_, count)| *count < total);
    found.sort_by_key(|(kind, _)| names.iter().position(|name| *name == kind.name));
    if found.is_empty() {
        return Vec::new();
    }
    [(None, total)]
        .into_iter()
        .chain(found.into_iter().map(|(kind, count)| (Some(kind), count)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &'static str, to: &str) -> Facet {
        Facet {
            name,
            value: to.to_owned(),
        }
    }

    #[test]
    fn what_rows_there_are_makes_the_choices() {
        let rows = [
            vec![
                kind("Kế hoạch", "Huế"),
                kind("Loại", "sở"),
                kind("Năm", "2026"),
            ],
            vec![
                kind("Kế hoạch", "Huế"),
                kind("Loại", "xã"),
                kind("Năm", "2026"),
            ],
            vec![kind("Kế hoạch", "Bắc Ninh"), kind("Năm", "2026")],
        ];
        let labels: Vec<String> = count_facets(rows.iter().map(Vec::as_slice))
            .into_iter()
            .map(|(kind, count)| {
                format!(
                    "{} {count}",
                    kind.map_or("tất cả".to_owned(), |kind| kind.to_string())
                )
            })
            .collect();
        assert_eq!(
            labels,
            [
                "tất cả 3",
                "Kế hoạch: Huế 2",
                "Kế hoạch: Bắc Ninh 1",
                "Loại: sở 1",
                "Loại: xã 1"
            ],
            "all rows are of one year: that parts nothing"
        );
        assert!(count_facets(rows[..1].iter().map(Vec::as_slice)).is_empty());
    }
}
