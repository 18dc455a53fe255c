-- The codes of the State, as its files said them on a day.
create table catalogue_codes (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    nomenclature text not null check (nomenclature in ('rome', 'cfd', 'mef', 'rncp')),
    code text not null,
    label text not null,
    level bigint,
    opens text,
    closes text,
    replaced_by text,
    source text not null,
    imported_on text not null,
    unique (tenant, nomenclature, code)
);
create index catalogue_codes_page on catalogue_codes (tenant, sort_key, id);
create index catalogue_codes_code on catalogue_codes (tenant, code);

create table catalogue_programmes (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    reference text,
    title text not null,
    school text not null references network_partners (id),
    rncp text,
    cfd text,
    level bigint not null,
    mode text not null
        check (mode in ('school', 'apprenticeship', 'continuing', 'vae', 'mixed')),
    duration_months bigint,
    placement_weeks bigint,
    trades text,
    seats bigint,
    opens text,
    closes text,
    replaced_by text references catalogue_programmes (id) deferrable initially deferred,
    unique (tenant, school, reference)
);
create index catalogue_programmes_page on catalogue_programmes (tenant, sort_key, id);
create index catalogue_programmes_school on catalogue_programmes (tenant, school, sort_key, id);
create index catalogue_programmes_reference on catalogue_programmes (tenant, reference);
create index catalogue_programmes_replaced_by on catalogue_programmes (replaced_by);

create table catalogue_classes (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    reference text,
    name text not null,
    programme text not null references catalogue_programmes (id),
    school text not null references network_partners (id),
    starts text not null,
    ends text not null,
    year bigint,
    referent text references network_people (id),
    unique (tenant, school, reference)
);
create index catalogue_classes_page on catalogue_classes (tenant, sort_key, id);
create index catalogue_classes_school on catalogue_classes (tenant, school, sort_key, id);
create index catalogue_classes_reference on catalogue_classes (tenant, reference);
create index catalogue_classes_programme on catalogue_classes (programme);
create index catalogue_classes_referent on catalogue_classes (referent);

-- When the learners of a class are out of school, in companies.
create table catalogue_periods (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    class text not null references catalogue_classes (id),
    school text not null references network_partners (id),
    name text,
    starts text not null,
    ends text not null
);
create index catalogue_periods_page on catalogue_periods (tenant, sort_key, id);
create index catalogue_periods_school on catalogue_periods (tenant, school, sort_key, id);
create index catalogue_periods_class on catalogue_periods (class, starts);

-- What is linked to is taken out without reading the whole table for each row.
create index catalogue_programmes_school_link on catalogue_programmes (school);
create index catalogue_classes_school_link on catalogue_classes (school);
create index catalogue_periods_school_link on catalogue_periods (school);
