create table sample_shops (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    code text,
    name text not null,
    commune text,
    lat double precision,
    lon double precision,
    staff bigint,
    trades text,
    found_by text references sample_shops (id) deferrable initially deferred
);
create index sample_shops_page on sample_shops (tenant, sort_key, id);
create unique index sample_shops_code on sample_shops (tenant, code);

create table sample_goods (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    reference text,
    shop text not null references sample_shops (id),
    name text not null,
    kind text not null,
    colours text,
    price double precision,
    stock bigint,
    made_on text,
    shared bigint check (shared in (0, 1)),
    note text,
    unique (tenant, shop, reference)
);
create index sample_goods_page on sample_goods (tenant, sort_key, id);
create index sample_goods_shop on sample_goods (tenant, shop, sort_key, id);

create table sample_people (
    id text primary key,
    tenant text not null,
    version bigint not null,
    sort_key sortedtext not null,
    email text not null,
    name text not null,
    shop text references sample_shops (id),
    phone text
);
create index sample_people_page on sample_people (tenant, sort_key, id);
create unique index sample_people_email on sample_people (tenant, email);

-- What is linked to is taken out without reading the whole table for each row.
create index sample_shops_found_by_link on sample_shops (found_by);
create index sample_goods_shop_link on sample_goods (shop);
create index sample_people_shop_link on sample_people (shop);
