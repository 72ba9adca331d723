namespace Confiture.Sql.Syntax;

/// <summary>The grammar of statements. Each part has its own file; this one finds the part for a statement.</summary>
internal sealed partial class SyntaxParser(string text, SyntaxTokens tokens) : SyntaxReader(text, tokens)
{
    private const int WordsOfUnclassified = 3;

    /// <summary>Reads all tokens as one statement.</summary>
    public StatementNode Parse()
    {
        Start();
        common.BackTo(0);
        var node = Statement();
        if (!AtEnd)
            Fail();
        if (!Failed)
            return node;
        return new Unclassified(FirstKeywords(), FailedAt) { Span = Whole() };
    }

    private SqlSpan Whole() => Tokens.Count == 0 ? default : new SqlSpan(Tokens[0].Start, Tokens[Tokens.Count - 1].End - Tokens[0].Start);

    private string FirstKeywords()
    {
        var words = new List<string>();
        for (var i = 0; i < Tokens.Count && words.Count < WordsOfUnclassified && Tokens[i].Kind == SqlTokenKind.Word; i++)
        {
            if (Tokens[i].Keyword is null && i > 0)
                break;
            words.Add(Text[Tokens[i].Start..Tokens[i].End].ToUpperInvariant());
        }

        return string.Join(' ', words);
    }

    /// <summary>One statement; what ends it is for the caller to say.</summary>
    private StatementNode Statement()
    {
        var start = Here;
        var node = Deeper(Dispatch) ?? Unknown();
        return Failed ? node : node with { Span = From(start) };
    }

    private Unclassified Unknown() => Fail(new Unclassified("", default));

    /// <summary>The statement from here to the token <paramref name="end"/>.</summary>
    private StatementNode StatementUpTo(int end) => Within(end, Statement) ?? Unknown();

    private StatementNode Dispatch() => Peek().Keyword?.Word switch
    {
        "CREATE" => Create(),
        "ALTER" => Alter(),
        "DROP" => Drop(),
        "SELECT" or "INSERT" or "UPDATE" or "DELETE" or "MERGE" or "WITH" or "VALUES" or "TABLE" => Query(),
        null when Is("(") => Query(),
        // A word of PostgreSQL 19.
        null when Is("REPACK") => RepackTable(),
        "COMMENT" => Comment(),
        "GRANT" or "REVOKE" => GrantOrRevoke(),
        "SECURITY" => SecurityLabel(),
        "TRUNCATE" => Truncate(),
        "LOCK" => Lock(),
        "REINDEX" => Reindex(),
        "REFRESH" => Refresh(),
        "REASSIGN" => Reassign(),
        "IMPORT" => Import(),
        "DO" => Do(),
        "CALL" => CallProcedure(),
        "COPY" => Copy(),
        "EXPLAIN" => Explain(),
        _ => DispatchSession(),
    };

    private StatementNode DispatchSession() => Peek().Keyword?.Word switch
    {
        "SET" => Set(),
        "RESET" => Reset(),
        "SHOW" => Show(),
        "BEGIN" or "START" or "COMMIT" or "END" or "ROLLBACK" or "ABORT" or "SAVEPOINT" or "RELEASE" => Transaction(),
        "PREPARE" => Prepare(),
        "EXECUTE" => Execute(),
        "DEALLOCATE" => DeallocateStatement(),
        "VACUUM" => VacuumTables(),
        "ANALYZE" or "ANALYSE" => AnalyzeTables(),
        "CLUSTER" => ClusterTable(),
        "LISTEN" or "UNLISTEN" or "NOTIFY" => Channel(),
        "DECLARE" or "FETCH" or "MOVE" or "CLOSE" => Cursor(),
        "DISCARD" => DiscardState(),
        "LOAD" => Load(),
        "CHECKPOINT" => CheckpointNow(),
        _ => Unknown(),
    };

