//! A day of the calendar. No time of day, no zone; the day that is today comes from outside, since the core has no clock.

use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar, written `2026-05-04`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// A text is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no date; write year, month and day as 2026-05-04")]
pub struct DateError(pub String);

impl Date {
    /// Returns a day, if there is such a one.
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        if year == 0 || year > 9999 || day == 0 || day > days {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// Returns the day that holds a moment, in seconds since 1970, in Greenwich.
    ///
    /// Days are counted from a March 1st, so that the leap day comes last.
    pub fn from_unix_seconds(seconds: u64) -> Self {
        let days = seconds / 86_400 + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = era * 400 + year_of_era + u64::from(month <= 2);
        let last = Self { year: 9999, month: 12, day: 31 };
        u16::try_from(year).ok().and_then(|year| Self::new(year, month as u8, day as u8)).unwrap_or(last)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let read = || {
            let [year, month, day] = parts.as_slice() else { return None };
            let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
            if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
                return None;
            }
            Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        };
        read().ok_or_else(|| DateError(text.trim().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_are_none_are_refused() {
        for text in ["2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "", "x"]
        {
            assert_eq!(text.parse::<Date>(), Err(DateError(text.to_owned())));
        }
        assert!("2024-02-29".parse::<Date>().is_ok() && "2000-02-29".parse::<Date>().is_ok());
        assert_eq!("2026-05-04".parse::<Date>().map(|date| date.to_string()), Ok("2026-05-04".to_owned()));
    }

    /// Moments whose days other programs state: `date -u -d @…`.
    #[test]
    fn moments_fall_on_their_days() {
        for (seconds, day) in [
            (0, "1970-01-01"),
            (86_399, "1970-01-01"),
            (86_400, "1970-01-02"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_000_000_000, "2001-09-09"),
            (1_735_689_599, "2024-12-31"),
            (2_147_483_647, "2038-01-19"),
            (4_107_542_400, "2100-03-01"),
        ] {
            assert_eq!(Date::from_unix_seconds(seconds).to_string(), day);
        }
    }

    #[test]
    fn every_day_of_a_century_follows_the_one_before() {
        let mut last = Date::from_unix_seconds(0);
        for n in 1..36_525_u64 {
            let day = Date::from_unix_seconds(n * 86_400);
            assert!(day > last, "{day} after {last}");
            last = day;
        }
        assert_eq!(last.to_string(), "2069-12-31");
    }
}
