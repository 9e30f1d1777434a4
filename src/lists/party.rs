//! Parties in the values for programs.

use crate::domain::plan::Party;

/// Code of a party, or its words.
pub fn party_key(party: &Party) -> String {
    match party {
        Party::Office(code) => code.to_string(),
        Party::Group(code) => code.to_string(),
        Party::Words(words) => words.clone(),
    }
}
