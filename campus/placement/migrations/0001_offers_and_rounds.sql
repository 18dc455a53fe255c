create table placement_offers (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    reference text,
    company text not null references network_partners (id),
    site text references network_sites (id),
    trade text not null,
    levels text not null,
    places bigint not null,
    minors bigint check (minors in (0, 1)),
    min_age bigint,
    regulated text,
    access text,
    beds bigint,
    skills text,
    starts text,
    ends text,
    reserved_for text,
    open_from text,
    commune text,
    lat double precision,
    lon double precision,
    asked_on text,
    confirmed_on text,
    confirmed_until text,
    confirmed_by text,
    brought_by text references network_partners (id),
    found_by text references learners_learners (id),
    state text not null
);
create index placement_offers_page on placement_offers (tenant, sort_key, id);
create index placement_offers_owner on placement_offers (tenant, company, sort_key, id);
create index placement_offers_trade on placement_offers (tenant, trade);
create unique index placement_offers_reference on placement_offers (tenant, company, reference);
create index placement_offers_key on placement_offers (tenant, reference);
create index placement_offers_brought on placement_offers (tenant, brought_by);

create table placement_workshops (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    reference text,
    school text not null references network_partners (id),
    trades text not null,
    levels text not null,
    commune text not null,
    lat double precision,
    lon double precision,
    places bigint not null,
    min_learners bigint,
    cost_eur bigint,
    needs text,
    access text,
    starts text,
    ends text
);
create index placement_workshops_page on placement_workshops (tenant, sort_key, id);
create index placement_workshops_owner on placement_workshops (tenant, school, sort_key, id);
create unique index placement_workshops_reference on placement_workshops (tenant, school, reference);

create table placement_rounds (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    reference text,
    name text not null,
    starts text not null,
    ends text not null,
    day text,
    state text not null,
    seed bigint not null,
    budget_eur bigint,
    most_workshops bigint,
    from_companies bigint not null check (from_companies in (0, 1)),
    answer_days bigint not null,
    remembers bigint not null check (remembers in (0, 1)),
    settings text
);
create index placement_rounds_page on placement_rounds (tenant, sort_key, id);
create unique index placement_rounds_reference on placement_rounds (tenant, reference);

create table placement_entrants (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    round text not null references placement_rounds (id),
    class text not null references catalogue_classes (id),
    school text not null references network_partners (id)
);
create index placement_entrants_page on placement_entrants (tenant, sort_key, id);
create index placement_entrants_owner on placement_entrants (tenant, school, sort_key, id);
create unique index placement_entrants_once on placement_entrants (tenant, round, class);

create table placement_wishes (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    learner text not null references learners_learners (id),
    school text not null references network_partners (id),
    kind text not null,
    offer text references placement_offers (id),
    company text references network_partners (id),
    rank bigint
);
create index placement_wishes_page on placement_wishes (tenant, sort_key, id);
create index placement_wishes_owner on placement_wishes (tenant, school, sort_key, id);
create index placement_wishes_learner on placement_wishes (tenant, learner);

create table placement_locks (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    round text not null references placement_rounds (id),
    learner text not null references learners_learners (id),
    school text not null references network_partners (id),
    kind text not null,
    offer text references placement_offers (id),
    workshop text references placement_workshops (id),
    reason text not null,
    decided_by text,
    decided_on text
);
create index placement_locks_page on placement_locks (tenant, sort_key, id);
create index placement_locks_owner on placement_locks (tenant, school, sort_key, id);
create index placement_locks_round on placement_locks (tenant, round);

create table placement_plans (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    round text not null references placement_rounds (id),
    number bigint not null,
    name text,
    made_on text not null,
    made_by text not null,
    status text not null,
    learners bigint,
    placed bigint,
    in_workshops bigint,
    burden bigint,
    workshops bigint,
    workshops_eur bigint,
    is_published bigint check (is_published in (0, 1)),
    published_on text
);
create index placement_plans_page on placement_plans (tenant, sort_key, id);
create unique index placement_plans_number on placement_plans (tenant, round, number);

create table placement_placements (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    round text not null references placement_rounds (id),
    plan text references placement_plans (id),
    learner text not null references learners_learners (id),
    school text not null references network_partners (id),
    company text references network_partners (id),
    offer text references placement_offers (id),
    workshop text references placement_workshops (id),
    state text not null,
    by_company bigint check (by_company in (0, 1)),
    by_learner bigint check (by_learner in (0, 1)),
    reason text,
    minutes bigint,
    near_limit bigint check (near_limit in (0, 1)),
    proposed_on text not null,
    expires_on text,
    settled_on text
);
create index placement_placements_page on placement_placements (tenant, sort_key, id);
create index placement_placements_owner on placement_placements (tenant, school, sort_key, id);
create index placement_placements_round on placement_placements (tenant, round, state);
create index placement_placements_learner on placement_placements (tenant, learner);
create index placement_placements_company on placement_placements (tenant, company);

create table placement_memories (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    round text not null references placement_rounds (id),
    learner text not null references learners_learners (id),
    school text not null references network_partners (id),
    served text not null
);
create index placement_memories_page on placement_memories (tenant, sort_key, id);
create index placement_memories_owner on placement_memories (tenant, school, sort_key, id);
create index placement_memories_learner on placement_memories (tenant, learner);

-- The files of plans, compressed. They outlive the plan: undoing its removal brings it back
-- whole.
create table placement_plan_files (
    plan text not null,
    name text not null,
    bytes blob not null,
    primary key (plan, name)
);

-- What is linked to is taken out without reading the whole table for each row.
create index placement_offers_company_link on placement_offers (company);
create index placement_offers_site_link on placement_offers (site);
create index placement_offers_brought_by_link on placement_offers (brought_by);
create index placement_offers_found_by_link on placement_offers (found_by);
create index placement_workshops_school_link on placement_workshops (school);
create index placement_entrants_round_link on placement_entrants (round);
create index placement_entrants_class_link on placement_entrants (class);
create index placement_entrants_school_link on placement_entrants (school);
create index placement_wishes_learner_link on placement_wishes (learner);
create index placement_wishes_school_link on placement_wishes (school);
create index placement_wishes_offer_link on placement_wishes (offer);
create index placement_wishes_company_link on placement_wishes (company);
create index placement_locks_round_link on placement_locks (round);
create index placement_locks_learner_link on placement_locks (learner);
create index placement_locks_school_link on placement_locks (school);
create index placement_locks_offer_link on placement_locks (offer);
create index placement_locks_workshop_link on placement_locks (workshop);
create index placement_plans_round_link on placement_plans (round);
create index placement_placements_round_link on placement_placements (round);
create index placement_placements_plan_link on placement_placements (plan);
create index placement_placements_learner_link on placement_placements (learner);
create index placement_placements_school_link on placement_placements (school);
create index placement_placements_company_link on placement_placements (company);
create index placement_placements_offer_link on placement_placements (offer);
create index placement_placements_workshop_link on placement_placements (workshop);
create index placement_memories_round_link on placement_memories (round);
create index placement_memories_learner_link on placement_memories (learner);
create index placement_memories_school_link on placement_memories (school);
