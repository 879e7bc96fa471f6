//! The models inside the program. A new one is one line in [`SHIPPED`]; `models/champions.json` says which a task begins with.

/// A model inside the program: the bytes of its four files.
#[derive(Clone, Copy, Debug)]
pub struct Shipped {
    /// Its folder under `models/`.
    pub at: &'static str,
    pub weights: &'static [u8],
    pub config: &'static [u8],
    pub run: &'static [u8],
    pub card: &'static [u8],
}

/// Takes in the folders named.
macro_rules! shipped {
    ($($at:literal),* $(,)?) => {
        &[$(Shipped {
            at: $at,
            weights: include_bytes!(concat!("../../../models/", $at, "/model.safetensors")),
            config: include_bytes!(concat!("../../../models/", $at, "/config.json")),
            run: include_bytes!(concat!("../../../models/", $at, "/run.json")),
            card: include_bytes!(concat!("../../../models/", $at, "/card.json")),
        }),*]
    };
}

/// Every shipped model, as in `"balance/balance-1"`.
pub(super) const SHIPPED: &[Shipped] = shipped![
    "balance/balance-1",
    "balance/balance-2",
    "loads/loads-1",
    "loads/loads-2",
    "routing/routing-1",
    "validation/validation-1"
];

/// Which of them each task begins with, as JSON: `{"balance": "balance-1", "loads": "loads-1", "routing": "routing-1", "validation": "validation-1"}`.
pub(super) const CHAMPIONS: &str = include_str!("../../../models/champions.json");
