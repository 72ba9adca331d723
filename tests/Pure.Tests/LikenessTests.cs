using Confiture.Schema;

namespace Pure.Tests;

/// <summary>How much alike two objects are, in figures.</summary>
public sealed class LikenessTests
{
    private const int Digits = 9;
    private static readonly AttributeNames Names = AttributeNames.Of(
        ["type", "type_category", "number", "not_null", "expression", "comment", "identity", "generated", "labels"]);

    [Theory]
    [InlineData("name", "name", 1)]
    [InlineData("Name", "nAME", 1)]
    [InlineData("name", "game", 2.0 / 3)]
    [InlineData("abc", "abxy", 0.4)]
    [InlineData("abab", "ab", 2.0 / 3)]
    [InlineData("abc", "xyz", 0)]
    [InlineData("a", "a", 0)]
    [InlineData("", "", 0)]
    [InlineData("", "ab", 0)]
    public void Names_are_alike_by_the_pairs_of_letters_that_they_share(string one, string other, double likeness) =>
        Assert.Equal(likeness, Likeness.OfNames(one, other), Digits);

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("a", "", 0)]
    [InlineData("a b", "a b", 1)]
    [InlineData("a b", "b a", 1)]
    [InlineData("a b c", "a", 1.0 / 3)]
    [InlineData("a", "a b c d", 0.25)]
    [InlineData("a b", "A b", 0.5)]
    public void Lists_are_alike_by_what_they_share_of_the_longer_one(string one, string other, double likeness) =>
        Assert.Equal(likeness, Likeness.Shared(Words(one), Words(other)), Digits);

    [Theory]
    [InlineData("a old c", "old", "a new c", "new", 0.5)]
    [InlineData("old c", "old", "x new c", "new", 0.5)]
    [InlineData("a old c", "old", "a new", "new", 0.5)]
    [InlineData("a old", "old", "x a new y", "new", 0.5)]
    [InlineData("a old", "old", "b c new", "new", 0.5)]
    [InlineData("old a", "old", "b c new", "new", 0)]
    [InlineData("a b old x", "old", "c new d", "new", 0)]
    [InlineData("old a", "old", "new b", "new", 0.5)]
    [InlineData("a b old x", "old", "b new d", "new", 0.5)]
    [InlineData("a old x", "old", "b c new x", "new", 0.5)]
    [InlineData("a b same x", "same", "c same d", "same", 0.6)]
    [InlineData("a same", "same", "a same", "same", 1.1)]
    public void Labels_are_alike_by_their_neighbours_and_their_names(string before, string old, string after, string next, double likeness) =>
        Assert.Equal(likeness, Likeness.OfLabels(Words(before), old, Words(after), next), Digits);

    [Theory]
    [InlineData("order_no", "order_no", 1)]
    [InlineData("abc", "xyz", 0.4)]
    [InlineData("name", "game", 0.4 + (0.6 * 2 / 3))]
    public void Sequences_are_alike_by_their_names(string one, string other, double likeness) =>
        Assert.Equal(likeness, Likeness.Of(Make(new SequenceKind(), null, one), Make(new SequenceKind(), null, other)), Digits);

    [Fact]
    public void The_same_column_is_alike_in_everything()
    {
        var (from, to) = (Column("price", "integer", 2), Column("price", "integer", 2));

        Assert.Equal(1, Likeness.Of(from, to), Digits);
        Assert.Equal(0.75, Likeness.Of(from, to, byName: false), Digits);
    }

    [Theory]
    [InlineData("type", "bigint", 0.2)]
    [InlineData("type_category", "S", 0)]
    [InlineData("number", "3", 0.2)]
    [InlineData("not_null", "true", 0.05)]
    [InlineData("expression", "1", 0.05)]
    [InlineData("comment", "text", 0.05)]
    [InlineData("identity", "always", 0.05)]
    [InlineData("generated", "stored", 0.05)]
    public void Each_attribute_of_a_column_counts_for_itself(string attribute, string value, double cost)
    {
        var (from, to) = (Column("price", "integer", 2), Column("price", "integer", 2, (attribute, value)));

        Assert.Equal(1 - cost, Likeness.Of(from, to), Digits);
        Assert.Equal(1 - cost, Likeness.Of(to, from), Digits);
    }

    [Theory]
    [InlineData("price", "quota", 0.75)]
    [InlineData("price", "priced", 0.75 + (0.25 * 8 / 9))]
    public void Names_count_as_far_as_they_are_alike(string one, string other, double likeness) =>
        Assert.Equal(likeness, Likeness.Of(Column(one, "integer", 2), Column(other, "integer", 2)), Digits);

    [Fact]
    public void Types_of_different_sorts_have_nothing_in_common() =>
        Assert.Equal(0.6, Likeness.Of(Column("price", "integer", 2), Column("price", "text", 2, ("type_category", "S"))), Digits);

    [Theory]
    [InlineData("numeric(10,2)", "numeric(12,4)", 0.8)]
    [InlineData("numeric(10,2)", "numeric", 0.8)]
    [InlineData("numeric(10,2)", "text", 0.6)]
    public void Without_categories_types_are_of_one_sort_but_for_their_modifiers(string one, string other, double likeness)
    {
        var (from, to) = (Column("price", one, 2, ("type_category", null)), Column("price", other, 2, ("type_category", null)));

        Assert.Equal(likeness, Likeness.Of(from, to), Digits);
    }

    [Fact]
    public void A_column_that_others_moved_is_in_place_after_the_same_neighbour()
    {
        var (from, to) = (Table("t", ("id", "integer"), ("price", "integer")), Table("t", ("new", "integer"), ("id", "integer"), ("price", "integer")));

        Assert.Equal(1, Likeness.Of(from.Children[1], to.Children[2]), Digits);
        Assert.Equal(0.8, Likeness.Of(from.Children[0], to.Children[1]), Digits);
        Assert.Equal(0.8, Likeness.Of(from.Children[1], Table("t", ("new", "integer"), ("other", "integer"), ("price", "integer")).Children[2]), Digits);
    }

    [Fact]
    public void The_default_of_a_column_may_be_an_object_below_it()
    {
        var (bare, one, same, other) = (Column("amount", "integer", 1), WithDefault("1"), WithDefault("1"), WithDefault("2"));

        Assert.Equal(1, Likeness.Of(one, same), Digits);
        Assert.Equal(0.95, Likeness.Of(one, other), Digits);
        Assert.Equal(0.95, Likeness.Of(bare, one), Digits);
    }

    [Fact]
    public void Tables_are_alike_by_the_columns_that_they_share()
    {
        var from = Table("a", ("x", "integer"), ("y", "text"));

        Assert.Equal(1, Likeness.Of(from, Table("b", ("y", "text"), ("x", "integer"))), Digits);
        Assert.Equal(0.5, Likeness.Of(from, Table("b", ("x", "integer"), ("y", "date"))), Digits);
        Assert.Equal(0.25, Likeness.Of(from, Table("b", ("x", "integer"), ("a", "text"), ("b", "text"), ("c", "text"))), Digits);
        Assert.Equal(0, Likeness.Of(from, Table("b")), Digits);
    }

    [Fact]
    public void Only_columns_count_of_what_belongs_to_a_table()
    {
        var (from, to) = (Table("a", ("x", "integer")), Table("b", ("x", "integer")));
        to.Adopt(Make(new ConstraintKind(), to, "b_check"));

        Assert.Equal(1, Likeness.Of(from, to), Digits);
    }

    [Fact]
    public void Enums_are_alike_by_their_labels()
    {
        var kind = new EnumKind();
        var (from, to) = (Make(kind, null, "a", ("labels", "x\0y")), Make(kind, null, "b", ("labels", "x\0z")));

        Assert.Equal(0.5, Likeness.Of(from, to), Digits);
    }

    [Fact]
    public void Other_objects_are_alike_by_the_attributes_that_agree()
    {
        var (from, to) = (Make(new ViewKind(), null, "v", ("comment", "a"), ("type", "b")), Make(new ViewKind(), null, "w", ("comment", "a"), ("type", "c")));

        Assert.Equal(1 - (1.0 / Names.All.Count), Likeness.ByAttributes(from, to), Digits);
        Assert.Equal(1, Likeness.ByAttributes(from, from), Digits);
    }

    private static SchemaObject Make(Kind kind, SchemaObject? parent, string name, params (string Name, string? Value)[] values)
    {
        var all = Names.All.Select(n => values.LastOrDefault(v => v.Name == n).Value).ToArray();
        return new(new(kind.Name, name), kind, parent, "public", name, Names, all);
    }

    private static SchemaObject Table(string name, params (string Name, string Type)[] columns)
    {
        var table = Make(new TableKind(), null, name);
        var kind = new ColumnKind();
        foreach (var (index, column) in columns.Index())
            table.Adopt(Make(kind, table, column.Name, ("type", column.Type), ("type_category", "N"), ("number", $"{index + 1}")));
        return table;
    }

    private static SchemaObject Column(string name, string type, int number, params (string Name, string? Value)[] values)
    {
        var table = Make(new TableKind(), null, "t");
        return Make(new ColumnKind(), table, name, [("type", type), ("type_category", "N"), ("number", $"{number}"), .. values]);
    }

    private static SchemaObject WithDefault(string expression)
    {
        var column = Column("amount", "integer", 1);
        column.Adopt(Make(new DefaultKind(), column, "default", ("expression", expression)));
        return column;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
