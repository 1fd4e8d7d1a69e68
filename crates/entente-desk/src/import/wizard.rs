//! The import wizard: what a file is taken to be, what was chosen for it, what would come of it, and what came of it.

use entente_connect::csv::facts::{FactReader, OpenError};
use entente_connect::csv::map::{self, Layout, Mapping};
use entente_connect::csv::rows::Row;
use entente_connect::csv::sheet::{self, Form, Sheet};
use entente_connect::suggest::{self, Chosen, Column, Draft, Gap, Known, Suggestion, Target};
use entente_core::problem::Problem;
use entente_core::time::Instant;
use serde::{Deserialize, Serialize};

use super::{Came, Live, LiveDropped, Passed, Progress, Running, Stopped, Unusable, Upload, pass};
use crate::Error;
use crate::live::Desk;
use crate::people::{User, note};

/// How many rows are shown of a file, and how many facts.
const SHOWN: usize = 20;

/// Why a file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// It cannot be read at all.
    #[error(transparent)]
    File(#[from] Unusable),
    /// What was chosen does not fit the file.
    #[error("what was chosen does not fit the file")]
    Misfit(Vec<Problem>),
    /// No column says who the person of a row is.
    #[error("no column says who the person of a row is")]
    NoPerson,
    /// The desk or its store failed.
    #[error(transparent)]
    Desk(#[from] Error),
}

/// What a person chose for a file; what is none is as suggested.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The system the file comes from.
    pub source: Option<String>,
    /// The zone of its times.
    pub zone: Option<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// What columns become and how their times are written, in the order of the file; missing ones are as suggested.
    pub columns: Vec<Choice>,
}

/// What was chosen for a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The target as text.
    pub target: String,
    /// How its times are written, where somebody said.
    pub format: Option<String>,
}

/// A file as the wizard sees it.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The file.
    pub upload: Upload,
    /// How it holds its rows.
    pub form: Form,
    /// How many lines stand before its header.
    pub skip_lines: u64,
    /// Whether it has headings of its own.
    pub has_headings: bool,
    /// What it is taken to be.
    pub suggestion: Suggestion,
    /// What each column becomes: as chosen, or as suggested.
    pub chosen: Vec<(Target, Option<String>)>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
    /// What is missing before it can be imported, or is left out.
    pub gaps: Vec<Gap>,
    /// What is chosen, as a whole.
    pub draft: Draft,
}

/// Everything that is known while a file is proposed, read and passed.
pub struct Wizard<'a> {
    /// The file.
    pub upload: &'a Upload,
    /// What the agreement knows.
    pub known: &'a Known,
    /// Which instant it is.
    pub now: Instant,
}

/// What the agreement in force knows; what pages show where there is none.
#[must_use]
pub fn known(desk: &Desk) -> Known {
    desk.plans().last().map_or_else(Known::nothing, |version| Known::of(&version.plan.agreement))
}

