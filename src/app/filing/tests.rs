//! File actions by menu, key and picker, in a folder of their own.
