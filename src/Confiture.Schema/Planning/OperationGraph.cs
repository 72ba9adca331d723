namespace Confiture.Schema;

/// <summary>Puts what happens to objects into an order in which the server accepts it, always the same one.</summary>
internal sealed class OperationGraph
{
    private readonly PlannedActions actions;
    private readonly Scope scope;
    private readonly List<Operation> operations = [];
    private readonly Dictionary<ObjectId, Operation> drops = [], creations = [], alterations = [], leavings = [], attachments = [], rooms = [];
    private readonly List<Operation> releases = [];

    internal OperationGraph(PlannedActions actions)
    {
        this.actions = actions;
        scope = actions.Scope;
        AddDrops();
        AddCreations();
        AddAlterations();
        Park();
        foreach (var operation in operations.ToList()) AddLate(operation);
        new PartitionLinks(scope, operations, new(creations, alterations, drops), leavings, attachments).Link();
        foreach (var index in actions.Created.Where(item => item.Kind is IndexKind or ConstraintKind && !creations.ContainsKey(item.Parent!.Id))) ChooseAgain(index);
        LinkDrops();
        LinkCreations();
        LinkNames();
        LinkReleases();
        new CounterLinks(actions, Add, drops, creations, alterations).Link();
        new BodyOrder(actions, operations, drops, creations, alterations).Link();
        foreach (var operation in operations) operation.Locking(LockedTables.Of(operation.Item, operation.Changes, scope));
        foreach (var exchange in scope.Exchanges) Add(exchange.Operation);
        new Atomicity(actions, operations).Link(drops, creations);
    }

    internal IReadOnlyList<ChangeGroup> InOrder() => Schedule.Of(operations);

    private void AddDrops()
    {
        var dropped = actions.Dropped.ToDictionary(item => item.Id);
        foreach (var item in dropped.Values.OrderBy(item => item.OwningColumn is null ? Depth(item) + PartDepth(item) : int.MaxValue))
        {
            if (RangeKind.RangeOf(item) is { } range && dropped.ContainsKey(range.Id))
            {
                drops[item.Id] = drops[range.Id];
                continue;
            }

            // What goes with its parent has the parent's operation, but for foreign keys between tables that both go.
            if (item.Parent is { } parent && dropped.ContainsKey(parent.Id) && item.Kind.GoesWithParent && !LeadsBack(item, dropped) && !(item.Kind is ConstraintKind && item["type"] == "f" && ConstraintKind.ReferredTable(item) is { } referred && referred != parent && dropped.ContainsKey(referred.Id)))
            {
                drops[item.Id] = drops[parent.Id];
                continue;
            }

            if (item.Kind is IndexKind && item["part_of"] is not null && item.DependsOn.FirstOrDefault(d => d.Kind is IndexKind or ConstraintKind && dropped.ContainsKey(d.Id)) is { } whole)
            {
                drops[item.Id] = drops[whole.Id];
                continue;
            }

            if (item.OwningColumn is { } column && dropped.ContainsKey(column.Id))
            {
                drops[item.Id] = drops[column.Id];
                continue;
            }

            drops[item.Id] = Add(new(Stage.Drop, item, actions.IsSwapped(item) ? Swap.Forget(item, scope) : item.Kind.Drop(item, scope)));
        }
    }

    // A default whose function reads the default's own table, for example: it goes first, then the function, then the table.
    private static bool LeadsBack(SchemaObject item, Dictionary<ObjectId, SchemaObject> dropped)
    {
        if (item.Kind is not (DefaultKind or ConstraintKind or IndexKind or PolicyKind or TriggerKind or RuleKind)) return false;
        var table = Top(item);
        HashSet<SchemaObject> seen = [];
        return item.DependsOn.Any(d => Top(d) != table && Leads(d));

        bool Leads(SchemaObject on) => dropped.ContainsKey(on.Id) && seen.Add(on) && on.DependsOn.Any(d => Top(d) == table || Leads(d));
    }

    private static SchemaObject Top(SchemaObject item) => item.Parent is { } parent ? Top(parent) : item;

