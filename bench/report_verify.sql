-- The statements of the act report.verify, in its order, for pgbench: on the report that this client submitted last.
BEGIN;
SELECT set_config('xuncheng.scope', '{"110199."}', true), set_config('xuncheng.actor', :actor::text, true),
       set_config('xuncheng.act', gen_random_uuid()::text, true) AS act, set_config('plan_cache_mode', 'auto', true) \gset
SELECT id, number, text, source, status, area_path, street, point, address, reporter_name, reporter_phone, submitted_by_id,
       submitted_at, matter_id, team_id, officer_id, due_at, outcome, answer, closed_at
  FROM intake_report WHERE id = :report::uuid ORDER BY id LIMIT 1 FOR UPDATE OF intake_report \gset old_
UPDATE intake_report SET status = 'verified' WHERE id = :report::uuid;
SELECT o_seq, o_hash FROM trail_append(
    :report::uuid, 'report', :act::uuid, 'report.verify', :actor::uuid, :name::text, :old_area_path::text, now(), now(),
    '', '', '{"remarks":""}', :output::text);
COMMIT;
