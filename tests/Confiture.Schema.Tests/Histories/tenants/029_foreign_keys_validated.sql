-- Partitioned tables get their references.
ALTER TABLE integration.webhook_event ADD CONSTRAINT webhook_event_webhook_fk FOREIGN KEY (tenant_id, webhook_id) REFERENCES integration.webhook (tenant_id, id) ON DELETE CASCADE;
ALTER TABLE billing.usage_record ADD CONSTRAINT usage_record_meter_fk FOREIGN KEY (tenant_id, meter_id) REFERENCES billing.usage_meter (tenant_id, id);
ALTER TABLE chat.message_reaction ADD CONSTRAINT message_reaction_message_fk FOREIGN KEY (tenant_id, message_id) REFERENCES chat.message (tenant_id, id) ON DELETE CASCADE;
ALTER TABLE tracking.time_entry ADD CONSTRAINT time_entry_day_check CHECK (day > '2000-01-01') NOT VALID;
ALTER TABLE support.customer ALTER email SET NOT NULL, ALTER name SET DEFAULT '';
ALTER TABLE auth.team DROP CONSTRAINT team_lead_fk, ADD CONSTRAINT team_lead_fk FOREIGN KEY (tenant_id, lead_id) REFERENCES auth.membership (tenant_id, id) DEFERRABLE;
