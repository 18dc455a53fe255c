-- The campuses of this database: each is the tenant of its records, its own included.
create table network_campuses (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    name text not null,
    sector text not null,
    territory text,
    excellence bigint check (excellence in (0, 1))
);
create index network_campuses_page on network_campuses (tenant, sort_key, id);

create table network_partners (
    id text primary key,
    tenant text not null references network_campuses (id),
    version bigint not null,
    sort_key sortedtext not null,
    reference text,
    kind text not null,
    name text not null,
    siret text,
    uai text,
    nda text,
    naf_rev2 text,
    naf_2025 text,
    branch text,
    headcount bigint,
    trades text,
    address text,
    postcode text,
    commune text,
    lat double precision,
    lon double precision,
    email text,
    phone text,
    website text,
    brought_by text references network_partners (id) deferrable initially deferred,
    public bigint check (public in (0, 1)),
    note text
);
create index network_partners_page on network_partners (tenant, sort_key, id);
create index network_partners_brought_by on network_partners (tenant, brought_by, sort_key, id);
create index network_partners_lat on network_partners (tenant, lat);
create unique index network_partners_reference on network_partners (tenant, reference);
create unique index network_partners_siret on network_partners (tenant, siret);
create unique index network_partners_uai on network_partners (tenant, uai);

create table network_sites (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    reference text,
    partner text not null references network_partners (id),
    name text not null,
    siret text,
    address text,
    postcode text,
    commune text,
    lat double precision,
    lon double precision,
    unique (tenant, partner, reference)
);
create index network_sites_page on network_sites (tenant, sort_key, id);
create index network_sites_partner on network_sites (tenant, partner, sort_key, id);

create table network_people (
    id text primary key,
    tenant text not null references network_campuses (id),
    version bigint not null,
    sort_key sortedtext not null,
    name text not null,
    email text not null,
    phone text,
    lang text,
    partner text references network_partners (id),
    note text
);
create index network_people_page on network_people (tenant, sort_key, id);
create index network_people_partner on network_people (tenant, partner, sort_key, id);
create unique index network_people_email on network_people (tenant, email);

-- Who may do what, where, and from when to when.
create table network_roles (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    person text not null references network_people (id),
    role text not null,
    partner text references network_partners (id),
    learner text,
    starts text,
    ends text
);
create index network_roles_page on network_roles (tenant, sort_key, id);
create index network_roles_person on network_roles (tenant, person, sort_key, id);
create index network_roles_partner on network_roles (tenant, partner, sort_key, id);

create table network_conventions (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    reference text,
    title text not null,
    edition bigint,
    replaces text references network_conventions (id) deferrable initially deferred,
    signed_on text,
    starts text,
    ends text,
    note text
);
create index network_conventions_page on network_conventions (tenant, sort_key, id);
create unique index network_conventions_reference on network_conventions (tenant, reference);

create table network_convention_parties (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    convention text not null references network_conventions (id),
    partner text not null references network_partners (id),
    quality text,
    unique (tenant, convention, partner)
);
create index network_convention_parties_page on network_convention_parties (tenant, sort_key, id);
create index network_convention_parties_partner on network_convention_parties (tenant, partner);

create table network_equipment (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    reference text,
    partner text not null references network_partners (id),
    site text references network_sites (id),
    name text not null,
    kind text,
    quantity bigint,
    shared bigint not null check (shared in (0, 1)),
    note text,
    unique (tenant, partner, reference)
);
create index network_equipment_page on network_equipment (tenant, sort_key, id);
create index network_equipment_partner on network_equipment (tenant, partner, sort_key, id);

-- Whom a school knows in a company: the school's own.
create table network_contacts (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    school text not null references network_partners (id),
    company text not null references network_partners (id),
    name text not null,
    function text,
    email text,
    phone text,
    note text,
    unique (tenant, school, email)
);
create index network_contacts_page on network_contacts (tenant, sort_key, id);
create index network_contacts_school on network_contacts (tenant, school, sort_key, id);
create index network_contacts_company on network_contacts (tenant, company);

create table network_requests (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    company text not null references network_partners (id),
    trade text not null,
    starts text not null,
    ends text not null,
    asked_by text not null references network_partners (id),
    asked_on text not null,
    state text not null,
    answered_on text,
    note text,
    unique (tenant, company, trade, starts, ends)
);
create index network_requests_page on network_requests (tenant, sort_key, id);
create index network_requests_asked_by on network_requests (tenant, asked_by, sort_key, id);

create table network_confirmations (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    partner text not null references network_partners (id),
    fact text not null,
    told_by text references network_partners (id),
    confirmed_by text not null,
    confirmed_on text not null,
    until text
);
create index network_confirmations_page on network_confirmations (tenant, sort_key, id);
create index network_confirmations_told_by on network_confirmations (tenant, told_by, sort_key, id);
create index network_confirmations_fact on network_confirmations (tenant, partner, fact, confirmed_on);

-- What is linked to is taken out without reading the whole table for each row.
create index network_partners_brought_by_link on network_partners (brought_by);
create index network_sites_partner_link on network_sites (partner);
create index network_people_partner_link on network_people (partner);
create index network_roles_person_link on network_roles (person);
create index network_roles_partner_link on network_roles (partner);
create index network_conventions_replaces_link on network_conventions (replaces);
create index network_convention_parties_convention_link on network_convention_parties (convention);
create index network_convention_parties_partner_link on network_convention_parties (partner);
create index network_equipment_partner_link on network_equipment (partner);
create index network_equipment_site_link on network_equipment (site);
create index network_contacts_school_link on network_contacts (school);
create index network_contacts_company_link on network_contacts (company);
create index network_requests_company_link on network_requests (company);
create index network_requests_asked_by_link on network_requests (asked_by);
create index network_confirmations_partner_link on network_confirmations (partner);
create index network_confirmations_told_by_link on network_confirmations (told_by);
