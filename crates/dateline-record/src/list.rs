//! The macro that makes an enum with names from one list.

/// One row per item of a closed list: everything that prints, parses or
/// documents the list reads these rows.
#[macro_export]
macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, $crate::serde::Serialize, $crate::serde::Deserialize)]
        #[serde(crate = "dateline_record::serde")]
        pub enum $name {
            $($(#[$item_doc])* #[serde(rename = $text)] $item,)+
        }

        impl $name {
            /// All of them, in the order of the list.
            pub const ALL: &'static [$name] = &[$($name::$item),+];

            /// The name in data and output.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$item => $text,)+ }
            }

            /// Reads a name as [`Self::as_str`] writes it; `None` for any other.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some($name::$item),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
