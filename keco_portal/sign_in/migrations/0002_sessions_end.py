"""PostgreSQL ends all sessions of a person when what they were given for is taken away.

By triggers, so that it holds whoever takes it, and by whatever way: a form, a command, SQL.
"""

from django.db import migrations

END = """
CREATE FUNCTION sign_in_end_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM sign_in_session WHERE person_id = (to_jsonb(OLD) ->> TG_ARGV[0])::bigint;
    RETURN NULL;
END
$$;

CREATE TRIGGER sign_in_sessions_end_with_rights AFTER UPDATE ON auth_user FOR EACH ROW
WHEN (
    OLD.password IS DISTINCT FROM NEW.password
    OR OLD.username IS DISTINCT FROM NEW.username
    OR OLD.is_active AND NOT NEW.is_active
    OR OLD.is_staff AND NOT NEW.is_staff
    OR OLD.is_superuser AND NOT NEW.is_superuser
)
EXECUTE FUNCTION sign_in_end_sessions('id');

CREATE TRIGGER sign_in_sessions_end_with_role_changed AFTER UPDATE ON institutes_membership
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION sign_in_end_sessions('user_id');

CREATE TRIGGER sign_in_sessions_end_with_role AFTER DELETE ON institutes_membership
FOR EACH ROW EXECUTE FUNCTION sign_in_end_sessions('user_id');

CREATE TRIGGER sign_in_sessions_end_with_device AFTER DELETE ON otp_totp_totpdevice
FOR EACH ROW WHEN (OLD.confirmed) EXECUTE FUNCTION sign_in_end_sessions('user_id');

CREATE TRIGGER sign_in_sessions_end_with_device_changed AFTER UPDATE ON otp_totp_totpdevice
FOR EACH ROW WHEN (OLD.confirmed AND NOT NEW.confirmed OR OLD.key IS DISTINCT FROM NEW.key)
EXECUTE FUNCTION sign_in_end_sessions('user_id');
"""
UNDO = """
DROP TRIGGER sign_in_sessions_end_with_rights ON auth_user;
DROP TRIGGER sign_in_sessions_end_with_role_changed ON institutes_membership;
DROP TRIGGER sign_in_sessions_end_with_role ON institutes_membership;
DROP TRIGGER sign_in_sessions_end_with_device ON otp_totp_totpdevice;
DROP TRIGGER sign_in_sessions_end_with_device_changed ON otp_totp_totpdevice;
DROP FUNCTION sign_in_end_sessions();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sign_in", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("institutes", "0004_history_and_memberships"),
        ("otp_totp", "0003_add_timestamps"),
    ]

    operations = [migrations.RunSQL(END, UNDO)]
