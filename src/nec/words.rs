//! The words and sizes that calculations take, in table order.

/// Conductor sizes, AWG and kcmil.
pub const SIZES: &[&str] = &[
    "18", "16", "14", "12", "10", "8", "6", "4", "3", "2", "1", "1/0", "2/0", "3/0", "4/0", "250", "300",
    "350", "400", "500", "600", "700", "750", "800", "900", "1000", "1250", "1500", "1750", "2000",
];

/// Insulation types.
pub const INSULATIONS: &[&str] = &[
    "TW", "UF", "THW", "THW-2", "THHW", "THWN", "THWN-2", "THHN", "XHHW", "XHHW-2", "XHH", "RHW", "RHW-2",
    "RHH", "USE", "USE-2",
];

/// Raceways with a table of areas.
pub const RACEWAYS: &[&str] =
    &["EMT", "ENT", "FMC", "IMC", "LFMC", "LFNC-A", "LFNC-B", "PVC-40", "PVC-80", "PVC-A", "PVC-EB", "RMC"];

/// Trade sizes of raceways.
pub const TRADE_SIZES: &[&str] =
    &["3/8", "1/2", "3/4", "1", "1-1/4", "1-1/2", "2", "2-1/2", "3", "3-1/2", "4", "5", "6"];
