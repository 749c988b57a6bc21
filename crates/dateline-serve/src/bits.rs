//! A set of places in a table, a bit for each.

/// Places in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bits(Vec<u64>);

impl Bits {
    pub fn none(n: usize) -> Self {
        Self(vec![0; n.div_ceil(64)])
    }

    /// The places of the values that are wanted. Without a branch, since what
    /// is wanted cannot be guessed.
    pub fn of<T: Copy>(values: &[T], wanted: impl Fn(T) -> bool) -> Self {
        let bits = |some: &[T]| {
            let mut held = [0; 64];
            for (held, value) in held.iter_mut().zip(some) {
                *held = u8::from(wanted(*value));
            }
            packed(&held)
        };
        Self(values.chunks(64).map(bits).collect())
    }

    /// The places of which both values are wanted; of each place there are two.
    pub fn of_both<T: Copy>(
        a: &[T],
        wants_a: impl Fn(T) -> bool,
        b: &[T],
        wants_b: impl Fn(T) -> bool,
    ) -> Self {
        let bits = |(a, b): (&[T], &[T])| {
            let mut held = [0; 64];
            for (held, (a, b)) in held.iter_mut().zip(a.iter().zip(b)) {
                *held = u8::from(wants_a(*a) & wants_b(*b));
            }
            packed(&held)
        };
        Self(a.chunks(64).zip(b.chunks(64)).map(bits).collect())
    }

    /// How many bytes of memory they take.
    pub fn n_bytes(&self) -> usize {
        size_of_val(&*self.0)
    }

    pub fn add(&mut self, at: u32) {
        self.0[at as usize / 64] |= 1 << (at % 64);
    }

    pub fn has(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 != 0
    }

    /// Leaves only those that others hold too.
    pub fn and(&mut self, other: &Bits) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own &= other;
        }
    }

    /// Leaves only those that are wanted, asking each.
    pub fn retain(&mut self, wanted: impl Fn(usize) -> bool) {
        for (n, word) in self.0.iter_mut().enumerate() {
            for at in ones(*word) {
                *word &= !(u64::from(!wanted(n * 64 + at)) << at);
            }
        }
    }

    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let words = self.0.iter().enumerate();
        words.flat_map(|(n, word)| ones(*word).map(move |at| n * 64 + at))
    }

    /// Some places from the nth on.
    pub fn page(&self, n: usize, limit: usize) -> Vec<usize> {
        let (mut first, mut before) = (0, 0);
        for word in &self.0 {
            let count = word.count_ones() as usize;
            if before + count > n {
                break;
            }
            (first, before) = (first + 1, before + count);
        }
        let rest = self.0.iter().enumerate().skip(first);
        rest.flat_map(|(n, word)| ones(*word).map(move |at| n * 64 + at))
            .skip(n - before.min(n))
            .take(limit)
            .collect()
    }
}

/// Sixty-four bytes of 0 or 1 as the bits of a word. The comparisons that fill
/// them go many at a time, which they do not where each sets a bit.
fn packed(held: &[u8; 64]) -> u64 {
    let (eights, _) = held.as_chunks::<8>();
    let each = eights.iter().enumerate();
    // Byte n times bit 56 - 7 n is bit n of the last byte, and no two meet.
    each.fold(0, |bits, (n, eight)| {
        let last = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits | last << (8 * n)
    })
}

/// The places of the bits in a word.
struct Ones(u64);

fn ones(word: u64) -> Ones {
    Ones(word)
}

impl Iterator for Ones {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let at = self.0.trailing_zeros() as usize;
        (self.0 != 0).then(|| {
            self.0 &= self.0 - 1;
            at
        })
    }
}

impl DoubleEndedIterator for Ones {
    fn next_back(&mut self) -> Option<usize> {
        let at = 63_usize.checked_sub(self.0.leading_zeros() as usize)?;
        self.0 &= !(1 << at);
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_places_are_those_of_the_values_wanted() {
        for n in [0_usize, 1, 63, 64, 65, 1000] {
            let values: Vec<usize> = (0..n).collect();
            for step in [1, 2, 7, 64, 300] {
                let wanted = |v: usize| v % step == step / 2;
                let expected: Vec<usize> = values.iter().copied().filter(|v| wanted(*v)).collect();
                let bits = Bits::of(&values, wanted);
                assert_eq!(bits.iter().collect::<Vec<_>>(), expected);
                assert_eq!(bits.len(), expected.len());
                let back: Vec<usize> = bits.iter().rev().collect();
                assert!(back.iter().eq(expected.iter().rev()));
                for start in [0, 1, 5, 64, 999, 5000] {
                    let page: Vec<usize> = expected.iter().copied().skip(start).take(9).collect();
                    assert_eq!(bits.page(start, 9), page, "{n} {step} {start}");
                }
                let mut odd = Bits::of(&values, |_| true);
                odd.retain(|v| v % 2 == 1);
                let mut both = bits.clone();
                both.and(&odd);
                assert!(both.iter().eq(expected.into_iter().filter(|v| v % 2 == 1)));
            }
        }
    }
}
