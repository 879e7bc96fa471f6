//! Controls and readouts, one a file. They take plain values and answer with a response; the domain is unknown here.
