-- Tenants can be read only, conversations can be spam.
ALTER TYPE core.tenant_state ADD VALUE 'read_only' BEFORE 'suspended';
ALTER TYPE support.conversation_state ADD VALUE 'spam';
ALTER TYPE work.link_kind ADD VALUE 'causes' AFTER 'blocks';
ALTER TYPE auth.mfa_kind ADD VALUE 'passkey' AFTER 'totp';
