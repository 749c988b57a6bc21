//! What seldom changes of events, as JSON, with the parties, persons, places
//! and words in it as numbers: what is counted over many events is counted by
//! number.

use crate::item::{Head, PlaceRef, members};
use memchr::memmem;
use std::collections::HashMap;

/// Lists of numbers, one after the other in one piece of memory.
#[derive(Clone, Default)]
pub struct Lists {
    ends: Vec<u32>,
    all: Vec<u32>,
}

impl Lists {
    fn push(&mut self, numbers: impl IntoIterator<Item = u32>) {
        self.all.extend(numbers);
        self.ends.push(self.all.len() as u32);
    }

    pub fn get(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[at] as usize]
    }

    /// For each number below `n`, the places of the lists that hold it.
    pub fn places_of<'a>(n: usize, lists: impl Iterator<Item = &'a [u32]> + Clone) -> Self {
        let mut ends = vec![0_u32; n];
        for &number in lists.clone().flatten() {
            ends[number as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            // Where each begins; filling moves it to where it ends.
            (*end, sum) = (sum, sum + *end);
        }
        let mut all = vec![0; sum as usize];
        for (at, list) in (0_u32..).zip(lists) {
            for &number in list {
                let end = &mut ends[number as usize];
                all[*end as usize] = at;
                *end += 1;
            }
        }
        Self { ends, all }
    }
}

/// Texts with a number each.
#[derive(Clone, Default)]
pub struct Names {
    all: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.all.len() as u32;
        self.all.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn name(&self, number: usize) -> &str {
        &self.all[number]
    }
}

/// Names that stand in the heads, and the pairs of them that do so together.
#[derive(Clone, Default)]
pub struct Members {
    pub names: Names,
    /// Of each head.
    pub of: Lists,
    /// The two of a pair, in order of their names.
    pub pairs: Vec<(u32, u32)>,
    numbers: HashMap<(u32, u32), u32>,
    /// The pairs of each head, where it is a meeting.
    pub pairs_of: Lists,
}

impl Members {
    fn push<'a>(&mut self, names: impl Iterator<Item = &'a str>, meet: bool) {
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        names.dedup();
        let numbers: Vec<u32> = names.iter().map(|n| self.names.number(n)).collect();
        let mut pairs = Vec::new();
        // A conference of a hundred would join everyone with everyone.
        if meet && numbers.len() <= 20 {
            for (n, a) in numbers.iter().enumerate() {
                for b in &numbers[n + 1..] {
                    let next = self.pairs.len() as u32;
                    let number = *self.numbers.entry((*a, *b)).or_insert(next);
                    if number == next {
                        self.pairs.push((*a, *b));
                    }
                    pairs.push(number);
                }
            }
        }
        self.of.push(numbers);
        self.pairs_of.push(pairs);
    }
}

/// Words in lower case, and the heads that hold each.
#[derive(Clone, Default)]
struct Words {
    numbers: HashMap<Box<str>, u32>,
    heads: Vec<Vec<u32>>,
    /// All words, a line for each, and where each ends.
    text: Vec<u8>,
    ends: Vec<u32>,
}

impl Words {
    fn push(&mut self, words: &str, head: u32) {
        for word in words.split_whitespace() {
            let number = self.numbers.get(word).copied().unwrap_or_else(|| {
                let next = self.heads.len() as u32;
                self.numbers.insert(word.into(), next);
                self.heads.push(Vec::new());
                self.text.extend_from_slice(word.as_bytes());
                self.text.push(b'\n');
                self.ends.push(self.text.len() as u32);
                next
            });
            let heads = &mut self.heads[number as usize];
            if heads.last() != Some(&head) {
                heads.push(head);
            }
        }
    }

    /// The heads that hold a text without blanks within one of their words.
    fn find(&self, part: &str, n_heads: usize) -> Vec<bool> {
        let mut out = vec![false; n_heads];
        let finder = memmem::Finder::new(part.as_bytes());
        let mut at = 0;
        while let Some(hit) = finder.find(&self.text[at..]) {
            let word = self.ends.partition_point(|end| *end as usize <= at + hit);
            for head in &self.heads[word] {
                out[*head as usize] = true;
            }
            at = self.ends[word] as usize;
        }
        out
    }
}

/// The place of a head that names none.
pub const NOWHERE: u32 = u32::MAX;