impl Wizard<'_> {
    /// What was chosen for the file so far.
    ///
    /// # Errors
    /// Only those of reading.
    pub fn choices(&self) -> Result<Choices, Error> {
        Ok(self.upload.noted("choices")?.unwrap_or_default())
    }

    /// Keeps what was chosen.
    ///
    /// # Errors
    /// Only those of writing.
    pub fn choose(&self, choices: &Choices) -> Result<(), Error> {
        self.upload.note("choices", choices)
    }

    /// Reads the file and says what it is taken to be.
    ///
    /// # Errors
    /// [`Refused::File`] where it is no table.
    pub fn propose(&self) -> Result<Proposal, Refused> {
        let choices = self.choices()?;
        let refused = |error: sheet::Error| Refused::from(error);
        let layout = suggest::layout(&mut || self.upload.open(), choices.sheet.as_deref()).map_err(refused)?;
        let suggestion = suggest::suggest(self.open()?, &layout, self.known).map_err(refused)?;
        let mut sheet = Sheet::open(self.open()?, &layout, None).map_err(refused)?;
        if let Some(fault) = sheet.header_fault() {
            return Err(Refused::File(Unusable::Header(fault)));
        }
        let chosen = chosen(&suggestion, &choices);
        let draft = self.draft(&suggestion, &chosen, &choices, layout.clone());
        Ok(Proposal {
            upload: self.upload.clone(),
            form: sheet.form().clone(),
            skip_lines: layout.skip_lines,
            has_headings: layout.header.is_empty(),
            rows: first_rows(&mut sheet)?,
            gaps: draft.gaps(),
            suggestion,
            chosen,
            draft,
        })
    }

    fn open(&self) -> Result<Box<dyn sheet::Input>, Refused> {
        Ok(self.upload.open().map_err(Error::from)?)
    }

    fn draft(
        &self,
        suggestion: &Suggestion,
        chosen: &[(Target, Option<String>)],
        choices: &Choices,
        layout: Layout,
    ) -> Draft {
        let system = suggestion.system.map_or("import", |system| system.source());
        let used = suggestion.columns.iter().zip(chosen).filter(|(_, (target, _))| *target != Target::Leave);
        let columns = used.map(|(column, (target, format))| {
            let mut reading = column.reading(target, self.known).0;
            if let Some(format) = format.as_ref().filter(|_| reading.kind == "date") {
                reading.format.clone_from(format);
            }
            let (name, member, target) = (column.name.clone(), column.member.clone(), target.clone());
            Chosen { name, member, target, reading }
        });
        Draft {
            source: choices.source.clone().filter(|source| is_source(source)).unwrap_or_else(|| system.to_owned()),
            zone: choices.zone.clone().unwrap_or_else(|| "UTC".to_owned()),
            layout,
            otherwise: self.now,
            columns: columns.collect(),
        }
    }

    /// The mapping of what was chosen.
    ///
    /// # Errors
    /// [`Refused::NoPerson`]; [`Refused::Misfit`] where it cannot be read, which would be a defect of ours.
    pub fn mapping(&self, draft: &Draft) -> Result<Mapping, Refused> {
        if draft.gaps().contains(&Gap::NoPerson) {
            return Err(Refused::NoPerson);
        }
        let text = draft.text().replacen("entente_map: 1\n", "entente_map: 1\nagreement: in force\n", 1);
        map::read(&text, &mut |_| Ok(self.known.declared().clone())).map_err(Refused::Misfit)
    }

    /// The first facts that would follow, with the line of each.
    ///
    /// # Errors
    /// Those of opening the file by what was chosen.
    pub fn preview(&self, mapping: &Mapping) -> Result<Vec<(u64, entente_core::fact::NewFact)>, Refused> {
        let mut reader = self.reader(mapping)?;
        let batch = reader.next_batch(SHOWN).map_err(Error::from)?.unwrap_or_default();
        let facts = batch.rows.into_iter().flat_map(|row| {
            let line = row.row.line();
            row.facts.into_iter().map(move |fact| (line, fact))
        });
        Ok(facts.take(SHOWN).collect())
    }

    fn reader<'m>(&self, mapping: &'m Mapping) -> Result<FactReader<'m>, Refused> {
        let Some(file) = mapping.files.first() else { return Err(Refused::Misfit(Vec::new())) };
        FactReader::open(mapping, file, self.open()?, None, &mut |_| Ok(None)).map_err(|error| match error {
            OpenError::Misfit(problems) => Refused::Misfit(problems),
            OpenError::Io(error) => Refused::Desk(error.into()),
            OpenError::Sheet(error) => error.into(),
            OpenError::Header(fault) => Refused::File(Unusable::Header(fault)),
        })
    }

    /// What would come of it, without anything being written.
    ///
    /// # Errors
    /// Those of opening the file by what was chosen, and of the store.
    pub fn dry_run(&self, desk: &Desk, mapping: &Mapping) -> Result<Came, Refused> {
        let passed = pass(&mut self.reader(mapping)?, &mut LiveDropped(desk), None, self.now, &mut |_| {})?;
        Ok(Came { began: self.now, ended: Some(self.now), ..Came::of(&passed) })
    }

    /// Imports it, and keeps what came of it beside it, also where it stopped. A file that was imported before adds nothing.
    ///
    /// # Errors
    /// Those of opening the file by what was chosen, and of the store. What was written before an error stays written,
    /// and importing again goes on from there.
    pub fn admit(
        &self,
        desk: &Desk,
        by: &User,
        running: &Running,
        clock: &dyn Fn() -> Instant,
    ) -> Result<Came, Refused> {
        self.upload.note("came", &Came { began: self.now, ..Came::default() })?;
        let passed = self.pass(desk, running);
        let mut came = match &passed {
            Ok(passed) => Came::of(passed),
            Err(refused) => Came { stopped: Some(Stopped::of(refused)), ..Came::default() },
        };
        (came.began, came.ended) = (self.now, Some(clock()));
        self.upload.note("came", &came)?;
        passed?;
        desk.write(|store| note(store, clock(), Some(by.id), "file.imported", &self.upload.name))?;
        Ok(came)
    }

    fn pass(&self, desk: &Desk, running: &Running) -> Result<Passed, Refused> {
        let mapping = self.mapping(&self.propose()?.draft)?;
        let mut reader = self.reader(&mapping)?;
        let mut progress = |progress: Progress| running.is_at(progress);
        Ok(pass(&mut reader, &mut Live(desk), Some(self.upload.rejects()), self.now, &mut progress)?)
    }

    /// What came of it; none before it was imported.
    ///
    /// # Errors
    /// Only those of reading.
    pub fn came(&self) -> Result<Option<Came>, Error> {
        self.upload.noted("came")
    }
}

impl From<sheet::Error> for Refused {
    fn from(error: sheet::Error) -> Refused {
        match Unusable::of(error) {
            Ok(unusable) => Refused::File(unusable),
            Err(error) => Refused::Desk(error.into()),
        }
    }
}

/// The rows that could not be used, as a CSV file to correct and import again; none where there were none.
///
/// # Errors
/// Only those of reading.
pub fn rejects(upload: &Upload) -> Result<Option<Vec<u8>>, Error> {
    match std::fs::read(upload.rejects()) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A source's name is one word that a key can hold.
fn is_source(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    !text.is_empty() && text.chars().count() <= 40 && text.chars().all(is_letter)
}

/// The target of each column: as chosen where that can be, else as suggested.
fn chosen(suggestion: &Suggestion, choices: &Choices) -> Vec<(Target, Option<String>)> {
    let is_told = choices.columns.len() == suggestion.columns.len();
    let told = |place: usize| choices.columns.get(place).filter(|_| is_told);
    let target = |column: &Column, told: Option<&Choice>| {
        told.and_then(|choice| choice.target.parse().ok()).unwrap_or_else(|| column.target.clone())
    };
    let columns = suggestion.columns.iter().enumerate();
    columns
        .map(|(place, column)| (target(column, told(place)), told(place).and_then(|choice| choice.format.clone())))
        .collect()
}

fn first_rows(sheet: &mut Sheet) -> Result<Vec<Vec<String>>, Error> {
    let (mut rows, mut row) = (Vec::new(), Row::default());
    while rows.len() < SHOWN && sheet.next_row(&mut row)? {
        rows.push(row.cells().map(|cell| cell.chars().take(80).collect()).collect());
    }
    Ok(rows)
}
