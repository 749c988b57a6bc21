//! Numbers for making a model.

/// Numbers that look random and are the same for the same seed, on every
/// machine: SplitMix64 (Steele, Lea and Flood 2014). What a model is made with.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice that fall in one order for each seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number of 64 bits.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, but not, 1.
    pub fn unit(&mut self) -> f32 {
        (self.roll() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Brings `n` of a list, drawn at random, to its front; all of it, where it
    /// is shorter.
    pub fn draw<T>(&mut self, list: &mut [T], n: usize) {
        for i in 0..n.min(list.len()) {
            let rest = (list.len() - i) as u64;
            list.swap(i, i + (self.roll() % rest) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_numbers_are_those_of_the_paper() {
        // The first of seed 0, as the authors' own program gives it.
        assert_eq!(Dice::new(0).roll(), 0xe220_a839_7b1d_cdaf);
        assert_ne!(Dice::new(1).roll(), Dice::new(0).roll());
    }

    #[test]
    fn what_is_drawn_is_of_the_list() {
        let mut list: Vec<u32> = (0..10).collect();
        Dice::new(1).draw(&mut list, 20);
        assert_ne!(list, (0..10).collect::<Vec<_>>());
        list.sort_unstable();
        assert_eq!(list, (0..10).collect::<Vec<_>>());
        assert!((0.0..1.0).contains(&Dice::new(2).unit()));
    }
}
