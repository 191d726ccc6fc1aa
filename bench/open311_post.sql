-- The statements of a post at the open door (Open311), in its order, for pgbench: the count of calls and the place by
-- themselves, then the act in one transaction.
\set east random(0, 50000)
\set north random(0, 50000)
INSERT INTO open311_callcount AS known (caller, since, number) VALUES ('pgbench-' || :client_id, 0, 1)
ON CONFLICT (caller) DO UPDATE
   SET number = CASE WHEN known.since = excluded.since THEN known.number + 1 ELSE 1 END, since = excluded.since
RETURNING number;
WITH hit AS MATERIALIZED (SELECT place_area_path(:west + :east / 1000000.0, :south + :north / 1000000.0) AS path)
SELECT a.id, a.kind, a.code, a.name, a.path
  FROM hit JOIN places_area a ON a.path = ANY(ARRAY[left(hit.path, 7), left(hit.path, 11), left(hit.path, 15), hit.path])
 ORDER BY a.path;
BEGIN;
SELECT set_config('xuncheng.scope', '{}', true), set_config('xuncheng.actor', :actor::text, true),
       set_config('xuncheng.act', gen_random_uuid()::text, true) AS act, set_config('plan_cache_mode', 'auto', true) \gset
SELECT DISTINCT m.id, m.code, m.name_zh, m.name_en, m.domain, m.area_path
  FROM law_matter m JOIN law_matter_version v ON v.matter_id = m.id
 WHERE (v.effective_from IS NULL OR v.effective_from <= now()::date) AND (v.effective_until IS NULL OR v.effective_until >= now()::date)
   AND m.code IN ('SR-010');
INSERT INTO intake_report (
    id, number, text, source, status, area_path, point, address, reporter_name, reporter_phone,
    submitted_by_id, submitted_at, due_at, outcome, answer, sender_id, sender_number, updated_at, service, attributes, media_url,
    reporter_email, reporter_account, reporter_device, open_to_all, caller, words)
SELECT gen_random_uuid(), to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD') || '-' ||
       lpad(nextval('intake_report_number')::text, 6, '0'),
       :text::text, 'open311', 'submitted',
       coalesce(place_area_path(:west + :east / 1000000.0, :south + :north / 1000000.0), '110199.'),
       ST_SetSRID(ST_MakePoint(:west + :east / 1000000.0, :south + :north / 1000000.0), 4326), :address::text, :reporter::text, '',
       :actor::uuid, now(), now() + interval '1 day', '', '', NULL, '', now(), 'SR-010', :attributes::jsonb, '', '', '', '', true, '', array_to_tsvector(:words::text[])
ON CONFLICT (sender_id, sender_number) WHERE sender_id IS NOT NULL DO NOTHING
RETURNING id AS report, number, area_path \gset
SELECT o_seq, o_hash FROM trail_append(
    :report::uuid, 'report', :act::uuid, 'report.submit', :actor::uuid, :name::text, :area_path::text, now(), now(),
    '', '', :input::text, :output::text);
COMMIT;
