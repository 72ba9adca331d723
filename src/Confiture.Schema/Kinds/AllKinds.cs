namespace Confiture.Schema;

/// <summary>Every kind that the model knows. What belongs to something stands after it.</summary>
internal static class AllKinds
{
    internal static readonly IReadOnlyList<Kind> List =
    [
        new SchemaKind(), new ExtensionKind(), new LanguageKind(), new CollationKind(),
        new EnumKind(), new DomainKind(), new CompositeKind(), new RangeKind(),
        new RoutineKind(), new AggregateKind(), new ConversionKind(), new AccessMethodKind(), new OperatorKind(), new OperatorFamilyKind(), new OperatorClassKind(), new CastKind(), new TransformKind(),
        new SearchParserKind(), new SearchTemplateKind(), new SearchDictionaryKind(), new SearchConfigurationKind(),
        new SequenceKind(), new DataWrapperKind(), new ServerKind(), new UserMappingKind(),
        new TableKind(), new ForeignTableKind(), new ViewKind(), new MaterializedViewKind(),
        new DomainConstraintKind(), new AttributeKind(), new ColumnKind(), new IdentitySequenceKind(), new SystemColumnKind(), new DefaultKind(), new ConstraintKind(), new IndexKind(), new StatisticsKind(),
        new TriggerKind(), new PartitionTriggerKind(), new RuleKind(), new PolicyKind(), new EventTriggerKind(),
        new PublicationKind(), new PublicationTableKind(), new PublicationSchemaKind(), new SubscriptionKind(), new DefaultPrivilegesKind(), new RoleSettingsKind(), new GivenPrivilegesKind(),
    ];
}
