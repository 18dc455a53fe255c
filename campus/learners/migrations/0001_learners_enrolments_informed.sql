create table learners_learners (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    reference text,
    last_name text not null,
    first_name text not null,
    birth_date text,
    ine text,
    email text,
    phone text,
    address text,
    postcode text,
    commune text,
    lat double precision,
    lon double precision,
    school text not null references network_partners (id),
    class text references catalogue_classes (id),
    status text
        check (status in ('pupil', 'student', 'apprentice', 'trainee', 'job_seeker')),
    trade text,
    level bigint,
    reach_min bigint,
    reach_km double precision,
    mode text check (mode in ('walk', 'bike', 'transit', 'car')),
    accepts_boarding bigint check (accepts_boarding in (0, 1)),
    needs text,
    skills text,
    priority bigint,
    guardian_name text,
    guardian_email text,
    guardian_phone text,
    guardian_authority bigint check (guardian_authority in (0, 1)),
    guardian2_name text,
    guardian2_email text,
    guardian2_phone text,
    guardian2_authority bigint check (guardian2_authority in (0, 1)),
    note text,
    unique (tenant, school, reference)
);
create index learners_learners_page on learners_learners (tenant, sort_key, id);
create index learners_learners_school on learners_learners (tenant, school, sort_key, id);
create index learners_learners_reference on learners_learners (tenant, reference);
create index learners_learners_ine on learners_learners (tenant, ine);
create index learners_learners_class on learners_learners (class, sort_key, id);

-- Who was in which class, as what, from when to when: never rewritten by a later change.
create table learners_enrolments (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    learner text not null references learners_learners (id),
    school text not null references network_partners (id),
    class text not null references catalogue_classes (id),
    status text
        check (status in ('pupil', 'student', 'apprentice', 'trainee', 'job_seeker')),
    starts text not null,
    ends text
);
create index learners_enrolments_page on learners_enrolments (tenant, sort_key, id);
create index learners_enrolments_school on learners_enrolments (tenant, school, sort_key, id);
create index learners_enrolments_learner on learners_enrolments (learner, starts);
create index learners_enrolments_class on learners_enrolments (class);

-- What each was told, when, and what was chosen.
create table learners_informed (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    learner text not null references learners_learners (id),
    school text not null references network_partners (id),
    what text not null,
    told_on text not null,
    channel text
        check (channel in ('meeting', 'letter', 'email', 'phone', 'online')),
    choice text check (choice in ('agreed', 'refused')),
    unique (tenant, learner, what, told_on)
);
create index learners_informed_page on learners_informed (tenant, sort_key, id);
create index learners_informed_school on learners_informed (tenant, school, sort_key, id);
create index learners_informed_learner on learners_informed (learner, told_on);

-- What is linked to is taken out without reading the whole table for each row.
create index learners_learners_school_link on learners_learners (school);
create index learners_enrolments_school_link on learners_enrolments (school);
create index learners_informed_school_link on learners_informed (school);
