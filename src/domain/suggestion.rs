//! Suggestion of a known word for a mistyped one. Must not depend on the language.

/// The nearest of the known words, if it is near enough to be meant: at most a third of its letters are put in, left
/// out, changed, or exchanged with their neighbour.
pub fn suggest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = known
        .into_iter()
        .map(|word| (strsim::osa_distance(typed, word), word));
    let near = near.filter(|(steps, word)| *steps * 3 <= word.chars().count().max(3));
    near.min_by_key(|(steps, _)| *steps).map(|(_, word)| word)
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
