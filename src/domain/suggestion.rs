//! The known word that a mistyped one most likely stands for. Knows no language.

/// The nearest of the known words, if it is near enough to be meant: at most a third of its letters differ.
pub fn suggest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = known
        .into_iter()
        .map(|word| (edit_distance(typed, word), word));
    let near = near.filter(|(steps, word)| *steps * 3 <= word.chars().count().max(3));
    near.min_by_key(|(steps, _)| *steps).map(|(_, word)| word)
}

/// How many letters are put in, left out, changed, or exchanged with their neighbour.
fn edit_distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut least = (rows[i][j] + usize::from(a != b))
                .min(rows[i][j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_is_understood_and_another_word_is_not() {
        let known = ["lang", "theme", "db", "no_accents"];
        let of = |typed| suggest(typed, known);
        assert_eq!(of("theem"), Some("theme"));
        assert_eq!(of("thme"), Some("theme"));
        assert_eq!(of("no-acents"), Some("no_accents"));
        assert_eq!(of("bd"), Some("db"));
        assert_eq!(of("colour"), None);
        assert_eq!(of(""), None);
    }
}
