//! Files, settings and lost sessions, as the window uses them, in folders of their own.