    private void AddCreations()
    {
        var created = actions.Created.ToDictionary(item => item.Id);
        foreach (var item in created.Values.OrderBy(Depth))
        {
            var maker = RangeKind.RangeOf(item) ?? item.Parent;
            var within = maker is not null && created.ContainsKey(maker.Id) && item.Kind is ColumnKind or AttributeKind or RoutineKind
                || (item.Parent is { } domain && created.ContainsKey(domain.Id) && DomainConstraintKind.IsWithin(item))
                || (item.Kind is DefaultKind && created.ContainsKey(item.Parent!.Id) && !created.ContainsKey(item.Parent.Parent!.Id) && item.Parent.Parent.Kind is not ViewKind);
            if (within)
            {
                // Named already by what makes the parent; its grants and its comment are not.
                creations[item.Id] = creations[maker!.Id];
                creations[item.Id].Changes.AddRange(Facets.Create(item, scope));
                continue;
            }

            creations[item.Id] = Add(new(Stage.Create, item, [.. item.Kind.Create(item, scope), .. Facets.Create(item, scope)]));
        }

        foreach (var item in created.Values.Where(actions.IsSwapped))
        {
            var away = Add(new(Stage.Drop, scope.From.Find(item.Id)!, Swap.MakeRoom(scope.From.Find(item.Id)!, scope)));
            creations[item.Id].After.Add(rooms[item.Id] = away);
            if (item.Kind is IndexKind) drops[item.Id].After.Add(creations[item.Id]);
        }
    }

    private void AddAlterations()
    {
        foreach (var (from, to, attributes) in actions.Altered)
        {
            HashSet<string> own = [.. attributes.Except(Facets.Names, StringComparer.Ordinal)];
            var changes = own.Count == 0 ? [] : to.Kind.Alter(from, to, own, scope) ?? [];
            alterations[to.Id] = Add(new(Stage.Alter, to, [.. changes, .. Facets.Alter(from, to, attributes, scope)]));
            if (to.Kind.Leave(from, to, own, scope).ToList() is not [_, ..] leaving) continue;
            alterations[to.Id].After.Add(leavings[to.Id] = Add(new(Stage.Drop, from, leaving)));
        }

        LinkPersistence();
        MakeOwn();
        foreach (var (from, to, attributes) in actions.Altered.Where(a => a.From.Kind is ColumnKind && a.From["not_null"] is not null && a.To["not_null"] is null)) ForbidAgain(to);
        foreach (var (from, to) in actions.Retyped)
        {
            var operation = alterations.TryGetValue(to.Id, out var known) ? known : alterations[to.Id] = Add(new(Stage.Alter, to, []));
            operation.Changes.InsertRange(0, [.. TypeSwap.Convert(from, to, scope, actions.IsSwapped), .. ColumnWords.Storage(to)]);
            foreach (var type in from.DependsOn.Where(actions.IsSwapped))
            {
                operation.After.Add(creations[type.Id]);
                drops[type.Id].After.Add(operation);
            }
        }
    }

    // Above and below, nulls are allowed at once; who goes on without them has to say so again.
    private void ForbidAgain(SchemaObject above)
    {
        foreach (var column in scope.To.Objects.Where(c => c.Kind is ColumnKind && c.DependsOn.Contains(above) && c["not_null"] == "true" && scope.From.Find(c.Id)?["not_null"] == "true" && actions.Stays(c.Id)))
        {
            var operation = alterations.TryGetValue(column.Id, out var known) ? known : alterations[column.Id] = Add(new(Stage.Alter, column, []));
            operation.Changes.Add(new($"ALTER TABLE {column.Parent!.Id.Address} ALTER COLUMN {Sql.SqlIdentifier.Write(column.Name)} SET NOT NULL"));
        }
    }