    private StatementNode Create()
    {
        Skip(1);
        return Accept("OR", "REPLACE") ? CreateOrReplace(true) : CreateNew() ?? CreateOrReplace(false);
    }

    /// <summary>Objects with CREATE OR REPLACE as well as CREATE.</summary>
    private StatementNode CreateOrReplace(bool replace) => Peek().Keyword?.Word switch
    {
        "VIEW" or "RECURSIVE" => CreateView(replace, Persistence.Permanent),
        "TEMP" or "TEMPORARY" or "LOCAL" or "GLOBAL" => CreateView(replace, ReadPersistence()),
        "FUNCTION" or "PROCEDURE" => CreateRoutine(replace),
        "AGGREGATE" => CreateAggregate(replace),
        "RULE" => CreateRule(replace),
        "TRIGGER" or "CONSTRAINT" => CreateTrigger(replace),
        "LANGUAGE" or "TRUSTED" or "PROCEDURAL" => CreateLanguage(replace),
        "TRANSFORM" => CreateTransform(replace),
        _ => Unknown(),
    };

    /// <summary>Objects without CREATE OR REPLACE; otherwise null.</summary>
    private StatementNode? CreateNew() => Peek().Keyword?.Word switch
    {
        "TABLE" => CreateTable(Persistence.Permanent),
        "TEMP" or "TEMPORARY" or "LOCAL" or "GLOBAL" or "UNLOGGED" => CreateRelation(ReadPersistence()),
        "MATERIALIZED" => CreateMaterializedView(Persistence.Permanent),
        "SEQUENCE" => CreateSequence(Persistence.Permanent),
        "UNIQUE" or "INDEX" => CreateIndex(),
        "TYPE" => CreateType(),
        "DOMAIN" => CreateDomain(),
        "SCHEMA" => CreateSchema(),
        "EXTENSION" => CreateExtension(),
        "POLICY" => CreatePolicy(),
        "CAST" => CreateCast(),
        "OPERATOR" => CreateOperator(),
        "COLLATION" => CreateCollation(),
        "DEFAULT" or "CONVERSION" => CreateConversion(),
        "TEXT" => CreateTextSearch(),
        "STATISTICS" => CreateStatistics(),
        "EVENT" => CreateEventTrigger(),
        _ => CreateForServer(),
    };

    private StatementNode? CreateForServer() => Peek().Keyword?.Word switch
    {
        "FOREIGN" => Is("TABLE", 1) ? CreateForeignTable() : CreateForeignDataWrapper(),
        "SERVER" => CreateServer(),
        "USER" when Is("MAPPING", 1) => CreateUserMapping(),
        "ROLE" or "USER" or "GROUP" => CreateRole(),
        "PUBLICATION" => CreatePublication(),
        "SUBSCRIPTION" => CreateSubscription(),
        "ACCESS" => CreateAccessMethod(),
        "TABLESPACE" => CreateTablespace(),
        "DATABASE" => CreateDatabase(),
        null when Is("PROPERTY", "GRAPH") => CreatePropertyGraph(Persistence.Permanent),
        _ => null,
    };

    private Persistence ReadPersistence()
    {
        if (Accept("UNLOGGED"))
            return Persistence.Unlogged;
        OneOf("LOCAL", "GLOBAL");
        Demand("TEMPORARY", "TEMP");
        return Persistence.Temporary;
    }

    private StatementNode CreateRelation(Persistence persistence) => Peek().Keyword?.Word switch
    {
        "TABLE" => CreateTable(persistence),
        "SEQUENCE" => CreateSequence(persistence),
        "MATERIALIZED" when persistence == Persistence.Unlogged => CreateMaterializedView(persistence),
        "VIEW" or "RECURSIVE" when persistence == Persistence.Temporary => CreateView(replace: false, persistence),
        null when persistence == Persistence.Temporary && Is("PROPERTY", "GRAPH") => CreatePropertyGraph(persistence),
        _ => Unknown(),
    };
}
