//! Room for large intermediate numbers that is used again in the next step, so that the system need not give it out anew.

use std::sync::{Arc, Mutex, PoisonError};

/// Vectors put back at most; what comes beyond is let go.
const MOST: usize = 24;

/// Vectors that wait to be used again.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf(Arc<Mutex<Vec<Vec<f32>>>>);

/// A vector from the shelf, which goes back when it is no longer needed.
#[derive(Debug)]
pub(super) struct Taken {
    pub values: Vec<f32>,
    shelf: Shelf,
}

impl Shelf {
    /// Returns a vector of so many numbers, of any value.
    pub fn take(&self, count: usize) -> Taken {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // The smallest that is large enough; none that is far too large.
        let fits =
            waiting.iter().enumerate().filter(|(_, values)| (count..=2 * count).contains(&values.capacity()));
        let best = fits.min_by_key(|(_, values)| values.capacity()).map(|(at, _)| at);
        let mut values = best.map(|at| waiting.swap_remove(at)).unwrap_or_default();
        drop(waiting);
        values.resize(count, 0.0);
        Taken { values, shelf: self.clone() }
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let mut waiting = self.shelf.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() >= MOST {
            waiting.remove(0);
        }
        waiting.push(std::mem::take(&mut self.values));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_back_is_used_again_where_it_fits() {
        let shelf = Shelf::default();
        let first = shelf.take(100);
        let place = first.values.as_ptr();
        drop(first);
        assert_ne!(shelf.take(10).values.as_ptr(), place, "far too large");
        let again = shelf.take(90);
        assert_eq!((again.values.as_ptr(), again.values.len()), (place, 90));
        assert_ne!(shelf.take(90).values.as_ptr(), place, "it is in use");
    }
}
