//! Reads dated news reports and keeps the record of the process.
