//! Reports that are copies of one another, by MinHash.
//!
//! Broder, 'On the resemblance and containment of documents' (1997): the share
//! of equal minima over many hash functions estimates the share of word
//! sequences that two texts have in common. Bands of minima serve as keys, so
//! that a copy is found without comparing all pairs (Leskovec, Rajaraman and
//! Ullman, 'Mining of Massive Datasets', section 3.4).

use crate::text;
use xxhash_rust::xxh3::xxh3_64;

/// Number of minima.
const SIZE: usize = 48;
/// Minima in one band. With bands of 4, texts that share 85 % of their word
/// sequences meet in a band with a chance of 99.9 %.
const BAND: usize = 4;
/// The least share of equal minima for a copy.
const LEAST: usize = 40;
/// A text of fewer words is too short to tell a copy from a stock phrase.
const WORDS: usize = 12;
/// Copies appear within so many days.
pub(crate) const DAYS: i32 = 4;

/// The minima of a text; empty for a text too short to compare.
pub(crate) fn sketch(body: &str) -> Vec<u32> {
    let hashes: Vec<u64> = text::words(body).map(|w| xxh3_64(w.as_bytes())).collect();
    if hashes.len() < WORDS {
        return Vec::new();
    }
    let mut minima = vec![u32::MAX; SIZE];
    for window in hashes.windows(3) {
        let shingle = window.iter().fold(0_u64, |h, w| {
            (h.rotate_left(21) ^ w).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        });
        let mut state = shingle;
        for m in &mut minima {
            // SplitMix64: one well-mixed number after the other from a seed.
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            let h = ((z ^ (z >> 31)) >> 32) as u32;
            *m = (*m).min(h);
        }
    }
    minima
}

/// Days that share the keys of their bands: what is written in one week stands
/// together on the disk, however large the store is.
const PERIOD: i32 = 8;

/// Keys under which a copy of the text can be looked up, for a report of a day.
pub(crate) fn bands(sketch: &[u32], day: i32) -> Vec<i64> {
    let period = day.div_euclid(PERIOD);
    hashes(sketch).map(|h| near(period, h)).collect()
}

/// For each band, the keys of the days in which a text may stand that this one
/// is a copy of; the latest first.
pub(crate) fn bands_before(sketch: &[u32], day: i32) -> Vec<Vec<i64>> {
    let (last, first) = (
        day.div_euclid(PERIOD),
        day.saturating_sub(DAYS).div_euclid(PERIOD),
    );
    let periods = |h| (first..=last).rev().map(move |p| near(p, h)).collect();
    hashes(sketch).map(periods).collect()
}

/// The keys of the days in which copies of a text may stand.
pub(crate) fn bands_after(sketch: &[u32], day: i32) -> Vec<i64> {
    let (first, last) = (
        day.div_euclid(PERIOD),
        day.saturating_add(DAYS).div_euclid(PERIOD),
    );
    hashes(sketch)
        .flat_map(|h| (first..=last).map(move |p| near(p, h)))
        .collect()
}

fn hashes(sketch: &[u32]) -> impl Iterator<Item = u64> + '_ {
    sketch.chunks_exact(BAND).enumerate().map(|(n, band)| {
        let bytes: Vec<u8> = std::iter::once(n as u32)
            .chain(band.iter().copied())
            .flat_map(u32::to_le_bytes)
            .collect();
        xxh3_64(&bytes)
    })
}

/// A key with the period in its upper bits, so that those of one period are
/// neighbours.
pub(crate) fn near(period: i32, hash: u64) -> i64 {
    ((i64::from(period) & 0xf_ffff) << 44) | (hash >> 20) as i64
}

/// True where the two texts are copies.
pub(crate) fn alike(a: &[u32], b: &[u32]) -> bool {
    a.len() == SIZE && b.len() == SIZE && a.iter().zip(b).filter(|(x, y)| x == y).count() >= LEAST
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Envoys of the two island states met in the harbour town on Monday \
        to draw a line through the fishing grounds that both have claimed for decades. \
        They parted after six hours and will meet again in the autumn, a spokesman said.";

    #[test]
    fn ok_a_wire_copy_with_another_ending_is_a_copy() {
        let copy = format!("{TEXT} (Harbour Wire)");
        assert!(alike(&sketch(TEXT), &sketch(&copy)));
        for (then, now) in [(800, 800), (799, 803), (800, 804)] {
            let mine = bands_before(&sketch(&copy), now).concat();
            let shared = |b: &i64| mine.contains(b);
            assert!(bands(&sketch(TEXT), then).iter().any(shared));
            let later = bands_after(&sketch(TEXT), then);
            assert!(bands(&sketch(&copy), now).iter().any(|b| later.contains(b)));
        }
    }

    #[test]
    fn ok_another_report_of_the_same_meeting_is_no_copy() {
        let other = "The two island states sent envoys to the harbour town, where they spent \
            six hours over a map of the fishing grounds on Monday without drawing a line.";
        assert!(!alike(&sketch(TEXT), &sketch(other)));
        assert!(sketch("They met.").is_empty());
    }
}
