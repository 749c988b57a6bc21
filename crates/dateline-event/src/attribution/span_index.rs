//! Which of many spans hold another: looked up, not searched through, since a report
//! may have thousands of attributions, and each of its events asks.

use dateline_record::Span;

/// Spans with the positions of what they belong to.
#[derive(Clone, Debug, Default)]
pub(super) struct SpanIndex {
    /// In order of the text.
    spans: Vec<(Span, usize)>,
    /// Of each span, how far it or one before it reaches.
    reach: Vec<u32>,
}

impl SpanIndex {
    pub(super) fn new(spans: impl Iterator<Item = (Span, usize)>) -> Self {
        let mut spans: Vec<(Span, usize)> = spans.collect();
        spans.sort_unstable();
        let mut far = 0;
        let reach = spans.iter().map(|(span, _)| {
            far = far.max(span.end);
            far
        });
        Self {
            reach: reach.collect(),
            spans,
        }
    }

    /// The positions of which one span holds the whole of another, in order, each
    /// once.
    pub(super) fn holding(&self, span: Span) -> Vec<usize> {
        let end = self.spans.partition_point(|(s, _)| s.start <= span.start);
        let mut found: Vec<usize> = (0..end)
            .rev()
            .take_while(|&i| self.reach[i] >= span.end)
            .filter(|&i| self.spans[i].0.contains(span))
            .map(|i| self.spans[i].1)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_a_long_span_far_before_is_found_and_neighbours_are_not() {
        let spans = [(0, 90), (2, 10), (12, 30), (15, 20), (40, 50), (12, 30)];
        let owners = [0, 1, 2, 3, 4, 2];
        let spans = spans.iter().zip(owners);
        let index = SpanIndex::new(spans.map(|(&(a, b), n)| (Span::new(a, b), n)));
        assert_eq!(index.holding(Span::new(16, 19)), [0, 2, 3]);
        assert_eq!(index.holding(Span::new(30, 32)), [0]);
        assert!(index.holding(Span::new(88, 95)).is_empty());
    }
}
