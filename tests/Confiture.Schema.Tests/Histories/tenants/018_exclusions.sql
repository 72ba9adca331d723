-- Sprints may overlap, subscriptions may not, whatever their state.
ALTER TABLE tracking.sprint DROP CONSTRAINT sprint_tenant_id_board_id_during_excl;
ALTER TABLE billing.subscription DROP CONSTRAINT subscription_tenant_id_period_excl;
ALTER TABLE billing.subscription ADD CONSTRAINT one_subscription EXCLUDE USING gist (tenant_id WITH =, period WITH &&) WHERE (state <> 'cancelled') DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE tracking.board_column ADD CONSTRAINT board_column_position_key UNIQUE (tenant_id, board_id, position) DEFERRABLE;