    private void Park()
    {
        foreach (var column in actions.Parked)
        {
            var park = Add(new(Stage.Drop, column, [TypeSwap.Park(column)]));
            var unpark = alterations.TryGetValue(column.Id, out var known) ? known : alterations[column.Id] = Add(new(Stage.Alter, column, []));
            unpark.Changes.Insert(0, TypeSwap.Unpark(column));
            unpark.After.Add(park);
            foreach (var (_, drop) in drops.Where(d => scope.From.Find(d.Key)!.DependsOn.Any(on => on.Id == column.Id))) park.After.Add(drop);
            var rows = column.DependsOn.Where(on => on != column.Parent).Select(on => on.Id).ToHashSet();
            foreach (var (_, change) in alterations.Where(a => scope.To.Find(a.Key)!.Parent is { } table && rows.Contains(table.Id)))
            {
                change.After.Add(park);
                unpark.After.Add(change);
            }
        }
    }

    // What a table is to say itself besides having it from above.
    private void MakeOwn()
    {
        foreach (var to in scope.To.Objects.Where(o => o.Kind is TableKind && o.Get("bound") is null && o["inherits"] is not null))
        {
            List<Change> changes = [.. to.Children.Where(c => c.Kind is ColumnKind && c["not_null_too"] is not null && scope.From.Find(c.Id)?.Get("not_null_too") is null).Select(c => ColumnWords.SayNotNull(c))];
            if (scope.From.Find(to.Id) is { } from && actions.Stays(to.Id))
            {
                if (InheritanceWords.MakeOwn(from, to, scope).ToList() is [_, ..] released) releases.Add(Add(new(Stage.Drop, to, released)));
                changes.AddRange(to.Children.Where(c => ConstraintKind.IsOwnToo(scope.From.Find(c.Id), c) && actions.Stays(c.Id)).Select(c => new Change($"ALTER TABLE {to.Id.Address} ADD {ConstraintKind.Words(c)}")));
            }

            if (changes.Count == 0) continue;
            var own = Add(new(Stage.Finish, to, changes));
            foreach (var part in to.Children.Prepend(to)) Follow(own, part);
        }
    }

    // A table that leaves its parents for a moment does so while all that they hand down is as it was: what they get later would stay with it as its own.
    private void LinkReleases()
    {
        foreach (var release in releases)
        {
            var family = release.Item.ListOf("inherits").Append(release.Item.Id.Address).ToHashSet(StringComparer.Ordinal);
            foreach (var operation in operations.Where(o => o.Item.Kind is ColumnKind or ConstraintKind or DefaultKind && family.Contains(Top(o.Item).Id.Address)))
            {
                // A check that goes would stay with it, too.
                if (operation is { Stage: Stage.Drop, Item.Kind: ConstraintKind }) release.After.Add(operation);
                else operation.After.Add(release);
            }
        }
    }

    // A logged table cannot refer to an unlogged one: losing the log begins with who refers, gaining it with who is referred to.
    private void LinkPersistence()
    {
        // The sequences of a table's columns change with it.
        foreach (var sequence in scope.To.Objects.Where(s => s.Kind is SequenceKind && s.OwningColumn is not null && actions.Stays(s.Id) && scope.To.ServerVersion >= 15_00_00))
        {
            var table = sequence.OwningColumn!.Parent!;
            if (table.Get("unlogged") == sequence["unlogged"] || scope.From.Find(table.Id) is not { } before || before.Get("unlogged") == table["unlogged"] || !alterations.TryGetValue(table.Id, out var change)) continue;
            Add(new(Stage.Finish, sequence, [SequenceKind.Logged(sequence)])).After.Add(change);
        }

        foreach (var key in scope.To.Objects.Where(o => o.Kind is ConstraintKind && o["type"] == "f"))
        {
            if (ConstraintKind.ReferredTable(key) is not { } referred || referred == key.Parent || scope.From.Find(referred.Id)?.Get("unlogged") == referred["unlogged"] || !alterations.TryGetValue(key.Parent!.Id, out var own) || !alterations.TryGetValue(referred.Id, out var other)) continue;
            if (key.Parent.Is("unlogged")) other.After.Add(own);
            else own.After.Add(other);
        }
    }

    private void AddLate(Operation operation)
    {
        foreach (var (item, from) in Finished(operation))
        {
            HashSet<string> attributes = [.. item.Kind.Late.Where(name => from is null ? item.Get(name) is not null : item.Kind.IsLateChange(name, from, item))];
            foreach (var late in item.Kind.Finish(from, item, attributes, scope))
            {
                if (attributes.Count == 0) break;
                var added = Add(new(Stage.Finish, item, late.Changes));
                added.After.Add(operation);
                if (attributes.Contains("bound")) attachments[item.Id] = added;
                // What is said may use what these use: the bound of a partition a new value of an enum.
                foreach (var needed in late.After.SelectMany(n => n.DependsOn.Prepend(n))) Follow(added, needed);
            }
        }
    }

