-- The tables of orewire, version 3 of their layout, for PostgreSQL.

CREATE TABLE articles (
    article_id TEXT COLLATE "C" NOT NULL,
    title TEXT,
    url TEXT,
    source TEXT,
    published DATE,
    sha256 TEXT NOT NULL,
    length BIGINT NOT NULL,
    pipeline_version TEXT NOT NULL,
    model TEXT NOT NULL,
    model_version TEXT NOT NULL,
    schema_version TEXT NOT NULL,
    warnings JSONB NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (article_id)
);

CREATE INDEX articles_digest ON articles (digest);

CREATE INDEX articles_published ON articles (published) WHERE published IS NOT NULL;

CREATE TABLE entities (
    article_id TEXT COLLATE "C" NOT NULL,
    entity_id TEXT COLLATE "C" NOT NULL,
    label TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases JSONB NOT NULL,
    commodity TEXT,
    form TEXT,
    symbol TEXT,
    lists JSONB,
    acronym TEXT,
    kind TEXT,
    ticker TEXT,
    country TEXT,
    PRIMARY KEY (article_id, entity_id),
    FOREIGN KEY(article_id) REFERENCES articles (article_id) ON DELETE CASCADE
);

CREATE INDEX entities_commodity ON entities (commodity) WHERE commodity IS NOT NULL;

CREATE INDEX entities_country ON entities (country) WHERE country IS NOT NULL;

CREATE INDEX entities_name ON entities (name);

CREATE TABLE mentions (
    article_id TEXT COLLATE "C" NOT NULL,
    mention_id TEXT COLLATE "C" NOT NULL,
    entity_id TEXT COLLATE "C",
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    amount NUMERIC,
    amount_min NUMERIC,
    amount_max NUMERIC,
    approx BOOLEAN,
    bound TEXT,
    currency TEXT,
    per TEXT,
    basis TEXT,
    commodity TEXT,
    form TEXT,
    symbol TEXT,
    lists JSONB,
    name TEXT,
    acronym TEXT,
    kind TEXT,
    ticker TEXT,
    timex TEXT,
    start_date DATE,
    end_date DATE,
    mod TEXT,
    anchored BOOLEAN,
    country TEXT,
    unit TEXT,
    tonnes NUMERIC,
    PRIMARY KEY (article_id, mention_id),
    FOREIGN KEY(article_id) REFERENCES articles (article_id) ON DELETE CASCADE,
    FOREIGN KEY(article_id, entity_id) REFERENCES entities (article_id, entity_id) ON DELETE CASCADE
);

CREATE INDEX mentions_label_name ON mentions (label, name) WHERE name IS NOT NULL;

CREATE TABLE facts (
    article_id TEXT COLLATE "C" NOT NULL,
    fact_id TEXT COLLATE "C" NOT NULL,
    uid TEXT COLLATE "C" NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    confidence DOUBLE PRECISION,
    rule TEXT,
    trigger_text TEXT NOT NULL,
    trigger_start BIGINT NOT NULL,
    trigger_end BIGINT NOT NULL,
    sentence_text TEXT NOT NULL,
    sentence_start BIGINT NOT NULL,
    sentence_end BIGINT NOT NULL,
    PRIMARY KEY (article_id, fact_id),
    FOREIGN KEY(article_id) REFERENCES articles (article_id) ON DELETE CASCADE
);

CREATE INDEX facts_type_status ON facts (type, status);

CREATE INDEX facts_uid ON facts (uid);

CREATE TABLE arguments (
    article_id TEXT COLLATE "C" NOT NULL,
    fact_id TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    role TEXT NOT NULL,
    mention_id TEXT COLLATE "C",
    entity_id TEXT COLLATE "C",
    label TEXT,
    text TEXT NOT NULL,
    start_char BIGINT NOT NULL,
    end_char BIGINT NOT NULL,
    amount NUMERIC,
    amount_min NUMERIC,
    amount_max NUMERIC,
    currency TEXT,
    per TEXT,
    commodity TEXT,
    name TEXT,
    start_date DATE,
    end_date DATE,
    country TEXT,
    unit TEXT,
    tonnes NUMERIC,
    PRIMARY KEY (article_id, fact_id, position),
    FOREIGN KEY(article_id, fact_id) REFERENCES facts (article_id, fact_id) ON DELETE CASCADE,
    FOREIGN KEY(article_id, mention_id) REFERENCES mentions (article_id, mention_id) ON DELETE CASCADE
);

CREATE INDEX arguments_commodity ON arguments (commodity) WHERE commodity IS NOT NULL;

CREATE INDEX arguments_country ON arguments (country) WHERE country IS NOT NULL;

CREATE INDEX arguments_role_name ON arguments (role, name) WHERE name IS NOT NULL;

CREATE TABLE orewire_schema (
    version INTEGER NOT NULL
);

INSERT INTO orewire_schema (version)
SELECT 3 WHERE NOT EXISTS (SELECT 1 FROM orewire_schema);
