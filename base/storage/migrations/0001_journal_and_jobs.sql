-- What was done: one line per unit of work, for ever.
create table storage_acts (
    id text primary key,
    tenant text not null,
    at text not null,
    actor text not null,
    verb text not null,
    subject text not null,
    undoes text,
    n_changes bigint not null,
    digest text not null,
    seal bigint
);
create index storage_acts_unsealed on storage_acts (tenant, seal, id);

-- What it changed or read: the values, which can be erased, and their digest, which stays.
create table storage_changes (
    act text not null references storage_acts (id),
    number bigint not null,
    place text not null,
    record text not null,
    version_before bigint,
    version_after bigint,
    value_before text,
    value_after text,
    salt text,
    digest text not null,
    primary key (act, number)
);
create index storage_changes_record on storage_changes (record, act);

-- The chain: each seal holds the digests of its acts and the seal before.
create table storage_seals (
    tenant text not null,
    number bigint not null,
    sealed_at text not null,
    n_acts bigint not null,
    digest text not null,
    primary key (tenant, number)
);

-- Slow work, and messages to send.
create table storage_jobs (
    id text primary key,
    tenant text not null,
    kind text not null,
    once text not null,
    payload text not null,
    state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
    asked_by text not null,
    asked_at text not null,
    due_at text not null,
    n_tries bigint not null,
    worker text,
    leased_until text,
    done bigint not null,
    total bigint not null,
    cancel_asked bigint not null check (cancel_asked in (0, 1)),
    outcome text,
    unique (tenant, kind, once)
);
create index storage_jobs_due on storage_jobs (state, due_at);
