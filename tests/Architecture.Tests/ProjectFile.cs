using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>What a project file says about what the project needs.</summary>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static ProjectFile Load(string path)
    {
        var document = XDocument.Load(Repository.PathOf(path));
        return new(Path.GetFileNameWithoutExtension(path), [.. Included("ProjectReference").Select(p => Path.GetFileNameWithoutExtension(p))],
            [.. Included("PackageReference")]);

        IEnumerable<string> Included(string element) => document.Descendants(element).Select(e => (string?)e.Attribute("Include")).OfType<string>();
    }
}
