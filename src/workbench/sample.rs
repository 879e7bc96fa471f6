//! The sample projects as the start screen offers them. Opening one makes a copy without a file.

use crate::document;
use crate::domain::Project;

/// A sample project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    Riverside,
    Duplex,
    Warehouse,
}

impl Sample {
    /// Every sample, in the order of the start screen.
    pub const ALL: [Self; 3] = [Self::Riverside, Self::Duplex, Self::Warehouse];

    const fn id(self) -> &'static str {
        match self {
            Self::Riverside => "riverside-office",
            Self::Duplex => "duplex",
            Self::Warehouse => "warehouse",
        }
    }

    fn shipped(self) -> Option<&'static document::Sample> {
        document::Sample::by_id(self.id())
    }

    /// Returns its name.
    pub fn name(self) -> &'static str {
        self.shipped().map_or("", |sample| sample.title)
    }

    /// Returns what it is good for.
    pub fn purpose(self) -> &'static str {
        self.shipped().map_or("", |sample| sample.blurb)
    }

    /// Returns the systems of its panelboards and what else tells it apart.
    pub fn tags(self) -> String {
        self.shipped().map_or_else(String::new, |sample| sample.tags.join(" · "))
    }

    /// Returns a copy of the project.
    ///
    /// # Errors
    /// None for the samples shipped: a test reads them all.
    pub fn project(self) -> Result<Project, String> {
        let sample = self.shipped().ok_or_else(|| format!("there is no sample {}", self.id()))?;
        sample.project().map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_there_and_is_called_as_its_card_says() {
        assert_eq!(Sample::ALL.len(), document::SAMPLES.len());
        for sample in Sample::ALL {
            let project = sample.project().expect("reads");
            assert_eq!(project.info().name, sample.name());
            assert!(!sample.purpose().is_empty() && !sample.tags().is_empty());
        }
    }
}
