"""What the database itself guarantees about the books: see domains/money/models.py and foundation/trail/protection.py.

A movement balances or the transaction fails; it is written whole in one act and never again; balances follow the postings.
"""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts, readable_in_scope

NEVER_CHANGED = """
CREATE FUNCTION money_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    RAISE EXCEPTION 'what was posted is never changed: post a counter-movement' USING ERRCODE = 'XC003';
END $$;
CREATE TRIGGER money_movement_never_changed BEFORE UPDATE OR DELETE ON money_movement
    FOR EACH ROW EXECUTE FUNCTION money_never_changed();
CREATE TRIGGER money_posting_never_changed BEFORE UPDATE OR DELETE ON money_posting
    FOR EACH ROW EXECUTE FUNCTION money_never_changed();
"""

WRITTEN_WHOLE = """
CREATE FUNCTION money_note_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.written_in := trail_act();
    RETURN NEW;
END $$;
CREATE TRIGGER money_movement_note_act BEFORE INSERT ON money_movement
    FOR EACH ROW EXECUTE FUNCTION money_note_act();
CREATE FUNCTION money_same_act() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM money_movement m WHERE m.id = NEW.movement_id AND m.written_in = trail_act()
                      AND m.area_path = NEW.area_path AND m.amount = NEW.amount) THEN
        RAISE EXCEPTION 'a posting belongs to a movement of the same act, area and amount' USING ERRCODE = 'XC004';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER money_posting_same_act BEFORE INSERT ON money_posting
    FOR EACH ROW EXECUTE FUNCTION money_same_act();
"""

BALANCED = """
CREATE FUNCTION money_balanced(p_movement uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT count(*) FROM (
            SELECT debit FROM money_posting WHERE movement_id = p_movement GROUP BY debit
            HAVING sum(amount) = (SELECT amount FROM money_movement WHERE id = p_movement)) AS sides) <> 2 THEN
        RAISE EXCEPTION 'movement % does not balance', p_movement USING ERRCODE = 'XC005';
    END IF;
END $$;
CREATE FUNCTION money_movement_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM money_balanced(NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION money_posting_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM money_balanced(NEW.movement_id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER money_movement_balanced AFTER INSERT ON money_movement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION money_movement_balanced();
CREATE CONSTRAINT TRIGGER money_posting_balanced AFTER INSERT ON money_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION money_posting_balanced();
"""

KEPT = """
CREATE FUNCTION money_keep_balance() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    -- First the update: of a row to be inserted the database would ask its check before it finds the one that is there.
    UPDATE money_balance b
       SET debit = b.debit + CASE WHEN NEW.debit THEN NEW.amount ELSE 0 END,
           credit = b.credit + CASE WHEN NEW.debit THEN 0 ELSE NEW.amount END
      FROM money_movement m
     WHERE m.id = NEW.movement_id AND b.subject_id = m.subject_id AND b.account = NEW.account;
    IF NOT FOUND THEN
        INSERT INTO money_balance (id, account, subject_type, subject_id, number, debit, credit, since, area_path)
        SELECT NEW.id, NEW.account, m.subject_type, m.subject_id, m.number,
               CASE WHEN NEW.debit THEN NEW.amount ELSE 0 END, CASE WHEN NEW.debit THEN 0 ELSE NEW.amount END, m.day, m.area_path
          FROM money_movement m WHERE m.id = NEW.movement_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER money_posting_keep_balance AFTER INSERT ON money_posting
    FOR EACH ROW EXECUTE FUNCTION money_keep_balance();
GRANT SELECT ON money_balance TO xuncheng_app;
"""


class Migration(migrations.Migration):
    dependencies = [("money", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        only_in_acts("money_movement"),
        readable_in_scope("money_movement"),
        only_in_acts("money_posting"),
        readable_in_scope("money_posting"),
        readable_in_scope("money_balance"),
        migrations.RunSQL(NEVER_CHANGED, migrations.RunSQL.noop),
        migrations.RunSQL(WRITTEN_WHOLE, migrations.RunSQL.noop),
        migrations.RunSQL(BALANCED, migrations.RunSQL.noop),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
