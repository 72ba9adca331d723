namespace Confiture.Schema;

/// <summary>Every kind that the model knows. What belongs to something stands after it.</summary>
internal static class AllKinds
{
    internal static readonly IReadOnlyList<Kind> List =
    [
        new SchemaKind(), new ExtensionKind(), new LanguageKind(), new CollationKind(),
        new EnumKind(), new DomainKind(), new CompositeKind(), new RangeKind(),
        new RoutineKind(), new AggregateKind(), new ConversionKind(), new AccessMethodKind(), new OperatorKind(), new OperatorFamilyKind(),
        new OperatorClassKind(), new CastKind(), new TransformKind(),
        new SearchParserKind(), new SearchTemplateKind(), new SearchDictionaryKind(), new SearchConfigurationKind(),
        new SequenceKind(), new DataWrapperKind(), new ServerKind(), new UserMappingKind(),
        new TableKind(), new ForeignTableKind(), new ViewKind(), new MaterializedViewKind(),
        new DomainConstraintKind(), new AttributeKind(), new ColumnKind(), new IdentitySequenceKind(), new SystemColumnKind(), new DefaultKind(),
        new ConstraintKind(), new IndexKind(), new StatisticsKind(),
        new TriggerKind(), new PartitionTriggerKind(), new RuleKind(), new PolicyKind(), new EventTriggerKind(),
        new PublicationKind(), new PublicationTableKind(), new PublicationSchemaKind(), new SubscriptionKind(), new DefaultPrivilegesKind(),
        new RoleSettingsKind(), new GivenPrivilegesKind(),
    ];

    private static readonly Dictionary<Kind, int> Places = List.Index().ToDictionary(k => k.Item, k => k.Index);

    /// <summary>The place of a kind among all.</summary>
    internal static int PlaceOf(Kind kind) => Places[kind];

    /// <summary>Says whether a statement is about what no copy of a database has.</summary>
    internal static bool NeverCopied(Change change) => List.Where(kind => !kind.CanBeMade)
        .SelectMany(kind => (string[])[$"ALTER {kind.OwnerWord} ", $"DROP {kind.OwnerWord} ", $"COMMENT ON {kind.OwnerWord} "])
        .Any(words => change.Sql.StartsWith(words, StringComparison.Ordinal));
}
