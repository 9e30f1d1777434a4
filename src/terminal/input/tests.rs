//! Recorded input of terminals, decoded as a whole and split at every position with pauses.

use super::*;

/// Bytes with the milliseconds after the start at which they arrive.
type Stream<'a> = [(u64, &'a [u8])];

fn read_with(settings: InputSettings, stream: &Stream) -> Vec<InputEvent> {
    let (start, mut reader, mut inputs) = (Instant::now(), InputDecoder::new(settings), Vec::new());
    let end = [(60_000, &[] as &[u8])];
    for (ms, bytes) in stream.iter().chain(&end) {
        let at = start + Duration::from_millis(*ms);
        let mut passed = 0;
        while let Some(deadline) = reader.deadline().filter(|deadline| *deadline <= at) {
            inputs.extend(reader.tick(deadline));
            passed += 1;
            assert!(passed < 20, "a deadline that never passes: {reader:?}");
        }
        inputs.extend(reader.feed(bytes, at));
    }
    inputs.retain(|input| !matches!(input, InputEvent::Unread(_)));
    inputs
}

fn read(stream: &Stream) -> Vec<InputEvent> {
    read_with(InputSettings::default(), stream)
}

fn keys(keys: &[Key]) -> Vec<InputEvent> {
    keys.iter().copied().map(InputEvent::Key).collect()
}

/// Sequences of keys, from xterm, PuTTY (xterm, VT100+, SCO, Linux, rxvt), tmux, the Linux console.
const KEYS: &[(&[u8], Key)] = &[
    (b"\x1b[A", Key::Up),
    (b"\x1b[B", Key::Down),
    (b"\x1b[C", Key::Right),
    (b"\x1b[D", Key::Left),
    (b"\x1bOA", Key::Up),
    (b"\x1bOB", Key::Down),
    (b"\x1bOC", Key::Right),
    (b"\x1bOD", Key::Left),
    (b"\x1b[1;5C", Key::Right),
    (b"\x1b[1;2A", Key::Up),
    (b"\x1b[a", Key::Up),
    (b"\x1bOd", Key::Left),
    (b"\x1b[H", Key::Home),
    (b"\x1b[F", Key::End),
    (b"\x1bOH", Key::Home),
    (b"\x1bOF", Key::End),
    (b"\x1b[1~", Key::Home),
    (b"\x1b[4~", Key::End),
    (b"\x1b[7~", Key::Home),
    (b"\x1b[8~", Key::End),
    (b"\x1b[2~", Key::Insert),
    (b"\x1b[3~", Key::Delete),
    (b"\x1b[3;5~", Key::Delete),
    (b"\x1b[3$", Key::Delete),
    (b"\x1b[3^", Key::Delete),
    (b"\x1b[5~", Key::PageUp),
    (b"\x1b[6~", Key::PageDown),
    (b"\x1b[Z", Key::BackTab),
    (b"\x1bOP", Key::F(1)),
    (b"\x1bOQ", Key::F(2)),
    (b"\x1bOR", Key::F(3)),
    (b"\x1bOS", Key::F(4)),
    (b"\x1bOT", Key::F(5)),
    (b"\x1bOU", Key::F(6)),
    (b"\x1bOV", Key::F(7)),
    (b"\x1bOW", Key::F(8)),
    (b"\x1bOX", Key::F(9)),
    (b"\x1bOY", Key::F(10)),
    (b"\x1bOZ", Key::F(11)),
    (b"\x1bO[", Key::F(12)),
    (b"\x1b[11~", Key::F(1)),
    (b"\x1b[12~", Key::F(2)),
    (b"\x1b[13~", Key::F(3)),
    (b"\x1b[14~", Key::F(4)),
    (b"\x1b[15~", Key::F(5)),
    (b"\x1b[17~", Key::F(6)),
    (b"\x1b[18~", Key::F(7)),
    (b"\x1b[19~", Key::F(8)),
    (b"\x1b[20~", Key::F(9)),
    (b"\x1b[21~", Key::F(10)),
    (b"\x1b[23~", Key::F(11)),
    (b"\x1b[24~", Key::F(12)),
    (b"\x1b[1;2P", Key::F(1)),
    (b"\x1b[1;2S", Key::F(4)),
    (b"\x1b[[A", Key::F(1)),
    (b"\x1b[[E", Key::F(5)),
    (b"\x1b[M", Key::F(1)),
    (b"\x1b[N", Key::F(2)),
    (b"\x1b[O", Key::F(3)),
    (b"\x1b[P", Key::F(4)),
    (b"\x1b[T", Key::F(8)),
    (b"\x1b[V", Key::F(10)),
    (b"\x1b[X", Key::F(12)),
    (b"\x1b[I", Key::PageUp),
    (b"\x1b[G", Key::PageDown),
    (b"\x1b[L", Key::Insert),
    (b"\x1bOM", Key::Enter),
    (b"\x1bOp", Key::Char('0')),
    (b"\x1bOq", Key::Char('1')),
    (b"\x1bOu", Key::Char('5')),
    (b"\x1bOy", Key::Char('9')),
    (b"\x1bOj", Key::Char('*')),
    (b"\x1bOk", Key::Char('+')),
    (b"\x1bOl", Key::Char(',')),
    (b"\x1bOm", Key::Char('-')),
    (b"\x1bOn", Key::Char('.')),
    (b"\x1bOo", Key::Char('/')),
    (b"\x1b[97u", Key::Char('a')),
    (b"\x1b[112;5u", Key::Ctrl('p')),
    (b"\x1b[27;5;113~", Key::Ctrl('q')),
    (b"\x1b[13u", Key::Enter),
];