    // A table forgets which index it was clustered on or identified by when that index is made anew.
    private void ChooseAgain(SchemaObject index)
    {
        var (table, name) = (index.Parent!, Sql.SqlIdentifier.Write(index.Name));
        HashSet<string> chosen = [];
        if (table.Get("clustered_on") == name) chosen.Add("clustered_on");
        if (table.Get("replica_identity") == $"USING INDEX {name}") chosen.Add("replica_identity");
        if (chosen.Count == 0 || scope.From.Find(table.Id) is not { } from || scope.From.Find(index.Id) is null) return;
        foreach (var late in table.Kind.Finish(from, table, chosen, scope)) Add(new(Stage.Finish, table, late.Changes)).After.Add(creations[index.Id]);
    }

    private IEnumerable<(SchemaObject Item, SchemaObject? From)> Finished(Operation operation) => operation.Stage switch
    {
        Stage.Create => [(operation.Item, null)],
        Stage.Alter => [(operation.Item, scope.From.Find(operation.Item.Id))],
        _ => [],
    };

    private void LinkDrops()
    {
        foreach (var (id, drop) in drops)
        {
            foreach (var on in scope.From.Find(id)!.DependsOn)
            {
                // Who depends goes first, and before what it depends on changes.
                if (drops.TryGetValue(on.Id, out var later) && later != drop)
                {
                    // What a table has from above can go only after it is gone there.
                    if (!IsHandedDown(drop.Item, later.Item)) later.After.Add(drop);
                    else drop.After.Add(later);
                }

                // What is called by the name of what steps aside goes while that has the name.
                if (!actions.IsSwapped(drop.Item) && rooms.TryGetValue(on.Id, out var room) && id.Address.Contains(on.Id.Address, StringComparison.Ordinal)) room.After.Add(drop);

                // An owner or a comment changes whoever depends.
                if (alterations.TryGetValue(on.Id, out var change) && !actions.IsUntouched(on.Id) && !actions.IsSwapped(drop.Item)) change.After.Add(drop);
                if (!leavings.TryGetValue(on.Id, out var leaving)) continue;
                // What a table has from above is its own only once it has left.
                if (drop.Item.Kind is ConstraintKind or ColumnKind && drop.Item.Is("inherited") && on == drop.Item.Parent) drop.After.Add(leaving);
                else leaving.After.Add(drop);
            }
        }

        foreach (var (id, leaving) in leavings) LinkHandedDown(scope.From.Find(id)!, leaving);

        foreach (var (id, change) in alterations)
        {
            foreach (var on in scope.From.Find(id)!.DependsOn)
            {
                if (drops.TryGetValue(on.Id, out var later) && !creations.ContainsKey(on.Id)) later.After.Add(change);
            }
        }
    }

    // What a table keeps when it leaves must not go with what is above it. A partition takes all with it; other tables leave what goes above.
    private void LinkHandedDown(SchemaObject table, Operation leaving)
    {
        foreach (var item in table.Children)
        {
            foreach (var drop in item.DependsOn.Where(on => drops.ContainsKey(on.Id) && IsHandedDown(item, on)).Select(on => drops[on.Id]))
            {
                if (actions.Stays(item.Id) || TableWords.IsLeft(table, scope)) drop.After.Add(leaving);
                else leaving.After.Add(drop);
            }
        }
    }

