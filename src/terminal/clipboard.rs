//! A text into the clipboard of whoever sits at the far end of the line, by the sequence OSC 52. Terminals that do not
//! know it ignore it. Knows no command.

const BASE64_ALPHABET: &[u8; 64] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes that ask the terminal to take the text.
pub fn osc52_sequence(text: &str) -> String {
    format!("\u{1b}]52;c;{}\u{7}", base64(text.as_bytes()))
}

/// Six bits a letter, padded to four.
fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = (bits >> (18 - 6 * place)) & 63;
            let known = usize::try_from(place).is_ok_and(|place| place <= chunk.len());
            out.push(if known {
                char::from(BASE64_ALPHABET[letter as usize])
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_standard_has_it() {
        for (text, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("Sở", "U+G7nw=="),
        ] {
            assert_eq!(base64(text.as_bytes()), coded);
        }
        assert_eq!(osc52_sequence("a"), "\u{1b}]52;c;YQ==\u{7}");
    }
}
