namespace Confiture.Project;

/// <summary>The schema of a new project with the profile fraiseql: tables with three keys, views and projections of JSON, functions that write.</summary>
internal static class FraiseqlFiles
{
    private const string User = """
        -- tb_ tables have three keys: pk_ for joins, which never leaves the database, id for the outside, identifier for people.

        create table tb_user (
            pk_user bigint generated always as identity primary key,
            id uuid not null default gen_random_uuid() unique,
            identifier text not null unique,
            name text not null,
            created_at timestamptz not null default now()
        );

        comment on table tb_user is 'People who write posts.';

        """;

    private const string Post = """
        create table tb_post (
            pk_post bigint generated always as identity primary key,
            id uuid not null default gen_random_uuid() unique,
            identifier text not null unique,
            fk_user bigint not null references tb_user (pk_user),
            title text not null,
            created_at timestamptz not null default now()
        );

        create index tb_post_fk_user_idx on tb_post (fk_user);

        comment on table tb_post is 'What users write.';

        """;

    private const string PostView = """
        -- v_ views make JSON of the present rows.

        create view v_post as
            select p.id, jsonb_build_object(
                'id', p.id, 'identifier', p.identifier, 'title', p.title,
                'author', jsonb_build_object('id', u.id, 'identifier', u.identifier, 'name', u.name)) as data
            from tb_post p
            join tb_user u on u.pk_user = p.fk_user;

        """;

    private const string PostProjection = """
        -- tv_ tables keep that JSON ready to be read; functions that write bring it up to date.

        create table tv_post (
            id uuid primary key,
            data jsonb not null,
            updated_at timestamptz not null default now()
        );

        comment on table tv_post is 'v_post, kept.';

        """;

    private const string Refresh = """
        create function fn_refresh_post(post uuid) returns void language sql
        begin atomic
            insert into tv_post (id, data) select v.id, v.data from v_post v where v.id = post
            on conflict (id) do update set data = excluded.data, updated_at = now();
        end;

        """;

    private const string Create = """
        -- fn_ functions are the interface for writing.

        create function fn_create_post(author uuid, post_identifier text, post_title text) returns uuid language plpgsql as $$
        declare
            new_id uuid;
        begin
            insert into tb_post (identifier, fk_user, title)
            select post_identifier, u.pk_user, post_title from tb_user u where u.id = author
            returning id into strict new_id;
            perform fn_refresh_post(new_id);
            return new_id;
        end
        $$;

        """;

    internal static IReadOnlyList<(string Path, string Text)> All { get; } =
    [
        ("db/schema/10_tables/10_tb_user.sql", User),
        ("db/schema/10_tables/20_tb_post.sql", Post),
        ("db/schema/20_views/v_post.sql", PostView),
        ("db/schema/30_projections/tv_post.sql", PostProjection),
        ("db/schema/40_functions/10_fn_refresh_post.sql", Refresh),
        ("db/schema/40_functions/20_fn_create_post.sql", Create),
    ];
}