/// Terminal replies, mouse reports with the mouse off, keys that the program ignores.
const NOTHING: &[&[u8]] = &[
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]52;c;NDI=\x07",
    b"\x1b[>0;276;0c",
    b"\x1b[>84;0;0c",
    b"\x1b[?62;22c",
    b"\x1b[?1;2c",
    b"\x1bP>|XTerm(390)\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1bP0+r\x1b\\",
    b"\x1bP!|00000000\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b[?2026;2$y",
    b"\x1b[4;2$y",
    b"\x1b[24;80R",
    b"\x1b[1;2R",
    b"\x1b[8;24;80t",
    b"\x1b[0n",
    b"\x1b[<0;3;9M",
    b"\x1b[<0;3;9m",
    b"\x1b[<64;120;40M",
    b"\x1b[M !!",
    b"\x1b[M#55",
    b"\x1b[Ma55",
    b"\x1b[32;3;9M",
    b"\x1b[E",
    b"\x1bOE",
    b"\x1b[97;1:3u",
    b"\x1b[57358u",
];

#[test]
fn whole_sequences_are_their_key_or_nothing() {
    for (bytes, key) in KEYS {
        assert_eq!(read(&[(0, bytes)]), keys(&[*key]), "{bytes:?}");
    }
    for bytes in NOTHING {
        assert_eq!(
            read(&[(0, bytes)]),
            [],
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
        assert_eq!(
            read(&[(0, &[bytes, b"7" as &[u8]].concat())]),
            keys(&[Key::Char('7')]),
            "{bytes:?}"
        );
    }
}

#[test]
fn sequences_split_in_two_with_pauses_to_70_ms_are_the_same() {
    let all = KEYS
        .iter()
        .map(|(bytes, key)| (*bytes, Some(*key)))
        .chain(NOTHING.iter().map(|bytes| (*bytes, None)));
    for (bytes, key) in all {
        for at in 1..bytes.len() {
            for pause in (0..=70).step_by(5).chain([1, 74]) {
                let caller = read(&[(0, &bytes[..at]), (pause, &bytes[at..])]);
                assert_eq!(
                    caller,
                    keys(key.as_slice()),
                    "{bytes:?} at {at} after {pause}"
                );
            }
        }
    }
}

#[test]
fn sequences_byte_by_byte_with_pauses_to_70_ms_are_the_same() {
    let all = KEYS
        .iter()
        .map(|(bytes, key)| (*bytes, Some(*key)))
        .chain(NOTHING.iter().map(|bytes| (*bytes, None)));
    for (bytes, key) in all {
        for pause in [0, 1, 30, 70] {
            let stream: Vec<(u64, &[u8])> = bytes
                .chunks(1)
                .enumerate()
                .map(|(at, byte)| (pause * at as u64, byte))
                .collect();
            assert_eq!(read(&stream), keys(key.as_slice()), "{bytes:?} by {pause}");
        }
    }
}

#[test]
fn no_pause_types_the_letters_of_a_sequence() {
    let all = KEYS
        .iter()
        .map(|(bytes, key)| (*bytes, Some(*key)))
        .chain(NOTHING.iter().map(|bytes| (*bytes, None)));
    for (bytes, key) in all {
        for at in 1..bytes.len() {
            for pause in (75..=270).step_by(5).chain([76, 120, 199]) {
                // A partial sequence waits 200 ms: only a single ESC is decided before.
                if at > 1 && pause >= 200 {
                    continue;
                }
                let caller = read(&[(0, &bytes[..at]), (pause, &bytes[at..])]);
                let allowed = |input: &InputEvent| {
                    matches!(input, InputEvent::Key(Key::Esc))
                        || *input == InputEvent::Key(Key::F(1)) && bytes.starts_with(OLD_MOUSE)
                        || key.is_some_and(|key| *input == InputEvent::Key(key))
                };
                assert!(
                    caller.len() <= 1 && caller.iter().all(allowed),
                    "{bytes:?} at {at} after {pause}: {caller:?}"
                );
            }
        }
    }
}

#[test]
fn esc_alone_waits_and_then_is_esc() {
    let mut reader = InputDecoder::default();
    let start = Instant::now();
    assert_eq!(reader.feed(b"\x1b", start), []);
    assert_eq!(reader.deadline(), Some(start + Duration::from_millis(75)));
    assert_eq!(reader.tick(start + Duration::from_millis(74)), []);
    assert_eq!(
        reader.tick(start + Duration::from_millis(75)),
        keys(&[Key::Esc])
    );
    assert_eq!(
        reader.deadline(),
        None,
        "nothing waits: no timer runs while nobody types"
    );
    let slow = InputSettings {
        escape: Duration::from_millis(200),
        ..InputSettings::default()
    };
    assert_eq!(
        read_with(slow, &[(0, b"\x1b"), (180, b"[3~")]),
        keys(&[Key::Delete])
    );
}

#[test]
fn no_other_key_waits() {
    for bytes in [
        "a", "5", "ế", "\r", "\n", "\t", "\u{7f}", "\u{8}", "\u{3}", " ", "\u{1b}[A", "\u{1b}OP",
        "\u{1b}5",
    ] {
        let mut reader = InputDecoder::default();
        assert!(
            !reader.feed(bytes.as_bytes(), Instant::now()).is_empty(),
            "{bytes:?}"
        );
        assert_eq!(reader.deadline(), None, "{bytes:?}");
    }
}

#[test]
fn esc_and_a_digit_are_both_keys() {
    for digit in '0'..='9' {
        let expected = keys(&[Key::Esc, Key::Char(digit)]);
        let both = format!("\x1b{digit}");
        assert_eq!(read(&[(0, both.as_bytes())]), expected);
        for pause in [0, 10, 74, 75, 100, 199, 300, 600] {
            assert_eq!(
                read(&[(0, b"\x1b"), (pause, &both.as_bytes()[1..])]),
                expected,
                "{digit} after {pause}"
            );
        }
    }
}

#[test]
fn esc_and_a_digit_are_a_function_key_where_asked_for() {
    let settings = InputSettings {
        escape_digits: true,
        ..InputSettings::default()
    };
    let read = |stream: &Stream| read_with(settings, stream);
    for pause in [0, 70, 100, 400, 499] {
        assert_eq!(
            read(&[(0, b"\x1b"), (pause, b"3")]),
            keys(&[Key::F(3)]),
            "{pause}"
        );
        assert_eq!(
            read(&[(0, b"\x1b"), (pause, b"0")]),
            keys(&[Key::Esc, Key::Char('0')]),
            "never F10, {pause}"
        );
        assert_eq!(
            read(&[(0, b"\x1b"), (pause, b"[3~")]),
            keys(&[Key::Delete]),
            "{pause}"
        );
    }
    assert_eq!(
        read(&[(0, b"\x1b"), (501, b"3")]),
        keys(&[Key::Esc, Key::Char('3')])
    );
    assert_eq!(
        read(&[(0, b"\x1b"), (300, b"x")]),
        keys(&[Key::Esc, Key::Char('x')])
    );
    assert_eq!(
        read(&[(0, b"\x1b"), (300, b"[")]),
        keys(&[Key::Esc, Key::Char('[')])
    );
    assert_eq!(read(&[(0, b"\x1b")]), keys(&[Key::Esc]));
}

#[test]
fn a_bracket_of_its_own_behind_esc_is_a_key() {
    for letter in ['[', 'O'] {
        let bytes = [letter as u8];
        let expected = keys(&[Key::Esc, Key::Char(letter)]);
        assert_eq!(read(&[(0, b"\x1b"), (100, &bytes)]), expected);
        assert_eq!(read(&[(0, b"\x1b"), (400, &bytes)]), expected);
        assert_eq!(
            read(&[(0, b"\x1b"), (100, &bytes), (400, b"5")]),
            keys(&[Key::Esc, Key::Char(letter), Key::Char('5')])
        );
    }
    // The letter was returned after the wait; what completes the sequence within 200 ms of Esc is swallowed
    // nevertheless.
    assert_eq!(
        read(&[(0, b"\x1b"), (80, b"["), (160, b"3"), (200, b"~")]),
        keys(&[Key::Esc, Key::Char('[')])
    );
}

#[test]
fn alt_and_a_letter_are_nothing() {
    for bytes in [
        "\u{1b}q", "\u{1b}z", "\u{1b}/", "\u{1b}đ", "\u{1b}[", "\u{1b}O", "\u{1b}]", "\u{1b}P",
    ] {
        assert_eq!(read(&[(0, bytes.as_bytes())]), [], "{bytes:?}");
        let behind = format!("{bytes}\r");
        assert_eq!(
            read(&[(0, behind.as_bytes())]),
            keys(&[Key::Enter]),
            "{bytes:?} loses nothing behind it"
        );
    }
    assert_eq!(
        read(&[(0, b"\x1bPhan")]),
        keys(&[Key::Char('h'), Key::Char('a'), Key::Char('n')])
    );
    assert_eq!(read(&[(0, b"\x1b\x7f")]), keys(&[Key::Backspace]));
    assert_eq!(read(&[(0, b"\x1b\r")]), keys(&[Key::Esc, Key::Enter]));
    assert_eq!(read(&[(0, b"\x1b\x1b")]), keys(&[Key::Esc, Key::Esc]));
    assert_eq!(read(&[(0, b"\x1b\x1b[A")]), keys(&[Key::Esc, Key::Up]));
}

#[test]
fn a_begun_sequence_swallows_no_key_behind_it() {
    assert_eq!(read(&[(0, b"\x1b[1"), (10, b"\r")]), keys(&[Key::Enter]));
    assert_eq!(read(&[(0, b"\x1b[1"), (10, b"\x1b[A")]), keys(&[Key::Up]));
    assert_eq!(
        read(&[(0, b"\x1b]11;rgb:1e"), (10, b"\x1b[A")]),
        keys(&[Key::Up])
    );
    assert_eq!(
        read(&[(0, b"\x1b]11;rgb:1e"), (1200, b"5")]),
        keys(&[Key::Char('5')])
    );
}

#[test]
fn answers_in_many_pieces_are_nothing() {
    let answer = b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\";
    for pause in [150, 190] {
        let pieces: Vec<(u64, &[u8])> = answer
            .chunks(4)
            .zip(0..)
            .map(|(bytes, at)| (at * pause, bytes))
            .collect();
        assert_eq!(read(&pieces), [], "{pause}");
    }
    assert_eq!(
        read(&[
            (0, b"\x1b"),
            (120, b"]11;rgb:1e1e"),
            (400, b"/1e1e/1e1e\x07")
        ]),
        keys(&[Key::Esc])
    );
}

#[test]
fn both_line_ends_are_enter_and_together_one() {
    let figures = keys(&[Key::Char('1'), Key::Enter, Key::Char('8'), Key::Enter]);
    for stream in ["1\n8\n", "1\r8\r", "1\r\n8\r\n"] {
        assert_eq!(read(&[(0, stream.as_bytes())]), figures, "{stream:?}");
        let bytes: Vec<(u64, &[u8])> = stream
            .as_bytes()
            .chunks(1)
            .zip(0..)
            .map(|(byte, at)| (at * 50, byte))
            .collect();
        assert_eq!(read(&bytes), figures, "{stream:?}");
    }
    assert_eq!(read(&[(0, b"\n\n")]), keys(&[Key::Enter, Key::Enter]));
    assert_eq!(read(&[(0, b"\r\r\n")]), keys(&[Key::Enter, Key::Enter]));
    assert_eq!(
        read(&[(0, b"\r"), (500, b"\n")]),
        keys(&[Key::Enter, Key::Enter])
    );
}

#[test]
fn control_bytes_that_are_other_keys_are_never_ctrl() {
    assert_eq!(read(&[(0, b"\x08\x7f\x09\x0a\x0d")]).len(), 5);
    assert_eq!(read(&[(0, b"\x08")]), keys(&[Key::Backspace]));
    assert_eq!(read(&[(0, b"\x7f")]), keys(&[Key::Backspace]));
    assert_eq!(read(&[(0, b"\x09")]), keys(&[Key::Tab]));
    assert_eq!(read(&[(0, b"\x11")]), keys(&[Key::Ctrl('q')]));
    assert_eq!(read(&[(0, b"\x00")]), keys(&[Key::Ctrl(' ')]));
}

#[test]
fn a_letter_in_pieces_is_one_letter() {
    let letter = "ế".as_bytes();
    assert_eq!(
        read(&[
            (0, &letter[..1]),
            (900, &letter[1..2]),
            (5000, &letter[2..])
        ]),
        keys(&[Key::Char('ế')])
    );
    assert_eq!(
        read(&[(0, b"a\xffb")]),
        keys(&[Key::Char('a'), Key::Char('\u{fffd}'), Key::Char('b')])
    );
    assert_eq!(
        read(&[(0, &letter[..2]), (10, b"5")]),
        keys(&[Key::Char('\u{fffd}'), Key::Char('5')])
    );
}

#[test]
fn bursts_of_input_methods_come_as_they_are() {
    for back in ["\u{7f}", "\u{8}"] {
        let stream = format!("vie{back}êt");
        let caller = read(&[(0, stream.as_bytes())]);
        let expected = ['v', 'i', 'e'].map(Key::Char).into_iter().chain([
            Key::Backspace,
            Key::Char('ê'),
            Key::Char('t'),
        ]);
        assert_eq!(caller, keys(&expected.collect::<Vec<_>>()));
    }
}

#[test]
fn a_paste_is_one_text_however_it_is_split() {
    let bytes = "\u{1b}[200~Sở\t42,5\r\n\u{1b}[A\u{1b}[20\u{1b}[201~".as_bytes();
    let expected = [InputEvent::Text("Sở\t42,5\r\n\u{1b}[A\u{1b}[20".into())];
    assert_eq!(read(&[(0, bytes)]), expected);
    for at in 1..bytes.len() {
        for pause in [0, 70] {
            assert_eq!(
                read(&[(0, &bytes[..at]), (pause, &bytes[at..])]),
                expected,
                "{at} {pause}"
            );
        }
    }
    let by_bytes: Vec<(u64, &[u8])> = bytes
        .chunks(1)
        .zip(0..)
        .map(|(byte, at)| (at * 20, byte))
        .collect();
    assert_eq!(read(&by_bytes), expected);
}

#[test]
fn a_paste_without_an_end_is_over_after_a_silence() {
    let caller = read(&[(0, b"\x1b[200~42"), (1900, b",5"), (4100, b"\r")]);
    assert_eq!(
        caller,
        [InputEvent::Text("42,5".into()), InputEvent::Key(Key::Enter)]
    );
}

#[test]
fn keys_right_behind_a_paste_belong_to_it() {
    let behind: [&[u8]; 6] = [b"\r", b"\x1b[B", b"\x1b[19~", b"\t", b"x", b"\n"];
    let mut stream: Vec<(u64, &[u8])> = vec![(0, b"\x1b[200~42,5\t\x1b[201~")];
    stream.extend((1..).zip(behind).map(|(count, bytes)| (count * 60, bytes)));
    stream.push((600, b"\r"));
    assert_eq!(
        read(&stream),
        [
            InputEvent::Text("42,5\t".into()),
            InputEvent::Key(Key::Enter)
        ]
    );
}

#[test]
fn the_mouse_is_read_where_it_is_on() {
    let settings = InputSettings {
        mouse: true,
        ..InputSettings::default()
    };
    for (bytes, expected) in [
        (b"\x1b[<0;3;9M" as &[u8], vec![InputEvent::Click(2, 8)]),
        (b"\x1b[<0;3;9m", vec![]),
        (b"\x1b[<65;3;9M", vec![InputEvent::Wheel { down: true }]),
        (b"\x1b[<64;3;9M", vec![InputEvent::Wheel { down: false }]),
        (b"\x1b[<35;3;9M", vec![]),
        (b"\x1b[M #)", vec![InputEvent::Click(2, 8)]),
        (b"\x1b[M##)", vec![]),
        (b"\x1b[Ma#)", vec![InputEvent::Wheel { down: true }]),
        (b"\x1b[32;3;9M", vec![InputEvent::Click(2, 8)]),
        (b"\x1b[35;3;9M", vec![]),
        (b"\x1b[<0;3M", vec![]),
    ] {
        assert_eq!(read_with(settings, &[(0, bytes)]), expected, "{bytes:?}");
    }
}

proptest::proptest! {
    #[test]
    fn any_bytes_at_any_time_come_to_an_end(
        pieces in proptest::collection::vec((0_u64..300, proptest::collection::vec(proptest::prelude::any::<u8>(), 0..8)), 0..20),
        heads in proptest::collection::vec(0_usize..8, 0..20),
        escape_digits in proptest::prelude::any::<bool>(),
        mouse in proptest::prelude::any::<bool>(),
    ) {
        const HEADS: [&[u8]; 8] = [b"\x1b", b"\x1b[", b"\x1bO", b"\x1b]1", b"\x1bP1", b"\x1b[M", b"\x1b[200~", b"\x1b[201~"];
        let mut at = 0;
        let mut stream: Vec<(u64, Vec<u8>)> = Vec::new();
        for (place, (pause, bytes)) in pieces.into_iter().enumerate() {
            at += pause;
            let head = heads.get(place).map_or(&[] as &[u8], |head| HEADS[*head]);
            stream.push((at, [head, &bytes].concat()));
        }
        let stream: Vec<(u64, &[u8])> = stream.iter().map(|(at, bytes)| (*at, bytes.as_slice())).collect();
        read_with(InputSettings { escape_digits, mouse, ..InputSettings::default() }, &stream);
    }
}
