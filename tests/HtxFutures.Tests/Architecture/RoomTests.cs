namespace HtxFutures.Tests.Architecture;

/// <summary>The rooms of the house (the folders of a project's source) use each other in one direction only, so that a room can be read, changed and left without its users.</summary>
public sealed class RoomTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("HtxFutures.Client")]
    [InlineData("HtxFutures.Sandbox")]
    [InlineData("HtxFutures")]
    public void No_room_is_reached_from_the_rooms_that_it_uses(string project)
    {
        IReadOnlyCollection<Arrow> arrows = SourceArrows.Of(Path.Combine(Places.RepositoryRoot, "src", project));
        IReadOnlyList<IReadOnlyList<string>> circles = Circles.Between(arrows);
        output.WriteLine($"{project}: {arrows.Count} arrows between files, {circles.Count} circles of rooms");
        Assert.NotEmpty(arrows);
        Assert.True(circles.Count == 0, Describe(circles, arrows));
    }

    [Fact]
    public void A_circle_is_found_and_named()
    {
        Arrow[] arrows = [new("A/One.cs", "B/Two.cs"), new("B/Two.cs", "C/Three.cs"), new("C/Other.cs", "A/One.cs"), new("Door.cs", "A/One.cs")];
        Assert.Equal([["A", "B", "C"]], Circles.Between(arrows));
        Assert.Empty(Circles.Between(arrows[..2]));
    }

    private static string Describe(IEnumerable<IReadOnlyList<string>> circles, IReadOnlyCollection<Arrow> arrows) => string.Join(
        Environment.NewLine,
        circles.SelectMany(circle => (string[])[$"A circle of {circle.Count} rooms: {string.Join(", ", circle)}", .. Within(circle, arrows)]));

    private static IEnumerable<string> Within(IReadOnlyList<string> circle, IEnumerable<Arrow> arrows) => arrows
        .Where(arrow => arrow.FromRoom != arrow.ToRoom && circle.Contains(arrow.FromRoom) && circle.Contains(arrow.ToRoom))
        .GroupBy(arrow => (arrow.FromRoom, arrow.ToRoom))
        .OrderBy(pair => pair.Count())
        .Select(pair => $"  {pair.Key.FromRoom} -> {pair.Key.ToRoom} ({pair.Count()}): {string.Join("; ", pair.Take(3).Select(arrow => $"{arrow.From} uses {arrow.To}"))}");
}
