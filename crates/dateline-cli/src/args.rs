//! Options that several commands share.

use anyhow::Context;
use dateline_entity::Gazetteer;
use dateline_ledger::{Filter, Store};
use dateline_record::{Kind, Status};
use dateline_syntax::Syntax;
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which store.
#[derive(Clone, Debug, clap::Args)]
pub struct StoreArg {
    /// The store.
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        default_value = "dateline.db",
        env = "DATELINE_STORE"
    )]
    pub store: PathBuf,
}

impl StoreArg {
    /// Opens it for reading.
    ///
    /// # Errors
    /// It is missing, no store, or newer than this program.
    pub fn open(&self) -> anyhow::Result<Store> {
        Ok(Store::open_read_only(&self.store)?)
    }

    /// Opens it for writing.
    ///
    /// # Errors
    /// As [`Self::open`], and it cannot be written.
    pub fn open_to_write(&self) -> anyhow::Result<Store> {
        Ok(Store::open(&self.store)?)
    }

    /// Opens it for writing, or makes it.
    ///
    /// # Errors
    /// It is no store, newer than this program, or cannot be made.
    pub fn create(&self) -> anyhow::Result<Store> {
        Ok(Store::create(&self.store)?)
    }
}

/// Which events.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct FilterArgs {
    /// A party that takes part, by code or name: KOR, 'North Korea', FARC.
    /// Give it twice for events that both take part in.
    #[arg(long, value_name = "PARTY")]
    pub party: Vec<String>,
    /// A kind of event; several may be given.
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kind())]
    pub kind: Vec<String>,
    /// The last status; several may be given.
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = status())]
    pub status: Vec<String>,
    /// Not wholly before this day.
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Not wholly after this day.
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// Words of the place's name, or the ISO alpha-3 code of its country.
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// What could be known from the reports up to this day.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

fn kind() -> clap::builder::PossibleValuesParser {
    Kind::ALL
        .iter()
        .map(|k| k.as_str())
        .collect::<Vec<_>>()
        .into()
}

fn status() -> clap::builder::PossibleValuesParser {
    Status::ALL
        .iter()
        .map(|s| s.as_str())
        .collect::<Vec<_>>()
        .into()
}

impl FilterArgs {
    /// The filter they ask for. A party that the gazetteer does not know is
    /// looked for by that very id, since the user's own entries may hold it.
    pub fn filter(&self) -> Filter {
        let gazetteer = (!self.party.is_empty()).then(Gazetteer::embedded);
        let party = |name: &String| {
            gazetteer
                .as_ref()
                .and_then(|g| g.party_id(name))
                .map_or_else(|| name.clone(), |id| id.0)
        };
        Filter {
            parties: self.party.iter().map(party).collect(),
            kinds: self.kind.iter().filter_map(|k| Kind::parse(k)).collect(),
            statuses: self
                .status
                .iter()
                .filter_map(|s| Status::parse(s))
                .collect(),
            from: self.from,
            to: self.to,
            place: self.place.clone(),
        }
    }
}

/// A gazetteer of the user's own above the built-in one.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct GazetteerArg {
    /// Names of your own, in a TOML file; they win over the built-in ones.
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,
}

impl GazetteerArg {
    /// A reader with it. What is wrong in the file is told on standard error;
    /// the rest of it is used.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn reader(&self) -> anyhow::Result<dateline::Reader> {
        let Some(path) = &self.gazetteer else {
            return Ok(dateline::Reader::embedded()?);
        };
        let (gazetteer, tag) = own(path)?;
        Ok(dateline::Reader::with_gazetteer(gazetteer, &tag)?)
    }
}

/// The models of syntax that are part of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Model {
    /// Tens of thousands of words a second.
    #[default]
    Fast,
    /// A fifth of the speed, a tenth fewer wrong heads.
    Best,
}

/// Which model reads the sentences.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct ModelArg {
    /// Which model reads the sentences: the fast one, or the careful one with
    /// more heads right.
    #[arg(long, value_enum, default_value_t = Model::Fast)]
    model: Model,
}

impl ModelArg {
    /// The model, opened.
    ///
    /// # Errors
    /// The program was built without it.
    pub fn open(self) -> anyhow::Result<Arc<Syntax>> {
        match self.model {
            Model::Fast => Ok(Syntax::embedded()),
            #[cfg(feature = "best")]
            Model::Best => Ok(Syntax::best()),
            #[cfg(not(feature = "best"))]
            Model::Best => anyhow::bail!(
                "'--model best' is not part of this program; build it with '--features best'"
            ),
        }
    }

    /// A reader over it.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn under(self, reader: dateline::Reader) -> anyhow::Result<dateline::Reader> {
        Ok(match self.model {
            Model::Fast => reader,
            Model::Best => reader.with_syntax(self.open()?, "best"),
        })
    }
}

/// How reports are read.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct ReaderArgs {
    #[command(flatten)]
    gazetteer: GazetteerArg,
    #[command(flatten)]
    model: ModelArg,
    /// Leaves out events that the reader is less sure of, 0 to 1; 0 keeps all.
    /// Where not given, the bound its confidence was measured with.
    #[arg(long, value_name = "P", value_parser = share)]
    min_confidence: Option<f32>,
}

fn share(text: &str) -> Result<f32, String> {
    let p = text.parse::<f32>().ok().filter(|p| (0.0..=1.0).contains(p));
    p.ok_or_else(|| "write a number from 0 to 1, such as 0.5".to_owned())
}

impl ReaderArgs {
    /// A reader with them.
    ///
    /// # Errors
    /// As [`GazetteerArg::reader`] and [`ModelArg::open`].
    pub fn reader(&self) -> anyhow::Result<dateline::Reader> {
        let reader = self.model.under(self.gazetteer.reader()?)?;
        Ok(match self.min_confidence {
            Some(p) => reader.with_least_confidence(p),
            None => reader,
        })
    }
}

fn own(path: &Path) -> anyhow::Result<(Gazetteer, String)> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(|| {
        format!("failed to read gazetteer {name}; give a TOML file, see docs/gazetteer.md")
    })?;
    let (gazetteer, errors) = Gazetteer::embedded().with_user(&name, &text);
    for error in errors {
        eprintln!("dateline: {error}");
    }
    let tag = format!(
        "gazetteer {:016x}",
        xxhash_rust::xxh3::xxh3_64(text.as_bytes())
    );
    Ok((gazetteer, tag))
}
