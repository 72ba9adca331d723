namespace Confiture.Sql.Syntax;

/// <summary>Triggers and event triggers.</summary>
internal sealed partial class SyntaxParser
{
    private CreateTrigger CreateTrigger(bool replace)
    {
        var isConstraint = Accept("CONSTRAINT");
        Expect("TRIGGER");
        var name = Name();
        var timing = Timing();
        List<string> events = [];
        List<Identifier> columns = [];
        do
        {
            events.Add(Demand("INSERT", "DELETE", "UPDATE", "TRUNCATE"));
            if (events[^1] == "UPDATE" && Accept("OF"))
                columns.AddRange(List(Name));
        }
        while (Accept("OR"));
        Expect("ON");
        var trigger = new CreateTrigger(name, Qualified(),
            AsSqlName(name)) { OrReplace = replace, IsConstraint = isConstraint, Timing = timing, Events = events, Columns = columns };
        return TriggerTail(trigger);
    }

    private TriggerTiming Timing()
    {
        if (Accept("INSTEAD", "OF"))
            return TriggerTiming.InsteadOf;
        return Demand("BEFORE", "AFTER") == "BEFORE" ? TriggerTiming.Before : TriggerTiming.After;
    }

    private CreateTrigger TriggerTail(CreateTrigger trigger)
    {
        if (Accept("FROM"))
            trigger = trigger with { From = Qualified() };
        var (deferrable, deferred) = Deferral();
        trigger = Transitions(trigger with { Deferrable = deferrable, InitiallyDeferred = deferred });
        if (Accept("FOR"))
        {
            Accept("EACH");
            trigger = trigger with { ForEachRow = Demand("ROW", "STATEMENT") == "ROW" };
        }

        trigger = trigger with { When = Accept("WHEN") ? EnclosedExpression() : null };
        var function = TriggerFunction();
        if (!Is("("))
            Fail();
        return trigger with { Function = function, Arguments = SkipEnclosed() };
    }

    private SqlName TriggerFunction()
    {
        Expect("EXECUTE");
        Demand("FUNCTION", "PROCEDURE");
        return Qualified();
    }

    private CreateTrigger Transitions(CreateTrigger trigger)
    {
        if (!Accept("REFERENCING"))
            return trigger;
        do
        {
            var isNew = Demand("NEW", "OLD") == "NEW";
            Demand("TABLE", "ROW");
            Accept("AS");
            var name = Name();
            trigger = isNew ? trigger with { NewTable = name } : trigger with { OldTable = name };
        }
        while (IsAny("NEW", "OLD"));
        return trigger;
    }

    private CreateEventTrigger CreateEventTrigger()
    {
        Expect("EVENT", "TRIGGER");
        var name = Name();
        Expect("ON");
        var happening = Label();
        var filters = new List<EventTriggerFilter>();
        if (Accept("WHEN"))
        {
            do
            {
                filters.Add(Filter());
            }
            while (Accept("AND"));
        }

        var function = TriggerFunction();
        Expect("(", ")");
        return new CreateEventTrigger(name, happening, filters, function);
    }

    private EventTriggerFilter Filter()
    {
        var variable = Name();
        Expect("IN");
        return new EventTriggerFilter(variable, Enclosed(String));
    }
}
