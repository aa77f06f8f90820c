"""The tables, and the number of their format."""

SCHEMA_VERSION = 5

TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content_hash TEXT NOT NULL, source_path TEXT NOT NULL,
    headline TEXT NOT NULL, body BLOB NOT NULL, outlet TEXT NOT NULL, byline TEXT NOT NULL,
    published TEXT, updated TEXT, url TEXT, language TEXT NOT NULL, section TEXT NOT NULL,
    status TEXT NOT NULL, embargoed TEXT, note TEXT NOT NULL,
    published_ts INTEGER, embargoed_ts INTEGER,
    story TEXT NOT NULL, out_ts INTEGER, ends_ts INTEGER,
    canonical_url TEXT, kind TEXT NOT NULL, origin TEXT NOT NULL,
    published_as TEXT NOT NULL, published_from TEXT NOT NULL, updated_as TEXT NOT NULL, updated_from TEXT NOT NULL,
    doubt TEXT NOT NULL, cluster TEXT NOT NULL, signature BLOB);
CREATE INDEX IF NOT EXISTS articles_published ON articles (published_ts);
CREATE INDEX IF NOT EXISTS articles_story ON articles (story);
CREATE INDEX IF NOT EXISTS articles_cluster ON articles (cluster);
CREATE TABLE IF NOT EXISTS bands (
    band INTEGER NOT NULL, article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    PRIMARY KEY (band, article)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS bands_article ON bands (article);
CREATE TABLE IF NOT EXISTS passages (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    sentences BLOB NOT NULL, vector BLOB NOT NULL, sentence_vectors BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS passages_article ON passages (article);
CREATE VIRTUAL TABLE IF NOT EXISTS fulltext USING fts5 (headline, text, content = '', tokenize = 'porter unicode61');
"""
