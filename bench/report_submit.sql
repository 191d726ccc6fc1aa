-- The statements of the act report.submit, in its order, for pgbench: one transaction, nothing around it.
\set east random(0, 50000)
\set north random(0, 50000)
BEGIN;
SELECT set_config('xuncheng.scope', '{"110199."}', true), set_config('xuncheng.actor', :actor::text, true),
       set_config('xuncheng.act', gen_random_uuid()::text, true) AS act, set_config('plan_cache_mode', 'auto', true) \gset
INSERT INTO intake_report (
    id, number, text, source, status, area_path, point, address, reporter_name, reporter_phone,
    submitted_by_id, submitted_at, due_at, outcome, answer, sender_id, sender_number, updated_at, service, attributes, media_url,
    reporter_email, reporter_account, reporter_device, open_to_all, caller, words)
SELECT gen_random_uuid(), to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD') || '-' ||
       lpad(nextval('intake_report_number')::text, 6, '0'),
       :text::text, 'patrol', 'submitted',
       coalesce(place_area_path(:west + :east / 1000000.0, :south + :north / 1000000.0), '110199.'),
       ST_SetSRID(ST_MakePoint(:west + :east / 1000000.0, :south + :north / 1000000.0), 4326), :address::text, '', '',
       :actor::uuid, now(), now() + interval '1 day', '', '', NULL, '', now(), '', NULL, '', '', '', '', false, '', array_to_tsvector(:words::text[])
ON CONFLICT (sender_id, sender_number) WHERE sender_id IS NOT NULL DO NOTHING
RETURNING id AS report, number, area_path \gset
SELECT o_seq, o_hash FROM trail_append(
    :report::uuid, 'report', :act::uuid, 'report.submit', :actor::uuid, :name::text, :area_path::text, now(), now(),
    '', '', :input::text, :output::text);
COMMIT;
