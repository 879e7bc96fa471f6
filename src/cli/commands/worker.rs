//! `phasewright worker`: training and answers for another process, over standard streams.

use crate::cli::commands::Context;
use crate::cli::device::Device;
use crate::cli::{CliError, Outcome};
use crate::hrm::worker::serve;
use std::io::BufReader;

/// Serve training and answers to another process, over standard streams
///
/// One JSON object a line. The worker says {"say":"hello","protocol":1,…} first: program, device, encodings. Then it answers
/// requests, one at a time: {"ask":"probe"}, {"ask":"train",…} (a {"say":"step",…} after every step, {"say":"trained",…} in the
/// end), {"ask":"load",…}, {"ask":"arrange",…}, {"ask":"field",…}, {"ask":"quit"}. While it works it hears {"ask":"cancel"} and
/// the end of the stream; a run then leaves a checkpoint. Errors are {"say":"error","kind":…,"why":…}.
///
/// A build with the feature cuda or metal, installed as phasewright-cuda or phasewright-metal beside the program, in the
/// folder worker of the user's data directory, or named by PHASEWRIGHT_WORKER, is what train --device uses.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Where to compute
    #[arg(long, value_enum, default_value_t = Device::Auto)]
    device: Device,
}

pub(in crate::cli) fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let device = args.device.open()?;
    let input = BufReader::new(std::io::stdin());
    serve(input, context.output.messages(), &device)
        .map_err(|error| CliError::input(format!("standard output: {error}")))?;
    Ok(Outcome::Done)
}
