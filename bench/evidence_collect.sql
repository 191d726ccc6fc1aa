-- The statements of the act evidence.collect, in its order, for pgbench: each client on cases of its own.
\set place :client_id * :each + random(1, :each)
BEGIN;
SELECT set_config('xuncheng.scope', '{"110199."}', true), set_config('xuncheng.actor', :actor::text, true),
       set_config('xuncheng.act', gen_random_uuid()::text, true) AS act, set_config('plan_cache_mode', 'auto', true),
       (ARRAY[:cases])[:place::int] AS case, gen_random_uuid() AS item \gset
SELECT id, user_id, certificate_number, certified_since, certified_until, delegated, area_path
  FROM people_officer WHERE id = ANY(ARRAY[:handler::uuid, :partner::uuid]);
SELECT procedure, procedure_version, beside, facts_json, stage, due_on, due_clock, waits_for, next_act, closed_on, id, number, cause, area_path,
       street, report_id, matter_version_id, matter_id, matter_reason, party_id, handler_id, partner_id, summary, place, point,
       happened_on, discovered_on, opened_at, amount, bundle_id
  FROM cases_case WHERE id = :case::uuid FOR UPDATE OF cases_case \gset old_
WITH made AS (
  INSERT INTO cases_evidence (id, case_id, kind, title, proves, collected_at, place, point, point_area, document_id, device_id,
                              state, note, area_path)
  VALUES (:item::uuid, :case::uuid, 'document', :title::text, :proves::text, now(), :old_place::text, NULL, '', NULL, NULL,
          'collected', '', :old_area_path::text)
  RETURNING id)
INSERT INTO cases_evidence_officers (evidence_id, officer_id)
SELECT id, unnest(ARRAY[:handler::uuid, :partner::uuid]) FROM made;
WITH moved AS (
  UPDATE cases_case SET facts_json = :old_facts_json::jsonb, stage = :old_stage::text, due_on = :old_due_on::date,
         due_clock = :old_due_clock::text, waits_for = 'handler', next_act = 'evidence.review', closed_on = NULL
   WHERE id = :case::uuid)
SELECT o_seq, o_hash FROM trail_append(
    :case::uuid, 'case', :act::uuid, 'evidence.collect', :actor::uuid, :name::text, :old_area_path::text, now(), now(),
    '', '', :input::text, :output::text);
COMMIT;
