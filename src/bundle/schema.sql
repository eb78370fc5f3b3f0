-- The tables of a bundle, schema 0. FORMAT.md explains them with examples.
--
-- This file is compiled into every program: the writer runs it, and the reader opens a bundle only
-- when each table in it is defined by exactly the bytes below, comments within a definition
-- included.

PRAGMA application_id = 1447646290; -- 'VITR', big-endian at byte 68 of the file
PRAGMA user_version = 0;

-- ---- The exhibit ------------------------------------------------------------------------------

CREATE TABLE exhibit (      -- one row
  number INTEGER PRIMARY KEY, -- 1
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  years TEXT,                 -- '1960–1963', from the dated letters
  credits TEXT,
  writer TEXT                 -- version of the program that wrote this bundle
) STRICT;

CREATE TABLE exhibit_lang ( -- interface languages; position 0 is the default
  position INTEGER PRIMARY KEY,
  lang TEXT NOT NULL          -- BCP 47, here and in every column of this name
) STRICT;

CREATE TABLE edition (      -- in the exhibit's order
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  lang TEXT,
  letters INTEGER NOT NULL    -- how many letters it has
) STRICT;

CREATE TABLE setting (      -- theme, times and other choices of the curator
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE wording (      -- the museum's own words over the interface's
  lang TEXT,
  name TEXT,
  value TEXT NOT NULL,
  PRIMARY KEY (lang, name)
) STRICT, WITHOUT ROWID;

-- ---- Letters ----------------------------------------------------------------------------------

CREATE TABLE letter (       -- what belongs to a letter in whatever language
  position INTEGER PRIMARY KEY, -- reading order in the exhibit, from 0
  edition TEXT NOT NULL,
  id TEXT NOT NULL,             -- unique in its edition
  kind TEXT NOT NULL,           -- letter, editorial: an editors' note among the letters
  number TEXT,                  -- in the edition: '70'
  title TEXT NOT NULL,
  short_title TEXT,
  written_at TEXT,              -- place of writing
  certainty TEXT NOT NULL,      -- of the date: none, exact, range, inferred
  date_from TEXT,               -- ISO 8601, proleptic Gregorian: '1962-10-28', '1962-10' or '1962'
  date_to TEXT,
  date_text TEXT,               -- as the edition prints it
  first_words TEXT NOT NULL,
  words INTEGER NOT NULL,       -- of the first version and its notes
  brief TEXT,                   -- the curator's 30 to 70 words
  content_notice TEXT,
  web TEXT,                     -- address of the letter on the web
  sort_date TEXT                -- a whole day; of an undated letter, that of the letter before it
) STRICT;
CREATE INDEX letter_id ON letter (id, edition);
CREATE INDEX letter_dates ON letter (date_from, date_to);

CREATE TABLE correspondent ( -- who wrote to whom; position 0 is shown in lists
  letter INTEGER,
  role TEXT,                  -- sender, recipient
  position INTEGER,
  name TEXT NOT NULL,         -- as the letter names them
  person TEXT,                -- id in the letter's edition
  standing_edition TEXT,      -- the person whose card stands for that one in the exhibit
  standing_id TEXT,
  PRIMARY KEY (letter, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX correspondent_standing ON correspondent (standing_id, standing_edition);

CREATE TABLE passage (      -- key passages
  letter INTEGER,
  position INTEGER,
  place TEXT NOT NULL,
  title TEXT,
  PRIMARY KEY (letter, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE related (      -- one letter's way to others
  letter INTEGER,
  position INTEGER,           -- in the order in which they are shown, with gaps
  kind TEXT NOT NULL,         -- reply-to, reply, previous, next (between the same two), related
  other INTEGER NOT NULL,     -- position of the other letter
  PRIMARY KEY (letter, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE start_here (   -- the curator's choice of letters to begin with
  position INTEGER PRIMARY KEY,
  place TEXT NOT NULL,
  title TEXT
) STRICT;

CREATE TABLE version (      -- a letter in one language; position 0 is shown first
  letter INTEGER,
  position INTEGER,
  lang TEXT NOT NULL,
  kind TEXT NOT NULL,         -- original, translation, transcription
  direction TEXT NOT NULL,    -- ltr, rtl
  first_page TEXT,            -- printed page on which it begins
  body INTEGER NOT NULL,      -- its text; the n-th note's text is body + n
  notes INTEGER NOT NULL,     -- how many notes it has
  PRIMARY KEY (letter, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  version INTEGER,            -- the body of the version it belongs to
  position INTEGER,           -- from 1
  key TEXT NOT NULL,          -- the label where that is unique in the letter, else label~k
  label TEXT NOT NULL,        -- the edition's own number or sign
  kind TEXT NOT NULL,         -- editors, source, authors, textual
  PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;

-- ---- Text -------------------------------------------------------------------------------------

CREATE TABLE block (        -- a paragraph, heading, dateline ... of a body
  id INTEGER PRIMARY KEY,     -- (body << 20) | position
  body INTEGER AS (id >> 20),
  position INTEGER AS (id & 1048575), -- from 0
  kind TEXT NOT NULL,         -- heading, source-line, letterhead, address, dateline, salutation,
                              -- paragraph, verse-line, list-head, list-item, table-cell, closing,
                              -- signature, postscript, caption, rule
  align TEXT,                 -- start, center, end; NULL: as the kind has it
  text TEXT NOT NULL,
  level INTEGER NOT NULL,     -- nesting of lists, headings and verse indents
  quote_depth INTEGER NOT NULL,
  part INTEGER NOT NULL,      -- 0 the letter itself, 1.. its attachments
  flush INTEGER NOT NULL,     -- 1: no first-line indent
  cell_table INTEGER NOT NULL, -- table-cell: table counted from 1 in the body, row and column
  cell_row INTEGER NOT NULL,
  cell_column INTEGER NOT NULL,
  marker TEXT,                -- of a list item
  lang TEXT,                  -- where it differs from the version's
  hyphens TEXT                -- byte offsets in text where a hyphen may be set: '12 17 40'
) STRICT;

CREATE TABLE span (         -- what a range of bytes of a block's text is
  body INTEGER,
  block INTEGER,
  position INTEGER,
  kind TEXT NOT NULL,         -- italic, roman, bold, small-caps, superscript, subscript, underline,
                              -- double-underline, letter-spaced, deleted, added, supplied, unclear,
                              -- foreign, person, term, reference, note, page-break, picture
  first INTEGER NOT NULL,     -- bytes first <= b < past, on borders of characters
  past INTEGER NOT NULL,
  target TEXT,                -- person, term: 'EDITION/ID'; reference: a place, NULL: elsewhere,
                              -- note: its key, page-break: label of the page that begins,
                              -- picture: its number
  lang TEXT,                  -- foreign
  PRIMARY KEY (body, block, position)
) STRICT, WITHOUT ROWID;

-- ---- Persons and terms ------------------------------------------------------------------------

CREATE TABLE person (
  id TEXT,
  edition TEXT,
  name TEXT NOT NULL,
  sort TEXT NOT NULL,
  body INTEGER NOT NULL,
  same_edition TEXT,          -- the person who stands for this one in the exhibit, if another does
  same_id TEXT,
  PRIMARY KEY (id, edition)
) STRICT, WITHOUT ROWID;

CREATE TABLE term (
  id TEXT,
  edition TEXT,
  name TEXT NOT NULL,
  sort TEXT NOT NULL,
  body INTEGER NOT NULL,
  PRIMARY KEY (id, edition)
) STRICT, WITHOUT ROWID;

-- ---- Pictures, sound, attract mode ------------------------------------------------------------

CREATE TABLE picture (
  letter INTEGER,
  number INTEGER,             -- from 1 in its letter
  image INTEGER NOT NULL,     -- see tile
  name TEXT NOT NULL,         -- of the file it was made of
  description TEXT,
  credit TEXT,
  width INTEGER NOT NULL,     -- pixels
  height INTEGER NOT NULL,
  focus_x INTEGER NOT NULL,   -- thousandths of width and height
  focus_y INTEGER NOT NULL,
  pages TEXT,                 -- labels of the printed pages it shows, one a line
  block INTEGER,              -- of the first version, where what it shows begins
  in_text INTEGER NOT NULL,   -- 1: part of the text, not a scan of the letter
  PRIMARY KEY (letter, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE tile (
  id INTEGER PRIMARY KEY,     -- (image << 40) | (level << 32) | (row << 16) | column; level 0: full size
  data BLOB NOT NULL,         -- JPEG of at most 512 x 512
  crc INTEGER NOT NULL        -- CRC-32 of data (ISO 3309), compared when it is read
) STRICT;

CREATE TABLE recording (
  number INTEGER PRIMARY KEY,
  letter INTEGER NOT NULL,
  lang TEXT NOT NULL,
  title TEXT,
  credit TEXT,
  milliseconds INTEGER NOT NULL,
  data BLOB NOT NULL          -- Opus in Ogg
) STRICT;

CREATE TABLE slide (        -- attract mode
  position INTEGER PRIMARY KEY,
  quote TEXT NOT NULL,        -- without quotation marks
  caption TEXT NOT NULL,
  place TEXT NOT NULL,        -- what a tap opens
  lang TEXT NOT NULL,
  direction TEXT NOT NULL,
  letter INTEGER,             -- the picture shown with it
  picture INTEGER
) STRICT;

-- ---- Overview ---------------------------------------------------------------------------------
-- What screens show of all letters at once, counted by the builder: they open as fast with ten
-- thousand letters as with ten.

CREATE TABLE exchange (     -- two persons who wrote to each other, both ways; most letters first
  position INTEGER PRIMARY KEY,
  a TEXT NOT NULL,            -- who wrote first: 'EDITION/ID' of the card, here and below
  b TEXT NOT NULL,
  name_a TEXT NOT NULL,
  name_b TEXT NOT NULL,
  from_a INTEGER NOT NULL,    -- letters
  from_b INTEGER NOT NULL
) STRICT;

CREATE TABLE facet (        -- what all letters can be filtered by
  kind TEXT,                  -- person (most letters first), year (from the first on)
  position INTEGER,
  value TEXT NOT NULL,        -- 'EDITION/ID', '1962'
  name TEXT NOT NULL,
  letters INTEGER NOT NULL,
  PRIMARY KEY (kind, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE named (        -- the persons and terms named most, that one first
  position INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE version_lang (
  lang TEXT PRIMARY KEY,
  versions INTEGER NOT NULL   -- how many are in it
) STRICT, WITHOUT ROWID;

-- ---- Search -----------------------------------------------------------------------------------

-- Folded text (case, marks, compatibility forms gone; a space around each CJK character); rowid is
-- the version's body. It keeps no text of its own. What is not ASCII is part of a word: all else is
-- spaces when it comes here.
CREATE VIRTUAL TABLE search USING fts5(title, text, notes, content='', tokenize='ascii');
