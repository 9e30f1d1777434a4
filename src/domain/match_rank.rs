//! Rank of a text against a search query: exact, by whole words, or by parts of words.
//! Must not depend on lists or screens.

use super::text::{fold, matches};

/// Rank of a match; the smallest is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchRank {
    /// One of its parts equals the query, ignoring case and accents.
    Exact,
    /// Every word of the query is a word of the text: `quý I` for `quy i`, not `quý II`.
    Words,
    /// Every word of the query occurs in the text, possibly inside a word.
    Parts,
}

/// Rank of a text of several parts, such as the cells of a row; `None` if it does not match.
pub fn match_rank<'a>(parts: impl Iterator<Item = &'a str>, query: &str) -> Option<MatchRank> {
    let query = fold(query);
    let parts: Vec<String> = parts.map(fold).collect();
    if parts.contains(&query) {
        return Some(MatchRank::Exact);
    }
    let known: Vec<&str> = parts.iter().flat_map(|part| words(part)).collect();
    if words(&query).all(|word| known.contains(&word)) {
        return Some(MatchRank::Words);
    }
    matches(&parts.join(" "), &query).then_some(MatchRank::Parts)
}

/// Words of a folded text; an inner dot keeps the parts of a number or code together: `4.1`, `hue.syt`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .map(|word| word.trim_matches('.'));
    words.filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_rank_before_parts_of_words() {
        let of = |text: &str, query: &str| match_rank(text.split('|'), query);
        for (text, query, rank) in [
            ("quý I/2026|2026-Q1", "quý i/2026", Some(MatchRank::Exact)),
            ("quý I/2026|2026-Q1", "QUY I", Some(MatchRank::Words)),
            ("quý II/2026|2026-Q2", "quy i", Some(MatchRank::Parts)),
            ("quý IV/2026|2026-Q4", "quy i", Some(MatchRank::Parts)),
            ("quý II/2026|2026-Q2", "thang", None),
            ("tháng 1/2026|2026-M01", "thang 1", Some(MatchRank::Words)),
            ("tháng 10/2026|2026-M10", "thang 1", Some(MatchRank::Parts)),
            ("4.1 Tỷ số", "4.1", Some(MatchRank::Words)),
            ("4.10 Tỷ số", "4.1", Some(MatchRank::Parts)),
            ("Phường 1", "phuong 1", Some(MatchRank::Exact)),
            ("Phường 10", "phuong 1", Some(MatchRank::Parts)),
            ("Sở Y tế|hue.syt", "hue.syt", Some(MatchRank::Exact)),
            ("Sở Y tế (Huế)|hue.syt", "so y te", Some(MatchRank::Words)),
        ] {
            assert_eq!(of(text, query), rank, "{text} {query}");
        }
    }
}
