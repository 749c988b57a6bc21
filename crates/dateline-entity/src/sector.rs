//! The sector codes of PLOVER, and what CAMEO's codes become.

/// All codes, in the order of their numbers in the compiled gazetteer.
pub const SECTORS: [&str; 29] = [
    "", "GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PRM", "PTY", "REB", "UAF", "UNK", "REL", "AGR",
    "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "SOC", "PRE", "IGO",
    "NGO", "MNC",
];

/// The number of a code; 0 where it is none.
pub fn sector_number(code: &str) -> u8 {
    SECTORS.iter().position(|s| *s == code).unwrap_or(0) as u8
}

/// PLOVER's code for one of CAMEO's.
pub fn from_cameo(code: &str) -> Option<&'static str> {
    let code = match code {
        "MED" => "JRN",
        "HLH" => "MED",
        "INS" | "SEP" | "RAD" | "INR" => "REB",
        "MNC" => "BUS",
        "HRI" | "ENV" | "SOC" | "NGM" => "SOC",
        "BUD" | "MOS" | "CHR" | "HIN" | "JEW" => return None,
        other => other,
    };
    SECTORS.iter().skip(1).find(|s| **s == code).copied()
}

/// The code itself as one that lives as long as the program; empty where it
/// is none.
pub(crate) fn static_name(code: &str) -> &'static str {
    SECTORS.iter().find(|s| **s == code).copied().unwrap_or("")
}
