"""What the database itself guarantees about the trail: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import IN_SCOPE, readable_where

SETTINGS = """
CREATE FUNCTION trail_scope() RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(current_setting('xuncheng.scope', true), ''), '{}')::text[]
$$;
CREATE FUNCTION trail_actor() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('xuncheng.actor', true), '')::uuid
$$;
CREATE FUNCTION trail_act() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('xuncheng.act', true), '')::uuid
$$;
"""

GUARDS = """
CREATE FUNCTION trail_require_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF trail_act() IS NULL THEN
        RAISE EXCEPTION 'table % is written only inside an act', TG_TABLE_NAME USING ERRCODE = 'XC001';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION trail_require_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM trail_entry WHERE act_id = trail_act()) THEN
        RAISE EXCEPTION 'a change of % left no trail entry', TG_TABLE_NAME USING ERRCODE = 'XC002';
    END IF;
    RETURN NULL;
END $$;
"""

# The order of the hashed fields is fixed by foundation/trail/chain.py and by verify_bundle.py.
APPEND = r"""
CREATE FUNCTION trail_append(
    p_chain uuid, p_type text, p_act uuid, p_name text, p_actor uuid, p_actor_name text, p_area text,
    p_at timestamptz, p_received timestamptz, p_device text, p_place text, p_input text, p_output text,
    OUT o_seq integer, OUT o_hash bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_prev bytea;
    -- Words from outside, rid of the sign that separates the hashed texts.
    v_name text := translate(p_actor_name, E'\x1f', ' ');
    v_device text := translate(p_device, E'\x1f', ' ');
BEGIN
    SELECT seq + 1, hash INTO o_seq, v_prev FROM trail_head WHERE chain = p_chain FOR UPDATE;
    IF NOT FOUND THEN
        o_seq := 1;
        v_prev := decode(repeat('00', 32), 'hex');
    END IF;
    o_hash := sha256(convert_to(concat_ws(E'\x1f',
        encode(v_prev, 'hex'), p_type || '/' || p_chain, o_seq, p_act, p_name,
        coalesce(p_actor::text, '-') || ' ' || v_name, p_area,
        (extract(epoch FROM p_at) * 1000000)::bigint, (extract(epoch FROM p_received) * 1000000)::bigint,
        v_device, p_place, p_input, p_output), 'UTF8'));
    INSERT INTO trail_entry (chain, seq, chain_type, act_id, name, actor_id, actor_name, area_path, at,
                             received_at, device, place, input, output, prev, hash)
    VALUES (p_chain, o_seq, p_type, p_act, p_name, p_actor, v_name, p_area, p_at,
            p_received, v_device, p_place, p_input, p_output, v_prev, o_hash);
    IF o_seq = 1 THEN
        INSERT INTO trail_head (chain, seq, hash) VALUES (p_chain, o_seq, o_hash);
    ELSE
        UPDATE trail_head SET seq = o_seq, hash = o_hash WHERE chain = p_chain;
    END IF;
    INSERT INTO messages_outbox (chain, seq, name) VALUES (p_chain, o_seq, p_name);
END $$;
"""

RIGHTS = """
GRANT SELECT ON trail_entry, trail_head, trail_seal, trail_leaf TO xuncheng_app;
GRANT INSERT ON trail_seal, trail_leaf TO xuncheng_app;
REVOKE EXECUTE ON FUNCTION trail_append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trail_append TO xuncheng_app;
GRANT SELECT, DELETE ON messages_outbox TO xuncheng_app;
"""


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial"), ("messages", "0001_initial")]

    operations = [
        migrations.RunSQL(SETTINGS, migrations.RunSQL.noop),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
        migrations.RunSQL(APPEND, migrations.RunSQL.noop),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        readable_where(
            "trail_entry", [IN_SCOPE.format(column="area_path"), "actor_id = (SELECT trail_actor())"]
        ),
    ]