/// The heads of many events, by number.
#[derive(Clone, Default)]
pub struct Heads {
    json: Vec<Box<str>>,
    pub parties: Members,
    pub persons: Members,
    /// The number of the place of each.
    pub place: Vec<u32>,
    pub places: Vec<PlaceRef>,
    place_numbers: HashMap<(String, Option<String>), u32>,
    words: Words,
}

impl Clone for PlaceRef {
    fn clone(&self) -> Self {
        Self {
            name: self.name.clone(),
            country: self.country.clone(),
            ..*self
        }
    }
}

/// All words that an item shows, in lower case, a line for each field.
fn words_of(head: &Head) -> String {
    let mut out = head.label.to_lowercase();
    let place = head.place.as_ref().map(|p| p.name.as_str());
    for text in place
        .into_iter()
        .chain(head.persons.iter().map(String::as_str))
    {
        out.push('\n');
        out.push_str(&text.to_lowercase());
    }
    out.push('\n');
    out.push_str(&head.id);
    out
}

impl Heads {
    /// The number of a head, which is one of some where it is like it.
    pub fn number(&mut self, head: &Head, like: impl IntoIterator<Item = u32>) -> u32 {
        let json = members(head);
        let same = |at: &u32| *self.json[*at as usize] == *json;
        if let Some(number) = like.into_iter().find(same) {
            return number;
        }
        let number = self.json.len() as u32;
        let parties = head.parties.iter().map(|p| p.id.as_str());
        self.parties.push(parties, head.family == "meeting");
        let persons = head.persons.iter().map(String::as_str);
        self.persons.push(persons, head.family == "meeting");
        let place = head
            .place
            .as_ref()
            .map_or(NOWHERE, |p| self.place_number(p));
        self.place.push(place);
        self.words.push(&words_of(head), number);
        self.json.push(json.into());
        number
    }

    fn place_number(&mut self, place: &PlaceRef) -> u32 {
        let next = self.places.len() as u32;
        let key = (place.name.clone(), place.country.clone());
        let number = *self.place_numbers.entry(key).or_insert(next);
        match self.places.get_mut(number as usize) {
            None => self.places.push(place.clone()),
            // Where one event knows where it is, all in this place do.
            Some(known) if known.lat.zip(known.lon).is_none() => *known = place.clone(),
            Some(_) => {}
        }
        number
    }

    pub fn len(&self) -> usize {
        self.json.len()
    }

    pub fn json(&self, number: u32) -> &str {
        &self.json[number as usize]
    }

    /// The id in a head: letters and digits.
    pub fn id(&self, number: u32) -> &str {
        let json = self.json(number);
        let id = json.strip_prefix("\"id\":\"").unwrap_or(json);
        id.split_once('"').map_or(id, |(id, _)| id)
    }

    /// The heads that hold all of some words.
    pub fn with_words(&self, words: &[String]) -> Option<Vec<bool>> {
        let mut all = words.iter().map(|w| self.words.find(w, self.len()));
        let first = all.next()?;
        Some(all.fold(first, |mut out, more| {
            for (held, more) in out.iter_mut().zip(more) {
                *held &= more;
            }
            out
        }))
    }

    /// The numbers of a party, in whatever case it is written.
    pub fn parties_like(&self, id: &str) -> Vec<u32> {
        let names = (0..).zip(&self.parties.names.all);
        let like = names.filter(|(_, name)| name.eq_ignore_ascii_case(id));
        like.map(|(number, _)| number).collect()
    }

    /// The places with a part of their name, or in a country.
    pub fn places_like(&self, place: &str) -> Vec<u32> {
        let name = place.to_lowercase();
        let like = |p: &PlaceRef| {
            p.name.to_lowercase().contains(&name)
                || p.country
                    .as_deref()
                    .is_some_and(|c| c.eq_ignore_ascii_case(place))
        };
        let all = (0..).zip(&self.places);
        all.filter(|(_, p)| like(p)).map(|(n, _)| n).collect()
    }

    /// Ends the numbering: no more come.
    pub fn close(&mut self) {
        for of in [&mut self.parties, &mut self.persons] {
            of.numbers = HashMap::new();
            of.names.numbers = HashMap::new();
        }
        self.place_numbers = HashMap::new();
        self.words.numbers = HashMap::new();
    }

    /// Bytes that the last one takes, by a rough count.
    pub fn n_bytes_of(&self, number: u32) -> usize {
        self.json(number).len() + 200
    }
}
