namespace Foundation.Configuration;

/// <summary>A line and a column, both counted from 1.</summary>
internal sealed record Place(long Line, long Column)
{
    public static readonly Place Start = new(1, 1);

    public override string ToString() => $"{Line}:{Column}";
}

/// <summary>One value of a configuration file. <c>Size</c> counts its nodes with every alias written out; <c>Height</c> is its depth of nesting.</summary>
internal abstract class Node(Place place, int size, int height)
{
    public Place Place { get; } = place;

    public int Size { get; } = size;

    public int Height { get; } = height;

    public abstract string Kind { get; }

    internal sealed class Scalar(Place place, string text, bool plain) : Node(place, 1, 1)
    {
        /// <summary>The text as written in the file; variables are not expanded.</summary>
        public string Text { get; } = text;

        public bool IsNull { get; } = plain && text is "" or "~" or "null" or "Null" or "NULL";

        public override string Kind => "a single value";
    }

    internal sealed class List(Place place, IReadOnlyList<Node> items, int size, int height) : Node(place, size, height)
    {
        public IReadOnlyList<Node> Items { get; } = items;

        public override string Kind => "a list";
    }

    internal sealed class Map(Place place, IReadOnlyList<Entry> entries, int size, int height) : Node(place, size, height)
    {
        public IReadOnlyList<Entry> Entries { get; } = entries;

        public override string Kind => "a map";
    }

    internal sealed record Entry(string Key, Place Place, Node Value);
}
