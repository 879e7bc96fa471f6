//! Motors that do not run for good: what their conductors carry, as a share of the nameplate current.

use crate::nec::Edition;
use crate::nec::tables::Provenance;

pub const MOTOR_DUTY_FROM: Provenance = Provenance {
    table: "430.22(E)",
    editions: &Edition::ALL,
    sources: &["from memory"],
    doubts: &["the whole table: verify against your Code book"],
};

named_enum!(
    /// How a motor runs.
    MotorDuty {
        Continuous = "continuous",
        /// Valves, rolls that are raised and lowered.
        ShortTime = "short-time",
        /// Elevators, tool heads, pumps, drawbridges, turntables.
        Intermittent = "intermittent",
        /// Rolls, machines for ore and coal.
        Periodic = "periodic",
        Varying = "varying",
    }
);

named_enum!(
    /// How long a motor may run by its nameplate.
    MotorTime {
        Minutes5 = "5",
        Minutes15 = "15",
        Minutes30To60 = "60",
        Continuous = "continuous",
    }
);

impl MotorDuty {
    /// Returns what conductors carry in per cent of the nameplate current; `None` for continuous duty, which has another rule,
    /// and where the table has no value.
    pub const fn conductor_pct(self, time: MotorTime) -> Option<f64> {
        let row = match self {
            Self::Continuous => return None,
            Self::ShortTime => [Some(110.0), Some(120.0), Some(150.0), None],
            Self::Intermittent => [Some(85.0), Some(85.0), Some(90.0), Some(140.0)],
            Self::Periodic => [Some(85.0), Some(90.0), Some(95.0), Some(140.0)],
            Self::Varying => [Some(110.0), Some(120.0), Some(150.0), Some(200.0)],
        };
        let [five, fifteen, sixty, continuous] = row;
        match time {
            MotorTime::Minutes5 => five,
            MotorTime::Minutes15 => fifteen,
            MotorTime::Minutes30To60 => sixty,
            MotorTime::Continuous => continuous,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_ratings_ask_for_more() {
        for duty in MotorDuty::ALL {
            let row: Vec<f64> = MotorTime::ALL.iter().filter_map(|time| duty.conductor_pct(*time)).collect();
            assert!(row.is_sorted(), "{duty}");
        }
        assert_eq!(MotorDuty::Intermittent.conductor_pct(MotorTime::Continuous), Some(140.0));
        assert_eq!(MotorDuty::ShortTime.conductor_pct(MotorTime::Continuous), None);
        assert_eq!(MotorDuty::Continuous.conductor_pct(MotorTime::Minutes5), None);
    }
}
