//! Facts about what stands on the plan: rooms, devices, conduit runs.

use crate::domain::DeviceKind;
use crate::domain::facts::FactOwner::{Circuit, Device, Feeder, Project, Room, Run, Wall};
use crate::domain::facts::{Assumed, Fact};

facts! {
    /// Whether a raceway is a nipple of 24 in or less.
    NIPPLE = Fact::yes_no("nipple", "nipple of 24 in or less")
        .of(&[Run])
        .group("Conduit run")
        .assumed(Assumed::YesNo(false))
        .why("A nipple may be filled to 60 %, and its conductors are not adjusted (Chapter 9, 310.15(C)(1)).");

    /// Conductors in a raceway that belong to no circuit of the plan.
    ADDITIONAL_CONDUCTORS = Fact::text("additional_conductors", "additional conductors")
        .of(&[Run])
        .group("Conduit run")
        .why("They take room and count as current-carrying, spare ones too (310.15(C)(1)); written as '6 #12 THHN, 2 #10 THHN'.");

    /// Whether every circuit brings its own equipment grounding conductor.
    OWN_EGCS = Fact::yes_no("own_egcs", "an EGC for every circuit")
        .of(&[Run])
        .group("Conduit run")
        .assumed(Assumed::YesNo(false))
        .why("Circuits of one raceway may share one EGC of the largest size (250.122(C)).");

    /// Whether a run lies in, or a room has above its ceiling or below its floor, a space that handles air.
    PLENUM = Fact::yes_no("plenum", "in an air-handling space")
        .of(&[Room, Run])
        .group("Place")
        .why("Plastic raceways and NM cable are not permitted in plenums (300.22(C)).");

    /// Limited-energy and communications circuits together with power.
    OTHER_SYSTEMS = Fact::word("other_systems", "other systems in it", &[
        ("none", "None"),
        ("class-2", "Class 2 or 3"),
        ("fire-alarm", "Power-limited fire alarm"),
        ("communications", "Communications or coaxial"),
        ("optical", "Nonconductive optical fiber"),
    ])
    .of(&[Device, Run])
    .group("Other systems")
    .why("They lie apart from power circuits (725.136, 760.136, 800.133).");

    /// Whether a barrier separates them.
    BARRIER = Fact::yes_no("barrier", "barrier between the systems")
        .of(&[Device, Run])
        .group("Other systems")
        .assumed(Assumed::YesNo(false))
        .why("A barrier lets power and limited-energy circuits share a box or raceway (725.136(B)).");

    /// Whether a receptacle is tamper resistant.
    TAMPER_RESISTANT = Fact::yes_no("tamper_resistant", "tamper-resistant")
        .of(&[Device])
        .group("Device")
        .for_devices(&[DeviceKind::Receptacle])
        .why("Receptacles of dwellings and other listed places are tamper resistant (406.12).");

    /// Whether people look over the wall.
    LOW_WALL = Fact::yes_no("low_wall", "low wall one looks over")
        .of(&[Wall])
        .group("Wall")
        .assumed(Assumed::YesNo(false))
        .why("A disconnect is in sight where nothing stands between (Article 100, 430.102).");

    /// Which leg of a multiwire branch circuit a device is on, counted from 1 at the top pole.
    POLE = Fact::number("multiwire_pole", "leg of the multiwire circuit", "")
        .of(&[Device])
        .group("Device")
        .why("Each leg of a multiwire branch circuit carries the devices connected to it (210.4).");

    /// Largest distance between two supports.
    SUPPORT_SPACING = Fact::number("support_spacing_ft", "largest distance between supports", "ft")
        .of(&[Run])
        .group("Conduit run")
        .why("Each kind of raceway has a largest one (358.30 and its like).");

    /// Distance of the first support.
    FIRST_SUPPORT = Fact::number("first_support_ft", "distance of the first support from a box or end", "ft")
        .of(&[Run])
        .group("Conduit run")
        .why("It is limited by the kind of raceway (358.30 and its like).");

    /// Whether the specifications ask for supports.
    SUPPORTS_SPECIFIED = Fact::yes_no("supports_specified", "supports of raceways and cables by the Code, specified")
        .of(&[Project])
        .group("Building")
        .why("One answer for all runs (358.30 and its like); a run that gives distances is judged by them.");

    /// Whether straight runs of RMC have threaded couplings.
    THREADED = Fact::yes_no("threaded_straight", "straight run with threaded couplings")
        .of(&[Run])
        .group("Conduit run")
        .assumed(Assumed::YesNo(false))
        .why("Such runs of RMC and IMC have fewer supports (Table 344.30(B)(2)).");

    /// Where wiring lies underground.
    BURIAL = Fact::word("burial_place", "place underground", &[
        ("elsewhere", "In the ground, nothing else"),
        ("trench", "In a trench below 2 in of concrete"),
        ("building", "Under a building"),
        ("slab", "Under an exterior slab of 4 in without vehicles"),
        ("street", "Under streets, alleys, driveways and parking lots"),
        ("dwelling-driveway", "Under driveways and parking of one- and two-family dwellings"),
        ("runway", "Under airport runways"),
    ])
    .of(&[Run, Circuit, Feeder])
    .group("Wiring")
    .why("Cover is counted by what lies above (Table 300.5(A)); without it wiring is taken not to be underground.");

    /// Cover over underground wiring.
    COVER = Fact::number("burial_cover_in", "cover over the wiring", "in")
        .of(&[Run, Circuit, Feeder])
        .group("Wiring")
        .why("Underground wiring has a least cover (Table 300.5(A)).");
}