    private void LinkCreations()
    {
        foreach (var (id, creation) in creations)
        {
            if (drops.TryGetValue(id, out var drop) && !actions.IsSwapped(drop.Item)) creation.After.Add(drop);
            foreach (var on in scope.To.Find(id)!.DependsOn)
            {
                if (!IsMadeBelowFirst(scope.To.Find(id)!, on)) Follow(creation, on);
                else if (creations[on.Id] != creation) creations[on.Id].After.Add(creation);
            }
        }

        foreach (var (id, drop) in drops.Where(d => ConstraintKind.IsNoLongerOwn(scope.From.Find(d.Key), scope.To.Find(d.Key) ?? scope.From.Find(d.Key)!)))
        {
            foreach (var above in scope.To.Find(id)!.DependsOn.Where(on => on.Kind is ConstraintKind && creations.ContainsKey(on.Id))) creations[above.Id].After.Add(drop);
        }

        foreach (var (id, change) in alterations)
        {
            foreach (var on in scope.To.Find(id)!.DependsOn) Follow(change, on);
        }

        LinkDomains();
    }

    // No constraint can be added to a domain that columns have inside of arrays and other types.
    private void LinkDomains()
    {
        var constraints = creations.Select(c => (Operation: c.Value, Item: scope.To.Find(c.Key)!)).Where(c => c.Item.Kind is DomainConstraintKind && !creations.ContainsKey(c.Item.Parent!.Id) && c.Item.DependsOn.All(on => on == c.Item.Parent)).ToList();
        foreach (var (constraint, item) in constraints)
        {
            foreach (var (_, creation) in creations.Where(c => scope.To.Find(c.Key) is { Kind: ColumnKind } column && Holds(column, item.Parent!))) creation.After.Add(constraint);
        }

        static bool Holds(SchemaObject item, SchemaObject domain) =>
            item.DependsOn.Any(on => on == domain || (on != item.Parent && on.Kind is TypeKind && (Holds(on, domain) || on.Children.Any(child => child.Kind is AttributeKind && Holds(child, domain)))));
    }

    // A column of its own that a table is to have from above as well: the one above joins it, and not the other way round.
    private bool IsMadeBelowFirst(SchemaObject item, SchemaObject on) =>
        item.Kind is ColumnKind && IsHandedDown(item, on) && !item.Is("inherited") && item.Parent!.Get("bound") is null && creations.ContainsKey(on.Id) && !creations.ContainsKey(item.Parent.Id) && !creations.ContainsKey(on.Parent!.Id);

    private static bool IsHandedDown(SchemaObject item, SchemaObject from) => item.Kind == from.Kind && item.Parent != from.Parent && (item.Kind is ColumnKind || (item.Kind is ConstraintKind && item["type"] == "c"));

    // A name is free once its holder is gone.
    private void LinkNames()
    {
        var leaving = drops.Where(d => scope.From.Find(d.Key)!.Kind.Occupies(scope.From.Find(d.Key)!) is not null && !actions.IsSwapped(scope.From.Find(d.Key)!))
            .ToLookup(d => scope.From.Find(d.Key)!.Kind.Occupies(scope.From.Find(d.Key)!)!, d => d.Value);
        foreach (var (id, creation) in creations)
        {
            if (scope.To.Find(id)! is not { } item || item.Kind.Occupies(item) is not { } name) continue;
            foreach (var drop in leaving[name])
            {
                if (drop != creation) creation.After.Add(drop);
            }
        }
    }

    private void Follow(Operation operation, SchemaObject needed)
    {
        if (creations.TryGetValue(needed.Id, out var creation) && creation != operation) operation.After.Add(creation);
        if (alterations.TryGetValue(needed.Id, out var alteration) && alteration != operation) operation.After.Add(alteration);
        // Who builds a row of a type names all that is in it.
        if (needed.Kind is CompositeKind && operation.Item.Kind is not AttributeKind) foreach (var attribute in needed.Children.Where(c => c.Kind is AttributeKind)) Follow(operation, attribute);
    }

    private Operation Add(Operation operation)
    {
        operations.Add(operation);
        return operation;
    }

    // An index that is part of another one goes with it.
    private static int PartDepth(SchemaObject item) =>
        item.Kind is IndexKind && item["part_of"] is not null && item.DependsOn.FirstOrDefault(d => d.Kind is IndexKind) is { } whole ? 1 + PartDepth(whole) : 0;

    private static int Depth(SchemaObject item) => (RangeKind.RangeOf(item) ?? item.Parent) is { } maker ? 1 + Depth(maker) : 0;
}
